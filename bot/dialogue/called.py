"""What facts are called, by their content alone: the words that speak of a fact rather than of one of its options."""

import re
from collections.abc import Mapping

from bot.content import Fact, once_for_each

_TITLES = {
    *("啥证", "什么证", "任何证", "称号", "认定", "认证", "荣誉", "资质", "证书", "牌子", "头衔"),
    *(f"{no}证" for no in ("没", "没有", "无", "没办", "一个", "半个")),
    *(f"证{none}" for none in ("啥", "一个", "都", "也", "什么")),
    *(f"{got}过{what}" for got in "评拿得" for what in ("啥", "什么")),
    *(f"没{got}过" for got in "评拿得"),
}
_COMMON = re.compile(
    r"贵?企业|公司|单位|所在|近几年|新?取得过?|做过|正?打算|其他|时间|日期|年份|金额|总额|是否|个人"
    r"|(?:不|没有?)?(?:是|在|属于|算|有|属)|[的吗里与和及或、,，。？?（）()“” ]"
)


def lists_all(fact: Fact) -> bool:
    """Whether the question itself names the options, so that one is said of the enterprise and not of its goods."""
    return len(fact.options) > 1 and all(option.label in fact.ask for option in fact.options)


@once_for_each
def called(facts: Mapping[str, Fact]) -> Mapping[str, frozenset[str]]:
    """Return what facts other than choices of one, and than the turnover, are themselves called."""
    turnover = {fact.best_before for fact in facts.values()} | {fact.id for fact in facts.values() if fact.best_before}
    spoken = [fact for fact in facts.values() if fact.kind != "choice" and fact.id not in turnover]
    taken = {name for fact in facts.values() for name in fact.spoken}
    found: dict[str, set[str]] = {}
    for fact in spoken:
        says = (option.says for option in fact.options) if fact.kind == "yes_no" else ()
        said = (fact.name, *fact.also, *says)
        pieces = {piece for words in said for piece in _COMMON.split(words) if len(piece) > 1}
        if fact.kind == "yes_no":
            pieces |= {piece for piece in _COMMON.split(fact.ask) if piece and any(piece in one for one in pieces)}
        elif fact.kind == "choices":
            pieces = (pieces | _TITLES if pieces & _TITLES else pieces) - taken
        found[fact.id] = pieces
    # 专业镇主导产业 speaks of one fact, 专业镇 by itself of the other whose whole name it is.
    own = {fact.id: {*_COMMON.split(fact.name), *fact.also} for fact in spoken}
    return {
        fact: frozenset(piece for piece in pieces if all(piece not in own[other] for other in own.keys() - {fact}))
        for fact, pieces in found.items()
    }
