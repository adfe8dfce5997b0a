"""What was computed lately, so that the next message of a chat finds what its last one left."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

V = TypeVar("V")


class Recent(Generic[V]):
    """Values by all that they depend on; the oldest goes when there are too many. For any number of threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[Hashable, V] = {}
        self._changing = Lock()

    def get(self, key: Hashable, compute: Callable[[], V]) -> V:
        """Return the value of a key, computed now where it is not there."""
        try:
            return self._values[key]
        except KeyError:
            value = compute()
        with self._changing:
            if len(self._values) >= self._most:
                del self._values[next(iter(self._values))]
            self._values[key] = value
        return value
