"""The days in force: every achievement at both edges of its window, and every status before, in and after it."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.content import Condition, FirstReaches, Measure, Newly
from bot.matching import Finding, Status, find, read_profile
from tests.helpers import FIRST_DAY, LAST_DAY, content, finding
from tests.matching.cases import AS_OF

DAY = timedelta(days=1)
STATUSES = [Status.NOT_YET, Status.ELIGIBLE, Status.ELIGIBLE, Status.LAPSED]


def newly(condition: Condition) -> list[Newly]:
    return [leaf for leaf in condition.leaves() if isinstance(leaf, Newly)]


def achievements() -> list[Any]:
    return [
        pytest.param(measure, leaf, option, id=f"{measure.id} {option}")
        for measure in content().measures
        for leaf in newly(measure.condition)
        for option in leaf.options
    ]


def undated() -> list[Any]:
    measures = [measure for measure in content().measures if not measure.dated]
    return [pytest.param(measure, id=measure.id) for measure in measures if any(e.pays for e in measure.examples)]


def example_of(measure: Measure) -> dict[str, Any]:
    return dict(next(example.given for example in measure.examples if example.pays))


def achieved(measure: Measure, leaf: Newly, option: str, when: str | None) -> Finding:
    """Hold a measure against its first paying example, the thing achieved on another day."""
    given = {**example_of(measure), leaf.fact.id: {option: when}}
    return find(measure, read_profile(given, content().facts, AS_OF).known, AS_OF)


@pytest.mark.parametrize(("measure", "leaf", "option"), achievements())
def test_an_achievement_counts_from_the_first_day_to_the_last(measure: Measure, leaf: Newly, option: str) -> None:
    first, last = measure.policy.window
    days = [first - DAY, first, last, last + DAY]
    found = [achieved(measure, leaf, option, day.isoformat()) for day in days]
    assert [finding.status for finding in found] == STATUSES
    assert [finding.ended for finding in found] == [True] * 4


@pytest.mark.parametrize(("measure", "leaf", "option"), achievements())
def test_an_achievement_of_an_unsettled_day_is_asked_again(measure: Measure, leaf: Newly, option: str) -> None:
    first, last = measure.policy.window
    for when in (None, f"{first - DAY}..{first}", f"{last}..{last + DAY}", str(first.year)):
        found = achieved(measure, leaf, option, when)
        assert (found.status, found.missing) == (Status.POSSIBLE, (leaf.fact.id,)), when


@pytest.mark.parametrize("measure", undated())
def test_what_is_tied_to_no_achievement_goes_by_the_day_asked(measure: Measure) -> None:
    first, last = measure.policy.window
    known = read_profile(example_of(measure), content().facts, AS_OF).known
    days = [first - DAY, first, last, last + DAY]
    assert [find(measure, known, day).status for day in days] == STATUSES
    assert [find(measure, known, day).ended for day in days] == [False, False, False, True]


def test_the_sweeps_found_the_measures_of_the_content() -> None:
    assert len(achievements()) > 20
    assert len(undated()) > 20
    assert {leaf.values[0].id for leaf in achievements()} | {m.values[0].id for m in undated()} | LADDERS == {
        measure.id for measure in content().measures
    }


LADDERS = {
    measure.id
    for measure in content().measures
    if any(isinstance(leaf, FirstReaches) for leaf in measure.condition.leaves())
}


@pytest.mark.parametrize(
    ("as_of", "year", "status"),
    [
        ("2023-10-31", 2022, Status.NOT_YET),
        ("2023-12-31", 2022, Status.NOT_YET),
        ("2024-01-01", 2023, Status.ELIGIBLE),
        ("2025-12-31", 2024, Status.ELIGIBLE),
        ("2026-12-31", 2025, Status.ELIGIBLE),
        ("2027-01-01", 2026, Status.LAPSED),
    ],
)
def test_a_figure_belongs_to_the_last_complete_year_before_the_day_asked(as_of: str, year: int, status: Status) -> None:
    found = finding(
        "revenue-milestone",
        date.fromisoformat(as_of),
        leading_industry="yes",
        agricultural="no",
        revenue="5亿元",
        best_revenue_before="0元",
    )
    assert (found.known["revenue"].year, found.status) == (year, status)


@pytest.mark.parametrize(
    ("day", "status"),
    [("2023-10-30", Status.NOT_YET), ("2023-10-31", Status.ELIGIBLE), ("2025-12-31", Status.ELIGIBLE)],
)
def test_an_achievement_in_the_window_stays_good_after_the_end(day: str, status: Status) -> None:
    found = finding("jincheng-brand", AS_OF, certifications={"jincheng_brand": day})
    assert (found.status, found.ended) == (status, True)
    assert found.most == (50_000 if status is Status.ELIGIBLE else None)


def test_nothing_is_eligible_before_the_first_day() -> None:
    early = FIRST_DAY - DAY
    assert finding("jincheng-brand", early, certifications={"jincheng_brand": "2023"}).status is Status.NOT_YET
    assert finding("legal-service", early).status is Status.NOT_YET
    assert finding("legal-service", FIRST_DAY).status is Status.ELIGIBLE
    assert finding("legal-service", LAST_DAY + DAY).status is Status.LAPSED
