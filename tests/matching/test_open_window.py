"""What is found where a policy names no first or no last day: at an open end nothing is too early, or too late."""

from datetime import date
from typing import Any

import pytest

from bot.matching import Finding, Status, find, finding_json, read_profile
from tests.helpers import JINCHENG
from tests.open_windows import OPEN, open_window

LONG_BEFORE, INSIDE, LONG_AFTER = date(1995, 1, 1), date(2025, 6, 1), date(2060, 1, 1)
FACTORY = {"sector": "casting", "leading_industry": "yes"}


def found(case: str, measure: str, today: date, **facts: Any) -> Finding:
    content = open_window(case)
    known = read_profile(facts, content.facts, today).known
    return find(content.measure(f"{JINCHENG}/{measure}"), known, today)


@pytest.mark.parametrize(
    ("case", "statuses"),
    [
        ("no first day", [Status.ELIGIBLE, Status.ELIGIBLE, Status.LAPSED]),
        ("no last day", [Status.NOT_YET, Status.ELIGIBLE, Status.ELIGIBLE]),
        ("neither", [Status.ELIGIBLE] * 3),
    ],
)
def test_an_open_end_excludes_nothing(case: str, statuses: list[Status]) -> None:
    days = (LONG_BEFORE, INSIDE, LONG_AFTER)
    assert [found(case, "legal-service", day).status for day in days] == statuses
    achieved = [found(case, "jincheng-brand", LONG_AFTER, certifications={"jincheng_brand": str(day)}) for day in days]
    assert [each.status for each in achieved] == statuses
    assert {each.ended for each in achieved} == {case == "no first day"}


@pytest.mark.parametrize("case", OPEN)
def test_only_where_any_day_will_do_none_need_be_known(case: str) -> None:
    held = found(case, "jincheng-brand", INSIDE, certifications={"jincheng_brand": None})
    assert (held.status, held.missing) == (
        (Status.ELIGIBLE, ()) if case == "neither" else (Status.POSSIBLE, ("certifications",))
    )
    said = [reason.words for reason in held.reasons]
    assert any("还不知道是哪一年" in words for words in said) == (case != "neither")


@pytest.mark.parametrize("case", OPEN)
def test_a_step_passed_before_may_have_been_new_in_one_of_a_few_years(case: str) -> None:
    told = {
        **FACTORY,
        "agricultural": "no",
        "revenue": {"amount": "6亿元", "year": 2025},
        "best_revenue_before": "5亿元",
    }
    earlier = found(case, "revenue-milestone", date(2026, 6, 1), **told).earlier
    assert earlier
    assert earlier.years == ((2023, 2024) if case == "no last day" else (2022, 2023, 2024))
    told["best_revenue_before"] = {"amount": "5亿元", "year": 2015}
    said = found(case, "revenue-milestone", date(2026, 6, 1), **told).earlier
    assert (said.years if said else None) == (None if case == "no last day" else (2015,))


@pytest.mark.parametrize("case", OPEN)
def test_a_day_that_the_text_does_not_name_is_null(case: str) -> None:
    written = finding_json(found(case, "jincheng-brand", INSIDE, certifications={"jincheng_brand": "2024"}))
    assert (written["valid_from"] is None, written["valid_until"] is None) == (
        "from" in OPEN[case],
        "until" in OPEN[case],
    )


@pytest.mark.parametrize("case", OPEN)
def test_whether_what_came_early_counts_is_open_of_achievements_alone(case: str) -> None:
    measures = open_window(case).measures
    doubted = {measure for measure in measures if any("从哪天起施行，原文没写" in each.note for each in measure.doubts)}
    assert doubted == {measure for measure in measures if measure.dated and "from" in OPEN[case]}
