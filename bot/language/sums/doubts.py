"""Words beside a sum that nobody read and that could change it: then Huiqi asks back."""

import re
from datetime import date

from bot.language.days.mentions import mentions
from bot.language.sums.amounts import Sum
from bot.language.sums.elided import are_alike
from bot.language.sums.hedges import Hedge
from bot.language.sums.kinds import counts_others
from bot.language.sums.masks import masked
from bot.language.sums.other_sums import OTHER_SUM
from bot.language.sums.yearly import Time, is_compared

_WHOLE_YEAR = 12
_TELLING = "0-9一二两三四五六七八九十百千万亿几半"
# A part only, or not all of it: 光网店就40万; 一店200万,二店还没算出来.
_INCOMPLETE = re.compile(
    rf"(?:^|[,。;!])(?:光|单单?(?!位)|仅仅?)(?!说)(?:是|算)?"
    rf"(?!营收|收入|营业|销售|大|纯)[^,。;! {_TELLING}]{{1,5}}(?:就|都|有|是)"
    rf"|(?:^|[,。;!])(?![^,。;!]*(?:{OTHER_SUM}|利润|年|生意))[^,。;! ]*(?:(?:还|都)?[没不未](?:有)?(?:算|统计|加|计)"
    r"(?:在内|进去|进来|出来|上|完|好|的|了)*)(?= ?(?:$|[,。;!]))(?<!谱)(?<!细算)(?<!不算)"
    rf"|(?:不算|不含|不包括|没算|没包括|未算|不计|没加上?)(?![^,。;!]*(?:税|{OTHER_SUM}))(?!错|少|多|大|小|差|啥|什么|高|太|好|是)[^,。;!]"
    r"|(?:实体|线下|线上|网店|国内|国外|外销|别的|其他|其它|另外[^,。;!]*)的?(?:都|还)?(?:[没不未]有?算|不在内)"
)
# What changes a sum and was not read with it: 差, 缺, 离 in its own clause.
_NEAR = re.compile(
    r"差(?!不)|缺|欠|距|(?<!分)离|到不了|够不(?!够)|减(?!产)|除[去掉](?!年)|扣|打折|的?[一1]半|翻[了一两]?[番倍]|腰斩|零头"
)
# Behind a sum these leave open whether it is one: 五百万那是没有的, 五百万得往上走, 五百万，真没有.
_BEHIND = re.compile(
    r"[吧啊嘛的]*(?:那是|是|真的?|可)?(?:没有(?:的|的事)?(?= ?(?:$|[,。;!]))|有(?= ?(?:$|[,。;!]))"
    r"|就(?:好|不错|满足|知足|烧高香|谢天谢地)了|是?(?:不可能|没可能|没戏|做梦)|往里|得?往上走|里外|勉强"
    r"|都?算[多少高低]|悬)|[,。 ]*(?:真|可|那|根本|肯定)没有(?= ?(?:$|[,。;!]))"
)
_HARMLESS = re.compile(
    r"行情[很太比较不]*差|生意[很太比较不]*差|[市效]\w[很太比较]*差|差旅|差劲|距今|时差|差异|缺(?:人|料|货|钱|工)|分离|出差"
)
_SHORT = re.compile(r"[差缺欠]")
_ALONE = re.compile(r"[\0 吧啊呢的了就是大概约]*")
_EXCUSE = re.compile(
    r"在(?:会计|财务|代账|公司|家里|老板|[他她])|没(?!到|有?[0-9一二三])|不(?!如|错|到)|未(?!到)|停|在审|等|还要(?!多)|正在|关|歇|审计"
)


# 老板说五千万，我算是四千七: with its unit left out it may be the sum meant.
_ELIDED = re.compile("[一二两三四五六七八九][千百][一二三四五六七八九]")
# 三亿零八 is three hundred and eight million to some.
_LEFT_SHORT = re.compile(r"亿零[一二两三四五六七八九1-9](?![0-9十百千万元块])")


def in_doubt(asked: str, found: list[Sum], time: Time) -> bool:
    """Whether what stands beside the sums of a masked text may change them."""
    if _INCOMPLETE.search(asked) or _LEFT_SHORT.search(asked):
        return True
    if any(_BEHIND.match(asked, each.end) for each in found):
        return True
    told = [each for each in found if each.explicit]
    if told and counts_others(asked, told[-1].end, len(told)):
        return True
    elided = [each for each in found if not each.explicit and _ELIDED.fullmatch(asked, each.start, each.end)]
    if any(are_alike(each.bounds[0], other.bounds[0]) for each in elided for other in told):
        return True
    rest = masked(asked, [*(each for each in found if each.hedge is not Hedge.CHANGE), *time.dates])
    clauses = dict(zip(found, _clauses(rest, found), strict=True))
    if any(each.explicit and each.hedge is not Hedge.CHANGE for each in found) and any(
        _is_another(each, clauses[each], time) for each in found
    ):
        return True
    beside = (clause for each, clause in clauses.items() if each.hedge is not Hedge.CHANGE)
    return any(_NEAR.search(_HARMLESS.sub("", clause)) for clause in beside)


def _is_another(each: Sum, clause: str, time: Time) -> bool:
    """Whether what stands beside a sum with a unit may be one too: 去年3500, a clause 三千二, or 差两百万."""
    if each.explicit:
        return each.hedge is Hedge.CHANGE and bool(_SHORT.search(clause))
    return _of_a_year(each, time) or bool(_ALONE.fullmatch(clause))


def _of_a_year(each: Sum, time: Time) -> bool:
    """Whether a number without a unit stands behind a year: the second of 前年3000万去年3500."""
    return any(0 <= each.start - date.end <= 1 for date in time.dates)


def _clauses(rest: str, found: list[Sum]) -> list[str]:
    """Return the clauses that the sums stand in, without the sums."""
    ends = [match.start() for match in re.finditer(r"[,。;!]", rest)]
    return [
        rest[
            max((end + 1 for end in ends if end < each.start), default=0) : min(
                (end for end in ends if end >= each.end), default=len(rest)
            )
        ]
        for each in found
    ]


def last_year_untold(said: str, year: int | None, today: date) -> bool:
    """Whether last year is named beside the sum of an earlier one, and not why there is none: 前年500万，去年好多了."""
    last = today.year - 1
    if year is None or year >= last:
        return False
    named = [
        each
        for each in mentions(said, today)
        if not is_compared(said, each) and each.year == last and each.months == _WHOLE_YEAR
    ]
    return any(not _EXCUSE.search(re.split(r"[;。!]", said[each.end : each.end + 20])[0]) for each in named)
