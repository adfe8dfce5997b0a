"""Foreign money beside yuan: of `300万美元，折合人民币2100万` the yuan count."""

import re

from bot.language.sums.masks import Slice, masked
from bot.language.sums.shapes import SUM, shape

_NAME = (
    r"(?:[美欧港日澳加台韩][元币圆金刀]|美刀|欧(?!派|亚|洲|盟)|英[镑磅]|瑞郎|日圆|韩币|港纸|澳币|卢布|卢比|泰铢|越南盾|刀|us\$|hk\$|"
    r"(?:us|usd|eur|hkd|jpy|gbp|us dollars?)(?![a-z])|[€£$])"
)
_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:百万|m(?![a-z])|k)?"
_FOREIGN = rf"(?:{_NAME} ?(?:{SUM}|{_NUMBER})|(?:{SUM}|{_NUMBER}) ?{_NAME})(?:左右|出头|上下|多)?"
_YUAN = r"(?:人民币|rmb|cny|¥|咱们?的钱|本币)"
_INTO = rf"(?:折合|折成|折算|换算|换成|约合|合计?{_YUAN}|合成|相当于|汇率|入账|等于|=|{_YUAN})"
_COUNTS = (
    # 300万美元,折合人民币2100万: all before the yuan is gone.
    re.compile(rf"^[^{SUM}]*?(?P<gone>{_FOREIGN}[^{SUM}]{{0,9}}?{_INTO}[^{SUM}0-9]{{0,8}}?)(?={SUM})"),
    # 2100万元(约合295万美元)
    re.compile(rf"{SUM}[^{SUM}]{{0,2}}?(?P<gone>\((?:约|折?合|相当于)*{_FOREIGN}\))"),
    # 人民币3600万,里头外汇有120万美元
    re.compile(rf"{_YUAN}{SUM}(?P<gone>,?(?:里头|其中|里面|当中|含)[^,。;!{SUM}]{{0,6}}{_FOREIGN})"),
)


def without_foreign(said: str) -> str:
    """Cover foreign money where it is also said what that is in yuan."""
    if not re.search(_NAME, said):
        return said
    seen = shape(said)
    gone = [seen.slice(*match.span("gone")) for pattern in _COUNTS if (match := pattern.search(seen.text))]
    return masked(said, [part for each in gone for part in _between_commas(said, _all_but_yuan(said, each))])


def _between_commas(said: str, gone: Slice) -> list[Slice]:
    """Leave the commas, so that what was sold abroad stays in a clause of its own."""
    commas = [at for at in range(gone.start, gone.end) if said[at] == ","]
    return [Slice(*each) for each in zip([gone.start, *(at + 1 for at in commas)], [*commas, gone.end], strict=True)]


def _all_but_yuan(said: str, gone: Slice) -> Slice:
    """Leave a clause of its own to the yuan: what is covered ends before the name of the yuan."""
    name = re.search(rf"{_YUAN}[^)]{{0,4}}$", said[gone.start : gone.end])
    return Slice(gone.start, gone.start + name.start()) if name else gone
