"""The shape of a text: what is left of it where every sum is one character, so that patterns can speak of sums."""

import re
from typing import NamedTuple

from bot.language.sums.masks import Slice
from bot.language.sums.numerals import numerals
from bot.language.sums.units import YUAN

SUM = "\ue000"
"""Stands for one sum; `normalise` leaves none in a text."""


class Shape(NamedTuple):
    """A text with a character for each sum: which sums, and where each boundary of the shape lies in the text."""

    text: str
    sums: tuple[tuple[int, int], ...]
    places: tuple[int, ...]

    def slice(self, start: int, end: int) -> Slice:
        """Return the slice of the text that a slice of the shape covers."""
        return Slice(self.places[start], self.places[end])

    def held(self, match: re.Match[str]) -> list[tuple[int, int]]:
        """Return the bounds of the sums inside a match of a pattern, in order."""
        before = match.string.count(SUM, 0, match.start())
        return list(self.sums[before : before + match[0].count(SUM)])


def shape(said: str) -> Shape:
    """Return the shape of a text; only sums with a unit and one clear meaning become characters of it."""
    pieces: list[str] = []
    sums: list[tuple[int, int]] = []
    places: list[int] = []
    at = 0
    for each in numerals(said):
        if each.start < at or len(each.readings) != 1:
            continue
        yuan = YUAN.match(said, each.end)
        if each.big == 1 and not yuan:
            continue
        sums.append(each.readings[0].whole())
        pieces += [said[at : each.start], SUM]
        places += range(at, each.start + 1)
        at = yuan.end() if yuan else each.end
    return Shape("".join([*pieces, said[at:]]), tuple(sums), (*places, *range(at, len(said) + 1)))
