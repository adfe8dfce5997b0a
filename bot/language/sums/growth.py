"""A year's sum said by the year before: `前年1亿，去年多了两千万`, `23年800万，24年涨了25%`, `前年两千万去年腰斩了`."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from bot.language.days.mentions import Mention, mentions
from bot.language.sums.amounts import Sum
from bot.language.sums.changes import HEDGED, Change, changed, compared
from bot.language.sums.hedge_words import AFTER
from bot.language.sums.hedges import Hedge, both, widen
from bot.language.sums.hedging import hedge_before
from bot.language.sums.masks import Slice, masked
from bot.language.sums.others import of_others
from bot.language.sums.shapes import SUM, Shape, shape

_ABOUT = "|".join(word for word, hedge in AFTER.items() if hedge in {Hedge.ABOUT, Hedge.JUST_OVER})
_BASE = re.compile(rf"(?P<label>[^,。;!{SUM}]{{0,8}}){SUM}整?(?P<about>{_ABOUT})?[吧了, ]*$")
_FIRST = re.compile(rf"(?P<label>的?){SUM}(?P<about>{_ABOUT})?[的基础上了]*")
_IS = re.compile(
    rf"(?P<label>(?:的?(?:营收|收入|营业额|全年|那[时会]))*(?:是|为|有|做了)?(?:{HEDGED})?){SUM}整?(?P<about>{_ABOUT})?"
    "[吧了]*(?=$|[,。;! ])"
)
_SIGNS = re.compile("[多涨增升长高少降跌减掉滑缩低翻砍倍成%半]|腰斩|持平|一样|没变|分之")
"""Without one of these a text says of no year what became of it."""

_WHOLE_YEAR = 12
_AGAINST = ("比", "较", "从", "由")
_WE = "(?:我们?|咱们?|俺们?|公司|厂子?里?|店里?|这边|也|就)*"
_MARK = re.compile("[,。;!: ]")
_HARMLESS = frozenset({Hedge.PLAIN, Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER})


# 从800万涨到1200万
_FROM = re.compile(
    rf"[从由自][^{SUM},。;!]{{0,8}}{SUM}[^{SUM}。;!]{{0,4}}?(?:涨|增|升|提|跌|降|掉|滑|减|缩|做|干|发展|变|扩|长)[^{SUM}。;!]{{0,4}}?(?:到|至|成|为)了?"
)


def without_start(said: str) -> str:
    """Cover what a sum rose or fell from."""
    if not re.search("[从由自]", said):
        return said
    seen = shape(said)
    return masked(said, [seen.slice(*match.span()) for match in _FROM.finditer(seen.text)])


def grown(said: str, today: date) -> tuple[str, list[Sum]]:
    """Return last year's sum worked out from that of the year before, and the text with all but its year covered."""
    if not _SIGNS.search(said):
        return said, []
    dates = [each for each in mentions(said, today) if each.months == _WHOLE_YEAR]
    for base, last in pairwise(dates):
        if base.year is None or last.year != base.year + 1 or last.year >= today.year:
            continue
        found = _worked_out(said, base, last)
        if found and _against(dates, found, last.end, base.year) and _is_ours(said, base.start, found.end):
            return masked(said, [Slice(base.start, last.start), found]), [found]
    before = today.year - 2
    if any(each.year == before for each in dates) and all(each.year in {before, before + 1} for each in dates):
        rest, last_year = _of_last_year(said, dates, before)
        if last_year:
            return rest, last_year
    return masked(said, _beside(said, dates, today) if dates else []), []


def _beside(said: str, dates: Iterable[Mention], today: date) -> list[Slice]:
    """Return what compares a year with another that no sum is told of, or this year with any: 今年是去年的两倍."""
    places = compared(said)
    ours = [place for place in places if said[: place.start].endswith("今年")]
    before = [each for each in dates if each.year == today.year - 2]
    told = any(all(not place.start <= each.start < place.end for place in places) for each in before)
    of_before = [place for place in places if any(place.start <= each.start < place.end for each in before)]
    return ours + ([] if told else [place for place in of_before if place not in ours])


def _of_last_year(said: str, dates: list[Mention], before: int) -> tuple[str, list[Sum]]:
    """Work out last year's sum where the year before is named last: 比前年涨了两成，前年1.5亿, 比前年1500万翻了一番."""
    base = dates[-1]
    if base.year != before:
        return said, []
    found = _told_after(said, dates[:-1], base)
    taken = [Slice(dates[0].start, base.end)] if found else []
    if not found and all(each.year != before for each in dates[:-1]):
        found = _over(said, base)
    if not found or not _is_ours(said, dates[0].start, found.end):
        return said, []
    return masked(said, [*taken, found]), [found]


def _is_ours(said: str, start: int, end: int) -> bool:
    """Whether nothing from the clause of an index on speaks of somebody else."""
    return not of_others(said[max(said.rfind(mark, 0, start) for mark in ",。;!") + 1 : end])


def _against(dates: Iterable[Mention], found: Sum, start: int, year: int) -> bool:
    """Whether a change is held against no other year than that of the sum it starts from."""
    return all(each.year == year for each in dates if start <= each.start < found.end)


def _over(said: str, base: Mention) -> Sum | None:
    """Return the sum of last year by that of the year before, told within the change: 比前年1500万翻了一番."""
    said = said.replace("多了", "涨了")  # or 5000万多 is read as one
    before = shape(said[base.end :])
    match = _FIRST.match(before.text) if said[: base.start].endswith(_AGAINST) else None
    start_from = _start(match, before) if match else None
    if not match or not start_from:
        return None
    start = base.end + before.slice(0, match.end()).end
    after = shape(said[start:])
    return _sum(changed(start_from, after), after, base.start, start)


def _told_after(said: str, others: list[Mention], base: Mention) -> Sum | None:
    """Return the sum of last year by that of the year before, told after: 比前年涨了两成，前年是1.5亿."""
    after, told = shape(said[: base.start]), shape(said[base.end :])
    match = _IS.match(told.text)
    start_from = _start(match, told) if match else None
    if not match or not start_from:
        return None
    lasts = [said[each.start : each.end] for each in others if each.year != base.year]
    opens = re.compile(rf"(?:^|{_MARK.pattern}){_WE}(?:{'|'.join(map(re.escape, lasts))})" if lasts else _MARK)
    starts = [0, *(mark.end() for mark in opens.finditer(after.text))]
    change = next(filter(None, (changed(start_from, after, start) for start in starts)), None)
    end = base.end + told.slice(0, match.end()).end
    return Sum(base.end, end, change.bounds, Hedge.PLAIN, explicit=True) if change else None


def _worked_out(said: str, base: Mention, last: Mention) -> Sum | None:
    before, after = shape(said[base.end : last.start]), shape(said[last.end :])
    match = _BASE.match(before.text)
    start_from = _start(match, before) if match else None
    return _sum(changed(start_from, after), after, last.end, last.end) if start_from else None


def _start(match: re.Match[str], told: Shape) -> tuple[int, int] | None:
    """Return the bounds of the sum that a change starts from; None where its words make another one of it."""
    before, _ = hedge_before(match["label"], 0)
    hedge = both([before, AFTER.get(match["about"] or "", Hedge.PLAIN)])
    return widen(*told.held(match)[0], hedge) if hedge in _HARMLESS else None


def _sum(change: Change | None, after: Shape, start: int, offset: int) -> Sum | None:
    if not change:
        return None
    return Sum(start, offset + after.slice(0, change.end).end, change.bounds, Hedge.PLAIN, explicit=True)
