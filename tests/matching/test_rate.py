"""An award that is a share of a figure: nothing is certain of it, and it is asked for, until the figure is known."""

from typing import Any

import pytest

from bot.matching import Finding, Matcher, Question, Status, check, find, open_questions, read_profile, result_json
from tests.helpers import LAST_DAY
from tests.rates import MEASURE, with_a_rate

OWNER: dict[str, Any] = {"sector": "casting", "projects": ["industrial_land"], "certifications": [], "county": "zezhou"}
ROUGH = {"low": "100元", "high": "1000万元"}
NOT_LEADING = {"leading_industry": "no"}


def found(*, capped: bool = True, ceiling: bool = False, **facts: Any) -> Finding:
    content = with_a_rate(capped=capped, ceiling=ceiling)
    known = read_profile({**OWNER, **facts}, content.facts, LAST_DAY).known
    return find(content.measure(MEASURE), known, LAST_DAY)


def certain_total(**facts: Any) -> int:
    content = with_a_rate()
    profile = read_profile({**OWNER, **facts}, content.facts, LAST_DAY)
    findings = Matcher(content.measures).explain(profile, LAST_DAY)
    total: int = result_json(findings, profile, content.facts, LAST_DAY)["certain_total"]
    assert list(Matcher(content.measures).amounts([profile], LAST_DAY)) == [{MEASURE: total} if total else {}]
    return total


def questions(**facts: Any) -> dict[str, Question]:
    content = with_a_rate()
    paying = Matcher([measure for measure in content.measures if measure.award.paying])
    profile = read_profile(facts, content.facts, LAST_DAY)
    return {question.fact.id: question for question in open_questions(paying, profile, content.facts, LAST_DAY)}


def test_content_with_a_rate_has_no_fault() -> None:
    kinds = [(capped, ceiling) for capped in (True, False) for ceiling in (True, False)]
    assert [check(with_a_rate(capped=capped, ceiling=ceiling)) for capped, ceiling in kinds] == [()] * 4


@pytest.mark.parametrize("facts", [{}, {"revenue": ROUGH}], ids=["not known", "known roughly"])
def test_nothing_is_certain_before_the_figure_is_known(facts: dict[str, Any]) -> None:
    finding = found(**facts)
    assert (finding.status, finding.missing, finding.most) == (Status.POSSIBLE, ("revenue",), 1_000_000)
    assert certain_total(**facts) == 0


@pytest.mark.parametrize(
    ("revenue", "pays"), [("100万元", 700_000), ("9亿元", 1_000_000), ({"low": "5亿元"}, 1_000_000)]
)
def test_what_is_certain_is_the_same_sum_from_below_and_from_above(revenue: Any, pays: int) -> None:
    finding = found(revenue=revenue)
    assert (finding.status, finding.least, finding.most, finding.missing) == (Status.ELIGIBLE, pays, pays, ())
    assert certain_total(revenue=revenue) == pays


def test_without_a_cap_an_unknown_figure_bounds_nothing() -> None:
    finding = found(capped=False)
    assert (finding.status, finding.least, finding.most) == (Status.POSSIBLE, None, None)


def test_the_figure_is_asked_for_and_no_range_is_enough() -> None:
    asked = questions(**OWNER, **NOT_LEADING)["revenue"]
    assert [finding.measure.id for finding in asked.decides] == ["floor-area"]
    assert (asked.most, asked.limits, asked.exact) == (1_000_000, (), True)


def test_a_rough_figure_is_asked_for_again_only_after_everything_else() -> None:
    assert next(iter(questions(sector="casting"))) == "revenue"
    asked = list(questions(sector="casting", revenue=ROUGH))
    assert asked[-1] == "revenue"
    assert {"certifications", "projects"} < set(asked)
    assert list(questions(**OWNER, revenue=ROUGH)) == ["revenue"]


@pytest.mark.parametrize("revenue", ["100万元", {"low": "200万元", "high": "300万元"}, "unknown"])
def test_a_figure_that_is_known_well_enough_or_never_will_be_is_not_asked_for(revenue: Any) -> None:
    assert questions(**OWNER, **NOT_LEADING, revenue=revenue) == {}


@pytest.mark.parametrize(
    ("revenue", "most"), [("100万元", 700_000), ("9亿元", 1_000_000), ({"low": "5亿元"}, 1_000_000)]
)
def test_of_a_ceiling_no_sum_is_ever_certain(revenue: Any, most: int) -> None:
    finding = found(ceiling=True, revenue=revenue)
    assert (finding.status, finding.least, finding.most, finding.certain) == (Status.ELIGIBLE, 0, most, None)
    content = with_a_rate(ceiling=True)
    profile = read_profile({**OWNER, "revenue": revenue}, content.facts, LAST_DAY)
    result = result_json(Matcher(content.measures).explain(profile, LAST_DAY), profile, content.facts, LAST_DAY)
    (written,) = (each for each in result["findings"] if each["award"] == "rate")
    assert (written["amount"], written["most"], result["certain_total"]) == (None, most, 0)
    assert "按不超过 70% 算，最高 " in written["reasons"][-1]["words"]


def test_of_a_ceiling_without_a_cap_the_figure_bounds_the_sum() -> None:
    assert (found(capped=False, ceiling=True).status, found(capped=False, ceiling=True).most) == (Status.POSSIBLE, None)
    known = found(capped=False, ceiling=True, revenue="100万元")
    assert (known.status, known.least, known.most) == (Status.ELIGIBLE, 0, 700_000)
