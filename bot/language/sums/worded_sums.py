"""Sums said without a figure, 没有收入 and 八位数, beside those with one; and words that only look like figures."""

import re
from collections.abc import Iterable

from bot.language.sums.amounts import Sum, sums
from bot.language.sums.hedges import Hedge
from bot.language.sums.masks import Placed, Slice, masked

_ZERO = re.compile(
    r"(?:没有?|无|零)(?:任何|什么|产生)?(?:营业)?(?:收入|营收|营业额|销售额|销售收入)(?!统计|来源|证|过|达|超|到)"
    r"|(?:还?没有?|尚未|未|暂未)(?:正式|开始)*(?:开张|开业|投产|营业|经营)(?![收额])"
    r"|(?:收入|营收|营业额|销售额|流水)(?:也|都)?(?:是|为)?(?:零|没有|无)(?= ?(?:$|[,。;!吧的呢]))"
)
_LENGTH = re.compile(r"(?P<figures>[3-9]|1[0-3]|[三四五六七八九十])位数")
_LENGTHS = {character: length for length, character in enumerate("三四五六七八九十", 3)}
# 千万别, 万一: words, not sums; but not inside a numeral (三十万一千).
_NOT_NUMBERS = re.compile(
    r"(?<![0-9.零一二两三四五六七八九十百千万亿几数半个wk])"
    r"(?:(?<![过上破超近达])千万(?=别|不要|不能|不可|要|记|勿)|万一(?![千百十万])|成千上万|千千万万|万万|亿万|[加合]到?一块(?![0-9])|就?这[两三四几][块样个项]|[两二三四五六](?:大块|块(?=[,:加合]|业务|收入|生意|$))|(?<![0-9])[一1]块(?=是|叫)|百分百|百分之|十分(?!之)|一五一十)"
)
_PARTED = re.compile(r"[,。;!]")


def all_sums(said: str, taken: Iterable[Placed]) -> list[Sum] | None:
    """Return the sums of a normalised text beside what is taken already, in order; None where one is unreadable."""
    zeros = [Slice(*match.span()) for match in _ZERO.finditer(said)]
    words = [Slice(*match.span()) for match in _NOT_NUMBERS.finditer(said)]
    lengths = [_of_length(match) for match in _LENGTH.finditer(said)]
    found = sums(masked(said, [*taken, *zeros, *words, *lengths]))
    if found is None or (found and _runs_on(said, zeros, found)):
        return None
    none = [Sum(*zero, ((0, 0),), Hedge.PLAIN, explicit=True) for zero in zeros]
    return sorted(found + none + lengths, key=lambda each: each.start)


def _of_length(match: re.Match[str]) -> Sum:
    """Return the sum of which only the number of figures is said: 八位数."""
    figures = _LENGTHS.get(match["figures"]) or int(match["figures"])
    return Sum(*match.span(), ((10 ** (figures - 1), 10**figures - 1),), Hedge.PLAIN, explicit=True)


def _runs_on(said: str, zeros: list[Slice], found: list[Sum]) -> bool:
    """Whether a sum follows 没有收入 with nothing to part them, so that it may be what is not there."""
    gaps = (said[zero.end : each.start] for zero in zeros for each in found if each.start >= zero.end)
    return any(not _PARTED.search(gap) for gap in gaps)
