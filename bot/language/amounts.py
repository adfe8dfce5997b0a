"""The sums in a text, one by one: where each stands, what it can be in yuan, and how it is hedged."""

import re
from dataclasses import dataclass

from bot.language.hedges import Hedge, both, hedge_after, hedge_before, widen
from bot.language.mentions import CONNECTORS
from bot.language.numerals import HUNDRED_MILLION, Numeral, Span, numerals

MASK = "\0"
"""Stands for a character already read as something else; `normalise` leaves none in a text."""

_MYRIAD = 10**4
_PLAIN_YUAN = 10**6  # a number without unit is taken for yuan from here on
_FAR_APART = 10  # 2-3000万: ends this far apart mean 2000万 as likely as 2万

_YUAN = re.compile(r" ?[(（]?(?:人民币|rmb|cny|yuan|块钱|元整|圆整|元|块|圆)[)）]?钱?整?")
_BRACKETED = re.compile(r" ?[(（](?P<unit>[百千]?[万亿])元?[)）]")
_YUAN_BEFORE = re.compile(r"(?:¥|人民币|rmb|cny) ?:?$")
# What is counted where no 元 stands between: 3万吨, 200万只鸡.
_COUNTED = re.compile(
    r" ?(?:[人名户台套吨亩羽尾株条辆瓶箱盒片粒枚度件册票股次份倍%‰米桶坛棵间层例单]"
    r"|家(?!里)|头(?!一)|只(?![有是能够不])"
    r"|张(?!总)|个|公斤|千克|斤|平方|平米|公里|千瓦|立方|年|岁|美|港|日元|欧|[a-z]|℃|°)"
)
_PARTICLES = re.compile(r" ?[吧呢啊呀哦的了嘛哈啦噢喔~]{0,3} ?(?:[,。;!、?)）+…]|$|\0)")
_NUMBER_LABEL = re.compile(r"(?:电话|手机|号码|微信|qq|邮编|编号|文号|账号|第|代码|尾号)[是为:码]{0,2} ?$")
_GLUED = re.compile(r"(?:[a-z_#@]|[a-z]-)$")
_MALFORMED = re.compile(r"(?:[.×x*/^÷⁄%\\]|[0-9]:) ?$")
_PHONE = re.compile(r"1[3-9][0-9]{9}")
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
    """Return the sums in a normalised, masked text.

    None where a numeral cannot be read or its neighbour spoils it.

    Numbers that are no money are left out: counted things, ordinals, telephone numbers, parts of names.
    """
    found: list[Sum] = []
    waiting = numerals(text)
    while waiting:
        first, *waiting = waiting
        second = _range_end(text, first, waiting)
        if second:
            waiting = waiting[1:]
        if not first.readings or (second and not second.readings) or _spoilt(text, first, second, waiting):
            return None
        room = (found[-1].end if found else 0, waiting[0].start if waiting else len(text))
        new = _sum(text, first, second, room)
        if new is None and _counts_as_money(text, first, second):
            return None
        found += [new] if new else []
    return found


def _range_end(text: str, first: Numeral, later: list[Numeral]) -> Numeral | None:
    """Return the numeral that ends the range ``first`` opens, if it does: 3-5千万, 3000万到5000万."""
    if not later:
        return None
    end = first.end
    if unit := _YUAN.match(text, end):
        end = unit.end()
    between = text[end : later[0].start].strip()
    return later[0] if between in CONNECTORS else None


def _spoilt(text: str, first: Numeral, second: Numeral | None, later: list[Numeral]) -> bool:
    """Whether the figures belong to something longer: 1.2.3亿, 3、5亿, 1/2亿, 3-5-8亿, 2023-(2024年)."""
    last = second or first
    if _MALFORMED.search(text[: first.start]) and (first.big > 1 or _YUAN.match(text, first.end)):
        return True
    after = text[last.end : last.end + 2].strip()
    if after and after[0] in "×*/^÷⁄\\" and text[last.end + 1 : last.end + 2] != MASK:
        return True
    if not later:
        return False
    unit = _YUAN.match(text, last.end)
    between = text[unit.end() if unit else last.end : later[0].start]
    if not between or (between.strip() in CONNECTORS and between.strip()):
        return True
    # Two whole sums may follow one another with a comma; a bare number before a sum is part of it.
    whole = last.big > 1 or bool(unit)
    return bool(_BETWEEN_NUMBERS.fullmatch(between)) and (not whole or not between.strip())


def _counts_as_money(text: str, first: Numeral, second: Numeral | None) -> bool:
    """Whether a numeral that gave no sum has a unit of money all the same.

    So that dropping it would mislead.
    """
    last = second or first
    unit = last.end if not second else second.end
    return bool(_YUAN.match(text, unit)) or (second is not None and last.big > 1 and not _COUNTED.match(text, last.end))


def _sum(text: str, first: Numeral, second: Numeral | None, room: tuple[int, int]) -> Sum | None:
    """Make a sum of a numeral or a range; ``room`` ends where the sums on either side begin."""
    last = second or first
    end, size, explicit = _unit(text, first, last)
    after, end = hedge_after(text, end, room[1])
    if not explicit:
        # 3000左右的元 does not occur, 3000左右元 does.
        unit = _YUAN.match(text, end)
        explicit, end = bool(unit), unit.end() if unit else end
    if not _is_money(text, first, last, end, explicit=explicit):
        return None
    before, start = hedge_before(text[: first.start], room[0])
    hedge = both([before, after])
    spans = _spans(first, second, size, explicit=explicit)
    bounds = tuple(dict.fromkeys(widen(*span.whole(), hedge) for span in spans))
    return Sum(start, end, bounds, hedge, explicit) if bounds else None


def _unit(text: str, first: Numeral, last: Numeral) -> tuple[int, int, bool]:
    """Return where the unit ends, what it multiplies by, and whether one was said at all."""
    if last.big == 1 and (bracketed := _BRACKETED.match(text, last.end)):
        return bracketed.end(), numerals(f"1{bracketed['unit']}")[0].unit, True
    yuan = _YUAN.match(text, last.end)
    if yuan:
        return yuan.end(), 1, True
    return last.end, 1, last.big > 1 or bool(_YUAN_BEFORE.search(text[: first.start]))


def _is_money(text: str, first: Numeral, last: Numeral, end: int, *, explicit: bool) -> bool:
    """Whether the figures are a sum of money rather than a count, an ordinal, a number of something."""
    said_yuan = explicit and last.end != end and bool(_YUAN.match(text, last.end))
    if said_yuan:
        return True
    if _COUNTED.match(text, end):
        return False
    if explicit:
        return True
    before = text[: first.start]
    if _GLUED.search(before) or _NUMBER_LABEL.search(before) or not _PARTICLES.match(text, end):
        return False
    # Figures in characters stand inside words (统一, 第一): alone they count, or with a 十, 百 or 千.
    if last.spelt and last.unit == 1 and last.end - first.start < 2 and before.strip():
        return False
    return first.clean and not _PHONE.fullmatch(text[first.start : last.end])


def _spans(first: Numeral, second: Numeral | None, size: int, *, explicit: bool) -> list[Span]:
    """Return what the figures can be in yuan, best first."""
    if second is None:
        spans = [span.times(size) for span in first.readings]
    else:
        spans = [span.times(size) for span in _ranged(first, second)]
    if explicit or not spans:
        return spans
    return [span.times(scale) for span in spans for scale in _scales(span)]


def _ranged(first: Numeral, second: Numeral) -> list[Span]:
    """Return the range from one numeral to the other, the unit carried back where only the second has it."""
    low, high = first.readings[0], second.readings[-1]
    if len(first.readings) > 1 or len(second.readings) > 1:
        return []
    if first.big > 1 or second.big == 1:
        small = second.unit if first.big == 1 and first.unit == 1 and low.high < 10 and second.unit > low.high else 1
        return [span for span in (_span(low.times(small), high),) if span]
    scales = (second.unit, second.big) if first.unit == 1 else (second.big,)
    carried = (_span(low.times(scale), high) for scale in scales)
    return [span for span in carried if span and span.high <= span.low * _FAR_APART][:1]


def _span(low: Span, high: Span) -> Span | None:
    return Span(low.low, high.high, high.open) if low.low <= high.low else None


def _scales(span: Span) -> tuple[int, ...]:
    """Return the units, in yuan, that a number without one is likeliest to be in."""
    if span.high == 0 or span.low >= _PLAIN_YUAN:
        return (1,)
    if span.low.denominator > 1 and span.high < 100:
        return HUNDRED_MILLION, _MYRIAD
    if span.high < 100:
        return HUNDRED_MILLION, _MYRIAD, 1
    return _MYRIAD, 1
