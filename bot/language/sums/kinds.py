"""Kinds of business that are the whole together: `主营4860万，其他业务140万`, `铸件1800万，加工费200万，就这两块`."""

import re
from collections.abc import Sequence

from bot.language.sums.masks import MASK

_AT_HOME, _ABROAD = "国内|内销|内贸", "国外|外销|外贸|出口"
_COMPLEMENTS = tuple(
    tuple(re.compile(part) for part in parts)
    for parts in (
        ("线上|网上|网店", "线下|实体|店里|门店"),
        ("城里|县里|县城|市里", "乡下|村里|镇上"),
        (_AT_HOME, _ABROAD),
        ("老[厂店]", "新[厂店]|分[厂店]"),
        (r"(?<!不)(?<!没)开票", "[不没]开票"),
        ("(?<!非)主营", "其[他它余](?:的|业务|营业|收入|那?些)*(?=$|[: 0-9一二两三四五六七八九十百千几半约大])|非主营"),
        ("批发", "零售"),
        ("堂食", "外卖|外送"),
        ("加工费?收入|加工\0收入", "(?<!加工)(?:销售|卖货|产品)收入"),
    )
)
_ONE_OF_TWO = re.compile("|".join(parts[0].pattern for parts in _COMPLEMENTS))

_COUNTS = {"两": 2, "俩": 2, "仨": 3} | {character: number for number, character in enumerate("二三四五六", 2)}
_SO_MANY = "[两二三四五六俩仨2-6]大?个?(?:块|样|项|摊|种|部分|类)(?!钱)(?:业务|收入|生意|活儿?|买卖|东西|产品)?"
_COUNT = re.compile("[两二三四五六俩仨2-6](?=大?个?(?:块|样|项|摊|种|部分|类))")
# Before the sums: 收入分两块.
_OPENING = re.compile(
    rf"(?:分成?|就|共|主要|有|是|总共|^){_SO_MANY}(?=[,。;!: ]|加|合|$)|^[^,。;!]{{0,6}}{_SO_MANY}[,:]"
)
# Behind them: 就这两块, 别的没了, 两块加一起.
_OTHER = "(?:别的|其[他它])"
_ALL = (
    rf"就(?:是|有)?(?:这|上面|上述)?{_SO_MANY}",
    "就(?:是|有)?这(?:[俩仨]个?|些|么多|几[块样项个])(?:业务|收入|生意|了)*",
    rf"{_OTHER}的?(?:收入|业务)?(?:都|就|再|也)*没有?(?:啥|什么)?",
    rf"再?没有?(?:啥|什么)?{_OTHER}(?:收入|业务|进项|的)*|再?没了",
    rf"{_SO_MANY}[加合](?:[起到在]|一)*(?:来|块儿?|起)?",
    "[加合]起来(?:就|是)*(?:全部|总数|总的|总营收|总|收入|全年)+|全在这[儿里]",
)
_CLOSING = re.compile(
    rf"[吧了啊, 。;!{MASK}]*(?:我们?|咱们?|俺们?|一共|总共|全部|也|都|全)*(?:{'|'.join(_ALL)})"
    "(?:的|了|吧|啊|呢|就是全部)*(?=$|[,。;! ])"
)
_SIGNS = re.compile("[块样项摊种类头]|部分|就[是有]?这|别的|其[他它]|没了|起来|全在")
"""Without one of these a text does not say how many kinds there are, nor that they are all."""
_FEE = re.compile("(?<=加工|代工|住宿|停车|服务|培训|手工|会员)费|(?<=房|餐|租)费")
_MARKS = ",。;!: "
_EACH_PART = re.compile(r"[一1]块(?:儿|是|叫)|[一1](?:部分|摊|头)(?:是)?")
_NAMELESS = re.compile(
    "我们?|咱们?|俺们?|[去今前]年|一年|全年|(?:总|营业|销售|年)?(?:收入|营收|额|流水|产值)|营业|销售|[做卖干了有是的就也都还又另外和跟加上]"
    "|公司|厂子?|[^\u4e00-\u9fff]"
)
_NO_KIND = re.compile(
    "说|报|账|会计|老板|审计|系统|口径|税|集团|目标|计划|任务|实际|或|要么|还是|其中|总|合计|一共|加起来|全部|含|扣|减|除|不是|前年"
)
_UNCOUNTED = re.compile("(?:还没|没有?|不|未)(?:算|统计|出来|计|加)")


def with_parts_named(said: str) -> str:
    """Name what is sold abroad, or for a fee, so that it is taken for a part where the other parts are told too."""
    if re.search(_AT_HOME, said):
        said = said.replace("出口", "外销")
    return _FEE.sub(MASK, said) if _counts_kinds(said) else said


def speaks_of_kinds(said: str) -> bool:
    """Whether a text says how many kinds there are or that these are all, or names one that has a complement."""
    if _ONE_OF_TWO.search(said) and any(all(part.search(said) for part in parts) for parts in _COMPLEMENTS):
        return True
    return _counts_kinds(said)


def _counts_kinds(said: str) -> bool:
    signs = _SIGNS.search(said)
    return bool(signs and (_OPENING.search(said) or _CLOSING.search(said) or _EACH_PART.search(said)))


def without_closing(tail: str) -> str:
    """Return what follows the last sum less the words that these are all."""
    return _CLOSING.sub("", tail, count=1) if _CLOSING.match(tail) else tail


def are_complements(labels: Sequence[str]) -> bool:
    """Whether what stands before the sums names each of two kinds that are the whole together."""
    labels = [label.strip(_MARKS) for label in labels]
    return any(
        len(parts) == len(labels)
        and all(len([part for part in parts if part.search(label)]) == 1 for label in labels)
        and all(any(part.search(label) for label in labels) for part in parts)
        for parts in _COMPLEMENTS
    )


def are_all_kinds(labels: Sequence[str], tail: str) -> bool:
    """Whether every sum has the name of a kind before it, and the text says that these kinds are all."""
    ends = [_CLOSING.match(tail), _OPENING.search(labels[0])]
    each_part = all(_EACH_PART.search(label) for label in labels)
    told = [_counts(words, len(labels)) for words in ends if words]
    if not (all(told) if told else each_part):
        return False
    return all(_is_kind(_OPENING.sub("", label)) for label in labels)


def counts_others(said: str, at: int, number: int) -> bool:
    """Whether behind the last sum, which ends at an index, so many kinds are counted as there are no sums for."""
    closing = _CLOSING.match(said, at)
    return closing is not None and not _counts(closing, number)


def _counts(told: re.Match[str], number: int) -> bool:
    """Whether words that tell of all kinds leave open how many they are, or say this number."""
    count = _COUNT.search(told[0])
    return not count or (_COUNTS.get(count[0]) or int(count[0])) == number


def _is_kind(label: str) -> bool:
    label = label.strip(_MARKS).rpartition(":")[2]
    return bool(_NAMELESS.sub("", label)) and not _NO_KIND.search(label) and not _UNCOUNTED.search(label)
