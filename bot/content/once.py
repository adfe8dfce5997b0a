"""Remembering what is made of a thing that never changes, by which thing it is and not by all it holds."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

_MOST = 64


def once_for_each(make: Callable[[T], R]) -> Callable[[T], R]:
    """Make a function work out its result once for each thing it is given: content is not changed once loaded."""
    kept: dict[int, tuple[T, R]] = {}

    @wraps(make)
    def remembering(thing: T) -> R:
        found = kept.get(id(thing))
        if found is None or found[0] is not thing:
            if len(kept) >= _MOST:
                kept.clear()
            # The thing itself is kept too, so that no other one gets its id.
            found = kept[id(thing)] = (thing, make(thing))
        return found[1]

    return remembering
