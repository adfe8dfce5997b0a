"""Sums said by how far they are from another: `离一个亿还差三百万`, `差20万就到1000万`, `误差不超过100万`."""

import re
from collections.abc import Callable

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge
from bot.language.sums.masks import Slice, masked
from bot.language.sums.shapes import SUM, Shape, shape

_Bounds = tuple[int, int]

_AND = r"(?:还|也|就|只|才|仅|仍|略|稍|是|相)*"
_SHORT = r"(?:差|缺|少|欠|短)(?:了|着|个|上)*"
_ENDS = r"(?=(?:以内|之内|的样子|左右|[吧啊呢了哦呀嘛])*(?: ?$|[,。;!]))"
_MISSED = "[没未](?:有?完成|达到|达成|冲上去?|做到|到|够|上去)了?"
_REACH = r"(?:就|不|没|够|到|能|可以|便|才|可|凑|破|过|达|上|整|满|是|有|个|会)+"

_SIGNS = re.compile("[差缺少欠短多高超冒误浮波偏]|上下|正负|出入")
"""Without one of these a text holds no distance, and its shape need not be found."""


def _from_first(first: _Bounds, second: _Bounds) -> _Bounds:
    return first[0] - second[1], first[1] - second[0]


def _from_second(first: _Bounds, second: _Bounds) -> _Bounds:
    return _from_first(second, first)


def _added(first: _Bounds, second: _Bounds) -> _Bounds:
    return first[0] + second[0], first[1] + second[1]


def _either_way(first: _Bounds, second: _Bounds) -> _Bounds:
    return first[0] - second[1], first[1] + second[1]


_DISTANCES: tuple[tuple[Callable[[_Bounds, _Bounds], _Bounds], re.Pattern[str]], ...] = tuple(
    (work_out, re.compile(pattern.replace("S", SUM)))
    for work_out, pattern in (
        (
            _from_first,
            rf"(?:[离距][^S,。;!]{{0,5}}|[跟和比较与])S(?:相?比|来说|的?(?:目标|线|坎|标准|门槛)|大关|的话|那?个坎)?"
            rf"[ ,]*{_AND}{_SHORT}S{_ENDS}",
        ),
        (_from_second, rf"{_AND}(?<!差不多)(?:差|缺|少|欠)(?:了|个|着)*S[ ,]?{_REACH}S{_ENDS}"),
        (_from_first, rf"S[吧啊 ]*{_AND}差(?!了)个?S{_ENDS}"),
        (_from_first, rf"(?<![^ ,。;!])S[吧啊 ]*{_AND}(?:少|缺|欠)(?!了)个?S{_ENDS}"),
        (
            _from_first,
            rf"(?:目标|计划|任务|冲)[^,。;!S]{{0,4}}S[^S。;!]{{0,6}}{_MISSED}[ ,]*"
            rf"{_AND}{_SHORT}S{_ENDS}",
        ),
        (_added, rf"(?<!不)比S ?还?(?:多|高|超)(?:了|出|出来)*个?S{_ENDS}"),
        (_added, rf"S[吧 ,]*还?(?:多出?来?|冒|超)个S{_ENDS}"),
        (
            _either_way,
            rf"S[吧 ,]*(?:误差|上下差|正负|上下|浮动|出入|偏差|相差|波动)+"
            r"(?:在|个|也|就|不超过|不会超过|不大于|不出|最多|顶多)*S"
            rf"{_ENDS}",
        ),
    )
)


def distances(said: str) -> tuple[str, list[Sum]]:
    """Return the sums worked out from two, and the text with what they were worked out from covered."""
    if not _SIGNS.search(said):
        return said, []
    seen = shape(said)
    found: list[Sum] = []
    if len(seen.sums) > 1:
        for work_out, pattern in _DISTANCES:
            found += [
                _sum(seen, match, work_out) for match in pattern.finditer(seen.text) if not _taken(seen, match, found)
            ]
    found = [each for each in found if 0 <= each.bounds[0][0] <= each.bounds[0][1]]
    return masked(said, found), found


def _sum(seen: Shape, match: re.Match[str], work_out: Callable[[_Bounds, _Bounds], _Bounds]) -> Sum:
    first, second = seen.held(match)
    return Sum(*seen.slice(*match.span()), (work_out(first, second),), Hedge.PLAIN, explicit=True)


def _taken(seen: Shape, match: re.Match[str], found: list[Sum]) -> bool:
    start, end = Slice(*seen.slice(*match.span()))
    return any(each.start < end and start < each.end for each in found)
