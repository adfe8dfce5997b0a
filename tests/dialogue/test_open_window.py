"""A policy that names no first or no last day: wherever days are told, no day stands in place of the one it leaves out.

Every screen that taps lead to is read, every answer, the JSON, and what the command line prints.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.content import Content, policies_json
from bot.dialogue import Asker, Conversation, Dialogue, Message, Turn, plain
from bot.dialogue.answer_pages import pages_of
from bot.dialogue.answer_to import answer_to
from bot.dialogue.pages import Pages
from bot.matching import Matcher, matched_json
from tests.helpers import JINCHENG
from tests.open_windows import OPEN, open_window, save

MADE_UP = re.compile(r"(?<![\d.])(?:0001|9999|9998|1900)|(?<!\d)[1-9] 年|(?<![\d.])1 至")
"""A day at either end of the calendar, or a year near it."""

DAYS = (datetime(2023, 1, 9, 4, tzinfo=UTC), datetime(2025, 6, 1, 4, tzinfo=UTC), datetime(2027, 3, 1, 4, tzinfo=UTC))
LADDER = {"sector": "casting", "leading_industry": "yes", "revenue": {"amount": "12亿元", "year": 2022}}
TOLD: tuple[dict[str, Any], ...] = (
    {},
    {**LADDER, "best_revenue_before": "10亿元", "certifications": {"quality_system": None, "tech_sme": "2021"}},
    {**LADDER, "best_revenue_before": "1亿元", "certifications": {"quality_system": "2019-05"}, "projects": {}},
)  # fmt: skip

every_window = pytest.mark.parametrize("case", OPEN)
every_day = pytest.mark.parametrize("now", DAYS, ids=lambda now: f"{now:%Y}")


def screens(content: Content, answers: dict[str, Any], now: datetime) -> Iterator[str]:
    """Tap every button that can be reached once; give all that is said."""
    dialogue, seen = Dialogue(content), {"c.result.", "c.start.", "c.help.", "c.forget.", "c.restart."}
    waiting = [(Conversation(answers=answers), choice) for choice in ("c.result.", "c.start.", "c.help.")]
    waiting += [(Conversation(answers=answers), f"f.{JINCHENG}.{measure.id}") for measure in content.measures]
    asking = Conversation(answers={"sector": "casting"}, pending="certifications")
    waiting += [(asking.but(step={"held": {"quality_system": None, "tech_sme": None}}), "d.certifications.")]
    while waiting:
        conversation, choice = waiting.pop()
        turn = dialogue.respond(conversation, Message("test", "chat", "1", choice=choice), now)
        yield from words(turn)
        for reply in turn.replies:
            new = [each.id for each in reply.choices if each.id not in seen]
            seen.update(new)
            waiting += [(turn.conversation or Conversation(), each) for each in new]


def words(turn: Turn) -> Iterator[str]:
    for reply in turn.replies:
        yield plain(reply.text)
        yield repr(reply.sheet)
        yield " ".join(choice.label for choice in reply.choices)


def answers(content: Content, today: date) -> Iterator[str]:
    pages, general = Pages(keeps=False), [f"general:{topic}" for topic in content.wording.general]
    for topic in (*content.by_id, *content.by_article, *general):
        for aspect in content.wording.aspects:
            yield from pages_of(pages, content, [answer_to(content, topic, aspect, "", today)], today)


def written(content: Content, today: date) -> Iterator[str]:
    yield json.dumps(policies_json(content.articles, content.measures), ensure_ascii=False)
    for told in TOLD:
        found = matched_json(told, content.facts, Matcher(content.measures).explain, today)
        yield json.dumps(found, ensure_ascii=False)


def made_up(texts: Iterable[str]) -> set[str]:
    return {text[max(0, found.start() - 30) : found.end() + 20] for text in texts for found in MADE_UP.finditer(text)}


@every_window
@every_day
def test_no_screen_shows_a_day_that_the_text_does_not_name(case: str, now: datetime) -> None:
    shown = [text for told in TOLD for text in screens(open_window(case), told, now)]
    assert len(shown) > 1500
    assert made_up(shown) == set()


@every_window
@every_day
def test_no_answer_and_no_json_shows_a_day_that_the_text_does_not_name(case: str, now: datetime) -> None:
    content, today = open_window(case), now.date()
    assert made_up([*answers(content, today), *written(content, today)]) == set()


def test_a_day_that_is_shown_would_be_found() -> None:
    for text in ("自 0001-01-01 起", "至 9999-12-31 间取得", "是 1 至 2021 年首次达到的", "1 年 1 月 1 日 之前"):
        assert made_up([text])
    assert not made_up(["年营收 49999.9999万元（2025 年）", "11 年", "ISO9001"])


@every_window
def test_the_command_line_prints_no_such_day(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, profile = save(tmp_path / "content", case), tmp_path / "profile.json"
    profile.write_text(json.dumps(TOLD[1]), "utf-8")
    printed = [run(capsys, "check", str(root))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIQI_CONTENT", str(root))
        for day in ("2023-01-09", "2025-06-01", "2027-03-01"):
            printed += [run(capsys, "match", str(profile), "--as-of", day, *how) for how in ((), ("--json",))]
        printed.append(run(capsys, "ask", "政策有效期到什么时候"))
    assert made_up(printed) == set()


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit):
        main(list(arguments))
    printed = "".join(capsys.readouterr())
    assert printed
    return printed


@pytest.mark.parametrize(
    ("case", "today", "lead"),
    [
        ("no first day", "2025-06-01", "专业镇政策有效期 到 2025-12-31 止（哪天起施行，原文没写）。"),
        (
            "no first day",
            "2026-06-01",
            "专业镇政策有效期 到 2025-12-31 止（哪天起施行，原文没写），已经到期，还受不受理原文没写。",
        ),
        ("no last day", "2026-06-01", "专业镇政策有效期 2023-10-31 起，哪天截止原文没写。"),
        ("neither", "2026-06-01", "专业镇政策有效期 哪天起施行、哪天截止，原文都没写。"),
    ],
)
def test_the_days_in_force_are_said_as_far_as_they_are_known(case: str, today: str, lead: str) -> None:
    said = str(Asker(open_window(case)).ask("政策有效期到什么时候", "", date.fromisoformat(today))["text"])
    assert said.startswith(f"{lead}\n│ 以上政策自发布之日起施行")


def test_whether_something_early_counts_is_said_to_be_open() -> None:
    asker = Asker(open_window("no first day"))
    said = str(asker.ask("质量管理体系认证要什么条件", "", date(2025, 6, 1))["text"])
    assert "条件：2025-12-31 及以前取得质量管理体系认证" in said
    assert "政策从哪天起施行，原文没写；早先取得、达到的算不算，请先问清。" in said


def test_when_is_not_asked_where_any_day_will_do() -> None:
    told = {"quality_system": None}
    asked = {}
    for case in OPEN:
        conversation = Conversation(answers={"sector": "casting"}, pending="certifications", step={"held": told})
        message = Message("test", "chat", "1", choice="d.certifications.")
        turn = Dialogue(open_window(case)).respond(conversation, message, DAYS[1])
        assert turn.conversation
        asked[case] = turn.conversation.pending == "certifications"
    assert asked == {"no first day": True, "no last day": True, "neither": False}
