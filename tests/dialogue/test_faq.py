"""What staff answered is answered again: with quote, article and office, to those who ask it in much the same words."""

import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bot.content import Content, load
from bot.content.amend import append_faq
from bot.dialogue import Asker, Conversation, Dialogue, Message
from tests.copies import content_copied
from tests.helpers import JINCHENG, ROOT, content

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
WHERE_FROM = "faq:where-the-money-comes-from"
MOVED: dict[str, Any] = {
    "id": "moved-here",
    "asks": ("外地企业搬来有没有奖励", "从外地搬过来的企业有奖励吗"),
    "answer": "原文没有单写搬来的企业，只写支持项目和主体来投资兴业；请问首位责任单位。",
    "policy": JINCHENG,
    "article": "三",
    "quote": "吸引更多市场主体在专业镇投资兴业",
}
CLAIMS: dict[str, Any] = {
    "id": "claims-of-little-giant",
    "asks": ("小巨人企业每年要不要复核",),
    "answer": "原文没写复核，只写首次被认定的按规定给予奖励。",
    "policy": JINCHENG,
    "article": "三",
    "quote": "对专业镇主导产业企业首次被认定为“专精特新”中小企业、国家级专精特新“小巨人”企业的，按规定给予奖励",
}


@cache
def with_more() -> Content:
    """Return the real content with two entries more."""
    with TemporaryDirectory() as folder:
        path = content_copied(Path(folder)) / "intents/faq.yaml"
        path.write_text(append_faq(append_faq(path.read_text("utf-8"), MOVED), CLAIMS), "utf-8")
        return load(Path(folder))


@cache
def asker() -> Asker:
    return Asker(with_more())


def topics(text: str, after: str = "") -> list[str]:
    return [each["topic"] for each in asker().ask(text, after, TODAY)["answers"]]


@pytest.mark.parametrize("text", MOVED["asks"])
def test_a_phrasing_is_answered_with_quote_article_and_office(text: str) -> None:
    found = asker().ask(text, "", TODAY)
    (each,) = found["answers"]
    assert found["outcome"] == "answer"
    assert (each["topic"], each["policy"], each["article"], each["stated"]) == ("faq:moved-here", JINCHENG, "三", True)
    assert each["answer"] == MOVED["answer"]
    assert each["departments"][0] == "市工信局"
    assert each["quotes"] == [MOVED["quote"]]
    assert each["quotes"][0] in with_more().policies[0].source.text
    for words in (
        MOVED["answer"],
        MOVED["quote"],
        "依据：晋市政办〔2023〕39号（三）",
        "找谁：市工信局（首位责任单位）",
    ):
        assert words in found["text"]
    assert "已于 2025-12-31 到期" in found["text"]


@pytest.mark.parametrize(
    "text",
    [
        "您好，外地企业搬来有没有奖励呀？",
        "请问外地的企业搬来有没有奖励",
        "外地企业搬来有奖励没有",
        "外地企业搬来友没有奖励",
    ],
)
def test_much_the_same_words_are_answered(text: str) -> None:
    assert topics(text) == ["faq:moved-here"]


@pytest.mark.parametrize(
    "text",
    ["外地企业有没有电话", "本地企业多少钱", "搬家公司哪家好", "质量认证奖励多少钱", "能领哪些奖励", "你好"],
)
def test_other_questions_are_not(text: str) -> None:
    assert not any(topic.startswith("faq:") for topic in topics(text))


def test_what_names_a_thing_is_not_answered_with_another_one() -> None:
    assert topics("小巨人企业每年要复核不") == ["faq:claims-of-little-giant"]
    assert topics("省级农业龙头企业每年要不要复核") != ["faq:claims-of-little-giant"]


def test_what_is_hardly_like_it_is_offered_where_nothing_else_answers() -> None:
    found = asker().ask("专项资金谁设", "", TODAY)
    assert (found["outcome"], [each["topic"] for each in found["choices"]]) == ("clarify", [WHERE_FROM])


def test_who_asks_on_is_told_the_office() -> None:
    assert topics("那找谁", MOVED["asks"][0]) == ["faq:moved-here"]


def test_no_labelled_question_is_taken_away_from_what_answers_it() -> None:
    files = [ROOT / f"tests/language/{name}.jsonl" for name in ("questions", "beyond")]
    texts = [json.loads(line)["text"] for path in files for line in path.read_text("utf-8").splitlines()]
    assert len(texts) > 600
    assert [text for text in texts if any(topic.startswith("faq:") for topic in topics(text))] == []


def test_no_example_is_taken_away_from_what_answers_it() -> None:
    general = [text for topic in content().wording.general.values() for text in topic.examples]
    assert len(general) > 400
    assert [text for text in general if any(topic.startswith("faq:") for topic in topics(text))] == []


def test_in_a_conversation_it_can_be_called_wrong_and_the_pending_question_comes_again() -> None:
    dialogue = Dialogue(with_more())
    begun = dialogue.respond(Conversation(), Message("web", "1", "1", "/start"), NOW).conversation
    assert begun is not None
    turn = dialogue.respond(begun, Message("web", "1", "2", MOVED["asks"][0]), NOW)
    assert MOVED["quote"] in turn.replies[0].text
    assert "没答对" in [choice.label for choice in turn.replies[0].choices]
    assert turn.conversation is not None
    assert turn.conversation.pending == begun.pending
    assert turn.conversation.asked == ((("faq:moved-here",), "about"),)


def test_the_choice_offered_is_answered_when_tapped() -> None:
    dialogue = Dialogue(with_more())
    begun = dialogue.respond(Conversation(), Message("web", "1", "1", "/start"), NOW).conversation
    assert begun is not None
    offered = dialogue.respond(begun, Message("web", "1", "2", "专项资金谁设"), NOW)
    assert offered.conversation is not None
    choice = offered.replies[0].choices[0]
    assert len(choice.id.encode()) <= 64
    tapped = dialogue.respond(offered.conversation, Message("web", "1", "3", "", choice.id), NOW)
    assert "市级财政每年单列" in tapped.replies[0].text


def test_an_entry_that_is_gone_is_said_to_be_gone() -> None:
    begun = Conversation(asked=((("faq:gone",), "about"),))
    turn = Dialogue(content()).respond(begun, Message("web", "1", "2", "那找谁"), NOW)
    assert turn.replies
