"""Numerals as people say them -> spans of yuan: `两个多亿`, `三五千万`, `1亿2000万`, `四点八亿`, `个把亿`.

A numeral is sections between big units: ``section 亿 section 万 section``; a section is terms of falling
small units: ``三千 五百 二十 一``. What does not parse to its end is *broken* and never read in part: half
a numeral is a wrong sum.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from bot.language.lexemes import Kind, Lexeme, runs

HUNDRED_MILLION = 10**8
_ONE = Fraction(1)
_VAGUE_LOW = Fraction(9, 10)  # 百十个 can be ninety
_PAIRS = frozenset({(low, low + 1) for low in range(1, 9)} | {(3, 5)})  # 一两 ... 八九, and 三五
_MEANINGFUL = frozenset({Kind.NUMBER, Kind.DIGIT, Kind.SMALL, Kind.SOME, Kind.HALF})
_UNREAD = _MEANINGFUL | {Kind.ZERO, Kind.BIG}
_OPENERS = _MEANINGFUL | {Kind.ZERO}
_OPENING_PAIRS = frozenset({(Kind.PIECE, Kind.ODD)})  # 个把亿


class Span(NamedTuple):
    """Numbers from ``low`` to ``high``.

    ``open`` where ``high`` itself is no longer meant (两亿多: below 3亿).
    """

    low: Fraction
    high: Fraction
    open: bool = False

    def times(self, factor: Fraction | int) -> "Span":
        """Return the span with both ends multiplied."""
        return Span(self.low * factor, self.high * factor, self.open)

    def plus(self, other: "Span") -> "Span":
        """Return the span of the sums."""
        return Span(self.low + other.low, self.high + other.high, self.open or other.open)

    def whole(self) -> tuple[int, int]:
        """Return the lowest and highest whole yuan; fen are dropped, for every threshold is in whole yuan."""
        return floor(self.low), ceil(self.high) - 1 if self.open else floor(self.high)


class Numeral(NamedTuple):
    """A numeral in the slice ``[start:end]`` of a text.

    ``readings``: what it can mean, best first, in ones; empty where it is broken. ``big`` is its last unit
    of 万 or more, 1 where there is none; ``unit`` that unit with the small one before it (3千万: 千万).
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
    found = (_numeral(text, run) for run in runs(text))
    return [numeral for numeral in found if numeral]


def _numeral(text: str, run: list[Lexeme]) -> Numeral | None:
    run = _without_junk(text, run)
    if not run:
        return None
    reader = _Reader(run)
    readings = reader.whole()
    rest = run[reader.at :]
    # 大半个亿 and 小半个亿 say which side of the half, not how far.
    hidden = run[0].kind is Kind.HALF and text[run[0].start - 1 : run[0].start] in {"大", "小", "多"}
    broken = hidden or not readings or any(lexeme.kind in _UNREAD for lexeme in rest)
    kinds = {lexeme.kind for lexeme in run}
    if broken:
        # Words like 万元, 三三两两 or 一五一十 are no numerals gone wrong, only words.
        counts = Kind.NUMBER in kinds or (Kind.BIG in kinds and kinds & _MEANINGFUL)
        return Numeral(run[0].start, run[-1].end, ()) if counts else None
    end = run[reader.at - 1].end
    digits = text[run[0].start : end]
    leading_zero = len(digits) > 1 and digits[0] == "0" and digits[1].isdecimal()
    return Numeral(
        run[0].start, end, readings, reader.unit, reader.big, Kind.NUMBER not in kinds, clean=not leading_zero
    )


def _without_junk(text: str, run: list[Lexeme]) -> list[Lexeme]:
    """Drop what cannot open a numeral: the 多 of 至多5亿, the 点 of 差点5亿, the 数 of 人数5000."""
    for at, lexeme in enumerate(run):
        after = run[at + 1].kind if at + 1 < len(run) else None
        counting_word = lexeme.kind is Kind.SOME and after not in {Kind.SMALL, Kind.BIG, Kind.PIECE}
        bare_unit = lexeme.kind is Kind.BIG and (
            after is Kind.ODD or text[lexeme.start - 1 : lexeme.start] in _REACHING
        )
        opens = (lexeme.kind in _OPENERS and not counting_word) or bare_unit
        if opens or (lexeme.kind, after) in _OPENING_PAIRS:
            return run[at:]
    return []


# Before a unit without a figure these make it a sum: 上亿, 过亿, 近千万.
_REACHING = frozenset("上过超破近快")


class _Section(NamedTuple):
    """A number below a big unit.

    Its span, the place of its last figure, its small unit, whether more may follow.
    """

    span: Span
    place: Fraction
    unit: int = 1
    exact: bool = True
    elided: bool = False
    zero: bool = False
    figures: int = 0  # how many figures, if it is one plain number or digit


class _Reader:
    """Reads one run of lexemes from its start; after `whole`, ``at`` is the first lexeme not used."""

    def __init__(self, run: Sequence[Lexeme]) -> None:
        self.run = run
        self.at = 0
        self.unit = 1
        self.big = 1

    def whole(self) -> tuple[Span, ...]:
        """Read all sections; return the meanings, best first, empty where it is no numeral."""
        total = Span(Fraction(0), Fraction(0))
        place = _ONE
        while True:
            section = self._section()
            if section is None:
                return (total,) if self.big > 1 and self.run[self.at - 1].kind is not Kind.ZERO else ()
            section = self._vague(section)
            if not self._take_big():
                return self._ending(total, section)
            size = int(self.run[self.at - 1].value)
            if section.elided or not self._fits(size, total, section):
                return ()
            if self.big > 1 and size > self.big:
                total = total.plus(section.span).times(size)
            else:
                total = total.plus(section.span.times(size))
            self.big, self.unit, place = size, size * section.unit, section.place * size
            closed = self._after_big(total, section, place)
            if closed:
                return (closed,)

    def _section(self) -> _Section | None:
        """Read terms of falling units: 三千五百, 3千5百, 十二, 几百, 二三十, 四点八, 半, 个把."""
        special = self._special()
        if special:
            return special
        zero = self._take(Kind.ZERO) is not None if self.big > 1 else False
        total, place, ceiling = Span(Fraction(0), Fraction(0)), _ONE, 0
        while True:
            gap = bool(ceiling) and self._take(Kind.ZERO) is not None
            term = self._term(ceiling, gap=gap or zero)
            if term is None:
                if gap:
                    return None
                break
            total, place = total.plus(term.span), term.place
            if not term.exact or term.elided or term.unit == 1 or term.figures > 1:
                unit = term.unit if not ceiling else 1
                return self._decimals(term._replace(span=total, unit=unit, zero=zero))
            ceiling, zero = term.unit, zero or gap
        if not ceiling:
            return None
        single = total.low == ceiling * (total.low // ceiling) and total.low < ceiling * 10
        return self._decimals(_Section(total, place, ceiling if single else 1, zero=zero))

    def _special(self) -> _Section | None:
        """Read the openings without a figure: 半(个), 个把, 百把, 万把 and 亿 after 上 or 过."""
        if self.big > 1:
            return None
        if self._next(Kind.HALF):
            self.at += 1
            return _Section(Span(_ONE / 2, _ONE / 2), _ONE / 2)
        if self._next(Kind.PIECE) and self._next(Kind.ODD, 1):
            self.at += 2
            return _Section(Span(_ONE, Fraction(2), open=True), _ONE, exact=False)
        if self._next(Kind.BIG):
            return _Section(Span(_ONE, _ONE), _ONE)
        if self._next(Kind.SMALL) and self._next(Kind.ODD, 1):
            unit = self.run[self.at].value
            self.at += 2
            return _Section(Span(unit, unit * 2, open=True), unit, exact=False)
        return None

    def _term(self, ceiling: int, *, gap: bool) -> _Section | None:
        """Read one figure with its small unit: 三千, 几百, 二三十, 12.

        Below ``ceiling``, the unit before it.
        """
        bare = self._bare_small(ceiling)
        if bare:
            return bare
        start = self.at
        figure = self._figure()
        if figure is None:
            return None
        spelt_row = figure.figures > 1 and self.run[start].kind is not Kind.NUMBER
        small = self._take_small()
        if small and not spelt_row:
            falls = (not ceiling or small < ceiling) and figure.span.high <= (10 if ceiling else 999)
            if falls and figure.span.low > 0:
                place = figure.place * small
                return figure._replace(span=self._at_place(figure, small, ceiling), place=place, unit=small)
        elif not ceiling and not small:
            return figure
        elif not small:
            ended = self._last_figure(figure, ceiling, gap=gap)
            if ended:
                return ended
        self.at = start
        return None

    def _bare_small(self, ceiling: int) -> _Section | None:
        """Read a small unit with no figure.

        十 anywhere, 百 and 千 only before 万, 亿, 多 or 来 (千万 but not 百五).
        """
        unit = int(self.run[self.at].value) if self._next(Kind.SMALL) else 0
        if not unit or (ceiling and ceiling <= unit):
            return None
        if unit == 10:
            self.at += 1
            return _Section(Span(Fraction(10), Fraction(10)), Fraction(10), 10)
        ten = self.run[self.at + 1].value == 10 if self._next(Kind.SMALL, 1) else False
        if ceiling:
            return None
        if ten:  # 百十万, 百十来万: a hundred or a little more
            self.at += 3 if self._next(Kind.AROUND, 2) or self._next(Kind.MORE, 2) else 2
            return _Section(Span(unit * _VAGUE_LOW, Fraction(unit + 20), open=True), Fraction(10), exact=False)
        if any(self._next(kind, 1) for kind in (Kind.BIG, Kind.MORE, Kind.AROUND)):
            self.at += 1
            # A second figure marks the section as ended: 千八百万 is left broken.
            return _Section(Span(Fraction(unit), Fraction(unit)), Fraction(unit), unit, figures=2)
        return None

    def _figure(self) -> _Section | None:
        """Read a coefficient: a number, a digit, two neighbouring digits (三五), 几.

        Or digits in a row (二〇二四).
        """
        number = self._take(Kind.NUMBER)
        if number:
            value = number.value
            return _Section(Span(value, value), _last_place(value), figures=number.end - number.start)
        if self._next(Kind.SOME):
            self.at += 1
            return _Section(Span(_ONE, Fraction(10), open=True), _ONE, exact=False, figures=1)
        digits: list[int] = []
        while self._next(Kind.DIGIT) or (self._next(Kind.ZERO) and self._row(digits)):
            digits.append(int(self.run[self.at].value))
            self.at += 1
        return _from_digits(digits)

    def _row(self, digits: list[int]) -> bool:
        """Whether a 零 here goes on a row of plain digits (二零二四, 零点五) and not a gap between terms."""
        previous_term = self.at > len(digits) and self.run[self.at - len(digits) - 1].kind in {
            Kind.SMALL,
            Kind.BIG,
        }
        return not previous_term

    def _at_place(self, figure: _Section, small: int, ceiling: int) -> Span:
        """Return the figure at its unit; a 几 that is not first may be none at all (一百几十: from 100)."""
        if not figure.exact and figure.span.open and ceiling:
            return Span(Fraction(0), Fraction(small * 10), open=True)
        return figure.span.times(small)

    def _last_figure(self, figure: _Section, ceiling: int, *, gap: bool) -> _Section | None:
        """Read the figure that ends a section: 二十三, 三千零五, 3千500; 三千五 leaves out the 百."""
        if figure.span.open:  # 十几
            return figure._replace(span=Span(Fraction(0), Fraction(ceiling), open=True), unit=1)
        if figure.span.low.denominator > 1 or figure.span.high >= ceiling or figure.span.low == 0:
            return None
        if gap or 10**figure.figures == ceiling:
            return figure._replace(unit=1)
        if figure.figures > 1:
            return None
        place = Fraction(ceiling, 10)
        return figure._replace(span=figure.span.times(place), place=place, elided=True)

    def _decimals(self, section: _Section) -> _Section | None:
        """Go on behind 点: 四点八, 十二点五, 三点五千."""
        if not self._next(Kind.POINT) or not section.exact or section.elided:
            return section
        written = ""
        self.at += 1
        while self._next(Kind.DIGIT) or self._next(Kind.ZERO) or (self._next(Kind.NUMBER) and not written):
            lexeme = self.run[self.at]
            if lexeme.kind is Kind.NUMBER and lexeme.value.denominator > 1:
                return None
            # A number keeps its zeros: 4点08.
            width = lexeme.end - lexeme.start if lexeme.kind is Kind.NUMBER else 1
            written += f"{int(lexeme.value):0{width}}"
            self.at += 1
        if not written:
            self.at -= 1
            return section
        place = Fraction(1, 10 ** len(written))
        value = section.span.low + int(written) * place
        small = self._take_small() or 1
        return _Section(Span(value * small, value * small), place * small, small)

    def _vague(self, section: _Section) -> _Section:
        """Widen by what follows the figure before its unit: 五千多万, 十来个亿, 两个多亿, 一个半亿."""
        for _ in range(3):
            wider = self._widened(section)
            if wider:
                section = wider
            elif self._next(Kind.PIECE) and self._more_than_a_count():
                self.at += 1
        return section

    def _widened(self, section: _Section) -> _Section | None:
        if not section.exact or section.elided:
            return None
        low = section.span.low
        if self._next(Kind.HALF) and self.run[self.at - 1].kind is Kind.PIECE and low.denominator == 1:
            self.at += 1
            half = Span(low + _ONE / 2, low + _ONE / 2)
            return section._replace(span=half, place=_ONE / 2)
        if self._next(Kind.MORE):
            self.at += 1
            return section._replace(span=Span(low, low + section.place, open=True), exact=False)
        # 来 is a word of its own (5万来自出口) but before a unit.
        if self._next(Kind.AROUND) and any(self._next(kind, 1) for kind in (Kind.BIG, Kind.PIECE)):
            self.at += 1
            return section._replace(span=Span(low, low + section.place, open=True), exact=False)
        return None

    def _more_than_a_count(self) -> bool:
        """Whether 个 stands inside the numeral (3个亿, 一个半亿, 3个多亿) and does not count things (3个)."""
        later = [lexeme.kind for lexeme in self.run[self.at + 1 : self.at + 3]]
        return Kind.BIG in later[:2] and later[0] in {Kind.BIG, Kind.HALF, Kind.MORE, Kind.AROUND}

    def _take_big(self) -> bool:
        if self._next(Kind.BIG):
            self.at += 1
            return True
        return False

    def _fits(self, size: int, total: Span, section: _Section) -> bool:
        """Whether a big unit may stand here: 亿 before 万; 万 before 亿 only as 万亿 or 一万二千亿."""
        if self.big == 1:
            return True
        if total.open or total.low != total.high:
            return False
        if size < self.big:
            return section.span.high < self.big // size
        return size > self.big and 1000 <= section.span.low < self.big

    def _after_big(self, total: Span, section: _Section, place: Fraction) -> Span | None:
        """Read what ends a numeral behind its big unit (多, 半, 把, a second big unit).

        None where it may go on.
        """
        if self._next(Kind.BIG) and self.big == 10**4 and self.run[self.at].value == HUNDRED_MILLION:
            self.at += 1
            self.big, self.unit = HUNDRED_MILLION, HUNDRED_MILLION * self.unit
            return total.times(HUNDRED_MILLION)
        if not section.exact:
            return total
        half = section.unit == 1 and section.place == 1 and section.span.low < 10
        if self._next(Kind.HALF) and half:
            self.at += 1
            return total.plus(Span(Fraction(self.big, 2), Fraction(self.big, 2)))
        if self._next(Kind.MORE):
            self.at += 1
            return Span(total.low, total.low + place, open=True)
        if self._next(Kind.ODD) and total.low == self.big and self.run[0].kind is Kind.BIG:
            self.at += 1
            return Span(total.low, total.low * 2, open=True)
        return None

    def _ending(self, total: Span, section: _Section) -> tuple[Span, ...]:
        """Return the meanings of a section with no big unit behind it: 五千, 两亿三, 一万二千, 1亿2000."""
        if self.big == 1:
            self.unit = section.unit
            return (section.span,)
        if section.span.high >= self.big:
            return ()
        literal = total.plus(section.span)
        if section.zero:
            return (literal,)
        elided = section.span.times(self.big // 10)
        if section.figures == 1 and section.span.high < 10:  # 两亿三, 2亿3, 两亿三四
            return (total.plus(elided),) if self._may_elide(total) else ()
        if self.big == HUNDRED_MILLION:  # 1亿2000: the 万 is left out, or it is not
            whole = section.span.high < 10**4 and section.span.low >= 100
            return (total.plus(section.span.times(10**4)), literal) if whole and section.place >= 1 else ()
        if section.figures > 1 and section.unit == 1 and section.place * 10**section.figures != self.big:
            return (literal,) if section.figures == 4 else ()
        return (literal,)

    def _may_elide(self, total: Span) -> bool:
        """Whether a lone last figure is a tenth of the big unit.

        After 两亿 or 12万, not after 三千万 or 4.8亿.
        """
        before = total.low / self.big
        return before.denominator == 1 and (self.big == HUNDRED_MILLION or before < 10 or before % 10 != 0)

    def _take_small(self) -> int:
        """Take a small unit, with the 个 of 三个千万 before it; 0 where there is none."""
        if self._next(Kind.PIECE) and self._next(Kind.SMALL, 1):
            self.at += 1
        taken = self._take(Kind.SMALL)
        return int(taken.value) if taken else 0

    def _take(self, kind: Kind) -> Lexeme | None:
        if not self._next(kind):
            return None
        self.at += 1
        return self.run[self.at - 1]

    def _next(self, kind: Kind, ahead: int = 0) -> bool:
        return self.at + ahead < len(self.run) and self.run[self.at + ahead].kind is kind


def _from_digits(digits: list[int]) -> _Section | None:
    """Make a figure of digits in a row.

    One, a pair that says "about", or plain figures read out (二五〇〇).
    """
    if not digits:
        return None
    if len(digits) == 1:
        return _Section(Span(Fraction(digits[0]), Fraction(digits[0])), _ONE, figures=1)
    if len(digits) == 2 and 0 not in digits:
        low, high = digits
        pair = Span(Fraction(low), Fraction(high))
        return _Section(pair, _ONE, exact=False, figures=1) if (low, high) in _PAIRS else None
    # Without a 零 a row may as well be loose talk: 三四五千万.
    if digits[0] == 0 or 0 not in digits:
        return None
    value = Fraction("".join(map(str, digits)))
    return _Section(Span(value, value), _ONE, figures=len(digits))


def _last_place(value: Fraction) -> Fraction:
    """Return the place of the last figure that is not zero: 1000 for 3000, 0.1 for 4.8."""
    if value == 0:
        return _ONE
    place = _ONE
    while (value / place).denominator > 1:
        place /= 10
    while (value / (place * 10)).denominator == 1:
        place *= 10
    return place
