"""Numerals as people say them -> spans of yuan: `两个多亿`, `三五千万`, `1亿2000万`, `四点八亿`, `个把亿`.

A numeral is sections between big units: ``section 亿 section 万 section``. What does not parse to its end
is *broken* and never read in part: half a numeral is a wrong sum.
"""

import re
from fractions import Fraction
from typing import NamedTuple

from bot.language.sums.cursor import Cursor
from bot.language.sums.lexemes import Kind, Lexeme, runs
from bot.language.sums.sections import take_section
from bot.language.sums.spans import HUNDRED_MILLION, MYRIAD, Section, Span, exactly, upwards

_MEANINGFUL = frozenset({Kind.NUMBER, Kind.DIGIT, Kind.SMALL, Kind.SOME, Kind.HALF})
_UNREAD = _MEANINGFUL | {Kind.ZERO, Kind.BIG}
_OPENERS = _MEANINGFUL | {Kind.ZERO}
# Before a unit without a figure these make it a sum: 上亿, 过亿, 近千万, 上不了亿.
_REACHING = re.compile(r"(?:[上过超破近快达到够]|[上过破到](?:不了|不到|了)) ?$")
_FROM_THERE = re.compile(r"亿元?(?:以[上下内]|左右|上下|出头)")
# 大半个亿 and 小半个亿 say which side of the half, not how far.
_HIDING = frozenset("大小多")


class Numeral(NamedTuple):
    """A numeral in the slice ``[start:end]`` of a text.

    ``readings``: what it can mean, best first, in ones; empty where it is broken. ``big`` is its last unit
    of 千 (k) or more, 1 where there is none; ``unit`` that unit with the small one before it (3千万: 千万).
    ``spelt`` where it is in Chinese characters, which occur inside ordinary words. ``clean`` where it is
    digits with no leading zero, or spelt.
    """

    start: int
    end: int
    readings: tuple[Span, ...]
    unit: int = 1
    big: int = 1
    spelt: bool = False
    clean: bool = True


def numerals(text: str) -> list[Numeral]:
    """Return the numerals of a normalised text in order, the broken ones too."""
    found = (_numeral(text, _without_junk(text, run)) for run in runs(text))
    return [numeral for numeral in found if numeral]


def _without_junk(text: str, run: list[Lexeme]) -> list[Lexeme]:
    """Drop what cannot open a numeral: the 多 of 至多5亿, the 点 of 差点5亿, the 数 of 人数5000."""
    for at, lexeme in enumerate(run):
        after = run[at + 1].kind if at + 1 < len(run) else None
        counting_word = lexeme.kind is Kind.SOME and after not in {Kind.SMALL, Kind.BIG, Kind.PIECE}
        opens = lexeme.kind in _OPENERS and not counting_word
        odd = lexeme.kind in {Kind.PIECE, Kind.BIG} and after is Kind.ODD  # 个把亿, 万把
        bounded = _FROM_THERE.match(text, lexeme.start) or _REACHING.search(text[: lexeme.start])
        reached = lexeme.kind is Kind.BIG and bool(bounded)
        if opens or odd or reached:
            return run[at:]
    return []


def _numeral(text: str, run: list[Lexeme]) -> Numeral | None:
    if not run:
        return None
    reader = _Reader(run)
    readings = reader.whole()
    at = reader.cursor.at
    hidden = run[0].kind is Kind.HALF and text[run[0].start - 1 : run[0].start] in _HIDING
    kinds = {lexeme.kind for lexeme in run}
    if hidden or not readings or any(lexeme.kind in _UNREAD for lexeme in run[at:]):
        # Words like 万元, 三三两两 or 一五一十 are no numerals gone wrong, only words.
        counts = Kind.NUMBER in kinds or (Kind.BIG in kinds and kinds & _MEANINGFUL)
        return Numeral(run[0].start, run[-1].end, ()) if counts else None
    start, end = run[0].start, run[at - 1].end
    leading_zero = text[start] == "0" and end > start + 1 and text[start + 1].isdecimal()
    spelt = Kind.NUMBER not in kinds
    return Numeral(start, end, readings, reader.unit, reader.big, spelt, clean=not leading_zero)


class _Reader:
    """Reads one run of lexemes from its start; after `whole` the cursor stands at the first one not used."""

    def __init__(self, run: list[Lexeme]) -> None:
        self.cursor = Cursor(run)
        self.unit = 1
        self.big = 1

    def whole(self) -> tuple[Span, ...]:
        """Read all sections; return the meanings, best first, empty where it is no numeral."""
        total = exactly(0)
        while True:
            section = take_section(self.cursor, first=self.big == 1)
            if section is None:
                return (total,) if self.big > 1 and not self.cursor.behind(Kind.ZERO) else ()
            unit = self.cursor.take(Kind.BIG)
            if not unit:
                return self._ending(total, section)
            size = int(unit.value)
            if (section.elided and not self._after_blank()) or not self._fits(size, total, section):
                return ()
            if 1 < self.big < size:
                total = total.plus(section.span).times(size)
            else:
                total = total.plus(section.span.times(size))
            self.big, self.unit = size, size * section.unit
            closed = self._after_big(total, section)
            if closed:
                return (closed,)

    def _after_blank(self) -> bool:
        """Whether the unit just taken is parted by a blank: 一千八 万 is 一千八百万."""
        unit, before = self.cursor.run[self.cursor.at - 1], self.cursor.run[self.cursor.at - 2]
        return unit.start > before.end

    def _fits(self, size: int, total: Span, section: Section) -> bool:
        """Whether a big unit may stand here: 亿 before 万; 万 before 亿 only as 万亿 or 一万二千亿."""
        if self.big == 1:
            return True
        if total.open or total.low != total.high:
            return False
        if size < self.big:
            return section.span.high < self.big // size + section.span.open
        return size > self.big and 1000 <= section.span.low < self.big

    def _after_big(self, total: Span, section: Section) -> Span | None:
        """Read what ends a numeral behind its big unit: 多, 半, 把, a second one; None where it may go on."""
        cursor = self.cursor
        if self.big == MYRIAD and cursor.next(Kind.BIG) and cursor.value() == HUNDRED_MILLION:
            cursor.at += 1
            self.big, self.unit = HUNDRED_MILLION, HUNDRED_MILLION * self.unit
            return total.times(HUNDRED_MILLION)
        if not section.exact:
            return total
        one_figure = section.unit == 1 and section.place == 1 and section.span.low < 10
        if one_figure and cursor.take(Kind.HALF):
            return total.plus(exactly(Fraction(self.big, 2)))
        if cursor.take(Kind.MORE):
            return upwards(total.low, total.low + section.place * self.big)
        if total.low == self.big and cursor.run[0].kind is Kind.BIG and cursor.take(Kind.ODD):
            return upwards(total.low, total.low * 2)
        return None

    def _ending(self, total: Span, section: Section) -> tuple[Span, ...]:
        """Return the meanings of a section with no big unit behind it: 五千, 两亿三, 一万二千, 1亿2000."""
        if self.big == 1:
            self.unit = section.unit
            return (section.span,)
        if section.span.high >= self.big:
            return ()
        literal = total.plus(section.span)
        if section.zero:
            return (literal,)
        if section.figures == 1 and section.span.high < 10:  # 两亿三, 2亿3, 两亿三四
            return (total.plus(section.span.times(self.big // 10)),) if self._may_elide(total) else ()
        if self.big == HUNDRED_MILLION:  # 1亿2000: the 万 is left out, or it is not
            whole = section.span.high < MYRIAD and section.span.low >= 100 and section.place >= 1
            return (total.plus(section.span.times(MYRIAD)), literal) if whole else ()
        plain = section.figures > 1 and section.unit == 1 and section.place * 10**section.figures != self.big
        return (literal,) if not plain or section.figures == 4 else ()

    def _may_elide(self, total: Span) -> bool:
        """Whether a lone last figure is a tenth of the big unit: after 两亿 or 12万, not after 三千万 or 4.8亿."""
        before = total.low / self.big
        return before.denominator == 1 and (self.big == HUNDRED_MILLION or before < 10 or before % 10 != 0)
