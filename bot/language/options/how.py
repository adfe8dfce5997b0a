"""Which names in an answer only tell how, or of what, the trade named before them makes its goods, or what it sells.

`蚕丝被，自己拉胎自己缝` is silk, `烧酒坊，纯粮食的` drinks. What a maker grows or sells is a trade of its own.
"""

import re
from collections.abc import Sequence, Set

from bot.language.options.named import GROWS, Named, Names

_CLAUSE_MARKS = re.compile(r"[,。;!?]")
# 自己做豆腐 may be what one does beside.
_OWN_STEP = re.compile(
    r" ?(?:都|全|是)*(?:自己|自家|自个儿?)(?![也还都又另做开搞干办弄])"
    r"| ?(?:都|全|是)*(?:热?镀锌|喷塑|喷漆|烤漆|电镀|抛光|覆膜)的$"
    r"|[^,。;!?]{0,4}手工[绣缝织打磨炒编印染][^,。;!?卖]{0,2}$"
)
_DONE_ONESELF = re.compile(r"(?:都|全|也)?(?:自己|自家)(?![做开搞])[^,。;!?种养卖收产]{1,3}(?=$|[,。;!?])")
# 纯粮食的, 高粱酿的: of what it is made.
_OF_IT = re.compile(r" ?(?:都|全|是|用|纯|正宗|本地|自家)*")
_MADE = re.compile(r"(?:酿造?|做|榨|磨|烧|熬?制|织|熬|打|压)?的")
# What a shop has: 收割机旋耕机都有.
STOCK = re.compile(r"[^,。;!?]*(?:都|全|也|样样)有(?:卖的?)?(?=$|[,。;!? ])|[^,。;!?]*齐全(?=$|[,。;!? ])")
_LAND = re.compile(r"[0-9一二两三四五六七八九十百千几多来]亩(?![^,。;!?]{0,3}[不没])|大棚|温室")
_BUILT = re.compile(r"占地|厂|车间|园区|建筑|仓库")
# With what it is made: 机器二十台.
_MACHINES = re.compile(r"有?[0-9一二两三四五六七八九十百几多来]+[台套辆部]")
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


def on_land(said: str, found: Sequence[Named], known: Names) -> list[Named]:
    """Return names that are as well grown as worked up as grown, where the land is told: 黄芩，山上两百亩."""
    told = any(_LAND.search(clause) and not _BUILT.search(clause) for clause in _CLAUSE_MARKS.split(said))
    grown = [one._replace(options=tuple(each for each in one.options if each in known.grown)) for one in found]
    open_ones = all(len(one.options) > 1 for one in found) and all(one.options for one in grown)
    return grown if told and open_ones else list(found)


def _tells(said: str, clause: tuple[int, int], named: Named, trade: Set[str], known: Names) -> bool:
    """Whether a clause tells around a trade what stands in it."""
    raised = known.grown | known.sold
    if _MACHINES.match(said, named.end):
        return not trade & set(named.options)
    if trade <= known.sold:
        return bool(STOCK.match(said, named.end)) and said[named.start] not in GROWS
    if trade & raised:
        return False
    return _is_step(said, *clause, named, raised) or _is_material(said, *clause, named, raised)


def _is_step(said: str, start: int, end: int, named: Named, raised: Set[str]) -> bool:
    step = _OWN_STEP.match(said, start, end) or _DONE_ONESELF.match(said, named.end)
    return bool(step) and not set(named.options) <= raised


def _is_material(said: str, start: int, end: int, named: Named, raised: Set[str]) -> bool:
    grown = bool(raised & set(named.options)) and said[named.start] not in GROWS
    return grown and bool(_OF_IT.fullmatch(said, start, named.start) and _MADE.fullmatch(said, named.end, end))


def _clause(said: str, named: Named) -> tuple[int, int]:
    """Return where the clause of a name begins and ends."""
    start = max((mark.end() for mark in _CLAUSE_MARKS.finditer(said, 0, named.start)), default=0)
    mark = _CLAUSE_MARKS.search(said, named.end)
    return start, mark.start() if mark else len(said)
