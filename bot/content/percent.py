"""Shares of a whole: `75%` <-> 3/4."""

import re
from fractions import Fraction

_PERCENTAGES = re.compile(r"(\d+(?:\.\d+)?(?:[、,;和及或至~-]\d+(?:\.\d+)?)*)%")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def read_percent(text: str) -> Fraction:
    """Read ``75%`` exactly; raises ValueError."""
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%", text)
    if not found or not 0 < (share := Fraction(found[1]) / 100) <= 1:
        raise ValueError(f"{text!r} is not a percentage; write it as 75%")
    return share


def write_percent(share: Fraction) -> str:
    """Write a share as documents do: ``75%``, ``2.5%``."""
    return f"{float(share * 100):.10g}%"


def percentages_in(text: str) -> set[Fraction]:
    """Return every percentage written in a passage, as a share; ``10-20%`` are two."""
    return {Fraction(number) / 100 for numbers in _PERCENTAGES.findall(text) for number in _NUMBER.findall(numbers)}
