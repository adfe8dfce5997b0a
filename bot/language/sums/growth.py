"""A year's sum said by the year before: `前年1亿，去年多了两千万`, `23年800万，24年涨了25%`, `前年两千万去年腰斩了`."""

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

from bot.language.days.mentions import Mention, mentions
from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge
from bot.language.sums.masks import Slice, masked
from bot.language.sums.shapes import SUM, Shape, shape

_UP, _DOWN = "多|涨|增长?|增加|提高|上涨|上升|长", "少|降|跌|下降|下滑|下跌|减少?|掉|滑"
_SHARE = r"(?P<share>[0-9]+(?:\.[0-9]+)?%|百分之(?:[0-9]+|[一二三四五六七八九]?十)|[一两二三四五六七八九1-9]成半?)"
_BASE = re.compile(rf"[^,。;!{SUM}]{{0,8}}{SUM}整?[吧了, ]*$")
_FIRST = re.compile(rf"的?{SUM}[的基础上了]*")
_IS = re.compile(rf"(?:的?(?:营收|收入|营业额|全年|那[时会]))*(?:是|为|有|做了)?{SUM}整?[吧了]*(?=$|[,。;! ])")
_AGAINST = ("比", "较", "从", "由")
_MARK = re.compile("[,。;!: ]")
_OPENS = r"[, ]*(?:(?:相?比起?来?|又|也|正好|刚好|比前年|同比|营收|收入|直接|整整))*"
_CHANGE = re.compile(
    rf"{_OPENS}(?:(?P<up>{_UP})(?:了|卖了|出)*(?:{_SHARE}|(?P<sum>{SUM}))"
    rf"|(?P<down>{_DOWN})(?:了|卖了)*(?:{_SHARE.replace('share', 'less')}|(?P<minus>{SUM}))"
    r"|(?P<twice>翻了?一?番|翻了?一?倍|增长?了?一倍)|(?P<half>腰斩|(?:少|跌|降|掉|砍|减)了?一?半)|(?P<same>持平|一样|没变))"
    rf"了?(?=[吧啊呢了]*(?:[^\w{SUM}]*$|[,。;! ]))"
)
_CHARACTERS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"两": 2}


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
    dates = [each for each in mentions(said, today) if each.months == 12]
    for base, last in pairwise(dates):
        if base.year is None or last.year != base.year + 1:
            continue
        found = _worked_out(said, base, last)
        if found:
            return masked(said, [Slice(base.start, last.start), found]), [found]
    before = [each for each in dates if each.year == today.year - 2]
    if 0 < len(before) == len(dates) <= 2 and (found := _told_after(said, before[:-1], before[-1])):
        return masked(said, [Slice(before[0].start, before[-1].end), found]), [found]
    if len(dates) == 1 and before and (found := _over(said, *before)):
        return masked(said, [found]), [found]
    return said, []


def _over(said: str, base: Mention) -> Sum | None:
    """Return the sum of last year, unnamed, by that of the year before: 比前年1500万翻了一番."""
    said = said.replace("多了", "涨了")  # or 5000万多 is read as one
    before = shape(said[base.end :])
    match = _FIRST.match(before.text) if said[: base.start].endswith(_AGAINST) else None
    if not match or before.sums[0][0] != before.sums[0][1]:
        return None
    start = base.end + before.slice(0, match.end()).end
    after = shape(said[start:])
    change = _CHANGE.match(after.text)
    if not change:
        return None
    low, high = _changed(before.sums[0][0], change, after)
    end = start + after.slice(0, change.end()).end
    return Sum(base.start, end, ((low, high),), Hedge.PLAIN, explicit=True) if low >= 0 else None


def _told_after(said: str, against: list[Mention], base: Mention) -> Sum | None:
    """Return the sum of last year, unnamed, by that of the year before, told after: 比前年涨了两成，前年是1.5亿."""
    for each in against:
        if not said[: each.start].endswith((*_AGAINST, "跟", "和", "与", "同")):
            return None
    after, told = shape(said[against[0].end if against else 0 : base.start]), shape(said[base.end :])
    starts = [0] if against else [0, *(mark.end() for mark in _MARK.finditer(after.text))]
    change = next(filter(None, (_CHANGE.match(after.text, start) for start in starts)), None)
    sum_of = _IS.match(told.text)
    if not change or not sum_of or told.sums[0][0] != told.sums[0][1]:
        return None
    low, high = _changed(told.sums[0][0], change, after)
    end = base.end + told.slice(0, sum_of.end()).end
    return Sum(base.end, end, ((low, high),), Hedge.PLAIN, explicit=True) if low >= 0 else None


def _worked_out(said: str, base: Mention, last: Mention) -> Sum | None:
    before, after = shape(said[base.end : last.start]), shape(said[last.end :])
    change = _CHANGE.match(after.text)
    if not _BASE.match(before.text) or not change or len(before.sums) != 1 or before.sums[0][0] != before.sums[0][1]:
        return None
    low, high = _changed(before.sums[0][0], change, after)
    end = last.end + after.slice(0, change.end()).end
    return Sum(last.end, end, ((low, high),), Hedge.PLAIN, explicit=True) if low >= 0 else None


def _changed(base: int, change: re.Match[str], after: Shape) -> tuple[int, int]:
    if change["sum"]:
        low, high = after.held(change)[0]
        return base + low, base + high
    if change["minus"]:
        low, high = after.held(change)[0]
        return base - high, base - low
    value = int(base * _factor(change))
    return value, value


def _factor(change: re.Match[str]) -> Fraction:
    if share := change["share"] or change["less"]:
        return 1 + _share(share) * (1 if change["share"] else -1)
    return Fraction(2) if change["twice"] else Fraction(1, 2) if change["half"] else Fraction(1)


def _share(text: str) -> Fraction:
    """Return a part in a hundred or in ten: 25%, 百分之四十, 三成, 两成半."""
    if text.endswith("%"):
        return Fraction(text[:-1]) / 100
    if text.startswith("百分之"):
        figures = text.removeprefix("百分之")
        value = int(figures) if figures.isdecimal() else _CHARACTERS.get(figures[0], 1) * 10
        return Fraction(value, 100)
    whole = int(text[0]) if text[0].isdecimal() else _CHARACTERS[text[0]]
    return Fraction(whole, 10) + (Fraction(1, 20) if text.endswith("半") else 0)
