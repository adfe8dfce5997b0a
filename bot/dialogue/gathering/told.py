"""What a message tells of one fact."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """A value told, as a profile file holds it, or the likeliest ``values`` where it is not settled; the words.

    ``at``: where the cells or stretches that it rests on begin.
    """

    values: tuple[Any, ...]
    words: str
    at: tuple[int, ...] = ()
