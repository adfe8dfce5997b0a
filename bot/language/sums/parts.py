"""Parts that are the whole year's sum together: its months and quarters, every one of so many shops."""

import re
from collections.abc import Sequence
from datetime import date

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge
from bot.language.sums.kinds import are_all_kinds, are_complements, without_closing
from bot.language.sums.months import Named, is_whole_year, months_named
from bot.language.sums.periods import MONTHS_OF_A_YEAR
from bot.language.sums.yearly import Time

_NUMBERED = tuple(re.compile(rf"(?:^|[,。;! 是元万]){number}(?:店|厂|号店|分店|车间|部)") for number in "一二三四五六")
_TIMES = re.compile("半年|季|月|q[1-4]")
_MOST_NAMED = 3 * MONTHS_OF_A_YEAR
_EACH_MONTH = re.compile("[每单按]个?月|一个月|月均|平均[^,。;!]{0,2}月")
_EACH_QUARTER = re.compile("每个?季度?|一个季度?|季均")
_EACH = re.compile("都|各|均|每个|分别")
_COUNT = re.compile(r"(?P<count>[两二三四五六2-6][个家]|俩|仨)(?:店|厂|公司|门店|分店|铺子|饭店|养殖场|猪场|铺面)")
_ONE = re.compile(
    r"(?:^|[,。;! 店厂司])(?:其中)?(?:(?:还有)?[一1][个家]|另[一外]?[一1]?[个家])(?:是|有|就|店|厂|做|卖|干|了)*$"
)
_COUNTS = {"两": 2, "俩": 2, "仨": 3} | {character: number for number, character in enumerate("二三四五六", 2)}
_YEAR = re.compile("[今去前明后上本]年|[0-9二〇零一三四五]{2}年")
_OPEN = re.compile(r"(?:还没|没有?|不|未)(?:算|统计|出来|计|加)|其他|别的(?!了)|另外|等等")
_IDLE = re.compile("[吧了啊]*[,。;! ] ?[^0-9一二两三四五六七八九十还另没不外加]*")
"""A clause behind the parts that adds nothing to them: 谢谢."""
_ADD = re.compile(
    "(?:[,。;! 给请再就都来得]|[你您][们那]?|[我咱]们?|自己?个?儿?|麻烦|帮忙?着?|全部?|可以|直接|总数|把[它这]些?)*"
    "(?=[加合算汇拢])(?:[加合计算汇总拢了个上到在数账]|起来|一?下|一?起|一?块儿?)+"
    "(?:[吧呗呀啊哈哦的]|就行|就[是好成])*(?=[,。;! ]|$)"
)
"""A clause behind the parts that asks for their sum: 你给加加."""
_WORD = re.compile("[a-z0-9\u4e00-\u9fff]")
_ALL_TOLD = re.compile(
    "^[,。;! ]*(?:单位|[都全均]是?)|没别的了?|没了|加一?下|就这[些两三四几]|[加合][起一][来块]|合计|一共|总共"
)
_FIGURES = re.compile(r"[0-9,零一二两三四五六七八九十百千.]+(?:万|亿|元|千|百)[0-9万亿千百十元块]*$")


def speaks_of_parts(said: str) -> bool:
    """Whether a text names several parts of a year, and not so many that it is a table."""
    return 1 < len(_TIMES.findall(said)) <= _MOST_NAMED


def added_up(said: str, found: list[Sum], time: Time, today: date) -> tuple[Sum, int | None] | None:
    """Return the sum of all sums of a text where they are the whole of it in parts, and the year that is named.

    None where that is not plain.
    """
    told = [each for each in found if each.explicit]
    if not 2 <= len(told) == len(found) <= MONTHS_OF_A_YEAR:
        return None
    if any(each.hedge is not Hedge.PLAIN or len(each.bounds) > 1 or each.bounds[0][1] <= 0 for each in told):
        return None
    years = {day.year for day in time.dates if _YEAR.search(said, day.start, day.end)}
    if len(years) > 1 or not all(year and year < today.year for year in years):
        return None
    starts = [0, *(each.end for each in told)]
    labels = [_FIGURES.sub("", said[start : each.end]) for start, each in zip(starts, told, strict=False)]
    times = _counts(labels, said[told[-1].end :])
    if not times:
        return None
    low, high = (sum(each.bounds[0][end] * count for each, count in zip(told, times, strict=True)) for end in (0, 1))
    whole = Sum(told[0].start, told[-1].end, ((low, high),), Hedge.PLAIN, explicit=True)
    return whole, next(iter(years), None)


def _counts(labels: list[str], tail: str) -> list[int]:
    """Return how often each sum counts where the labels before them make them all of it; [] where they do not."""
    alone = not any(_TIMES.search(label) for label in labels)
    kinds = alone and (are_complements(labels) or are_all_kinds(labels, tail))
    tail = without_closing(_ADD.sub("", tail, count=1) if _ADD.match(tail) else tail)
    idle = not tail.strip(" ,。;!吧了") or _ALL_TOLD.search(tail) or _IDLE.fullmatch(tail)
    if not idle or _OPEN.search(tail):
        return []
    if kinds:
        return [1] * len(labels)
    named = [months_named(label) for label in labels]
    if any(_OPEN.search(each.words) for each in named):
        return []
    if is_whole_year(named):
        return _times(named)
    whole = alone and (_numbered(labels) or _counted(labels))
    return [1] * len(labels) if whole else []


def _times(named: Sequence[Named]) -> list[int]:
    """Return how often each sum counts, of labels that name a year: 一季度500万，二季度600万，后面两个季度都是700万."""
    times: list[int] = []
    for at, each in enumerate(named):
        if not each.units:
            if not times or _WORD.search(each.words):
                return []
            times.append(1)
            continue
        bare = next((n for n, other in enumerate(named[at + 1 :]) if other.units), len(named) - at - 1)
        if bare and bare + 1 != each.units:
            return []  # 四个季度分别是200万 300万 250万 350万 name one sum for each
        times.append(1 if bare else _repeated(each))
    return times


def _repeated(each: Named) -> int:
    months = len(each.months) or each.left
    if _EACH_MONTH.search(each.words):
        return months
    if _EACH_QUARTER.search(each.words):
        return months // 3
    return each.units if _EACH.search(each.words) else 1


def _numbered(labels: list[str]) -> bool:
    return len(labels) <= len(_NUMBERED) and all(
        number.search(label) for number, label in zip(_NUMBERED, labels, strict=False)
    )


def _counted(labels: list[str]) -> bool:
    """Whether so many are named and each has its sum: 两个店，一个120万，一个80万."""
    count = _COUNT.search(labels[0])
    number = (_COUNTS.get(count["count"][0]) or int(count["count"][0])) if count else 0
    return number == len(labels) and all(_ONE.search(label.rstrip(" ")) for label in labels)
