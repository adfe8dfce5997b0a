"""What a channel that draws is given beside the text: cards, progress, the report, quick questions."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest

from bot.content import SHANGHAI
from bot.dialogue import Choice, Conversation, Dialogue, Message, Reply, plain, quick_questions, tone
from bot.storage.rows import reply_json, reply_of
from tests.helpers import content

NOW = datetime(2026, 11, 22, tzinfo=UTC)
PROFILES: dict[str, dict[str, Any]] = {
    "sums": {"sector": "casting", "revenue": "5.3亿元", "certifications": {"quality_system": "2024"},
             "projects": {}, "leading_industry": "yes", "best_revenue_before": "4.8亿元", "county": "zezhou"},
    "near": {"sector": "casting", "revenue": "4.9亿元", "certifications": {"time_honoured": "2024"},
             "leading_industry": "yes"},
    "open": {"sector": "ceramics"},
    "late": {"sector": "casting", "certifications": {"quality_system": "2026-05"}},
    "nothing": {"sector": "casting", "revenue": "100万元", "certifications": {}, "projects": {}},
}  # fmt: skip


def results() -> Iterator[tuple[str, Reply]]:
    dialogue = Dialogue(content())
    for name, answers in PROFILES.items():
        known = {fact: value for fact, value in answers.items() if _readable(fact, value)}
        turn = dialogue.respond(Conversation(answers=known), Message("t", "c", "1", choice="c.result."), NOW)
        yield name, turn.replies[-1]


def _readable(fact: str, value: object) -> bool:
    try:
        content().facts[fact].read(value, NOW.astimezone(SHANGHAI).date())
    except ValueError:
        return False
    return True


RESULTS = dict(results())


@pytest.mark.parametrize("name", PROFILES)
def test_cards_say_what_the_text_says(name: str) -> None:
    reply = RESULTS[name]
    assert reply.sheet
    text = plain(reply.text)
    for words in (reply.sheet.lead, reply.sheet.foot, *(part.heading for part in reply.sheet.parts)):
        assert all(line in text for line in plain(words).splitlines())
    shown = [card.name for part in reply.sheet.parts for card in part.cards]
    for line in text.splitlines():
        named = re.match(r"· (?:[\d.]+[万亿]元 )?([^：，（]+)", line)
        if named and "增长" not in line and "只差" not in line:
            assert named[1] in shown


def test_the_profiles_have_cards_of_every_kind() -> None:
    headings = {plain(part.heading)[:4] for reply in RESULTS.values() if reply.sheet for part in reply.sheet.parts}
    assert {"可能符合", "差一点", "时间对不"} <= headings
    assert any(heading.startswith("符合 ") for heading in headings)


def test_a_card_has_its_finding_whole() -> None:
    sheet = RESULTS["sums"].sheet
    assert sheet
    card = sheet.parts[0].cards[0]
    assert (card.name, card.amount, card.note) == ("年营收首次达标奖励", "10万元", "")
    assert card.basis == "晋市政办〔2023〕39号（二）实施达标奖励措施"
    assert card.quotes[0].endswith("一次性奖励 10 万元、20 万元、30 万元、50 万元。")
    assert card.offices[0].name == "市工信局"
    assert card.offices[-1].name == "泽州县人民政府"
    assert card.doubts == ("怎样算“专业镇主导产业企业”，原文未写明。",)
    assert card.choice in RESULTS["sums"].choices


@pytest.mark.parametrize("name", PROFILES)
def test_a_reply_is_stored_whole(name: str) -> None:
    assert reply_of(reply_json(RESULTS[name])) == RESULTS[name]


def test_a_reply_of_an_earlier_release_is_read() -> None:
    old = '{"text": "<b>\\u60e0\\u4f01</b>", "choices": [["c.back.", "\\u4e0a\\u4e00\\u9898"]], "in_place": false}'
    assert reply_of(old) == Reply("<b>惠企</b>", (Choice("c.back.", "上一题"),))
    assert reply_json(reply_of(old)) == old


def test_questions_tell_how_far_they_have_come() -> None:
    dialogue, conversation, seen = Dialogue(content()), Conversation(), []
    for number, text in enumerate(("/start", "翻砂的", "5.3个亿", "上一题", "5.3个亿")):
        turn = dialogue.respond(conversation, Message("t", "c", str(number), text=text), NOW)
        assert turn.conversation
        conversation = turn.conversation
        seen.append(turn.replies[-1].progress)
    assert [progress and progress.number for progress in seen] == [1, 2, 3, 2, 3]
    assert all(progress and progress.left > 0 for progress in seen)


def test_an_answer_asked_again_has_no_number() -> None:
    dialogue = Dialogue(content())
    conversation = Conversation(answers={"sector": "casting"}, pending="revenue")
    (reply,) = dialogue.respond(conversation, Message("t", "c", "1", choice="e.sector."), NOW).replies
    assert reply.progress is None


def test_every_quick_question_is_answered() -> None:
    dialogue = Dialogue(content())
    asked = quick_questions(content())
    assert len(asked) >= 4
    for text in asked:
        turn = dialogue.respond(Conversation(view="result"), Message("t", "c", "1", text=text), NOW)
        assert "inquiry" in [event.name for event in turn.events], text
        assert "没答对" in [choice.label for reply in turn.replies for choice in reply.choices]


def test_the_report_holds_the_answers_in_words() -> None:
    report = Dialogue(content()).report(Conversation(answers=PROFILES["sums"]), NOW)
    assert ("年营收", "5.3亿元（2025 年）") in report.answers
    assert ("申领人", "企业（默认）") in report.answers
    assert (report.day.isoformat(), report.left, report.version) == ("2026-11-22", 0, content().version)
    assert report.sheet == RESULTS["sums"].sheet


def test_buttons_that_steer_are_told_from_answers() -> None:
    turn = Dialogue(content()).respond(Conversation(), Message("t", "c", "1", text="/start"), NOW)
    tones = {unescape(choice.label): tone(choice) for choice in turn.replies[-1].choices}
    assert tones["铸造与制造"] == "answer"
    assert tone(Choice("n.projects.", "都没有")) == "answer"  # nobody is to be led to it
    assert tone(Choice("d.projects.", "选好了（2 项）")) == "done"
    assert tones["不清楚"] == tones["为什么问？"] == "aside"
