"""Who asks what there is, and tells something, reads first what that speaks for."""

from datetime import date

import pytest

from bot.dialogue import Asker
from bot.dialogue.fitting import fitting
from bot.matching import find, read_profile
from tests.helpers import content

TODAY = date(2025, 6, 1)
ASKER = Asker(content())
FARMING = "涉农企业年营收首次达标奖励"


def lines(text: str) -> list[str]:
    return str(ASKER.ask(text, "", TODAY)["text"]).split("\n")


@pytest.mark.parametrize(("text", "most"), [("养猪的能领啥", "50万元"), ("去年养猪1.2亿有啥补贴", "10万元")])
def test_what_is_told_is_answered_first_with_what_it_hangs_on(text: str, most: str) -> None:
    first, fit, rest, *_ = lines(text)
    assert first == "按您说的，对得上的是："
    assert fit.startswith(f"· 最高 {most} {FARMING}（还要看：专业镇主导产业企业、")
    assert "申领人" not in fit  # presumed of everybody, and no bar here
    assert rest == "也可能领："


def test_what_is_told_first_or_ruled_out_is_not_listed_again() -> None:
    shown = lines("养猪的能领啥")
    assert sum(FARMING in line for line in shown) == 1
    assert not any("· 年营收首次达标奖励" in line for line in shown)
    assert any("中华老字号奖励：20万元" in line for line in shown)


def test_what_only_a_rare_applicant_can_have_says_so() -> None:
    known = read_profile({"certifications": {"geo_mark": "2024"}, "applicant": "unknown"}, content().facts, TODAY).known
    fits = fitting(content(), [find(measure, known, TODAY) for measure in content().measures], TODAY)
    assert [(fit.finding.measure.id, fit.lacks) for fit in fits] == [("geo-mark", ("申领人",))]


@pytest.mark.parametrize("text", ["能领多少", "高平开民宿的能拿啥"])
def test_what_speaks_for_nothing_leaves_the_list_whole(text: str) -> None:
    assert lines(text)[0] == "能领哪些，要看企业的情况。写明金额的有："
    assert any(FARMING in line for line in lines(text))
