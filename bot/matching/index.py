"""An inverted index over conditions: what a known answer excludes is never looked at.

A tree that splits by one fact at a level: under each option stand the entries that need it, apart stand those
that do not ask for the fact. A profile walks down the options it has, all of them where the fact is unknown, and
always the rest; so the cost follows what could apply, not how much there is.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from bot.content import Known

T = TypeVar("T")
_SMALL = 4
"""So few entries are looked at one by one: splitting them costs more than it saves."""

_Keys = Mapping[str, frozenset[str]]
_Keyed = tuple[int, _Keys]
"""The place of an entry among all, and what it needs."""


class _Split(NamedTuple):
    fact: str
    options: "Mapping[str, _Node]"
    rest: "_Node"


_Node = _Split | list[int]


class Index(Generic[T]):
    """Entries found by the options they need; `build_index` makes it."""

    def __init__(self, entries: Sequence[T], root: _Node) -> None:
        self._entries = entries
        self._root = root

    def candidates(self, known: Known) -> list[T]:
        """Return the entries that no known answer excludes by its option, in the order they were given."""
        found: list[int] = []
        waiting: list[_Node] = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, list):
                found += node
                continue
            fact, options, rest = node
            if rest:
                waiting.append(rest)
            value = known.get(fact)
            if value is None:
                waiting += options.values()
            elif type(value) is str:
                if value in options:
                    waiting.append(options[value])
            else:
                waiting += [options[held] for held in value if held in options]
        entries = self._entries
        return [entries[place] for place in sorted(set(found))]


def build_index(entries: Sequence[T], keys: Callable[[T], _Keys]) -> Index[T]:
    """Build an index; ``keys`` names, for each fact, the options without any of which an entry is excluded."""
    return Index(entries, _split([(place, keys(entry)) for place, entry in enumerate(entries)], frozenset()))


def _split(entries: list[_Keyed], used: frozenset[str]) -> _Node:
    fact = _best_fact(entries, used) if len(entries) > _SMALL else None
    if fact is None:
        return [place for place, _ in entries]
    options: dict[str, list[_Keyed]] = {}
    rest = []
    for item in entries:
        if fact in item[1]:
            for option in item[1][fact]:
                options.setdefault(option, []).append(item)
        else:
            rest.append(item)
    below = used | {fact}
    return _Split(fact, {option: _split(items, below) for option, items in options.items()}, _split(rest, below))


def _best_fact(entries: list[_Keyed], used: frozenset[str]) -> str | None:
    """Return the fact that leaves the fewest entries under an average option."""
    asked: Counter[str] = Counter()
    options: dict[str, set[str]] = {}
    for _, keys in entries:
        for fact, needed in keys.items():
            if fact not in used:
                asked[fact] += 1
                options.setdefault(fact, set()).update(needed)
    return max(asked, key=lambda fact: asked[fact] * (1 - 1 / (len(options[fact]) + 1)), default=None)
