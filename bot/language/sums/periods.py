"""Stretches of time that a figure is said for: `每月`, `三个月`, `日均`, `近三年`; not dates."""

import re
from fractions import Fraction
from typing import NamedTuple

MONTHS_OF_A_YEAR = 12


class Period(NamedTuple):
    """A stretch of time in the slice ``[start:end]`` of a text, in months.

    0 months where it is not said how many.
    """

    start: int
    end: int
    months: Fraction


_COUNT = r"[0-9]{1,3}|[一二两三四五六七八九十几数]{1,3}"
_LENGTHS = (
    (re.compile(rf"(?:(?P<n>{_COUNT}) ?个|每个?|单|平均每?个?|(?<![这上下])个|[按当/] ?个?)月"), Fraction(1)),
    (re.compile(r"(?<![0-9一二三四五六七八九十])月(?=[均平入营收销产流])"), Fraction(1)),
    (re.compile(rf"(?:(?P<n>{_COUNT}) ?个|每个?|单|[按/] ?)季度?|季度?平?均|(?<![一二三四0-9第])季度"), Fraction(3)),
    (re.compile(r"(?<![上下])半年"), Fraction(6)),
    (
        re.compile(r"每[天日]|/ ?[天日]|(?<![0-9一二三四五六七八九十])[一1单][天日]|日均|天天|日(?=[入营销])"),
        Fraction(12, 365),
    ),
    (re.compile(r"每个?(?:周|星期|礼拜)|[一1]个?(?:周(?!年)|星期|礼拜)|周均|/ ?周"), Fraction(12, 52)),
    (re.compile(rf"(?<![0-9.第前头去上早])(?P<n>{_COUNT})年(?![度初底末中前后级])"), Fraction(12)),
    # 前三年 may be one year long ago, but not where it is added up.
    (re.compile(rf"[前头](?P<n>{_COUNT})年(?=[^,。;]{{0,3}}(?:加|合|累|平均|总|共))"), Fraction(12)),
    (re.compile(r"腊月|正月|冬月|年关|春节|国庆|双1?十?[一1]"), Fraction(1)),
    (re.compile(r"[旺淡]季|节前|节假日|黄金周|暑假|寒假"), Fraction(0)),
    (re.compile(r"[/每] ?年"), Fraction(12)),
)
_DIGITS = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"两": 2}


def periods(text: str) -> list[Period]:
    """Return the stretches of time named in a normalised text.

    Two-digit years (24年) are dates and left out.
    """
    return [
        Period(match.start(), match.end(), length * count(match.groupdict().get("n")))
        for pattern, length in _LENGTHS
        for match in pattern.finditer(text)
        if not _is_date(match)
    ]


def _is_date(match: re.Match[str]) -> bool:
    count = match.groupdict().get("n") or ""
    return match[0].endswith("年") and count.isdecimal() and len(count) == 2


def count(text: str | None) -> int:
    """Return how many a short numeral says, 1 where there is none, 0 for 几."""
    if text is None:
        return 1
    if text.isdecimal():
        return int(text)
    if "几" in text or "数" in text:
        return 0
    tens, ten, ones = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
