"""How much money: `去年两个多亿` -> Amount(200000000, 299999999, 2025). A wrong sum is the worst fault of all."""

import re
from datetime import date
from fractions import Fraction
from functools import lru_cache

from bot.content.money import UNBOUNDED, Amount
from bot.language.normalise import normalise
from bot.language.reading import NotUnderstood, Reading, Several, Understood
from bot.language.sums import refusals
from bot.language.sums.amounts import Sum
from bot.language.sums.asides import Aside, without_asides, without_taken_back
from bot.language.sums.distances import distances
from bot.language.sums.doubts import in_doubt, last_year_untold
from bot.language.sums.earlier import BEFORE
from bot.language.sums.elided import with_units
from bot.language.sums.foreign import without_foreign
from bot.language.sums.growth import grown, without_start
from bot.language.sums.hedges import Hedge
from bot.language.sums.kinds import speaks_of_kinds, with_parts_named
from bot.language.sums.masks import masked
from bot.language.sums.parts import added_up, speaks_of_parts
from bot.language.sums.requests import without_request
from bot.language.sums.rewriting import Rewritten
from bot.language.sums.shares import in_shares
from bot.language.sums.slips import without_slips
from bot.language.sums.superseded import superseded
from bot.language.sums.worded_sums import all_sums
from bot.language.sums.yearly import CLAUSE_END, Time, Yearly, in_years, named_times

_MOST = 10**13
"""No enterprise has so many yuan; a sum above is a slip of the keyboard."""

_WHOLE_YEAR = re.compile(r"全年|一年|整年|年收入|年营收|年营业|年销售|合计|总共|一共|/ ?年")
_MOST_TO_ASK = 3

_FIGURES = re.compile("[0-9一二两三四五六七八九十百千万亿半]+")
_MOST_FIGURES = 60
"""Nobody tells one sum by more figures, a year month by month included; more would only take time."""

_EVERY_ONE = re.compile(
    r"(?:12|十二)个月(?:都|全|一样|[没不]变)|每个?月固定|四个?季度(?:都|全|一样)|每个?(?:月|季度?)都|月月|[月季]度?(?:很|都)?(?:稳|平均|一样)"
    r"|乘(?:以|个|上)?(?:12|十二|[4四])(?![0-9十百千万亿])|很?平均[的吧]?$"
    r"|平均[^,。;!]{0,6}[月季]|[月季]度?平?均|均下来|[平均]摊|[按每个][月季]度?(?:的?话)?平均"
)
"""That every month of the year, or every quarter, comes to as much, one with another."""
_NOT_SURE = re.compile(
    "[每各单][个家间]?(?:[店厂人户]|门店|车间|员工)|[人户店]均|平均[一每][个家](?![月季])|(?<![一1])[个家](?:[店厂]|门店)平均"
    "|[月季年度][份初底]?[才刚]*(?:开[的业始张]|成立|投产|起步|注册|营业(?![额收])|建成)|停[了产工业]|歇|除[了去]|没(?:开(?!票)|干|营业|生产)"
)
"""That it is what each of several shops comes to, or that not all of the year was worked."""


@lru_cache(maxsize=16)  # one message is read as this by several who do not know of each other
def read_money(text: str, today: date) -> Reading[Amount]:
    """Read one sum of money, in whole yuan, from loose talk; 去年 and the like count from today.

    Bounds: 左右 is 5 % either way, 不到 and 将近 the last tenth, 出头 up to a tenth more, 以上 and 超过
    alike are ``[n, UNBOUNDED]`` (超过n元, written out in full, begins one yuan past it), 以内 is ``[0, n]``.
    A bare number below a million is `Several`, one for each likely unit; a month's or a quarter's figure is
    `Several`, the year's multiple and the figure itself. Of several sums each with its year the one of the
    last complete year is taken; otherwise all are given back. Fen are dropped.
    """
    typed = normalise(text)
    if len(_FIGURES.findall(typed)) > _MOST_FIGURES:
        return refusals.TOO_MANY
    said = without_slips(typed)
    plain = without_foreign(without_taken_back(said.text))
    why = refusals.refusal(plain)
    if why is refusals.QUESTION:
        plain = without_request(plain)
        why = refusals.refusal(plain)
    if why:
        return why
    plain, apart = distances(without_start(plain))
    plain, last = grown(plain, today)
    plain, shares, unsure = in_shares(plain)
    if unsure:
        return refusals.UNSURE
    worked_out = apart + last + shares
    plain = with_parts_named(plain)
    if speaks_of_parts(plain) or speaks_of_kinds(plain):
        # 前十个月 is a part only where the rest of the year is not told.
        parts, _ = without_asides(plain, but=Aside.PART)
        if whole := _in_parts(said, parts, *_sums(parts, worked_out, today), today):
            return whole
    asked, aside = without_asides(plain)
    time, found = _sums(asked, worked_out, today)
    if found and (gone := superseded(asked, found, time)):
        asked = masked(asked, gone)
        time, found = _sums(asked, worked_out, today)
    if whole := _in_parts(said, asked, time, found, today):
        return whole
    if aside and not found:
        return refusals.OF_ASIDE[aside]
    if found is None or in_doubt(asked, found, time):
        return refusals.UNSURE
    reading = _decide(said, found, time, today)
    untold = isinstance(reading, Understood) and last_year_untold(said.text, reading.value.year, today)
    return refusals.UNSURE if untold else reading


def _in_parts(
    said: Rewritten, asked: str, time: Time, found: list[Sum] | None, today: date
) -> Understood[Amount] | None:
    """Read sums that are the whole of a year together; None where they are not."""
    told = added_up(asked, found, time, today) if found else None
    if not told:
        return None
    whole, year = told
    return Understood(Amount(*whole.bounds[0], year), said.typed(whole.start, whole.end))


def _sums(asked: str, worked_out: list[Sum], today: date) -> tuple[Time, list[Sum] | None]:
    """Return what a text says about time, and its sums in order; None for these where one is unreadable."""
    asked, time = named_times(asked, today)
    found = all_sums(asked, [*time.dates, *time.periods])
    if found == [] and not worked_out and any(mention.bare for mention in time.dates):
        # 2024 alone is a number, not a year.
        time = time._replace(dates=[mention for mention in time.dates if not mention.bare])
        found = all_sums(asked, [*time.dates, *time.periods])
    if found is None:
        return time, None
    return time, sorted([*with_units(found, time.dates), *worked_out], key=lambda each: each.start)


def _decide(said: Rewritten, found: list[Sum], time: Time, today: date) -> Reading[Amount]:
    meant = _meant(found)
    if isinstance(meant, NotUnderstood):
        return meant
    between = _between(said, meant, time)
    if between:
        return between
    yearly = in_years(said.text, meant, time)
    if yearly is None or any(each.factor is None for each in yearly):
        return refusals.ONE_YEAR
    return _one(said, yearly[0]) if len(yearly) == 1 else _latest(said, yearly, today)


def _meant(found: list[Sum]) -> list[Sum] | NotUnderstood:
    """Return the sums that can be the answer, or why there is none."""
    meant = [each for each in found if each.hedge not in {Hedge.DENIED, Hedge.CHANGE}]
    if not meant:
        return refusals.DIFFERENCE if found else refusals.NO_SUM
    if any(each.hedge in {Hedge.UNCLEAR, Hedge.AWAY} for each in meant):
        return refusals.UNSURE
    # Beside sums with a unit, a number without one is something else (员工 200).
    meant = [each for each in meant if each.explicit] or meant
    return meant if all(_possible(each.bounds[0]) for each in meant) else refusals.TOO_MUCH


def _possible(bounds: tuple[int, int]) -> bool:
    low, high = bounds
    return low <= _MOST and (high <= _MOST or high == UNBOUNDED)


def _between(said: Rewritten, meant: list[Sum], time: Time) -> Reading[Amount] | None:
    """Read two bounds of one sum: 3亿以上5亿以下, 超过3亿不到5亿."""
    if len(meant) != 2 or len(time.dates) > 1 or not time.whole_years or not all(each.explicit for each in meant):
        return None
    lower = [each for each in meant if each.hedge is Hedge.AT_LEAST]
    if not lower and meant[0].hedge in {Hedge.PLAIN, Hedge.ABOUT} and meant[0].bounds[0][0] < meant[0].bounds[0][1]:
        lower = meant[:1]  # 六千多万不到七千万
    upper = [each for each in meant if each.hedge in {Hedge.AT_MOST, Hedge.BELOW, Hedge.NEARLY}]
    if len(lower) != 1 or len(upper) != 1:
        return None
    (low, _), (_, high) = lower[0].bounds[0], upper[0].bounds[0]
    year = time.dates[0].year if time.dates else None
    return Understood(Amount(low, high, year), _words(said, meant)) if low <= high else None


def _one(said: Rewritten, only: Yearly) -> Reading[Amount]:
    words = _words(said, [only.sum])
    bounds = [each for each in only.sum.bounds if _possible(each)]
    if only.factor is None or (only.factor != 1 and len(bounds) > 1):
        return refusals.ONE_YEAR
    values = tuple(Amount(*each, only.year) for each in bounds)
    if only.factor != 1 and values[0].high and (only.sure or _is_every_one(said.text, only.sum)):
        return Understood(_multiplied(values[0], only.factor), words)
    if only.factor != 1 and values[0].high:
        values = (_multiplied(values[0], only.factor), *values)
    return Understood(values[0], words) if len(values) == 1 else Several(values[:_MOST_TO_ASK], words)


def _is_every_one(said: str, only: Sum) -> bool:
    """Whether a sum is what every month or quarter of the year comes to, and not what a clause of its own says."""
    own = CLAUSE_END.split(said[: only.start])[-1] + CLAUSE_END.split(said[only.start :])[0]
    if not _EVERY_ONE.search(said) or _NOT_SURE.search(said):
        return False
    return bool(_EVERY_ONE.search(own)) or not _WHOLE_YEAR.search(own)


def _multiplied(amount: Amount, factor: Fraction) -> Amount:
    high = amount.high if amount.high == UNBOUNDED else int(amount.high * factor)
    return Amount(int(amount.low * factor), high, amount.year)


def _latest(said: Rewritten, yearly: list[Yearly], today: date) -> Reading[Amount]:
    """Of several sums take the only one of the last complete year, or of a whole year; else give all back."""
    asked = _of_the_year(said, yearly, today) or _of_a_whole_year(said, yearly)
    if asked:
        return Understood(Amount(*asked.sum.bounds[0], asked.year), _words(said, [asked.sum]))
    if any(each.factor != 1 or len(each.sum.bounds) > 1 for each in yearly):
        return refusals.TOO_MANY
    values = tuple(dict.fromkeys(Amount(*each.sum.bounds[0], each.year) for each in yearly))
    if len(values) == 1:
        return Understood(values[0], _words(said, [yearly[0].sum]))
    words = _words(said, [each.sum for each in yearly])
    return Several(values, words) if len(values) <= _MOST_TO_ASK else refusals.TOO_MANY


def _of_the_year(said: Rewritten, yearly: list[Yearly], today: date) -> Yearly | None:
    last = [each for each in yearly if each.year == today.year - 1]
    same = {each.sum.bounds for each in last}
    if len(same) != 1 or last[0].factor != 1 or len(last[0].sum.bounds) > 1:
        return None
    return None if any(_may_add(said, last[0], each) for each in yearly) else last[0]


def _may_add(said: Rewritten, dated: Yearly, other: Yearly) -> bool:
    """Whether a sum without a year, told after one with it, may come on top: 去年卖猪300万，卖粮50万."""
    (low, high), (least, most) = dated.sum.bounds[0], other.sum.bounds[0]
    undated = other.year is None and other.factor == 1 and other.sum.start > dated.sum.end
    same = low <= most and least <= high
    return undated and not same and not BEFORE.search(said.text, dated.sum.end, other.sum.start)


def _of_a_whole_year(said: Rewritten, yearly: list[Yearly]) -> Yearly | None:
    """Return the only whole year's sum beside those of months: 一个月三百来万，全年三千八百万."""
    whole = [each for each in yearly if each.factor == 1 and len(each.sum.bounds) == 1]
    if len(whole) != 1:
        return None
    before = CLAUSE_END.split(said.text[: whole[0].sum.start])[-1]
    agreed = all(_agree(whole[0], each) for each in yearly if each is not whole[0])
    return whole[0] if agreed or _WHOLE_YEAR.search(before) else None


def _agree(whole: Yearly, part: Yearly) -> bool:
    """Whether a part comes to the whole within a tenth: 3600万，平均每月300万."""
    (low, _), (year, _) = part.sum.bounds[0], whole.sum.bounds[0]
    return part.factor is not None and abs(low * part.factor - year) * 10 <= year


def _words(said: Rewritten, rests_on: list[Sum]) -> str:
    return said.typed(rests_on[0].start, rests_on[-1].end)
