from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Verdict, When, Window, inside, read_day, read_when, say_when, write_when

PROPERTY = settings(max_examples=500, derandomize=True, database=None)
DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))
WINDOW = Window(date(2023, 10, 31), date(2025, 12, 31))


def span(first: str, last: str) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last))


@PROPERTY
@given(DAYS, DAYS)
def test_a_span_written_is_read_back_to_the_day(one: date, other: date) -> None:
    when = When(min(one, other), max(one, other))
    assert read_when(write_when(when)) == when


@PROPERTY
@given(st.integers(1000, 9999), st.integers(1, 12))
def test_a_month_and_a_year_are_written_as_short_as_they_are_read(year: int, month: int) -> None:
    assert write_when(read_when(f"{year}")) == f"{year}"
    assert write_when(read_when(f"{year}-{month}")) == f"{year}-{month:02}"


@PROPERTY
@given(st.dates(date(1900, 1, 1), date(9998, 12, 31)))
def test_a_day_written_is_read_back(day: date) -> None:
    assert read_day(write_when(When(day, day))) == day


@pytest.mark.parametrize(
    ("text", "when", "said"),
    [
        ("2024", span("2024-01-01", "2024-12-31"), "2024 年"),
        ("2024-05", span("2024-05-01", "2024-05-31"), "2024 年 5 月"),
        ("2024-2", span("2024-02-01", "2024-02-29"), "2024 年 2 月"),
        ("2023-02", span("2023-02-01", "2023-02-28"), "2023 年 2 月"),
        ("2024-05-06", span("2024-05-06", "2024-05-06"), "2024-05-06"),
        ("2023-10-31..2023-12-31", span("2023-10-31", "2023-12-31"), "2023-10-31 至 2023-12-31"),
        ("2023..2024", span("2023-01-01", "2024-12-31"), "2023—2024 年"),
        ("2024-05-06..2024-05-06", span("2024-05-06", "2024-05-06"), "2024-05-06"),
    ],
)
def test_a_span_is_read_and_said_as_precisely_as_it_is_known(text: str, when: When, said: str) -> None:
    assert read_when(text) == when
    assert say_when(when) == said


@pytest.mark.parametrize("text", ["2024-02-30", "2023-02-29", "2024-13", "2024-04-31", "0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is a date that does not exist"):
        read_when(text)


@pytest.mark.parametrize("text", ["2024-00", "2024-05-00", "2024-00-00"])
def test_month_nought_and_day_nought_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is a date that does not exist"):
        read_when(text)


@pytest.mark.parametrize("text", ["", "去年", "24", "2024/05", "2024-5-6-7", "2024..", "..2024", "2024-05-06T00:00"])
def test_what_is_no_date_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date; write it as 2024, 2024-05 or 2024-05-06"):
        read_when(text)


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'2024\.\.2023' ends before it begins"):
        read_when("2024..2023")


@pytest.mark.parametrize("text", ["2024", "2024-05", "2024-01-01..2024-01-02"])
def test_a_span_is_not_one_day(text: str) -> None:
    with pytest.raises(ValueError, match="is not one day; write it as 2023-10-31"):
        read_day(text)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "9999-01-01"])
def test_a_day_at_the_edge_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"'{text}' is out of range; write a day of the years 1900 to 9998"):
        read_day(text)


@PROPERTY
@given(DAYS, st.integers(0, 2000))
def test_a_span_is_inside_just_where_all_its_days_are(first: date, days: int) -> None:
    first = WINDOW.first + timedelta(days=(first - WINDOW.first).days % 2000 - 1000)
    when = When(first, first + timedelta(days=days))
    ends = {inside(When(day, day), WINDOW) for day in when}
    assert ends <= {Verdict.NOT_YET, Verdict.YES, Verdict.LAPSED}
    assert inside(when, WINDOW) is (ends.pop() if len(ends) == 1 else Verdict.UNKNOWN)


def test_a_day_that_is_not_known_may_be_inside() -> None:
    assert inside(None, WINDOW) is Verdict.UNKNOWN
