"""How much of a year is worked: `停了三个月，剩下九个月每月120万`, `一年只干九个月`, `去年7月开业，半年做了180万`."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from bot.language.days.mentions import Mention
from bot.language.sums.masks import Slice
from bot.language.sums.months import months_named
from bot.language.sums.periods import MONTHS_OF_A_YEAR, count

_NUMBER = "1[01]|[1-9]|十一?|[一二两三四五六七八九]"
_SPAN = rf"(?:(?P<n>{_NUMBER})个月|(?P<pair>[俩仨])个?月|(?P<half>半)年)"
# 一年只干九个月; 去年就干了八个月
_ONLY = re.compile(
    r"(?:(?:一年|全年|每年)[^,。;!0-9一二两三四五六七八九十]{0,4}|(?<=[去前]年)[^,。;!0-9一二两三四五六七八九十]{0,3}[只就才共际])"
    rf"(?:经营|生产|[干做开产营]工?(?:业|产)?)了?{_SPAN}(?:的?活儿?)?"
)
_STILL = re.compile("[停歇关没封]|[休修]整|休息|整顿")
_IDLE = re.compile("停|歇|关(?![系于])|没(?:开|干|营业|生产|收入|生意|活|做)|[休修]整|休息|整顿|封")
_REST = re.compile(
    rf"(?:(?:剩下?|其[余他它]|余下|另外?|后面?|旺季|[干开做]了|营业了?)[的有]?[那这]?{_SPAN}|(?P<part>[上下前后])半年)(?!平?均[^每一月季])"
)
_LENGTH = re.compile(rf"(?P<part>[上下前后])?{_SPAN}")
_YEAR_END = "到(?:去年|当年)?(?:年底|年末|12月底?)(?:为止)?"
_SINCE = re.compile(rf"(?:{_YEAR_END}[^,。;!0-9]{{0,3}}?)?{_SPAN}|{_YEAR_END}")
_MONEY = re.compile("[万亿元]|[百千]块")
_PER_MONTH = re.compile("每|平均|[月季]均|[一1]个月|按月")
_YEAR = re.compile("大?前年|[去今上]年|(?:20)?2[0-9]年")
_CLAUSE = re.compile("[^,。;! ]+")


class Worked(NamedTuple):
    """The months worked, 0 where that is not told, the words that tell it, and the year of an opening."""

    months: int
    words: list[Slice]
    opened: Mention | None = None


def part_worked(said: str) -> Worked:
    """Return how many months of a year a text says that work goes on, or only the words that it had stood still."""
    if only := _ONLY.search(said):
        return Worked(_months(only), [Slice(*only.span())])
    if not _STILL.search(said):
        return Worked(0, [])
    idle = next((each for each in _CLAUSE.finditer(said) if _stands_still(each[0])), None)
    if not idle:
        return Worked(0, [])
    months, half = _still(idle[0])
    rest = next((each for each in _REST.finditer(said) if not idle.start() <= each.start() < idle.end()), None)
    if rest and not (half and rest["part"] == half) and months + _months(rest) == MONTHS_OF_A_YEAR:
        return Worked(_months(rest), [*_but_year(said, idle), Slice(*rest.span())])
    whole = not rest and not half and not _PER_MONTH.search(said)
    return Worked(0, _but_year(said, idle) if whole else [])


def since_opened(said: str, founded: Iterable[Mention], today: date) -> Worked:
    """Return the rest of an earlier year that a firm worked since it opened, where a text says that a sum is for it."""
    for each in founded:
        since = _SINCE.search(said, each.end)
        first, last = each.spans[0] if each.spans else (today, today)
        if not since or each.months == MONTHS_OF_A_YEAR or first.year >= today.year:
            continue
        # 7月开业: five or six months of the year are left.
        if not _months(since) or MONTHS_OF_A_YEAR - last.month <= _months(since) <= MONTHS_OF_A_YEAR + 1 - first.month:
            year = each._replace(months=MONTHS_OF_A_YEAR, spans=each.spans[:1])
            return Worked(_months(since), [Slice(*since.span())], year)
    return Worked(0, [])


def _stands_still(clause: str) -> bool:
    return bool(_IDLE.search(clause) and not _MONEY.search(clause) and (_LENGTH.search(clause) or _named(clause)))


def _still(clause: str) -> tuple[int, str]:
    """Return for how many months work stood still, and which half of the year that was."""
    length = _LENGTH.search(clause)
    return _named(clause) or (_months(length) if length else 0), (length["part"] or "" if length else "")


def _named(clause: str) -> int:
    named = months_named(clause)
    return len(named.months) or named.left


def _months(match: re.Match[str]) -> int:
    told = match.groupdict()
    if pair := told.get("pair"):
        return {"俩": 2, "仨": 3}[pair]
    return 6 if told.get("half") or told.get("part") else count(told["n"]) if told.get("n") else 0


def _but_year(said: str, clause: re.Match[str]) -> list[Slice]:
    year = _YEAR.search(said, *clause.span())
    return [Slice(clause.start(), year.start()), Slice(year.end(), clause.end())] if year else [Slice(*clause.span())]
