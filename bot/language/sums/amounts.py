"""The sums in a text, one by one: where each stands, what it can be in yuan, and how it is hedged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.language.days.mentions import CONNECTORS
from bot.language.sums.hedges import Hedge, both, widen
from bot.language.sums.hedging import hedge_after, hedge_before
from bot.language.sums.masks import MASK, Slice, masked
from bot.language.sums.numerals import Numeral, numerals
from bot.language.sums.spans import HUNDRED_MILLION, MYRIAD, Span
from bot.language.sums.units import SMALL_CHANGE, YUAN, is_counted, is_money, unit_after, unit_apart

_PLAIN_YUAN = 10**6  # a number without unit is taken for yuan from here on
_FAR_APART = 10  # 2-3000万: ends this far apart mean 2000万 as likely as 2万

_NEIGHBOURS = {f"{row[at]}、{row[at + 1]}" for row in ("23456789", "二三四五六七八九") for at in range(7)}
_BETWEEN = re.compile(r" ?(?:元|块)?(?:之间|中间)")
# Signs of something longer: 1.2.3亿, 2×3亿, 3:5亿, 5亿减2亿; a letter before a figure (l000万) hides what it is.
_MALFORMED = re.compile(
    r"(?:(?<!\.)\.|[×x*/^÷⁄%\\减乘除]|(?<![增追])加|[乘除]以|[0-9]:) ?$|(?<!rmb)(?<!cny)(?<!yuan)[a-z]$"
)
_BETWEEN_NUMBERS = re.compile(r"[ ,.、。/·:;|&…]*[,.、。/·:;|&… ]")


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum in the slice ``[start:end]``: its possible bounds in whole yuan, best first, and its hedge.

    ``explicit`` where a unit was said; without one the bounds are those of the likeliest units.
    """

    start: int
    end: int
    bounds: tuple[tuple[int, int], ...]
    hedge: Hedge
    explicit: bool


def sums(text: str) -> list[Sum] | None:
    """Return the sums in a normalised, masked text; None where a numeral cannot be read or its neighbour spoils it.

    Numbers that are no money are left out: counted things, ordinals, telephone numbers, parts of names.
    """
    text = masked(text, (Slice(*match.span()) for match in SMALL_CHANGE.finditer(text)))
    size = None
    if apart := unit_apart(text):
        size = apart[2]
        text = masked(text, [Slice(*apart[:2])])
    found: list[Sum] = []
    waiting = numerals(text)
    while waiting:
        first, *waiting = waiting
        second = _range_end(text, first, waiting)
        if second:
            waiting = waiting[1:]
        if not first.readings or (second and not second.readings) or _spoilt(text, first, second, waiting):
            return None
        room = Slice(found[-1].end if found else 0, waiting[0].start if waiting else len(text))
        new = _sum(text, first, second, room, size)
        if new is None and _counts_as_money(text, first, second):
            return None
        found += [new] if new else []
    return found


def _range_end(text: str, first: Numeral, later: list[Numeral]) -> Numeral | None:
    """Return the numeral that ends the range ``first`` opens: 3-5千万, 3000万到5000万, 3亿和5亿之间."""
    if not later:
        return None
    unit = YUAN.match(text, first.end)
    between = text[unit.end() if unit else first.end : later[0].start].strip()
    ranged = between in CONNECTORS or (between in {"和", "与", "跟"} and _BETWEEN.match(text, later[0].end))
    neighbours = text[first.start : later[0].start + 1] in _NEIGHBOURS  # 三、四百万
    whole = not text[later[0].start + 1 : later[0].start + 2].isdecimal()
    return later[0] if ranged or (neighbours and whole) else None


def _spoilt(text: str, first: Numeral, second: Numeral | None, later: list[Numeral]) -> bool:
    """Whether the figures belong to something longer: 1.2.3亿, 3、5亿, 1/2亿, 3-5-8亿, 2023-(2024年)."""
    last = second or first
    if _MALFORMED.search(text[: first.start]) and (first.big > 1 or YUAN.match(text, first.end)):
        return True
    after = text[last.end : last.end + 2].strip()
    if after and after[0] in "×*/^÷⁄\\±" and text[last.end + 1 : last.end + 2] != MASK:
        return True
    if not later:
        return False
    unit = YUAN.match(text, last.end)
    between = text[unit.end() if unit else last.end : later[0].start]
    if not between or (between.strip() in CONNECTORS and between.strip()):
        return True
    # Two whole sums may follow one another with a comma, two of one unit (200万 300万) with a blank too; a bare number
    # before a sum is part of it.
    whole, alike = last.big > 1 or bool(unit), last.big == later[0].big > 1
    return bool(_BETWEEN_NUMBERS.fullmatch(between)) and (not whole or (not between.strip() and not alike))


def _counts_as_money(text: str, first: Numeral, second: Numeral | None) -> bool:
    """Whether a numeral that gave no sum has a unit of money all the same, so that dropping it would mislead."""
    last = second or first
    return bool(YUAN.match(text, last.end)) or (second is not None and last.big > 1 and not is_counted(text, last.end))


def _sum(text: str, first: Numeral, second: Numeral | None, room: Slice, apart: int | None) -> Sum | None:
    """Make a sum of a numeral or a range; ``room`` ends where the sums on either side begin."""
    last = second or first
    end, size, explicit = unit_after(text, first, last)
    after, end = hedge_after(text, end, room.end)
    if not explicit and (unit := YUAN.match(text, end)):  # 3000左右元
        explicit, end = True, unit.end()
    if not is_money(text, first, last, end, explicit=explicit):
        return None
    if not explicit and apart:
        size, explicit = apart, True
    before, start = hedge_before(text[: first.start], room.start)
    hedge = both([before, after])
    read = _ranged(first, second, carried=not YUAN.match(text, first.end)) if second else first.readings
    spans = [span.times(size * scale) for span in read for scale in ((1,) if explicit else _scales(span))]
    # 超五千万 in talk is not held to the yuan; 超过5000万元, as replies write it, is.
    past = int(hedge is Hedge.AT_LEAST and text[start:].startswith("超过") and text[:end].endswith("元"))
    widened = (widen(*span.whole(), hedge) for span in spans)
    bounds = tuple(dict.fromkeys((low + past, high) for low, high in widened))
    return Sum(start, end, bounds, hedge, explicit) if bounds else None


def _ranged(first: Numeral, second: Numeral, *, carried: bool) -> Sequence[Span]:
    """Return the range from one numeral to the other; ``carried`` where the first may share the second's unit."""
    low, high = first.readings[0], second.readings[-1]
    if len(first.readings) > 1 or len(second.readings) > 1:
        return []
    if not carried:
        return [span for span in (_span(low, high),) if span]
    if first.big > 1 or second.big == 1:
        small = second.unit if first.big == 1 and first.unit == 1 and low.high < 10 and second.unit > low.high else 1
        return [span for span in (_span(low.times(small), high),) if span]
    scales = (second.unit, second.big) if first.unit == 1 else (second.big,)
    spans = (_span(low.times(scale), high) for scale in scales)
    return [span for span in spans if span and (not span.low or span.high <= span.low * _FAR_APART)][:1]


def _span(low: Span, high: Span) -> Span | None:
    return Span(low.low, high.high, high.open) if low.low <= high.low else None


def _scales(span: Span) -> tuple[int, ...]:
    """Return the units, in yuan, that a number without one is likeliest to be in."""
    if span.high == 0 or span.low >= _PLAIN_YUAN:
        return (1,)
    if span.high < 100:
        return (HUNDRED_MILLION, MYRIAD) if span.low.denominator > 1 else (HUNDRED_MILLION, MYRIAD, 1)
    return MYRIAD, 1
