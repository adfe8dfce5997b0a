"""When something was achieved, as precisely as it is known: a day, a month, a year or any span of days."""

import re
from calendar import monthrange
from datetime import date, timedelta, timezone
from typing import NamedTuple

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""All days are Shanghai's; China has kept one offset since 1992."""

LONG_AGO = date(1900, 1, 1)
"""A span that begins here has no beginning that matters."""

FIRST_YEAR, LAST_YEAR = LONG_AGO.year, 9998
"""A day asked or written lies between: the calendar has the year before it, and the one after."""

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class When(NamedTuple):
    """A span of days, both included, within which the thing was achieved (dates in Asia/Shanghai)."""

    first: date
    last: date


def read_when(text: str) -> When:
    """Read ``2024``, ``2024-05``, ``2024-05-06`` or ``2024-01-01..2024-06-30``.

    Raises ValueError, in words fit for an author, for any other text and for a day that does not exist.
    """
    first, dots, last = text.partition("..")
    if dots:
        span = When(_read_point(first).first, _read_point(last).last)
        if span.last < span.first:
            raise ValueError(f"{text!r} ends before it begins")
        return span
    return _read_point(text)


def read_day(text: str) -> date:
    """Read one day of the years 1900 to 9998, ``2024-05-06``; raises ValueError as `read_when` does."""
    when = read_when(text)
    if when.first != when.last:
        raise ValueError(f"{text!r} is not one day; write it as 2023-10-31")
    if not FIRST_YEAR <= when.first.year <= LAST_YEAR:
        raise ValueError(f"{text!r} is out of range; write a day of the years {FIRST_YEAR} to {LAST_YEAR}")
    return when.first


def write_when(when: When) -> str:
    """Write a span so that `read_when` reads it back."""
    first, last = when
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first.year:04}"
    if (first.year, first.month, first.day) == (last.year, last.month, 1) and last.day == monthrange(
        *last.timetuple()[:2]
    )[1]:
        return f"{first.year:04}-{first.month:02}"
    return f"{first.isoformat()}..{last.isoformat()}"


def _read_point(text: str) -> When:
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a date; write it as 2024, 2024-05 or 2024-05-06")
    year, month, day = (int(part) if part is not None else None for part in found.groups())
    try:
        if day is not None:
            exact = date(year or 0, month or 0, day)
            return When(exact, exact)
        if month is not None:
            return When(date(year or 0, month, 1), date(year or 0, month, monthrange(year or 0, month)[1]))
        return When(date(year or 0, 1, 1), date(year or 0, 12, 31))
    except ValueError as error:
        raise ValueError(f"{text!r} is a date that does not exist") from error
