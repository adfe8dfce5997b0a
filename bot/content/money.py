"""Sums of money: `10万元` <-> 100000. Exact sums as written in documents and content; loose talk is `bot.language`."""

import re
from fractions import Fraction
from typing import NamedTuple

UNBOUNDED = 10**15
"""The upper end of an amount of which only the lower end is known ("5亿以上"), in yuan."""

_UNITS = {"元": 1, "万元": 10**4, "亿元": 10**8}
_SUM = re.compile(r"(?P<digits>\d+(?:\.\d+)?)(?P<unit>万元|亿元|元)")


class Amount(NamedTuple):
    """A sum known exactly (``low == high``) or within bounds, both ends included, in whole yuan.

    ``year`` is the calendar year that it belongs to, None where it has none or it is not known.
    """

    low: int
    high: int
    year: int | None = None

    @property
    def exact(self) -> bool:
        """Whether the sum is known to the yuan."""
        return self.low == self.high


def read_sum(text: str) -> int:
    """Read an exact sum such as ``10万元``, ``0.8亿元`` or ``500元`` into whole yuan.

    Raises ValueError, in words fit for a content author, where the text is no such sum.
    """
    found = _SUM.fullmatch("".join(text.split()))
    if not found:
        raise ValueError(f"{text!r} is not a sum; write it as 500元, 10万元 or 0.8亿元")
    yuan = Fraction(found["digits"]) * _UNITS[found["unit"]]
    if yuan.denominator != 1:
        raise ValueError(f"{text!r} is not a whole number of yuan")
    if yuan > UNBOUNDED:
        raise ValueError(f"{text!r} is beyond any enterprise; check the zeros")
    return int(yuan)


def write_sum(yuan: int) -> str:
    """Write whole yuan in the largest unit that needs at most four decimals; `read_sum` gives back the same yuan."""
    for unit, size in (("亿元", 10**8), ("万元", 10**4)):
        if yuan >= size and yuan * 10**4 % size == 0:
            whole, decimals = divmod(yuan * 10**4 // size, 10**4)
            return f"{whole}.{decimals:04}".rstrip("0").rstrip(".") + unit
    return f"{yuan}元"


def write_bounds(least: int, most: int) -> str:
    """Write what is paid, in yuan, where it may be more or less: ``50万元至200万元``, ``最高300万元``."""
    if least == most:
        return write_sum(most)
    return f"{write_sum(least)}至{write_sum(most)}" if least else f"最高{write_sum(most)}"


def write_amount(amount: Amount) -> str:
    """Write an amount as a person says it: ``4.8亿元``, ``2亿元至3亿元``, ``5亿元以上``, ``低于5亿元``.

    Five per cent either way is ``约6000万元``, and the last tenth below a sum ``不到3000万元``, as both are read. What
    begins one yuan past a round sum is ``超过5亿元``.
    """
    if amount.exact:
        return write_sum(amount.low)
    # A bound one yuan past a round sum is all that passes it.
    past = f"超过{write_sum(amount.low - 1)}" if amount.low % 10**4 == 1 < amount.low else ""
    if amount.high >= UNBOUNDED:
        return past or f"{write_sum(amount.low)}以上"
    about = _middle(amount)
    if about:
        return f"约{write_sum(about)}"
    # A bound one yuan short of a round sum is that sum, not reached.
    short = (amount.high + 1) % 10**4 == 0
    if amount.low == 0:
        return f"低于{write_sum(amount.high + 1)}" if short else f"{write_sum(amount.high)}以下"
    if short and amount.low == (amount.high + 1) * 9 // 10:
        return f"不到{write_sum(amount.high + 1)}"
    upper = f"不到{write_sum(amount.high + 1)}" if short else write_sum(amount.high)
    if past:
        return f"{past}、{upper}" if short else f"{past}、{upper}以下"
    return f"{write_sum(amount.low)}以上、{upper}" if short else f"{write_sum(amount.low)}至{upper}"


def _middle(amount: Amount) -> int:
    """Return the round sum that the amount is five per cent about on either side; 0 where there is none."""
    middle, odd = divmod(amount.low + amount.high, 2)
    around = (middle * 95 // 100, -(-middle * 105 // 100))
    return middle if not odd and middle % 10**4 == 0 and amount[:2] == around else 0
