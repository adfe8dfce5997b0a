"""A clause looked at: which names stand in it, and what its pieces speak for."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import nlargest
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

NAME = 3.0
"""What a name written out counts beside its pieces."""


class Mention(NamedTuple):
    """A slice ``[start:end]`` of a clause, and the topics it may name."""

    start: int
    end: int
    topics: frozenset[str]

    @property
    def weight(self) -> float:
        """What the name written out speaks for its topics: the longer the more."""
        size = self.end - self.start
        return NAME * size * sqrt(size)


class Look(NamedTuple):
    """A clause looked at: names in it that were misspelt put right, what it names, and what its pieces speak for."""

    text: str
    mentions: tuple[Mention, ...]
    evidence: Mapping[str, float]

    def stretches(self, sizes: Iterable[int], fits: Callable[[str], bool]) -> list[tuple[int, int]]:
        """Return where pieces of these sizes that fit stand outside the names, none over another before it."""
        text, free, found = self.text, bytearray(b"\1" * len(self.text)), []
        for start, end, _ in self.mentions:
            free[start:end] = bytes(end - start)
        for size in sizes:
            for at in range(len(text) - size + 1):
                if fits(text[at : at + size]) and all(free[at : at + size]):
                    free[at : at + size] = bytes(size)
                    found.append((at, at + size))
        return found


def ranked(looks: Iterable[Look], most: int) -> tuple[tuple[str, float], ...]:
    """Return the topics with the most evidence in a message, best first, and the share of the best one's each has."""
    weights: dict[str, float] = defaultdict(float)
    for look in looks:
        for topic, weight in look.evidence.items():
            weights[topic] += weight
        for mention in look.mentions:
            for topic in mention.topics:
                weights[topic] += mention.weight
    best = nlargest(most, weights.items(), key=itemgetter(1))
    return tuple((topic, round(weight / best[0][1], 3)) for topic, weight in best)


def without(text: str, words: Iterable[str]) -> str:
    """Return a text with a bar in place of some words."""
    for word in words:
        text = text.replace(word, "|")
    return text
