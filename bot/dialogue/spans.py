"""The spans of days offered when asking when something was achieved: cut wherever a policy begins or ends."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from bot.content import LONG_AGO, When, Window

_SINGLE_YEARS = 3
"""So many years inside the window are offered one by one; earlier ones need no telling apart."""


class Span(NamedTuple):
    """One span to offer, with the words for it."""

    when: When
    label: str


def spans(windows: Iterable[Window], today: date) -> tuple[Span, ...]:
    """Return spans that cover every day up to today, latest first, none of which straddles the edge of a window.

    The last one goes on to the end of the year where no window begins or ends before, so that it is said as that year.
    """
    windows = tuple(windows)
    last = min(max(window.last for window in windows), today)
    edges = {window.first for window in windows} | {_after(window.last) for window in windows if window.last < today}
    edges |= {date(year, 1, 1) for year in range(last.year - _SINGLE_YEARS + 1, last.year + 1)}
    # Where a window has no first day, whatever lies before all edges is alike.
    first = min(edges - {date.min}) if date.min in edges else min(window.first for window in windows)
    starts = sorted(edge for edge in edges if first <= edge <= today)
    found = [_span(start, end - timedelta(days=1), today) for start, end in pairwise(starts)]
    if starts:
        close = date(today.year, 12, 31)
        cut = any(today < edge <= close for window in windows for edge in (window.first, _after(window.last)))
        found.append(_span(starts[-1], today if cut else close, today))
    found.insert(0, Span(When(LONG_AGO, min(first - timedelta(days=1), today)), f"{_day(first)} 之前"))
    return tuple(reversed(found))


def _after(day: date) -> date:
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _span(first: date, last: date, today: date) -> Span:
    label = f"{first.year} 年" if first.year == last.year else f"{first.year}—{last.year} 年"
    if (first.month, first.day) != (1, 1):
        label += f"（{first.month} 月 {first.day} 日起）"
    elif (last.month, last.day) != (12, 31) and last != today:
        label += f"（到 {last.month} 月 {last.day} 日）"
    return Span(When(first, last), label)


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"
