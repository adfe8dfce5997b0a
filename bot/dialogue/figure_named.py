"""The sum that a message asks about: of the ladder's own figure, and not of another one named beside it."""

import re
from datetime import date

from bot.content import Content, Fact
from bot.language import Understood, normalise, read_money
from bot.language.questions.spoken import SUMS
from bot.language.telling.turnover import SPEAKS_OF_TURNOVER

_CLAUSE = re.compile("[，,。;；!！?？、 ]|给|能|奖|补|是不是|拿")
_NUMERAL = re.compile(r"[0-9零一二两三四五六七八九十百千万亿半几]")
_LONGEST = 200
"""A question is not longer; what is, is searched for a sum no further."""
_PIECE = 2
"""So many characters of a figure's name, one after the other, name it: 纳税 of 在南沙纳税总额."""
_COMMON = re.compile("年度?|上一?|总额|金额|万元|人民币|大约|实际")
"""What stands in the names of many figures, and names none."""


def figure_named(content: Content, fact: Fact, text: str, today: date) -> int:
    """Return the sum, in yuan, that a message names for a figure; 0 for none.

    What is named as another figure's (营收6亿 where taxes count) is not taken; what names none is.
    """
    figures = [one for one in content.facts.values() if one.kind == "money"]
    loose = 0
    for clause in _CLAUSE.split(normalise(text[:_LONGEST])):
        sum_ = _sum(clause, today) if _NUMERAL.search(clause) else 0
        named = {one.id: _named(one, clause) for one in figures} if sum_ else {}
        most = max(named.values(), default=0)
        if most and named[fact.id] == most:
            return sum_
        if not most and not SPEAKS_OF_TURNOVER.search(clause):
            loose = loose or sum_
    return loose


def _sum(clause: str, today: date) -> int:
    reading = read_money(clause, today)
    sums = SUMS.findall(clause)
    if not isinstance(reading, Understood) and len(sums) == 1:
        reading = read_money(sums[0], today)
    return reading.value.low if isinstance(reading, Understood) else 0


def _named(fact: Fact, clause: str) -> int:
    """Return how many pieces of a figure's names a clause holds; turnover goes by many names."""
    if SPEAKS_OF_TURNOVER.search(fact.name) and SPEAKS_OF_TURNOVER.search(clause):
        return 1
    names = _COMMON.sub(" ", " ".join((fact.name, *fact.also)))
    return sum(clause[at : at + _PIECE] in names for at in range(len(clause) - _PIECE + 1))
