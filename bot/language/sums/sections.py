"""Sections: numbers below a big unit, terms of falling small units. `三千五百二十一`, `十来`, `两个多`, `四点八`."""

from fractions import Fraction

from bot.language.sums.cursor import Cursor
from bot.language.sums.figures import take_decimals, take_figure
from bot.language.sums.lexemes import Kind
from bot.language.sums.spans import HALF, ONE, Section, exactly, upwards

_VAGUE_LOW = Fraction(9, 10)  # 百十个 can be ninety


def take_section(cursor: Cursor, *, first: bool) -> Section | None:
    """Take a section with what widens it; ``first`` where no big unit stands before it."""
    section = (_opening(cursor) if first else None) or _terms(cursor, first=first)
    return _vague(cursor, section) if section else None


def _opening(cursor: Cursor) -> Section | None:
    """Take an opening without a figure: 半(个), 个把, 百把, 万把 and 亿 after 上 or 过."""
    if cursor.take(Kind.HALF):
        return Section(exactly(HALF), HALF)
    if cursor.next(Kind.PIECE, Kind.SMALL) and cursor.next(Kind.ODD, ahead=1):
        unit = 1 if cursor.next(Kind.PIECE) else cursor.value()
        cursor.at += 2
        return Section(upwards(unit, unit * 2), Fraction(unit), exact=False)
    return Section(exactly(1), ONE) if cursor.next(Kind.BIG) else None


def _terms(cursor: Cursor, *, first: bool) -> Section | None:
    """Take terms of falling units: 三千五百, 3千5百, 十二, 几百, 二三十, 四点八."""
    zero = not first and cursor.take(Kind.ZERO) is not None
    total, place, ceiling = exactly(0), ONE, 0
    while True:
        gap = bool(ceiling) and cursor.take(Kind.ZERO) is not None
        term = _term(cursor, ceiling, gap=gap or zero)
        if term is None:
            break
        total, place = total.plus(term.span), term.place
        if not term.exact or term.elided or term.unit == 1 or term.figures > 1:
            unit = 1 if ceiling else term.unit
            return _decimals(cursor, term._replace(span=total, unit=unit, zero=zero))
        ceiling, zero = term.unit, zero or gap
    if gap or not ceiling:
        return None
    single = total.low % ceiling == 0 and total.low < ceiling * 10
    return _decimals(cursor, Section(total, place, ceiling if single else 1, zero=zero))


def _term(cursor: Cursor, ceiling: int, *, gap: bool) -> Section | None:
    """Take one figure with its small unit, below ``ceiling``, the unit before it: 三千, 几百, 二三十, 12."""
    start = cursor.at
    term = _bare_small(cursor, ceiling) or _figure_and_unit(cursor, ceiling, gap=gap)
    if term is None:
        cursor.at = start
    return term


def _figure_and_unit(cursor: Cursor, ceiling: int, *, gap: bool) -> Section | None:
    read_out = not cursor.next(Kind.NUMBER)
    figure = take_figure(cursor)
    if figure is None:
        return None
    small = cursor.take_small()
    if not small:
        return _last_figure(figure, ceiling, gap=gap) if ceiling else figure
    falls = (not ceiling or small < ceiling) and 0 < figure.span.high <= (10 if ceiling else 999)
    if not falls or figure.span.low == 0 or (read_out and figure.figures > 1):
        return None
    span = figure.span.times(small)
    # A 几 that is not first may be none at all: 一百几十 is from 100, but not 一百大几十.
    if ceiling and span.open and figure.span.low == 1:
        span = upwards(0, span.high)
    return figure._replace(span=span, place=figure.place * small, unit=small)


def _bare_small(cursor: Cursor, ceiling: int) -> Section | None:
    """Take a small unit with no figure: 十 anywhere, 百 and 千 only first, before 万, 亿, 多, 来 or 十."""
    unit = cursor.value() if cursor.next(Kind.SMALL) else 0
    if unit == 10 and not 0 < ceiling <= unit:
        cursor.at += 1
        return Section(exactly(10), Fraction(10), 10)
    if unit <= 10 or ceiling:
        return None
    if cursor.next(Kind.SMALL, ahead=1) and cursor.value(ahead=1) == 10:  # 百十万, 百十来万: a hundred or a little more
        more = cursor.next(Kind.AROUND, Kind.MORE, ahead=2)  # 百十来万 is no less than a hundred
        cursor.at += 3 if more else 2
        return Section(upwards(unit if more else unit * _VAGUE_LOW, unit + 20), Fraction(10), exact=False)
    if cursor.next(Kind.BIG, Kind.MORE, Kind.AROUND, ahead=1):
        cursor.at += 1
        # A second figure marks the section as ended: 千八百万 is left broken.
        return Section(exactly(unit), Fraction(unit), unit, figures=2)
    return None


def _last_figure(figure: Section, ceiling: int, *, gap: bool) -> Section | None:
    """Return the figure that ends a section: 二十三, 三千零五, 3千500; 三千五 leaves out the 百."""
    if figure.span.open:  # 十几
        return figure._replace(span=upwards(0, ceiling), unit=1)
    if figure.span.low.denominator > 1 or figure.span.high >= ceiling or figure.span.low == 0:
        return None
    if gap or 10**figure.figures == ceiling:
        return figure._replace(unit=1)
    if figure.figures > 1:
        return None
    place = Fraction(ceiling, 10)
    return figure._replace(span=figure.span.times(place), place=place, elided=True)


def _decimals(cursor: Cursor, section: Section) -> Section | None:
    """Go on behind 点: 四点八, 十二点五, 三点五千."""
    if not section.exact or section.elided or not cursor.take(Kind.POINT):
        return section
    written = take_decimals(cursor)
    if written is None:
        return None
    if not written:
        cursor.at -= 1
        return section
    place = Fraction(1, 10 ** len(written))
    small = cursor.take_small() or 1
    return Section(exactly((section.span.low + int(written) * place) * small), place * small, small)


def _vague(cursor: Cursor, section: Section) -> Section:
    """Widen by what follows the figure before its unit: 五千多万, 十来个亿, 两个多亿, 一个半亿."""
    for _ in range(3):
        wider = _widened(cursor, section)
        if wider:
            section = wider
        elif cursor.next(Kind.PIECE) and _inside(cursor):
            cursor.at += 1
    return section


def _widened(cursor: Cursor, section: Section) -> Section | None:
    if section.elided:
        return None
    # 来 is a word of its own (5万来自出口) but before a unit; 三四千来万 is as wide as 三四千万.
    around = cursor.next(Kind.AROUND) and cursor.next(Kind.BIG, Kind.PIECE, ahead=1)
    if not section.exact:
        cursor.at += around
        return section if around else None
    low = section.span.low
    if cursor.next(Kind.HALF) and cursor.behind(Kind.PIECE) and low.denominator == 1:
        cursor.at += 1
        return section._replace(span=exactly(low + HALF), place=HALF)
    if not around and not cursor.next(Kind.MORE):
        return None
    cursor.at += 1
    return section._replace(span=upwards(low, low + section.place), exact=False)


def _inside(cursor: Cursor) -> bool:
    """Whether 个 stands inside the numeral (3个亿, 一个半亿, 3个多亿) and does not count things (3个)."""
    between = cursor.next(Kind.HALF, Kind.MORE, Kind.AROUND, ahead=1)
    return cursor.next(Kind.BIG, ahead=1) or (between and cursor.next(Kind.BIG, ahead=2))
