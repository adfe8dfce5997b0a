"""Years, months and days named in a text, with the days they cover.

`去年5月`, `2024.5`, `二〇二四年底`, `上半年`.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from bot.content.when import When


class Mention(NamedTuple):
    """A date named in the slice ``[start:end]`` of a text.

    ``spans``: the days it can mean, likeliest first; empty where there is no such day. ``months``: how
    many months a figure given for it covers, 12 for a year and for the end of one. ``bare``: a year
    written without 年.
    """

    start: int
    end: int
    spans: tuple[When, ...]
    months: int
    bare: bool = False

    @property
    def year(self) -> int | None:
        """The calendar year it lies in; None where it may be one of two, or where there is no such day."""
        years = {day.year for span in self.spans for day in span}
        return years.pop() if len(years) == 1 else None


CONNECTORS = frozenset("-~到至–—−―")
"""What stands between the two ends of a range."""

_DIGITS = {character: digit for digit, row in enumerate(("零〇○", *"一二三四五六七八九")) for character in row}
_RELATIVE = {
    "大前年": -3, "前年": -2, "去年": -1, "上一年": -1, "上年": -1,
    "今年": 0, "本年": 0, "这一年": 0, "明年": 1, "后年": 2,
} | {f"{figure}年前": -ago for ago, row in enumerate("二三四五六七八九十", 2) for figure in (row, str(ago))} | {
    "两年前": -2,
}  # fmt: skip
_MONTHS_FROM_NOW = {"上个月": -1, "上月": -1, "这个月": 0, "本月": 0, "下个月": 1, "下月": 1}
_DAYS_FROM_NOW = {"今天": 0, "昨天": -1, "前天": -2}
# Parts of a year: the first and the last month, and the months a figure for it covers.
_PARTS = {
    "上半年": (1, 6, 6), "下半年": (7, 12, 6), "年初": (1, 3, 3), "初": (1, 3, 3), "年中": (4, 9, 6),
    "年底": (10, 12, 12), "年末": (10, 12, 12), "底": (10, 12, 12), "末": (10, 12, 12),
}  # fmt: skip

_WHOLE = {"m1": "1", "m": "12"}

_SHORT = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}|(?<![0-9百千万亿])元(?=月)"
_MONEY_NEXT = r" ?[万萬亿億千百十元块個个多来余倍%wk]"
_NUMERIC = re.compile(
    rf"(?<![0-9万亿千百十萬億wk])(?<![0-9][.,])(?P<y4>(?:19|20)[0-9]{{2}})(?:(?P<sep>[-./])(?P<m>[0-9]{{1,2}})(?:(?P=sep)(?P<d>[0-9]{{1,2}}))?"
    rf"|(?P<mm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12][0-9]|3[01])?)(?![0-9]|[-./][0-9]|{_MONEY_NEXT}) ?[日号]?"
)
_SHORT_NUMERIC = re.compile(
    r"(?<![0-9.,/-])(?P<y2>[0-2][0-9])(?P<sep>[-./])(?P<m>0?[1-9]|1[0-2])(?P=sep)(?P<d>0?[1-9]|[12][0-9]|3[01])(?![0-9]|[-./][0-9])"
)
_COUNTED_NEXT = r" ?(?:平|亩|人|名|户|头|只|吨|台|套|家|个|箱|斤|㎡|m2|kw)"
# 一二年 and 二三年 are as well "one or two years": taken for 2012 and 2023 only where a month follows or a deed.
_YEAR = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(?P<y4>(?:19|20)[0-9]{2}) ?年度?"
    r"|(?<![0-9])(?<![0-9]\.)(?P<y2>[0-9]{2}) ?年度?(?![来了多内间])"
    r"|(?<![一二三四五六七八九十])(?P<yc>[一二][零〇○九][零〇○一二三四五六七八九]{2}"
    r"|(?!一二|二三)[一二][零〇○一二三四五六七八九]|[一二][一二三](?=年(?:[0-9一二三四五六七八九十]{1,3}月|[底初末]|[拿评认获批挂授发])))年度?"
    rf"|(?<!之(?=前年))(?<!以(?=前年[份度年]))(?P<rel>{'|'.join(_RELATIVE)})度?"
    r"|(?<![0-9万亿千百十萬億wk])(?<![0-9][.,])(?P<bare>(?:19|20)[0-9]{2})"
    rf"(?![0-9]|[.,/][0-9]|{_COUNTED_NEXT}|{_MONEY_NEXT}| ?[-~到至–—](?!(?:19|20)[0-9]{{2}} ?年))"
)
_PART = re.compile(
    rf"(?<![0-9.])(?:(?P<m1>{_SHORT})[月份]{{0,2}}[-~到至–—])?(?P<m>{_SHORT}) ?月份?"
    rf"(?: ?(?P<d>{_SHORT}) ?[日号])?[初中底末]?旬?"
    rf"|(?P<part>{'|'.join(_PARTS)})(?!级|步)"
    r"|第?(?P<q>[一二三四1-4])季度?|q(?P<qn>[1-4])(?![0-9])"
)
_DAY_NEXT = re.compile(r"的?([0-9]{1,2})[号日]")
_NOW = re.compile("|".join((*_MONTHS_FROM_NOW, *_DAYS_FROM_NOW)))
_OPENINGS = (_NUMERIC, _SHORT_NUMERIC, _NOW, _YEAR, _PART)


def mentions(text: str, today: date) -> list[Mention]:
    """Return the dates named in a normalised text, in order.

    One without a year takes that of the range it ends.
    """
    found: list[Mention] = []
    at = _opening(text, 0)
    while at >= 0:
        ranged = bool(found) and text[found[-1].end : at].strip() in CONNECTORS
        new = _mention(text, at, today, found[-1].year if ranged else None)
        if new:
            found.append(new)
        at = _opening(text, new.end if new else at + 1)
    return found


def _opening(text: str, at: int) -> int:
    """Return the next place where a date can begin; -1 where there is none."""
    found = (pattern.search(text, at) for pattern in _OPENINGS)
    return min((match.start() for match in found if match), default=-1)


def _mention(text: str, at: int, today: date, year: int | None) -> Mention | None:
    numeric = _NUMERIC.match(text, at)
    if numeric:
        named = {"m": numeric["m"] or numeric["mm"], "d": numeric["d"] or numeric["dd"]}
        return _within(int(numeric["y4"]), named, at, numeric.end())
    short = _SHORT_NUMERIC.match(text, at)
    if short:
        return _within(2000 + int(short["y2"]), {"m": short["m"], "d": short["d"]}, at, short.end())
    now = _NOW.match(text, at)
    if now:
        return _from_now(text, now[0], at, today)
    written = _YEAR.match(text, at)
    start = written.end() if written else at
    # 年 of a part stays with its year: 去年|年底 and 去年|底, but a year alone has no 初.
    part = _PART.match(text, start + (text[start : start + 1] in {" ", "的"} if written else 0))
    if part and not written and part["part"] in {"初", "底", "末"}:
        part = None
    if written:
        year = _year(written.groupdict(), today)
    if part:
        named = part.groupdict()
        return _within(year, named, at, part.end()) if year else _without_year(named, at, part.end(), today)
    if written and year:
        return _within(year, _WHOLE, at, written.end())._replace(bare=bool(written["bare"]))
    return None


def _year(named: Mapping[str, str | None], today: date) -> int:
    """Return the calendar year; two digits are of this century up to ten years ahead, else of the last."""
    if relative := named["rel"]:
        return today.year + _RELATIVE[relative]
    if spelt := named["yc"]:
        digits = int("".join(str(_DIGITS[character]) for character in spelt))
        return digits if len(spelt) == 4 else 2000 + digits
    if short := named["y2"]:
        return 2000 + int(short) if int(short) <= today.year % 100 + 10 else 1900 + int(short)
    return int(named["y4"] or named["bare"] or 0)


def _within(year: int, named: Mapping[str, str | None], start: int, end: int) -> Mention:
    """Return the mention of a part of a known year; without spans where the calendar has no such day."""
    first, last, months = _part(named)
    try:
        if day := named.get("d"):
            exact = date(year, last, _short(day))
            span = When(exact, exact)
        else:
            span = _months(year, first, last)
    except ValueError:
        return Mention(start, end, (), months)
    return Mention(start, end, (span,) if span.first <= span.last else (), months)


def _part(named: Mapping[str, str | None]) -> tuple[int, int, int]:
    """Return the first month, the last month and the months that a figure for this part covers."""
    if part := named.get("part"):
        return _PARTS[part]
    if quarter := named.get("q") or named.get("qn"):
        last = 3 * _short(quarter)
        return last - 2, last, 3
    last = _short(named["m"] or "")
    first = _short(named.get("m1") or named["m"] or "")
    # A figure "up to" a day is for the months until then.
    return first, last, last if named.get("d") else max(last - first + 1, 1)


def _short(text: str) -> int:
    """Return a number below 100 in figures or characters; 0, which no calendar knows, where it is none."""
    if text.isdecimal():
        return int(text)
    if text == "元":
        return 1
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _months(year: int, first: int, last: int) -> When:
    if not 1 <= last <= 12:
        raise ValueError(last)
    return When(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _from_now(text: str, word: str, start: int, today: date) -> Mention:
    end = start + len(word)
    if word in _DAYS_FROM_NOW:
        day = today + timedelta(days=_DAYS_FROM_NOW[word])
        return Mention(start, end, (When(day, day),), day.month)
    if on := _DAY_NEXT.match(text, end):
        year, month = divmod(today.year * 12 + today.month - 1 + _MONTHS_FROM_NOW[word], 12)
        return _within(year, {"m": str(month + 1), "d": on[1]}, start, on.end())
    month = today.year * 12 + today.month - 1 + _MONTHS_FROM_NOW[word]
    return Mention(start, end, (_months(month // 12, month % 12 + 1, month % 12 + 1),), 1)


def _without_year(named: Mapping[str, str | None], start: int, end: int, today: date) -> Mention:
    """Return the part in this year, or in last year and this where it has not begun yet."""
    this = _within(today.year, named, start, end)
    if this.spans and this.spans[0].first <= today:
        return this
    last = _within(today.year - 1, named, start, end)
    return Mention(start, end, last.spans + this.spans, this.months)
