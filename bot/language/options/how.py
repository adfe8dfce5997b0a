"""Which names in an answer only tell how, or of what, the trade named before them makes its goods, or what it sells.

`蚕丝被，自己拉胎自己缝` is silk, `烧酒坊，纯粮食的` drinks. What a maker grows or sells is a trade of its own.
"""

import re
from collections.abc import Sequence, Set

from bot.language.options.named import GROWS, Named, Names

_CLAUSE_MARKS = re.compile(r"[,。;!?]")
# 自己做豆腐 may be what one does beside.
_OWN_STEP = re.compile(r" ?(?:都|全|是)*(?:自己|自家|自个儿?)(?![也还都又另做开搞干办弄])")
# 纯粮食的, 高粱酿的: of what it is made.
_OF_IT = re.compile(r" ?(?:都|全|是|用|纯|正宗|本地|自家)*")
_MADE = re.compile(r"(?:酿造?|做|榨|磨|烧|熬?制|织|熬|打|压)?的")
# What a shop has: 收割机旋耕机都有.
STOCK = re.compile(r"[^,。;!?]*(?:都|全|也|样样)有(?:卖的?)?(?=$|[,。;!? ])|[^,。;!?]*齐全(?=$|[,。;!? ])")
_SURE = 3
"""A trade named before by a word of so many options at most is one: 加工厂 is none."""


def told_how(said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return the names that tell how what is named before is made, of what, or what is sold there."""
    how: list[Named] = []
    for named in found:
        start, end = _clause(said, named)
        before = [one for one in found if one.end <= start and one not in how]
        trade = set(before[-1].options) if before else set()
        if 0 < len(trade) <= _SURE and _tells(said, (start, end), named, trade, known):
            how.append(named)
    return how


def _tells(said: str, clause: tuple[int, int], named: Named, trade: Set[str], known: Names) -> bool:
    """Whether a clause tells around a trade what stands in it."""
    raised = known.grown | known.sold
    if trade <= known.sold:
        return bool(STOCK.match(said, named.end)) and said[named.start] not in GROWS
    if trade & raised:
        return False
    return _is_step(said, clause[0], named, raised) or _is_material(said, *clause, named, raised)


def _is_step(said: str, start: int, named: Named, raised: Set[str]) -> bool:
    return bool(_OWN_STEP.match(said, start)) and not set(named.options) <= raised


def _is_material(said: str, start: int, end: int, named: Named, raised: Set[str]) -> bool:
    grown = bool(raised & set(named.options)) and said[named.start] not in GROWS
    return grown and bool(_OF_IT.fullmatch(said, start, named.start) and _MADE.fullmatch(said, named.end, end))


def _clause(said: str, named: Named) -> tuple[int, int]:
    """Return where the clause of a name begins and ends."""
    start = max((mark.end() for mark in _CLAUSE_MARKS.finditer(said, 0, named.start)), default=0)
    mark = _CLAUSE_MARKS.search(said, named.end)
    return start, mark.start() if mark else len(said)
