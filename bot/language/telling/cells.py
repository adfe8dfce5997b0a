"""The stretches of a message that each speak of one fact, or of what two facts call alike."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from bot.language.telling.anchors import SUM, Anchor
from bot.language.telling.clauses import Clause

# What goes on about the name before it: 高平的, 山西精品去年评上了, 五个亿左右.
_STAYS = re.compile(r"[场厂店坊园社]? ?(?:的|了|里[面头边]?|那边|这边|那儿|这儿|人|、)*")
_HAD = re.compile(
    r"[^\0]*(?:[评批拿获领取办做上入过成到有没挂申报][了的过到上]|[了过的]|没有?|有|公示|申请中?|申报中?)"
)
_OF_SUM = re.compile(r" ?(?:元|块|钱|左右|上下|出头|以上|以下|开外|不到|多|的|吧|了|样子|整|\+)*")


class Cell(NamedTuple):
    """The slice ``[start:end]`` of a clause, the facts that it speaks of (none: it goes on) and their names in it."""

    start: int
    end: int
    clause: int
    anchors: tuple[Anchor, ...] = ()

    @property
    def facts(self) -> set[str]:
        """The facts named."""
        return {anchor.fact for anchor in self.anchors}


def cells(said: str, number: int, clause: Clause, anchors: Sequence[Anchor], lists: Collection[str]) -> list[Cell]:
    """Cut what a clause tells where the names in it pass from one fact to another.

    Behind the name of a fact among ``lists`` what is said of having it goes with it: 山西精品评上了|去年五亿.
    """
    if not anchors:
        return [Cell(clause.start, clause.told, number)]
    groups = _groups(anchors)
    cuts = [_cut(said, one, other, lists) for one, other in pairwise(groups)]
    starts, ends = [clause.start, *cuts], [*cuts, clause.told]
    return [Cell(start, end, number, tuple(group)) for start, end, group in zip(starts, ends, groups, strict=True)]


def _groups(anchors: Sequence[Anchor]) -> list[list[Anchor]]:
    """Return the anchors in runs of one fact; those of one place stay together."""
    groups: list[list[Anchor]] = []
    for anchor in anchors:
        last = groups[-1] if groups else []
        here = {one.fact for one in last}
        alone = all(one.start != anchor.start for one in anchors if one != anchor)
        if last and (anchor.start == last[-1].start or here == {anchor.fact} or (alone and anchor.fact in here)):
            last.append(anchor)
        else:
            groups.append([anchor])
    return groups


def _cut(said: str, one: Sequence[Anchor], other: Sequence[Anchor], lists: Collection[str]) -> int:
    """Return where the cell of some anchors ends and that of the next ones begins."""
    end, start = max(anchor.end for anchor in one), other[0].start
    pattern = _OF_SUM if one[0].fact == SUM else _STAYS
    if one[0].fact in lists and other[0].fact not in lists:
        pattern = _HAD
    stays = pattern.match(said, end, start)
    return stays.end() if stays else end
