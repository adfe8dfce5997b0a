"""Coefficients: what stands before a unit. `4.8`, `三`, `三五`, `几`, `二五〇〇`."""

from fractions import Fraction

from bot.language.sums.cursor import Cursor
from bot.language.sums.lexemes import Kind
from bot.language.sums.spans import ONE, Section, Span, exactly, upwards

_PAIRS = frozenset({(low, low + 1) for low in range(1, 9)} | {(3, 5)})  # 一两 ... 八九, and 三五


def take_figure(cursor: Cursor) -> Section | None:
    """Take a number, a digit, two neighbouring digits, 几 or digits in a row; None where there is none."""
    number = cursor.take(Kind.NUMBER)
    if number:
        return Section(exactly(number.value), _last_place(number.value), figures=number.end - number.start)
    some = cursor.take(Kind.SOME)
    if some:
        return Section(upwards(some.value, 10), ONE, exact=False, figures=1)
    # A 零 goes on a row of plain digits (二零二四, 零点五); behind a unit it is a gap between terms.
    in_row = (Kind.DIGIT,) if cursor.behind(Kind.SMALL, Kind.BIG) else (Kind.DIGIT, Kind.ZERO)
    digits: list[int] = []
    while cursor.next(*in_row):
        digits.append(cursor.value())
        cursor.at += 1
    return _from_digits(digits)


def take_decimals(cursor: Cursor) -> str | None:
    """Take the figures behind 点, "" where there are none (3点吧); None where they are no figures (四点5.5)."""
    written = ""
    while cursor.next(Kind.DIGIT, Kind.ZERO) or (cursor.next(Kind.NUMBER) and not written):
        lexeme = cursor.run[cursor.at]
        if lexeme.value.denominator > 1:
            return None
        # A number keeps its zeros: 4点08.
        width = lexeme.end - lexeme.start if lexeme.kind is Kind.NUMBER else 1
        written += f"{int(lexeme.value):0{width}}"
        cursor.at += 1
    return written


def _from_digits(digits: list[int]) -> Section | None:
    """Make a figure of digits in a row: one, a pair that says "about", or plain figures read out."""
    if not digits:
        return None
    if len(digits) == 1:
        return Section(exactly(digits[0]), ONE, figures=1)
    if len(digits) == 2 and 0 not in digits:
        low, high = digits
        pair = Span(Fraction(low), Fraction(high))
        return Section(pair, ONE, exact=False, figures=1) if (low, high) in _PAIRS else None
    # Without a 零 a row may as well be loose talk: 三四五千万.
    if digits[0] == 0 or 0 not in digits:
        return None
    return Section(exactly(Fraction("".join(map(str, digits)))), ONE, figures=len(digits))


def _last_place(value: Fraction) -> Fraction:
    """Return the place of the last figure that is not zero: 1000 for 3000, 0.1 for 4.8."""
    place = ONE
    while (value / place).denominator > 1:
        place /= 10
    while value and (value / (place * 10)).denominator == 1:
        place *= 10
    return place
