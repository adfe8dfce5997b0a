"""Covering what has been read already, so that the next reader passes over it and positions stay."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

MASK = "\0"
"""Stands for a character already read as something else; `normalise` leaves none in a text."""


class Placed(Protocol):
    """Whatever stands in the slice ``[start:end]`` of a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Slice(NamedTuple):
    """A slice ``[start:end]`` of a text."""

    start: int
    end: int


def masked(said: str, taken: Iterable[Placed]) -> str:
    """Return the text with every one of the slices covered."""
    for each in taken:
        said = said[: each.start] + MASK * (each.end - each.start) + said[each.end :]
    return said
