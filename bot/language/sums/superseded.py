"""Which of several sums another one puts aside: rough ones before the precise, parts beside their total, turnover."""

import re
from collections.abc import Iterable
from itertools import pairwise

from bot.language.sums.amounts import Sum
from bot.language.sums.hedges import Hedge
from bot.language.sums.masks import Placed
from bot.language.sums.spans import MYRIAD
from bot.language.sums.yearly import CLAUSE_END, Time

_SOFT = "[吧啊呢嘛呀哦了的元 ,。;!:]*"
_PRECISELY = (
    r"(?:(?:确切|具体|准确|精确|严格|老实|实话|实打实|仔细)(?:点|一点|些|地)?(?:来?说|讲|的?数|的)?"
    r"|(?:报表|账[本面]?|系统|年报|会计|财务(?:那边)?|税务)上?(?:说|写|显示|算|查|报)?(?:的)?(?:了下|了一下|出来)?"
    r"|(?:刚|刚刚|我)?(?:问|查|看|翻)了?(?:下|一下)?(?:会计|财务|账本?|报表)?|你?要?准数|应该|说是|就|也就|才|只|实际|其实|好像|嗯|对|没错|确定|确认|再说|重复|有|是|在|为|数|那)"
)
_LEADS = re.compile(rf"{_SOFT}(?:{_PRECISELY}{_SOFT})*+")
_EXACTLY = re.compile(r"(?:确切|具体|准确|精确|严格)(?:点|一点|些|地)?(?:来?[说讲]|是|的数)")
_ROUGHLY = 3  # what is put precisely may differ from the rough figure by one part in so many
_TOTAL = re.compile(
    r"(?:一共|总共|共计|合计|合起来|加起来|加在一起|总的|总计|拢共|拢总|统共|通共|总收入|总营收|全部收入|全部营收|全部"
    r"|合并报表|合并|全年|一整年|一年(?:下来|算下来)?|年底一算|=|算下来|里外里|共)"
    r"(?:的?(?:收入|营收|营业额|销售额|流水))?(?:[算干做卖]?(?:下来|到|了))?(?:大概|差不多|也就|就|是|有|能有|刚|刚过|快|共|:)*$"
)
_ITS = "(?:的|那个|那边|里|上|[说报给写算]的)"
_NOTE = "(?:数字?|账|表|口径)?"
_ENDS = "(?=$|[ 吧呗啊了,。;!])"
# 以会计的为准, 按系统的来; 听会计的; 还是会计的准
_STANDARD = re.compile(
    rf"(?:[以按照依用]|按着)(?P<a>[^,。;!]{{1,4}}?){_ITS}*{_NOTE}(?:为准|[来填走报写算定]|{_ENDS})"
    rf"|(?:[听信随跟填报写认选]|采用)(?P<b>[^,。;!]{{1,4}}?)(?:{_ITS}+|{_ENDS})"
    rf"|(?:还是|应该|肯定|当然|就是|[,。;! ])(?P<c>[^,。;!还是应该以按为]{{1,4}}?){_ITS}*{_NOTE}"
    "(?:是|才|更|最|比较)*(?:准|对|真实?|靠谱)"
)
# 老板那个不算; 别按老板的来
_NO_STANDARD = re.compile(
    rf"(?:^|[,。;! ])(?P<whose>[^,。;!]{{1,4}}?){_ITS}+{_NOTE}(?:不[算准对]|不作数|不靠谱|别管|甭管|有水分|是?虚)"
    rf"|(?:别|不能?|不要|甭)[以按照听用信填报]着?(?P<whom>[^,。;!]{{1,4}}?)(?:{_ITS}+|{_ENDS})"
)
_WHOLE_TIME = 12
_PROPER = re.compile(r"(?<!非)(?:营收|营业收入|营业额|收入|销售额)[^,。;!]{0,4}$")
_LOOSE = re.compile(r"(?:流水|开票|产值|交易额|开了票)[^,。;!]{0,4}$")
_OWN = re.compile(
    r"(?:这个公司|本公司|我们?(?:这个?)?(?:公司|子公司|分公司|分厂|这边|单体)|单体|这家|我这个厂|本厂|我们厂|我们家|这个厂|我们|咱们?|俺们?|本地|晋城(?:公司|分公司|厂|这边|这个厂))(?:自己|自家|单独|本身)?(?:是|有|的|就|也就)*$"
)
_OF_SEVERAL = re.compile(
    r"(?:[两三四五六七八几2-9]个?[个家](?:公司|厂|店|企业)|集团|母公司|总公司|总部|总厂|合并)[^,。;!]{0,6}$"
)


def superseded(said: str, found: list[Sum], time: Time) -> list[Placed]:
    """Return what of a text no longer counts: sums that a later one puts aside, and the months they are for."""
    told = [each for each in found if each.hedge is not Hedge.CHANGE]
    if len(told) < 2:
        return []
    before = {each: said[(told[at - 1].end if at else 0) : each.start] for at, each in enumerate(told)}
    if standard := _of_standard(said, told):
        return [each for each in told if each is not standard]
    total = _total(told, before)
    if total:
        return [*(each for each in told if each is not total), *_parts_of_a_year(total, time)]
    ranked = _only(told, before, _PROPER, _LOOSE) or _only(told, before, _OWN, _OF_SEVERAL)
    if ranked:
        return [each for each in told if each is not ranked]
    return [rough for rough, exact in pairwise(told) if _is_said_again(before[exact], rough, exact)]


def _of_standard(said: str, told: list[Sum]) -> Sum | None:
    """Return the sum of whom a text says to go by, or the only one of whom it does not say not to."""
    starts = [0, *(each.end for each in told)]
    words = {each: _clause(said[start : each.end]) for start, each in zip(starts, told, strict=False)}
    denied = _NO_STANDARD.search(said)
    spoken_of = denied or _STANDARD.search(said, told[-1].end)
    whose = next(filter(None, spoken_of.groups()), "") if spoken_of else ""
    named = [each for each in told if whose and (whose in words[each]) is not bool(denied)]
    return named[0] if len(named) == 1 else None


def _total(told: list[Sum], before: dict[Sum, str]) -> Sum | None:
    """Return the only sum that is called the total, where nothing follows it and no part is larger."""
    totals = [each for each in told if _TOTAL.search(_clause(before[each]).rstrip(" "))]
    if len(totals) != 1 or totals[0] is not told[-1]:
        return None
    parts = [each for each in told if each is not totals[0] and each.explicit]
    high = totals[0].bounds[0][1]
    if len(totals[0].bounds) > 1 or any(each.bounds[0][0] > high or len(each.bounds) > 1 for each in parts):
        return None
    # Of many parts the total is the sum, or more where they are some of it only.
    return totals[0] if sum(each.bounds[0][0] for each in parts) <= high or len(parts) == 1 else None


def _clause(text: str) -> str:
    return CLAUSE_END.split(text)[-1]


def _parts_of_a_year(total: Sum, time: Time) -> list[Placed]:
    times: Iterable[Placed] = [
        *(each for each in time.dates if each.months != _WHOLE_TIME),
        *(each for each in time.periods if each.months != _WHOLE_TIME),
    ]
    return [each for each in times if each.end <= total.start]


def _only(told: list[Sum], before: dict[Sum, str], kept: re.Pattern[str], other: re.Pattern[str]) -> Sum | None:
    """Return the only sum said to be of one kind, where all the others are said to be of the other."""
    words = {each: _clause(text) for each, text in before.items()}
    proper = [each for each in told if kept.search(words[each]) and not other.search(words[each])]
    rest = [each for each in told if each not in proper]
    return proper[0] if len(proper) == 1 and rest and all(other.search(words[each]) for each in rest) else None


def _is_said_again(between: str, rough: Sum, exact: Sum) -> bool:
    """Whether a sum is what the rough one before it comes to: 快两千万了，1960万."""
    if len(rough.bounds) > 1 or len(exact.bounds) > 1 or not (rough.explicit and exact.explicit):
        return False
    (low, high), (least, most) = rough.bounds[0], exact.bounds[0]
    denied = rough.hedge in {Hedge.DENIED, Hedge.UNCLEAR, Hedge.AWAY} or exact.hedge not in {Hedge.PLAIN, Hedge.ABOUT}
    closer = (low, high) != (least, most) and most - least < max(high - low, 1)
    if _EXACTLY.search(between) and _LEADS.fullmatch(between):
        return not denied and abs(least - low) * _ROUGHLY <= low
    inside = low <= least and most <= high and least >= MYRIAD
    return not denied and closer and inside and bool(_LEADS.fullmatch(between))
