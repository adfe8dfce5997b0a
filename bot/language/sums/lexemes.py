"""The words that numerals are made of, found in a text: `3千多万` -> 3, 千, 多, 万."""

import re
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple


class Kind(Enum):
    """What a word does in a numeral."""

    NUMBER = auto()  # 4.8 or 12,000
    DIGIT = auto()  # 三
    ZERO = auto()  # 零
    SMALL = auto()  # 十 百 千
    BIG = auto()  # 万 亿, and k where no 万 follows
    HALF = auto()  # 半
    PIECE = auto()  # 个
    MORE = auto()  # 多 余
    AROUND = auto()  # 来
    SOME = auto()  # 几 from 1 on, 大几 from 5 on
    ODD = auto()  # 把, as in 个把亿
    POINT = auto()  # 点


class Lexeme(NamedTuple):
    """One word of a numeral: its kind, its value, and the slice ``[start:end]`` of the text it stands in."""

    kind: Kind
    value: Fraction
    start: int
    end: int


_CHARACTERS: dict[str, tuple[Kind, int]] = {
    **{character: (Kind.DIGIT, digit) for digit, row in enumerate(
        ("", "一壹", "二两贰貳兩俩", "三叁參仨", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    ) for character in row},
    **dict.fromkeys("零〇○", (Kind.ZERO, 0)),
    **dict.fromkeys("十拾", (Kind.SMALL, 10)),
    **dict.fromkeys("百佰", (Kind.SMALL, 100)),
    **dict.fromkeys("千仟", (Kind.SMALL, 1000)),
    **dict.fromkeys("万萬", (Kind.BIG, 10**4)),
    **dict.fromkeys("亿億", (Kind.BIG, 10**8)),
    **dict.fromkeys("个個", (Kind.PIECE, 0)),
    **dict.fromkeys("多余餘", (Kind.MORE, 0)),
    **dict.fromkeys("来來", (Kind.AROUND, 0)),
    **dict.fromkeys("几幾数數", (Kind.SOME, 1)),
    **dict.fromkeys("点點", (Kind.POINT, 0)),
    "半": (Kind.HALF, 0),
    "把": (Kind.ODD, 0),
}  # fmt: skip

_MYRIAD, _THOUSAND = (Kind.BIG, 10**4), (Kind.SMALL, 1000)
# What is typed behind a number on a Latin keyboard, and the units it stands for.
_LATIN_UNITS: dict[str, tuple[tuple[Kind, int], ...]] = {
    "w": (_MYRIAD,), "wan": (_MYRIAD,), "kw": (_THOUSAND, _MYRIAD), "qw": (_THOUSAND, _MYRIAD),
    "bw": ((Kind.SMALL, 100), _MYRIAD), "e": ((Kind.BIG, 10**8),), "yi": ((Kind.BIG, 10**8),),
    "k": ((Kind.BIG, 1000),),
}  # fmt: skip
# Before a 万 the k is a plain 千; before one or two figures the e may be an exponent: 1e8.
_LATIN = re.compile(
    r" ?(?P<unit>kw|qw|bw|wan|w|yi|e(?![0-9]{1,2}(?![0-9]))|(?P<thousand>k)(?= ?[万亿])|k)(?=rmb|cny|yuan|[^a-z]|$)"
)
# 參 of 參佰, made 参 by `normalise`, which elsewhere is a word: 参加.
_THREE = re.compile(r"参(?=[十百千万亿拾佰仟元圆])")
# 大几千万 is from five on; 小几千万 and 十好几个亿 are only some.
_SEVERAL = re.compile(r"(?P<large>(?<![扩增加放最重])大)[几幾]|[小好][几幾]")
_NO_ZERO = re.compile(r"零[售食件部配花工担]")

_UNIT_KINDS = frozenset({Kind.SMALL, Kind.BIG, Kind.PIECE})
# 一点 is "a little" after these, and no "one point": 差一点五亿 is not 1.5亿.
_A_LITTLE = re.compile(r"(?<=[差多少快早有大高超过慢好])一[点點]")
_A_LITTLE_SHORT = re.compile(r"(?<=[到足满])一(?:[点點丢些]|丢丢)儿?(?![0-9零一二两三四五六七八九])|(?<=差)一口气")
_MORE_BY_LITTLE = re.compile(r"[多余]一?(?:[点點丢]|丢丢)(?![0-9一二两三四五六七八九])")
_AND_SOME = re.compile(r"[多余]一?些")  # 1.2亿多一些 spans what 1.2亿多 does
# A whole number of three digits, a comma and three more with 万 behind it (300,500万) is more likely two
# numbers.
_TWO_NUMBERS = re.compile(r"(?<![0-9])[0-9]{3}(?=,(?!000)[0-9]{3} ?[百千万亿wk])")
_NUMBER = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![0-9])[0-9]{1,3}(?: [0-9]{3}){2,}(?![0-9])"
    r"|[0-9]+(?:\.[0-9]+)?"
)


def runs(text: str) -> list[list[Lexeme]]:
    """Return the longest stretches of numeral words standing side by side.

    A blank may stand before a unit only.
    """
    found: list[list[Lexeme]] = []
    for lexeme in _lexemes(text):
        if found and _joins(text, found[-1][-1], lexeme):
            found[-1].append(lexeme)
        else:
            found.append([lexeme])
    return found


def _lexemes(text: str) -> list[Lexeme]:
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        if little := _A_LITTLE.match(text, at) or _A_LITTLE_SHORT.match(text, at) or _MORE_BY_LITTLE.match(text, at):
            at = little.end()
            continue
        new = _number(text, at) or _latin_unit(text, at, found) or _character(text, at)
        found += new
        at = new[-1].end if new else at + 1
    return found


def _number(text: str, at: int) -> list[Lexeme]:
    written = _TWO_NUMBERS.match(text, at) or _NUMBER.match(text, at)
    if not written:
        return []
    value = Fraction(written[0].replace(",", "").replace(" ", ""))
    return [Lexeme(Kind.NUMBER, value, at, written.end())]


def _latin_unit(text: str, at: int, before: list[Lexeme]) -> list[Lexeme]:
    letters = _LATIN.match(text, at) if before and before[-1].end == at else None
    if not letters:
        return []
    units = (_THOUSAND,) if letters["thousand"] else _LATIN_UNITS[letters["unit"]]
    start = letters.start("unit")
    # Of several units the first takes no room, so that slices of the text stay what was typed.
    return [
        Lexeme(kind, Fraction(value), start, letters.end() if last else start)
        for last, (kind, value) in zip((*[False] * (len(units) - 1), True), units, strict=True)
    ]


def _character(text: str, at: int) -> list[Lexeme]:
    if _THREE.match(text, at):
        return [Lexeme(Kind.DIGIT, Fraction(3), at, at + 1)]
    if some := _AND_SOME.match(text, at):
        return [Lexeme(Kind.MORE, Fraction(0), at, some.end())]
    if _NO_ZERO.match(text, at):
        return []
    if several := _SEVERAL.match(text, at):
        return [Lexeme(Kind.SOME, Fraction(5 if several["large"] else 1), at, several.end())]
    if text[at] not in _CHARACTERS:
        return []
    kind, value = _CHARACTERS[text[at]]
    return [Lexeme(kind, Fraction(value), at, at + 1)]


def _joins(text: str, before: Lexeme, after: Lexeme) -> bool:
    between = text[before.end : after.start]
    gap = before.kind is Kind.ZERO or after.kind is Kind.ZERO  # 2亿 零 600万
    return not between or (between == " " and (gap or after.kind in _UNIT_KINDS))
