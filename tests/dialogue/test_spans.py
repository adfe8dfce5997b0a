"""The spans offered when asking for a year: all days up to today, none across the edge of a policy, said as tapped."""

from datetime import date, timedelta
from itertools import pairwise

from bot.content import Window, say_when
from bot.dialogue.spans import spans

POLICY = Window(date(2023, 10, 31), date(2025, 12, 31))


def test_the_year_under_way_is_said_as_that_year() -> None:
    latest, *_ = spans([POLICY], date(2026, 11, 23))
    assert (latest.label, say_when(latest.when)) == ("2026 年", "2026 年")


def test_years_together_are_said_as_they_were_tapped() -> None:
    latest, *_ = spans([POLICY], date(2028, 2, 1))
    assert latest.label == say_when(latest.when) == "2026—2028 年"


def test_a_year_in_which_a_policy_ends_later_goes_no_further_than_today() -> None:
    today = date(2026, 3, 1)
    latest, *_ = spans([Window(date(2023, 10, 31), date(2026, 6, 30))], today)
    assert (latest.label, latest.when.last) == ("2026 年", today)


def test_what_was_before_the_policy_is_said_with_its_last_day_alone() -> None:
    *_, before = spans([POLICY], date(2026, 11, 23))
    assert say_when(before.when) == "2023-10-30 及以前"


def test_every_day_is_in_one_span() -> None:
    today = date(2026, 11, 23)
    found = [span.when for span in reversed(spans([POLICY], today))]
    assert all(later.first == sooner.last + timedelta(days=1) for sooner, later in pairwise(found))
    assert found[-1].last >= today


def test_where_no_first_day_is_named_the_last_years_are_offered_and_what_was_before() -> None:
    found = spans([Window(date.min, date(2025, 12, 31))], date(2026, 11, 23))
    assert [span.label for span in found] == ["2026 年", "2025 年", "2024 年", "2023 年", "2023 年 1 月 1 日 之前"]
    assert say_when(found[-1].when) == "2022-12-31 及以前"


def test_a_window_without_a_first_day_is_cut_by_the_others_and_by_its_end() -> None:
    found = spans([Window(date.min, date(2020, 5, 31)), POLICY], date(2026, 11, 23))
    edges = {span.when.first for span in found}
    assert {date(2020, 6, 1), POLICY.first, date(2026, 1, 1)} < edges
    assert found[-1].label == "2020 年 6 月 1 日 之前"
