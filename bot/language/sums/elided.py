"""A unit said once for the sums of two years: `前年3000万去年3500`."""

from collections.abc import Sequence
from dataclasses import replace

from bot.language.days.mentions import Mention
from bot.language.sums.amounts import Sum

_ALIKE = 4
"""Two years of one enterprise lie hardly further apart than so many times."""


def with_units(found: Sequence[Sum], dates: Sequence[Mention]) -> list[Sum]:
    """Give a number right behind a year the unit of a sum of another year, where only that makes the two alike."""
    told = [each for each in found if each.explicit and len(each.bounds) == 1]
    peers = told if len(dates) > 1 else []
    return [each if each.explicit else _like(each, peers, dates) for each in found]


def _like(each: Sum, peers: Sequence[Sum], dates: Sequence[Mention]) -> Sum:
    if not any(0 <= each.start - date.end <= 1 for date in dates):
        return each
    fitting = [bounds for bounds in each.bounds if any(are_alike(bounds, peer.bounds[0]) for peer in peers)]
    return replace(each, bounds=(fitting[0],), explicit=True) if len(fitting) == 1 else each


def are_alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two sums can be what one enterprise turns over in two years."""
    return one[0] <= other[1] * _ALIKE and other[0] <= one[1] * _ALIKE
