"""When staff can be expected: the hours of an office, and the next time that it opens. Holidays it does not know."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from bot.content import SHANGHAI

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
CALLED = "一二三四五六日"
_PART = re.compile(r"(?P<first>[A-Z][a-z]{2})(?:-(?P<last>[A-Z][a-z]{2}))?(?P<spans>(?: \d{2}:\d{2}-\d{2}:\d{2})+)")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a day of the week, Monday being 0, in which somebody is there."""

    day: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a week; ``read_hours`` makes them."""

    spans: tuple[Span, ...]

    def next_opening(self, now: datetime) -> datetime | None:
        """Return when the office opens next, in Shanghai; None while it is open."""
        here = now.astimezone(SHANGHAI)
        for ahead in range(8):
            day = here.date() + timedelta(days=ahead)
            for span in self.spans:
                if span.day != day.weekday():
                    continue
                opens = datetime.combine(day, span.opens, SHANGHAI)
                if opens <= here < datetime.combine(day, span.closes, SHANGHAI):
                    return None
                if opens > here:
                    return opens
        return None

    def expected(self, now: datetime) -> str:
        """Say from when on an answer can be expected; nothing while the office is open."""
        opens = self.next_opening(now)
        if opens is None:
            return ""
        today = now.astimezone(SHANGHAI).date()
        day = {0: "今天", 1: "明天"}.get((opens.date() - today).days, f"{opens.month}月{opens.day}日")
        return f"{day}（周{CALLED[opens.weekday()]}）{opens.hour}:{opens.minute:02}"


def read_hours(text: str) -> Hours:
    """Read hours like ``Mon-Fri 08:30-12:00 14:30-18:00; Sat 09:00-12:00``; raises ValueError in one line."""
    spans: list[Span] = []
    for part in filter(None, map(str.strip, text.split(";"))):
        found = _PART.fullmatch(part)
        days = [found["first"], found["last"] or found["first"]] if found else []
        if not found or any(day not in DAYS for day in days) or DAYS.index(days[0]) > DAYS.index(days[1]):
            raise ValueError(f"{part!r} is no hours; write them like Mon-Fri 08:30-12:00 14:30-18:00; Sat 09:00-12:00")
        for day in range(DAYS.index(days[0]), DAYS.index(days[1]) + 1):
            spans += [_span(day, piece) for piece in found["spans"].split()]
    spans.sort(key=lambda span: (span.day, span.opens))
    if any(a.day == b.day and a.closes > b.opens for a, b in pairwise(spans)):
        raise ValueError("two of the hours overlap")
    return Hours(tuple(spans))


def _span(day: int, text: str) -> Span:
    opens, closes = map(time.fromisoformat, text.split("-"))
    if opens >= closes:
        raise ValueError(f"{text} ends before it begins")
    return Span(day, opens, closes)
