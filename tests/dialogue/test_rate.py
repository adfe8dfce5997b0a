"""What an owner is told of an award that is a share of a figure: no sum before the figure is known."""

from datetime import UTC, datetime
from typing import Any

from bot.dialogue import Conversation, Dialogue, Message, Reply, plain
from tests.rates import with_a_rate

NOW = datetime(2025, 6, 1, tzinfo=UTC)
OWNER: dict[str, Any] = {"sector": "casting", "projects": {"industrial_land": None}, "certifications": {},
                         "leading_industry": "no", "county": "zezhou"}  # fmt: skip
ROUGH = {"low": 855_000, "high": 945_000, "year": 2024}


def replies(choice: str = "", text: str = "", *, capped: bool = True, **state: Any) -> tuple[Reply, ...]:
    message = Message("test", "chat", "1", text=text, choice=choice)
    return Dialogue(with_a_rate(capped=capped)).respond(Conversation().but(**state), message, NOW).replies


def result(*, capped: bool = True, **answers: Any) -> Reply:
    return replies("c.result.", capped=capped, answers={**OWNER, **answers})[-1]


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
