"""What numerals amount to: a span of numbers, and a section, which is a number below 万."""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

ONE = Fraction(1)
HALF = Fraction(1, 2)
MYRIAD = 10**4
HUNDRED_MILLION = 10**8


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


def exactly(value: Fraction | int) -> Span:
    """Return the span of one number."""
    return Span(Fraction(value), Fraction(value))


def upwards(low: Fraction | int, high: Fraction | int) -> Span:
    """Return the span from one number to below another."""
    return Span(Fraction(low), Fraction(high), open=True)


class Section(NamedTuple):
    """A number below a big unit, or a figure of one.

    ``place``: that of its last figure; ``unit``: its small unit, 1 where it has none or several. ``exact``
    where 多 may follow, ``elided`` where its last unit is left out (三千五), ``zero`` where it opens with
    零. ``figures``: how many figures, where it is one plain number or digit.
    """

    span: Span
    place: Fraction
    unit: int = 1
    exact: bool = True
    elided: bool = False
    zero: bool = False
    figures: int = 0
