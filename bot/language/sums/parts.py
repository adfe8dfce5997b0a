"""Parts that are the whole year's sum together: both halves of a year, four quarters, every one of so many shops."""

import re

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge

_COMPLEMENTS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        ("上半年|前半年", "下半年|后半年"),
        ("一季度|q1", "二季度|q2", "三季度|q3", "四季度|q4"),
        ("线上|网上|网店", "线下|实体|店里|门店"),
        ("城里|县里|县城|市里", "乡下|村里|镇上"),
        ("国内|内销|内贸", "国外|外销|外贸|出口"),
        ("老[厂店]", "新[厂店]|分[厂店]"),
        (r"(?<!不)(?<!没)开票", "[不没]开票"),
    )
)
_NUMBERED = tuple(re.compile(rf"(?:^|[,。;! 是元万]){number}(?:店|厂|号店|分店|车间|部)") for number in "一二三四五六")
_COUNT = re.compile(r"(?P<count>[两二三四五六2-6])[个家](?:店|厂|公司|门店|分店|铺子|饭店|养殖场|猪场|铺面)")
_ONE = re.compile(
    r"(?:^|[,。;! ])(?:其中)?(?:[一1][个家]|另[一外]?[一1]?[个家]|还有[一1][个家])(?:是|有|就|店|厂|做|卖|干|了)*$"
)
_COUNTS = {"两": 2} | {character: number for number, character in enumerate("二三四五六", 2)}
_YEAR = re.compile(r"[今前明后]年|(?:20)?[0-9]{2}年")
_OPEN = re.compile(r"(?:还没|没有?|不|未)(?:算|统计|出来|计|加)|其他|别的(?!了)|另外|等等")
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
    if said[told[-1].end :].strip(" ,。;!吧了") and not re.search(
        r"没别的了?|没了|就这[些两三四]|加[起一][来块]|合[起一][来块]|合计|一共|总共", said[told[-1].end :]
    ):
        return None
    if not (_complement(labels) or _numbered(labels) or _counted(labels)):
        return None
    bounds = sum(each.bounds[0][0] for each in told), sum(each.bounds[0][1] for each in told)
    return Sum(told[0].start, told[-1].end, (bounds,), Hedge.PLAIN, explicit=True)


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
    number = (_COUNTS.get(count["count"]) or int(count["count"])) if count else 0
    return number == len(labels) and all(_ONE.search(label.rstrip(" ")) for label in labels)
