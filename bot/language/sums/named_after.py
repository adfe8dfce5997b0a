"""What a sum was, said after it: `五个亿。哦那是产值，营收4.1亿`, `3000万，那是上半年的`."""

import re

from bot.language.sums.masks import Slice
from bot.language.sums.other_sums import OTHER_SUM

_FIGURE = "[0-9一二两三四五六七八九十百千万亿半几]"
_BACK = (
    "(?:[哦噢啊哎呃唉嗯呀 ]|不对|不是|等等|错了|对了|但是?)*(?:[那这]个?|(?:刚才?|前面|上面|那里)[^,。;!是]{0,3})"
    "(?:数字?|笔)?(?:好像|应该|其实|可能|都|才|只|就|可)*(?:是|算|包括|含)(?:我们?|咱们?|俺们?)?"
)
# Never the sum asked for, and such as can be it where no other is told.
_OF_MORE = "集团|总公司|母公司|总部|全[镇县市区村]|行业|[两三四几]个?[家个](?:公司|厂|店|企业)"
_ANOTHER = rf"{_OF_MORE}|目标|指标|任务|计划|预[计算期]|不可能|[假吹瞎]|{OTHER_SUM}"
_NUMBER = "0-9一二三四五六七八九十"
_PART = (
    "[^,。;!]{0,2}[上下前]半年|[^,。;!]{0,3}季度"
    rf"|[^,。;!{_NUMBER}]{{0,2}}(?!12|十二)[{_NUMBER}]+个?月"
)
_LOOSE = "产值|流水|开票|含[^,。;!]{0,3}税|税前|毛收入|交易额|总额"

_NAMED = re.compile(
    rf"(?:^|(?<=[,。;!\0])){_BACK}(?:(?P<another>{_ANOTHER})|(?P<part>{_PART})|(?P<loose>{_LOOSE}))"
    r"[^,。;!]{0,4}(?=[,。;!]|$)"
)
_CLAUSE_BEFORE = re.compile(r"[^,。;!]*[,。;! ]*$")


def named_after(said: str) -> list[tuple[Slice, bool]]:
    """Return what to cover of the clauses that say what the sum before was, each with whether it is a part of a year.

    Together with the sum, but for what may be meant as long as no other sum follows.
    """
    found = []
    for match in _NAMED.finditer(said):
        before = _CLAUSE_BEFORE.search(said, 0, match.start())
        if match["loose"] and not re.search(_FIGURE, said[match.end() :]):
            continue
        start = before.start() if before and re.search(_FIGURE, before[0]) else match.start()
        found.append((Slice(start, match.end()), bool(match["part"])))
    return found
