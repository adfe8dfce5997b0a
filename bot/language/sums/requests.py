"""What is asked beside a sum that is told plainly as one's own: `去年5000万，请问能拿多少钱`.

`5000万能拿多少` asks and tells nothing; there the question stays, and no sum is read.
"""

import re

from bot.language.sums.masks import MASK, Slice, masked
from bot.language.telling.clauses import Clause, clauses

_SUM = re.compile(r"[0-9一二两三四五六七八九十百千半几.] ?个?[万亿千百]|[0-9]{5}|[0-9] ?元")
_YEAR = re.compile(r"去年|前年|上年|(?:20)?2[0-9]年")
_OURS = re.compile(r"我们?|咱们?|俺们?|本[公厂企店社]|自己|自家")
_TURNOVER = re.compile(r"营收|收入|营业额|销售额|流水|产值|卖了")
# A sum that is supposed, or is that of a kind of enterprise, or is only proposed: 5000万以上的能拿多少.
_NO_TELLING = re.compile(
    "要|得有|达到|满|如果|想|填|写|报|按|算(?![了下])|(?:以[上下内]的?|的)(?:企业|厂子?|公司|单位)?$|(?:企业|公司|单位)的?$"
)
# Aid and conditions are asked about, not the sum.
_OF_AID = re.compile("[能可够享领拿补奖申符政项格]|条件|报(?!多少)|有(?:什么|啥|没有?)|多少钱|规上|小微|中小")
_OF_SUM = re.compile("[算是](?:不是)?[^,。;!]{0,4}(?:营收|收入|营业额)|合适|对不对|真的")
_LEAD = re.compile(
    "(?:[请你您帮给我想先就再来]|麻烦|们|劳驾)*(?:[看查算瞅瞧问说讲]|咨询|打听)(?:[看查算瞅瞧问说讲]|一?下|个)*$"
)
_PLEASE = re.compile("[你您]们?[帮给看瞧]|帮我|麻烦|劳驾")


def without_request(said: str) -> str:
    """Cover what a text asks where it tells a sum besides; return it as it is where all sums are asked about."""
    parts = clauses(said)
    asking = [Slice(each.told, each.end) for each in parts if each.asks]
    if not asking or not any(_tells(said, each, parts) for each in parts):
        return said
    if not all(_asks_for_aid(said[each.start : each.end]) for each in asking):
        return said
    for start, end in asking:
        lead = _LEAD.search(said, 0, start)
        first = lead.start() if lead else start
        # A mark in its place, so that nothing melts into the sum before it.
        said = masked(said, [Slice(first, end)])
        said = f"{said[:first]},{said[first + 1 :]}" if end > first else said
    return "".join(MASK if mark == "?" else mark for mark in said)


def _asks_for_aid(words: str) -> bool:
    return bool(_LEAD.fullmatch(words) or _OF_AID.search(words)) and not _OF_SUM.search(words)


def _tells(said: str, clause: Clause, parts: list[Clause]) -> bool:
    words = _LEAD.sub("", said[clause.start : clause.told])
    if not _SUM.search(words) or _NO_TELLING.search(words):
        return False
    if _YEAR.search(words) or _OURS.search(words):
        return True
    # 营业额两千三百万,能不能报 and 七八百万,你帮我看看够不够 tell what 营收5亿能拿多少 does not.
    apart = clause.told == clause.end
    asked = next((said[each.start : each.end] for each in parts if each.start >= clause.end), "")
    return apart and bool(_TURNOVER.search(words) or _PLEASE.search(asked))
