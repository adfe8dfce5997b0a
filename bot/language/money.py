"""How much money: `去年两个多亿` -> Amount(200000000, 299999999.

2025). A wrong sum is the worst fault of all.
"""

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from bot.content.money import UNBOUNDED, Amount
from bot.language.amounts import MASK, Sum, sums
from bot.language.asides import Aside, aside, clauses
from bot.language.hedges import Hedge
from bot.language.mentions import Mention, mentions
from bot.language.normalise import normalise
from bot.language.periods import MONTHS_OF_A_YEAR, Period, periods
from bot.language.reading import NotUnderstood, Reading, Several, Understood

_MOST = 10**13
"""No enterprise has so many yuan; a sum above is a slip of the keyboard."""

_EXAMPLE = "例如 4.8亿、3000万"
_NO_SUM = NotUnderstood(f"没看出金额。请写数字和单位，{_EXAMPLE}")
_UNSURE = NotUnderstood(f"这个金额我拿不准。请只写一个带单位的数，{_EXAMPLE}")
_TOO_MANY = NotUnderstood(f"说了好几个数，请只写要填的那一个，{_EXAMPLE}")
_TOO_MUCH = NotUnderstood(f"这个数太大了，请核对单位后重写，{_EXAMPLE}")
_LOSS = NotUnderstood(f"这里问的是营业收入，不是利润，不会是负数。请写营业收入，{_EXAMPLE}，没有收入写 0")
_FOREIGN = NotUnderstood(f"请折合成人民币再写，{_EXAMPLE}")
_QUESTION = NotUnderstood(f"这像是一个问题。要填金额请写数字和单位，{_EXAMPLE}")
_DIFFERENCE = NotUnderstood(f"请直接写要填的总额，不写增减多少，也不写利润、税额，{_EXAMPLE}")
_PLAN = NotUnderstood(f"打算和目标不算，请写已经做到的全年金额，{_EXAMPLE}")
_ONE_YEAR = NotUnderstood(f"请写一个年度全年的金额，{_EXAMPLE}")

_REFUSALS = (
    (_FOREIGN, re.compile(
        r"[美欧港日澳加台韩][元币圆金刀]|欧|英镑|[€£$₩₽₹฿]|円|卢布|韩币|日圆|外币|美刀|新台币|(?<![a-z])(?:us|usd|eur|hkd|jpy|gbp)(?![a-z])"
    )),
    (_LOSS, re.compile(
        r"负 ?[0-9一二两三四五六七八九十几百千半]|(?:^|[^0-9万亿千百十元块wk% a-z]) ?[-−] ?[0-9]"
    )),
    (_QUESTION, re.compile(
        r"[吗?]$|\?|多少钱|[奖拿补给领]多少|是不是|能不能|有没有|算不算|是否|怎么(?!着?也)|什么|为啥|要多少"
    )),
)  # fmt: skip

_ASIDES = {
    Aside.LOSS: _LOSS,
    Aside.DIFFERENCE: _DIFFERENCE,
    Aside.PLAN: _PLAN,
    Aside.PART: _ONE_YEAR,
    Aside.SLIP: _UNSURE,
    Aside.OTHER: _DIFFERENCE,
}

_ZERO = re.compile(
    r"(?:没有?|无|零)(?:任何|什么|产生)?(?:营业)?(?:收入|营收|营业额|销售额|销售收入)(?!来源|证|过|达|超|到)"
    r"|(?:还?没有?|尚未|未|暂未)(?:正式|开始)*(?:开张|开业|投产|营业|经营)(?![收额])"
)
# The year of 2018年建的 is not the figure's.
_FOUNDED = re.compile(r"[就才刚]?(?:建|成立|注册|创办|创立|开业|开张|开的|办的|办起|投产|起家|起步)")
_LENGTH = re.compile(r"(?P<n>[3-9]|1[0-3]|[三四五六七八九十])位数")
_LENGTHS = {character: length for length, character in enumerate("三四五六七八九十", 3)}
_SLIP = re.compile(r"(?<=[0-9一二两三四五六七八九十百千多几来])玩(?=$|[元多,。;!吧了呢 ]|左右|上下|出头|以|不到)")
_WHOLE_YEAR = re.compile(r"全年|一年|整年|年收入|年营收|年营业|合计|总共|一共")
_CLAUSE_END = re.compile(r"[,。;!]")
# 千万别, 万一: words, not sums; but not inside a numeral (三十万一千).
_NOT_NUMBERS = re.compile(
    r"(?<![0-9.零一二两三四五六七八九十百千万亿几数半个wk])"
    r"(?:千万(?=[别不要记勿])|万一(?![千百十万])|成千上万|千千万万|万万|亿万|百分百|百分之|十分(?!之)|一五一十)"
)


class _Slice(NamedTuple):
    start: int
    end: int


class _Time(NamedTuple):
    """What a text says about time: dates, and stretches that are no dates."""

    dates: list[Mention]
    periods: list[Period]


class _Said(NamedTuple):
    """One sum with the year it is said for and what it is multiplied by to be a year's.

    None where that is open.
    """

    sum: Sum
    year: int | None
    factor: Fraction | None


def read_money(text: str, today: date) -> Reading[Amount]:
    """Read one sum of money, in whole yuan, from loose talk; 去年 and the like count from today.

    Bounds: 左右 is 5 % either way, 不到 and 将近 the last tenth, 出头 up to a tenth more, 以上 and 超过
    alike are ``[n, UNBOUNDED]``, 以内 is ``[0, n]``. A bare number below a million is `Several`, one for
    each likely unit; a month's or a quarter's figure is `Several`, the year's multiple and the figure
    itself. Of several sums each with its year the one of the last complete year is taken; otherwise all
    are given back. Fen are dropped.
    """
    said = normalise(text)
    refusal = next((why for why, words in _REFUSALS if words.search(said)), None)
    if refusal:
        return refusal
    asked, beside = _without_asides(_SLIP.sub("万", said))
    dated = mentions(asked, today)
    asked = _masked(asked, [each for each in dated if _FOUNDED.match(asked, each.end)])
    dated = [each for each in dated if not _FOUNDED.match(asked, each.end)]
    time = _Time(dated, periods(_masked(asked, dated)))
    found = _sums(asked, time)
    if found == [] and any(mention.bare for mention in dated):
        time = _Time([mention for mention in dated if not mention.bare], time.periods)
        found = _sums(asked, time)
    if beside and not found:
        return _ASIDES[beside]
    return _UNSURE if found is None else _decide(said, found, time, today)


def _without_asides(said: str) -> tuple[str, Aside | None]:
    """Mask the clauses that speak of another sum; return what the first of them speaks of."""
    found = [(span, kind) for span in clauses(said) if (kind := aside(said[slice(*span)]))]
    return _masked(said, [_Slice(*span) for span, _ in found]), found[0][1] if found else None


def _sums(said: str, time: "_Time") -> list[Sum] | None:
    """Return the sums beside dates and set phrases, and 没有收入 as zero, in order.

    None where one is unreadable.
    """
    zeros = [_Slice(*match.span()) for match in _ZERO.finditer(said)]
    words = [_Slice(*match.span()) for match in _NOT_NUMBERS.finditer(said)]
    lengths = list(_LENGTH.finditer(said))
    words += [_Slice(*match.span()) for match in lengths]
    found = sums(_masked(said, [*time.dates, *time.periods, *zeros, *words]))
    if found is None or (found and _runs_on(said, zeros, found)):
        return None
    none = [Sum(zero.start, zero.end, ((0, 0),), Hedge.PLAIN, explicit=True) for zero in zeros]
    return sorted(found + none + [_long(match) for match in lengths], key=lambda each: each.start)


def _long(length: re.Match[str]) -> Sum:
    """Return the sum of which only the number of figures is said: 八位数."""
    figures = int(length["n"]) if length["n"].isdecimal() else _LENGTHS[length["n"]]
    return Sum(*length.span(), ((10 ** (figures - 1), 10**figures - 1),), Hedge.PLAIN, explicit=True)


def _runs_on(said: str, zeros: "list[_Slice]", found: list[Sum]) -> bool:
    """Whether a sum follows 没有收入 with nothing to part them, so that it may be what is not there."""
    gaps = (said[zero.end : each.start] for zero in zeros for each in found if each.start >= zero.end)
    return any(not _CLAUSE_END.search(gap) for gap in gaps)


def _masked(said: str, taken: "Iterable[_Slice | Mention | Period]") -> str:
    for each in taken:
        said = said[: each.start] + MASK * (each.end - each.start) + said[each.end :]
    return said


def _decide(said: str, found: list[Sum], time: _Time, today: date) -> Reading[Amount]:
    meant = [each for each in found if each.hedge not in {Hedge.DENIED, Hedge.CHANGE}]
    if not meant:
        return _DIFFERENCE if found else _NO_SUM
    if any(each.hedge in {Hedge.UNCLEAR, Hedge.AWAY} for each in meant):
        return _UNSURE
    # Beside sums with a unit, a number without one is something else (员工 200).
    meant = [each for each in meant if each.explicit] or meant
    if not all(_possible(low, high) for each in meant for low, high in each.bounds[:1]):
        return _TOO_MUCH
    between = _between(said, meant, time)
    if between:
        return between
    placed = _placed(said, meant, time)
    if placed is None or any(each.factor is None for each in placed):
        return _ONE_YEAR
    return _one(said, placed[0]) if len(placed) == 1 else _latest(said, placed, today)


def _possible(low: int, high: int) -> bool:
    return low <= _MOST and (high <= _MOST or high == UNBOUNDED)


def _between(said: str, meant: list[Sum], time: _Time) -> Reading[Amount] | None:
    """Read two bounds of one sum: 3亿以上5亿以下, 超过3亿不到5亿."""
    lengths = {*(each.months for each in time.dates), *(each.months for each in time.periods)}
    whole_year = lengths <= {MONTHS_OF_A_YEAR}
    if len(meant) != 2 or len(time.dates) > 1 or not whole_year or not all(each.explicit for each in meant):
        return None
    lower = [each for each in meant if each.hedge is Hedge.AT_LEAST]
    if not lower and meant[0].bounds[0][0] < meant[0].bounds[0][1]:
        lower = meant[:1]  # 六千多万不到七千万
    upper = [each for each in meant if each.hedge in {Hedge.AT_MOST, Hedge.BELOW, Hedge.NEARLY}]
    if len(lower) != 1 or len(upper) != 1:
        return None
    (low, _), (_, high) = lower[0].bounds[0], upper[0].bounds[0]
    year = time.dates[0].year if time.dates else None
    return Understood(Amount(low, high, year), _words(said, meant)) if low <= high else None


def _placed(said: str, meant: list[Sum], time: _Time) -> list[_Said] | None:
    """Give each sum its year and period from its clause; None where a clause counts over several years."""
    ends = [match.start() for match in _CLAUSE_END.finditer(said)]
    ends = [end for end in ends if not any(each.start <= end < each.end for each in meant)]
    placed = []
    for each in meant:
        clause = _clause(each.start, ends)
        peers = [peer for peer in meant if _clause(peer.start, ends) == clause]
        own = _own_dates(each, peers, _dates_for(clause, meant, time.dates, ends))
        lengths = [
            period.months
            for period in time.periods
            if _clause(period.start, ends) == clause or (len(meant) == 1 and period.months < MONTHS_OF_A_YEAR)
        ]
        lengths += [Fraction(mention.months) for mention in own]
        if any(not 0 < months <= MONTHS_OF_A_YEAR for months in lengths):
            return None
        placed.append(_Said(each, _year(own), _factor(lengths)))
    return placed


def _dates_for(clause: int, meant: list[Sum], dates: list[Mention], ends: list[int]) -> list[Mention]:
    """Return the dates of a clause; where it has none, those of the clause before if no sum claims them."""
    inside = [mention for mention in dates if _clause(mention.start, ends) == clause]
    if inside:
        return inside
    if any(_clause(peer.start, ends) == clause - 1 for peer in meant):
        return []
    before = [mention for mention in dates if _clause(mention.start, ends) == clause - 1]
    return before or (dates if len(meant) == 1 else [])


def _clause(at: int, ends: list[int]) -> int:
    return sum(end < at for end in ends)


def _own_dates(each: Sum, peers: list[Sum], dates: list[Mention]) -> list[Mention]:
    """Return the dates that belong to one sum of a clause.

    Pairs in turn, or one date for all that follow it.
    """
    if len(peers) == 1:
        return dates
    parts: list[Sum | Mention] = [*peers, *dates]
    order = sorted(parts, key=lambda part: part.start)
    kinds = [isinstance(part, Sum) for part in order]
    at = order.index(each)
    in_turn = len(peers) == len(dates) and all(one != next_ for one, next_ in pairwise(kinds))
    if in_turn:
        mate = order[at + 1] if kinds[0] else order[at - 1]
        return [mate] if isinstance(mate, Mention) else []
    return dates if len(dates) == 1 and not kinds[0] else []


def _year(dates: list[Mention]) -> int | None:
    years = {mention.year for mention in dates}
    return years.pop() if len(years) == 1 else None


def _factor(lengths: list[Fraction]) -> Fraction | None:
    """Return what makes a year's figure of one for some months; None where two lengths are named."""
    short = {months for months in lengths if months != MONTHS_OF_A_YEAR}
    if len(short) > 1:
        return None
    return MONTHS_OF_A_YEAR / short.pop() if short else Fraction(1)


def _one(said: str, only: _Said) -> Reading[Amount]:
    words = _words(said, [only.sum])
    bounds = [each for each in only.sum.bounds if _possible(*each)]
    if only.factor is None or (only.factor != 1 and len(bounds) > 1):
        return _ONE_YEAR
    values = tuple(Amount(*each, only.year) for each in bounds)
    if only.factor != 1 and values[0].high:
        values = (_multiplied(values[0], only.factor), *values)
    return Understood(values[0], words) if len(values) == 1 else Several(values[:3], words)


def _multiplied(amount: Amount, factor: Fraction) -> Amount:
    high = amount.high if amount.high == UNBOUNDED else int(amount.high * factor)
    return Amount(int(amount.low * factor), high, amount.year)


def _latest(said: str, placed: list[_Said], today: date) -> Reading[Amount]:
    """Of several sums take the only one of the last complete year, or of a whole year; else give all back."""
    asked = _of_the_year(placed, today) or _of_a_whole_year(said, placed)
    if asked:
        return Understood(Amount(*asked.sum.bounds[0], asked.year), _words(said, [asked.sum]))
    if any(each.factor != 1 or len(each.sum.bounds) > 1 for each in placed):
        return _TOO_MANY
    values = {Amount(*each.sum.bounds[0], each.year): each.sum for each in placed}
    if len(values) == 1:
        return Understood(next(iter(values)), _words(said, [placed[0].sum]))
    everything = tuple(values)
    return Several(everything, _words(said, [each.sum for each in placed])) if len(values) <= 3 else _TOO_MANY


def _of_the_year(placed: list[_Said], today: date) -> _Said | None:
    last = [each for each in placed if each.year == today.year - 1]
    same = {each.sum.bounds for each in last}
    return last[0] if len(same) == 1 and last[0].factor == 1 and len(last[0].sum.bounds) == 1 else None


def _of_a_whole_year(said: str, placed: list[_Said]) -> _Said | None:
    """Return the only whole year's sum beside those of months: 一个月三百来万，全年三千八百万."""
    whole = [each for each in placed if each.factor == 1 and len(each.sum.bounds) == 1]
    if len(whole) != 1 or len(placed) == 1:
        return None
    before = _CLAUSE_END.split(said[: whole[0].sum.start])[-1]
    return whole[0] if _WHOLE_YEAR.search(before) else None


def _words(said: str, rests_on: list[Sum]) -> str:
    return said[rests_on[0].start : rests_on[-1].end].strip()
