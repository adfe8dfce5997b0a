"""What a year's sum became, said by how it changed: `涨了两成五`, `少了近一成`, `是前年的1.5倍`, `翻了一番`."""

import re
from typing import NamedTuple

from bot.content.money import UNBOUNDED
from bot.language.sums.hedge_words import AFTER, BEFORE
from bot.language.sums.hedges import Hedge, both, widen
from bot.language.sums.masks import Slice
from bot.language.sums.proportions import PART, TIMES, proportion
from bot.language.sums.shapes import SUM, Shape
from bot.language.sums.spans import HALF, MYRIAD, Span, exactly

THE_YEAR = "(?:大?前年|上一?年|头年|(?:20)?[0-9]{2}年|那[年时会]儿?|原[来先]|它|其)"
"""The year that a change is held against."""


def _words(table: dict[str, Hedge], *hedges: Hedge) -> str:
    return "|".join(re.escape(word) for word, hedge in table.items() if hedge in hedges)


HEDGED = _words(BEFORE, Hedge.PLAIN, Hedge.ABOUT, Hedge.NEARLY, Hedge.JUST_OVER, Hedge.AT_LEAST, Hedge.AT_MOST)
"""A pattern of the words that say how a part or a sum behind them is meant."""

_HEDGED_AFTER = _words(AFTER, Hedge.ABOUT, Hedge.JUST_OVER, Hedge.AT_LEAST)

_UNSURE = frozenset({Hedge.UNCLEAR, Hedge.AWAY})
_NOT = ("不", "未", "没")
_UP = "多|涨幅?|增(?:长率?|幅|速)?|增加|提高|上涨|上升|长|高"
_DOWN = "少|降幅?|跌幅?|下降|下滑|下跌|减少?|掉|滑|缩水?|缩减|砍|低"
_OPENS = (
    rf"[, ]*(?:(?:[跟和与](?={THE_YEAR})|同(?={THE_YEAR}|比)|相?比|较|起来?|又|也|正好|刚好|{THE_YEAR}"
    r"|同期|的(?!确)|营收|收入|直接|整整)[, ]*)*"
)
_END = rf"了?(?=[吧啊呢了]*(?:[^\w{SUM}]*$|[,。;! ]))"
_BY = rf"(?P<before>{HEDGED})?[有个]?(?P<part>{PART}|{TIMES}|{SUM})(?P<after>{_HEDGED_AFTER})?"
# 前年的1.5倍, 只有它的一半; 涨到1.2倍, 跌到八成: with a verb only what can have come of it.
_OF = (
    rf"(?:营收|收入|营业额|销售额|流水|产值)*(?P<early>{HEDGED})?(?:是|有|为|达到?了?|等于|相当于|[做干卖]了|[涨增升做干卖]到了?|[跌降掉减缩]到了?|剩下?了?|只|才|就|也就|还)*(?P<before>{HEDGED})?"
    rf"(?:只?[有是])?{THE_YEAR}(?:全年|营收|收入)*的(?P<part>{PART}|{TIMES})(?P<after>{_HEDGED_AFTER})?"
)
_TO = (
    rf"(?:(?:[涨增升做干翻达]到|达)了?(?P<before>{HEDGED})?(?P<part>{TIMES})"
    rf"|(?:[跌降掉减缩]到|只?剩下?)了?(?:只[有剩])?(?P<low_before>{HEDGED})?(?P<low_part>{PART}))(?P<after>{_HEDGED_AFTER})?"
)
_GROWN = re.compile(
    rf"{_OPENS}(?P<early>{HEDGED})?(?:(?P<up>{_UP}|翻(?=[^,。;!]*倍))|{_DOWN})(?:了|掉|卖了|出)*{_BY}{_END}"
)
_BECOME = (re.compile(rf"[, ]*{_OF}{_END}"), re.compile(rf"{_OPENS}{_TO}{_END}"))
_WORDED = re.compile(
    rf"{_OPENS}(?:(?P<twice>翻了?一?番|翻了?一?倍|增长?了?一倍)|(?P<half>腰斩|[砍减]了?一?半)|持平|一样|没变){_END}"
)


# 今年能到去年的1.5倍: how one year compares, beside the sum of another.
_COMPARED = re.compile(
    rf"(?:^|(?<=[,。;! ])|(?<=[去今]年))[能会要可大概差不多\0]*{_OF.replace(THE_YEAR, f'(?:去年|{THE_YEAR})')}{_END}"
)


class Change(NamedTuple):
    """What a sum became: its possible bounds in whole yuan, best first, and where in the shape the words end."""

    bounds: tuple[tuple[int, int], ...]
    end: int


def changed(base: tuple[int, int], after: Shape, at: int = 0) -> Change | None:
    """Return what the words of a shape from an index on make of a sum; None where they speak of no change.

    涨了1.5倍 is two and a half times as much to some, one and a half to others.
    """
    below = base[1] > base[0] and (base[1] + 1) % MYRIAD == 0  # 四千多万 ends a yuan below 5000万
    found = _worked_out((base[0], base[1] + below), after, at)
    return Change(tuple((low, high - below) for low, high in found.bounds), found.end) if found else None


def compared(said: str) -> list[Slice]:
    """Return where a text only says how many times a year comes to another: 去年两千万，是前年的1.5倍."""
    return [Slice(*match.span()) for match in _COMPARED.finditer(said)]


def _worked_out(base: tuple[int, int], after: Shape, at: int) -> Change | None:
    match = _WORDED.match(after.text, at)
    if match:
        factor = exactly(2) if match["twice"] else exactly(HALF) if match["half"] else exactly(1)
        return Change((_times(base, factor, Hedge.PLAIN),), match.end())
    if match := _GROWN.match(after.text, at):
        return _grown(base, match, after)
    match = next(filter(None, (pattern.match(after.text, at) for pattern in _BECOME)), None)
    if not match:
        return None
    named = match.groupdict()
    part, hedge = proportion(named["part"] or named["low_part"]), _hedge(named)
    return Change((_times(base, part, hedge),), match.end()) if part and hedge not in _UNSURE else None


def _grown(base: tuple[int, int], match: re.Match[str], after: Shape) -> Change | None:
    hedge = _hedge(match.groupdict())
    if hedge in _UNSURE:
        return None
    if match["part"] == SUM:
        by = widen(*after.held(match)[0], hedge)
        bounds = [_moved(base, by, by, up=bool(match["up"]))]
    else:
        part = proportion(match["part"])
        if not part:
            return None
        low, high = (_times((each, each), part, hedge) for each in base)
        bounds = [_moved(base, low, high, up=bool(match["up"]))]
        if match["part"].endswith(("倍", "倍半")) and part != exactly(1):
            bounds.append(_times(base, part, hedge))
    return Change(tuple(bounds), match.end()) if all(0 <= low <= high for low, high in bounds) else None


def _moved(base: tuple[int, int], least: tuple[int, int], most: tuple[int, int], *, up: bool) -> tuple[int, int]:
    """Return a sum moved by an amount, where ``least`` is that of its low end and ``most`` that of its high one."""
    if up:
        return base[0] + least[0], min(base[1] + most[1], UNBOUNDED)
    below = (least[1] + 1) % MYRIAD == 0
    return max(base[0] - least[1], 0) if least[1] >= UNBOUNDED else base[0] - least[1] - below, base[1] - most[0]


def _times(base: tuple[int, int], part: Span, hedge: Hedge) -> tuple[int, int]:
    low, high = widen(*part.times(base[0]).whole(), hedge), widen(*part.times(base[1]).whole(), hedge)
    return low[0], high[1]


def _hedge(named: dict[str, str | None]) -> Hedge:
    """Return how a part is meant; 不到一成 may be next to nothing, for no smaller part is spoken of."""
    before = [named[name] or "" for name in ("early", "before", "low_before") if name in named]
    hedges = [BEFORE.get(word, Hedge.PLAIN) for word in before]
    hedges = [
        Hedge.BELOW if hedge is Hedge.NEARLY and word.startswith(_NOT) else hedge
        for word, hedge in zip(before, hedges, strict=True)
    ]
    return both([*hedges, AFTER.get(named["after"] or "", Hedge.PLAIN)])
