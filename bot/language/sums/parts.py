"""Parts that are the whole year's sum together: its quarters, one by one or several, every one of so many shops."""

import re

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge

_COMPLEMENTS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        ("线上|网上|网店", "线下|实体|店里|门店"),
        ("城里|县里|县城|市里", "乡下|村里|镇上"),
        ("国内|内销|内贸", "国外|外销|外贸|出口"),
        ("老[厂店]", "新[厂店]|分[厂店]"),
        (r"(?<!不)(?<!没)开票", "[不没]开票"),
    )
)
_NUMBERED = tuple(re.compile(rf"(?:^|[,。;! 是元万]){number}(?:店|厂|号店|分店|车间|部)") for number in "一二三四五六")
_QUARTERS = (
    (re.compile("[上前]半年"), "12"),
    (re.compile("[下后]半年"), "34"),
    (re.compile("四个季度?"), "1234"),
    *((re.compile(f"前面?{count}个?季度?"), "1234"[:size]) for size, count in ((2, "[两二2]"), (3, "[三3]"))),
    *(
        (re.compile(f"(?:后面?|余下|剩下?|其[他余])的?{count}个?季度?"), "1234"[-size:])
        for size, count in ((2, "[两二2]"), (3, "[三3]"))
    ),
)
"""Quarters of a year by what several of them together are called."""
_NAMED_QUARTERS = re.compile(r"(?P<each>(?:第?[一二三四1-4][、和]?)+)个?季度?|q(?P<q>[1-4])")
_DIGITS = str.maketrans("一二三四", "1234")
_EACH = re.compile("都|各|均|每个|分别")
_COUNT = re.compile(r"(?P<count>[两二三四五六2-6][个家]|俩|仨)(?:店|厂|公司|门店|分店|铺子|饭店|养殖场|猪场|铺面)")
_ONE = re.compile(
    r"(?:^|[,。;! 店厂司])(?:其中)?(?:(?:还有)?[一1][个家]|另[一外]?[一1]?[个家])(?:是|有|就|店|厂|做|卖|干|了)*$"
)
_COUNTS = {"两": 2, "俩": 2, "仨": 3} | {character: number for number, character in enumerate("二三四五六", 2)}
_YEAR = re.compile(r"[今前明后]年|(?:20)?[0-9]{2}年")
_OPEN = re.compile(r"(?:还没|没有?|不|未)(?:算|统计|出来|计|加)|其他|别的(?!了)|另外|等等")
_IDLE = re.compile("[吧了啊]*[,。;! ] ?[^0-9一二两三四五六七八九十还另没不外加]*")
"""A clause behind the parts that adds nothing to them: 谢谢."""
_ALL_TOLD = re.compile(
    "^[,。;! ]*(?:单位|[都全均]是?)|没别的了?|没了|加一?下|就这[些两三四几]|[加合][起一][来块]|合计|一共|总共"
)
_FIGURES = re.compile(r"[0-9零一二两三四五六七八九十百千.]+(?:万|亿|元|千|百)[0-9万亿千百十元块]*$")


def added_up(said: str, found: list[Sum]) -> Sum | None:
    """Return the sum of all sums of a text where they are the whole of it in parts; None where that is not plain."""
    told = [each for each in found if each.explicit]
    if len(told) < 2 or len(told) != len(found) or _YEAR.search(said) or _OPEN.search(said):
        return None
    if any(each.hedge is not Hedge.PLAIN or len(each.bounds) > 1 or each.bounds[0][1] <= 0 for each in told):
        return None
    starts = [0, *(each.end for each in told)]
    labels = [_FIGURES.sub("", said[start : each.end]) for start, each in zip(starts, told, strict=False)]
    tail = said[told[-1].end :]
    if tail.strip(" ,。;!吧了") and not (_ALL_TOLD.search(tail) or _IDLE.fullmatch(tail)):
        return None
    times = _quarters(labels)
    if not times and (_complement(labels) or _numbered(labels) or _counted(labels)):
        times = [1] * len(told)
    if not times:
        return None
    low, high = (sum(each.bounds[0][end] * count for each, count in zip(told, times, strict=True)) for end in (0, 1))
    return Sum(told[0].start, told[-1].end, ((low, high),), Hedge.PLAIN, explicit=True)


def _quarters(labels: list[str]) -> list[int]:
    """Return how often each sum counts where they are of all quarters of a year, each once; [] where they are not.

    一季度500万，二季度600万，后面两个季度都是700万.
    """
    first, *others = labels
    covered = _covered(first)
    if covered == "1234" and len(labels) == len(covered) and not any(map(re.compile(r"\w").search, others)):
        return [1] * len(labels)
    spans = [_covered(label) for label in labels]
    if "".join(spans) != "1234":
        return []
    return [len(span) if _EACH.search(label) else 1 for span, label in zip(spans, labels, strict=True)]


def _covered(label: str) -> str:
    """Return the numbers of the quarters that a label names: 后面两个季度 are "34"."""
    for pattern, quarters in _QUARTERS:
        if pattern.search(label):
            return quarters
    named = _NAMED_QUARTERS.findall(label)
    return "".join(digit for each, q in named for digit in (each or q).translate(_DIGITS) if digit.isdecimal())


def _complement(labels: list[str]) -> bool:
    return any(
        len(parts) == len(labels)
        and all(len([part for part in parts if part.search(label)]) == 1 for label in labels)
        and all(part.search("\n".join(labels)) for part in parts)
        for parts in _COMPLEMENTS
    )


def _numbered(labels: list[str]) -> bool:
    return len(labels) <= len(_NUMBERED) and all(
        number.search(label) for number, label in zip(_NUMBERED, labels, strict=False)
    )


def _counted(labels: list[str]) -> bool:
    """Whether so many are named and each has its sum: 两个店，一个120万，一个80万."""
    count = _COUNT.search(labels[0])
    number = (_COUNTS.get(count["count"][0]) or int(count["count"][0])) if count else 0
    return number == len(labels) and all(_ONE.search(label.rstrip(" ")) for label in labels)
