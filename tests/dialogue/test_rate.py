"""What an owner is told of an award that is a share of a figure: no sum before the figure is known."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.dialogue import Asker, Conversation, Dialogue, Message, Reply, plain
from tests.rates import MEASURE, with_a_rate

NOW = datetime(2025, 6, 1, tzinfo=UTC)
OWNER: dict[str, Any] = {"sector": "casting", "projects": {"industrial_land": None}, "certifications": {},
                         "leading_industry": "no", "county": "zezhou"}  # fmt: skip
ROUGH = {"low": 855_000, "high": 945_000, "year": 2024}


def replies(
    choice: str = "", text: str = "", *, capped: bool = True, ceiling: bool = False, **state: Any
) -> tuple[Reply, ...]:
    dialogue, message = (
        Dialogue(with_a_rate(capped=capped, ceiling=ceiling)),
        Message("test", "chat", "1", text, choice),
    )
    return dialogue.respond(Conversation().but(**state), message, NOW).replies


def result(*, capped: bool = True, ceiling: bool = False, **answers: Any) -> Reply:
    return replies("c.result.", capped=capped, ceiling=ceiling, answers={**OWNER, **answers})[-1]


def test_a_figure_not_known_gives_no_total_and_is_said_to_be_lacking() -> None:
    unknown: dict[str, Any] = {}
    for answers in (unknown, {"revenue": ROUGH}):
        said = plain(result(**answers).text)
        assert "符合 1 项" not in said
        assert "提高容积率不增收地价，最高 " in said
        assert "要知道：年营收" in said


def test_a_figure_that_is_known_gives_its_share() -> None:
    assert "符合 1 项：61.6万元" in plain(result(revenue="88万元").text)


def test_a_rate_is_never_said_to_be_unstated() -> None:
    sheet = result(capped=False).sheet
    assert sheet
    assert [card.amount for part in sheet.parts for card in part.cards] == ["按年营收的 70% 算"]
    why = plain(replies("c.why.", capped=False, answers=OWNER, pending="revenue")[-1].text)
    assert "决定 1 项奖励，按比例算" in why


def test_a_rough_figure_is_asked_for_again_once_with_a_way_out() -> None:
    asked = replies(text="90万左右", answers=OWNER, pending="revenue")[-1]
    assert "您说约90万元，再准一点是多少？" in plain(asked.text)
    assert "要准数；说不准就点“不清楚”" in plain(asked.text)
    assert [choice.label for choice in asked.choices[:2]] == ["不清楚", "不方便说"]
    told = replies("s.revenue.unknown", answers={**OWNER, "revenue": ROUGH}, pending="revenue")[-1]
    assert "最高 66.15万元" in plain(told.text)


AT_MOST = "最高 61.6万元（不超过年营收的 70%）"


@pytest.mark.parametrize("capped", [True, False])
def test_a_share_that_is_a_ceiling_is_never_told_as_a_sum(capped: bool) -> None:
    told = result(capped=capped, ceiling=True, revenue="88万元")
    assert f"符合 1 项，原文没写定多少钱\n· 提高容积率不增收地价：{AT_MOST}\n" in plain(told.text)
    assert told.sheet
    assert [card.amount for part in told.sheet.parts for card in part.cards] == [AT_MOST]
    answers = {**OWNER, "revenue": "88万元"}
    (finding,) = replies(f"f.{MEASURE.replace('/', '.')}", capped=capped, ceiling=True, answers=answers)
    assert plain(finding.text).startswith(f"提高容积率不增收地价：{AT_MOST}\n✅ 符合\n")
    (listed,) = replies("v.all.0", capped=capped, ceiling=True, answers=answers)
    assert f"提高容积率不增收地价：{AT_MOST}" in plain(listed.text)


def test_a_share_that_is_a_ceiling_is_asked_for_and_told_with_its_cap_before_the_figure_is_known() -> None:
    told = result(ceiling=True)
    assert "提高容积率不增收地价，最高 100万元（不超过年营收的 70%）（要知道：年营收）" in plain(told.text)
    (why,) = replies("c.why.", ceiling=True, answers=OWNER, pending="revenue")
    assert "· 提高容积率不增收地价，最高 100万元（不超过年营收的 70%）" in plain(why.text)


def test_what_is_asked_of_a_ceiling_is_answered_with_no_sum() -> None:
    asker = Asker(with_a_rate(ceiling=True))
    answer = asker.ask("提高容积率不增收地价给多少钱", "", NOW.date())
    assert answer["text"].startswith("提高容积率不增收地价：按不超过年营收的 70% 算，最高 100万元\n")
    assert answer["answers"][0]["amount"] is None
    total = asker.ask("一共能领哪些", "", NOW.date())["text"]
    assert "· 提高容积率不增收地价：最高 100万元（不超过年营收的 70%）" in total
