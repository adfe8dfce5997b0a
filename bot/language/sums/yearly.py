"""Which year a sum is said for, and what makes a year's sum of it where it is for some months."""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from bot.language.days.mentions import Mention, mentions
from bot.language.sums.amounts import Sum
from bot.language.sums.masks import Placed, masked
from bot.language.sums.months import in_a_row
from bot.language.sums.periods import MONTHS_OF_A_YEAR, Period, periods
from bot.language.sums.worked import part_worked, since_opened

CLAUSE_END = re.compile(r"[,。;!]")
# The year of 2018年建的 is not the figure's.
_FOUNDED = re.compile(r"[就才刚]?(?:建|成立|注册|创办|创立|开业|开张|开的|办的|办起|投的?产|起家|起步)")

_IT_IS = re.compile(r"[,。;!][哦噢啊呃 ]*[那这]个?(?:可|就|都)?是$")
_GOES_ON = re.compile("[今本明后]年")
_ALONE = re.compile(r"(?:的|全年|一整?年|数|营收|收入|吧|了|啊|哈|整|度|[ )])*(?=[,。;!]|$)")
"""Behind a date that is said of the sum before it (3000万,去年的), and tells nothing of its own (今年更不行)."""
_LIKE = re.compile(
    r" ?(?:相比|比|的?(?:基本|差不多)?(?:持平|一样|一模一样|一个样|差不多|差不离|不相上下|打平|没变|没啥变化))"
)


class Time(NamedTuple):
    """What a text says about time: dates, and stretches that are no dates."""

    dates: list[Mention]
    periods: list[Period]
    worked: int = 0
    """The months of a year that work goes on, where that is said: 一年只干九个月."""

    @property
    def whole_years(self) -> bool:
        """Whether nothing is said of a part of a year, nor of several years."""
        lengths = {*(each.months for each in self.dates), *(each.months for each in self.periods)}
        return lengths <= {MONTHS_OF_A_YEAR}


class Yearly(NamedTuple):
    """One sum with the year it is said for and what it is multiplied by to be a year's; None where that is open."""

    sum: Sum
    year: int | None
    factor: Fraction | None
    sure: bool = False
    """Whether it is said for how many months the sum comes in."""


def named_times(said: str, today: date) -> tuple[str, Time]:
    """Return what a normalised text says about time, and the text without the year a firm was founded in."""
    worked = part_worked(said)
    said = masked(said, worked.words)
    dated = mentions(said, today)
    founded = [each for each in dated if _FOUNDED.match(said, each.end) or is_compared(said, each)]
    opened = since_opened(said, founded, today)
    said = masked(said, [*founded, *opened.words])
    rows = [Period(*place, Fraction(length)) for place, length in in_a_row(said)]
    taken: list[Placed] = [*founded, *rows, *opened.words]
    dates = [each for each in dated if not any(_overlap(each, other) for other in taken)]
    lengths = [*rows, *periods(masked(said, [*dates, *rows]))]
    dates = [opened.opened, *dates] if opened.opened else dates
    return said, Time(dates, lengths, worked.months or opened.months)


def _overlap(one: Placed, other: Placed) -> bool:
    return one.start < other.end and other.start < one.end


def is_compared(said: str, each: Mention) -> bool:
    """Whether a year is only what another is held against: 跟前年持平."""
    return said[: each.start].endswith(("跟", "和", "与", "同", "比", "较")) and bool(_LIKE.match(said, each.end))


def in_years(said: str, meant: list[Sum], time: Time) -> list[Yearly] | None:
    """Give each sum the year and the length of time of its clause; None where one counts over several years."""
    clauses = _Clauses(said, meant, time)
    placed = []
    for each in meant:
        dates = _own_dates(each, clauses.sums_beside(each), clauses.dates_for(each))
        lengths = [period.months for period in clauses.periods_for(each)]
        lengths += [Fraction(mention.months) for mention in dates]
        if any(not 0 < months <= MONTHS_OF_A_YEAR for months in lengths):
            return None
        factor = _factor(lengths, time.worked or MONTHS_OF_A_YEAR)
        placed.append(Yearly(each, _year(dates), factor, sure=bool(time.worked)))
    return placed


class _Clauses:
    """The clauses of a text, numbered, with the sums and times in each; a comma inside a sum parts nothing."""

    def __init__(self, said: str, meant: list[Sum], time: Time) -> None:
        ends = (match.start() for match in CLAUSE_END.finditer(said))
        self._said = said
        self._ends = [end for end in ends if not any(each.start <= end < each.end for each in meant)]
        self._meant = meant
        self._time = time

    def _at(self, each: Sum | Mention | Period) -> int:
        return sum(end < each.start for end in self._ends)

    def _dates(self, clause: int) -> list[Mention]:
        return [mention for mention in self._time.dates if self._at(mention) == clause]

    def sums_beside(self, each: Sum) -> list[Sum]:
        """Return the sums of the clause that a sum stands in, itself among them."""
        return [peer for peer in self._meant if self._at(peer) == self._at(each)]

    def dates_for(self, each: Sum) -> list[Mention]:
        """Return the dates of its clause; where it has none, those of the clause before if no sum claims them."""
        clause = self._at(each)
        if inside := self._dates(clause):
            return inside
        if any(self._at(peer) == clause - 1 for peer in self._meant):
            return self._dates_said_after(clause)
        before = self._dates(clause - 1) or self._dates_said_after(clause)
        return before or (self._dates_around(each) if len(self._meant) == 1 else [])

    def _dates_around(self, only: Sum) -> list[Mention]:
        """Return the dates of an only sum's text, but for a year still going on that something else is said of."""
        return [
            day
            for day in self._time.dates
            if day.start < only.start or not _GOES_ON.match(self._said, day.start) or _ALONE.match(self._said, day.end)
        ]

    def _dates_said_after(self, clause: int) -> list[Mention]:
        """Return the dates of the next clause where it only says when the sum was: 3500万,这是去年的."""
        dates = self._dates(clause + 1)
        said_of_it = dates and _IT_IS.search(self._said, 0, dates[0].start)
        return dates if said_of_it and all(self._at(peer) != clause + 1 for peer in self._meant) else []

    def periods_for(self, each: Sum) -> list[Period]:
        """Return the stretches of time of its clause; of an only sum without a date, parts of a year anywhere."""
        only = len(self._meant) == 1 and not self._dates(self._at(each))
        return [
            period
            for period in self._time.periods
            if self._at(period) == self._at(each) or (only and period.months < MONTHS_OF_A_YEAR)
        ]


def _own_dates(each: Sum, peers: list[Sum], dates: list[Mention]) -> list[Mention]:
    """Return the dates that belong to one sum of a clause: pairs in turn, or one date for all that follow it."""
    if len(peers) == 1:
        return _named_first(each, dates)
    parts: list[Sum | Mention] = [*peers, *dates]
    order = sorted(parts, key=lambda part: part.start)
    kinds = [isinstance(part, Sum) for part in order]
    at = order.index(each)
    if len(peers) == len(dates) and all(one != next_ for one, next_ in pairwise(kinds)):
        mate = order[at + 1] if kinds[0] else order[at - 1]
        return [mate] if isinstance(mate, Mention) else []
    if len(peers) == len(dates) and not any(kinds[: len(dates)]):
        return [sorted(dates, key=lambda one: one.start)[at - len(dates)]]  # 前年和去年分别是2亿和3亿
    return dates if len(dates) == 1 and not kinds[0] else []


def _named_first(only: Sum, dates: list[Mention]) -> list[Mention]:
    """Return the dates of an only sum without a whole year behind it, which is another one's: 前年4000万去年好多了."""
    first = {date.year for date in dates if date.start < only.start}
    if len(first) != 1 or None in first:
        return dates
    return [date for date in dates if date.start < only.start or date.months != MONTHS_OF_A_YEAR or date.year in first]


def _year(dates: Iterable[Mention]) -> int | None:
    years = {mention.year for mention in dates}
    return years.pop() if len(years) == 1 else None


def _factor(lengths: list[Fraction], of_year: int) -> Fraction | None:
    """Return what makes the figure of a year of so many months of one for some; None where two lengths are named."""
    short = {months for months in lengths if months != MONTHS_OF_A_YEAR}
    if len(short) > 1:
        return None
    return of_year / short.pop() if short else Fraction(1)
