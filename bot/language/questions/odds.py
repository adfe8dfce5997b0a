"""Learning from examples: how likely each label is for a text, by the pieces it shares with the examples of each.

Multinomial naive Bayes over pieces of one to three characters, weighted by how rare they are: an example added to a
file counts at the next start, without training and without a model to keep.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Sequence
from math import log, sqrt
from operator import add
from struct import Struct
from typing import Generic, TypeVar

L = TypeVar("L", bound=Hashable)

SMOOTHING = 0.05
PRIOR = 0.2
"""How much the mere number of examples counts: little, for they were not gathered by how often things are asked."""

_BITS, _ONE = 64, 2**32
"""Weights of a piece stand side by side in one integer, so many bits for each, so that one addition adds them all:
what a text comes to is added up without a loop over the labels. They are positive, and far too small to run over."""


class Odds(Generic[L]):
    """What is learned from ``(text, label)`` examples of these ``labels``."""

    def __init__(self, examples: Iterable[tuple[str, L]], labels: Sequence[L]) -> None:
        known = list(examples)
        # Many a text stands under two labels: what it asks, and that it asks.
        pieces_of = {text: sorted(_pieces(text)) for text in dict.fromkeys(text for text, _ in known)}
        counts: Counter[str] = Counter()
        for text, _ in known:
            counts.update(pieces_of[text])
        rarity = {piece: log((1 + len(known)) / (1 + count)) + 1 for piece, count in counts.items()}
        sums: dict[L, dict[str, float]] = {label: defaultdict(float) for label in labels}
        # Texts are weighed at length one, so that long ones count no more than short ones.
        length_of = {text: sqrt(sum([rarity[one] ** 2 for one in each])) or 1.0 for text, each in pieces_of.items()}
        for text, label in known:
            length, sum_of = length_of[text], sums[label]
            for piece in pieces_of[text]:
                sum_of[piece] += rarity[piece] / length
        shown = Counter(label for _, label in known)
        self._prior = [PRIOR * log(shown[label] / len(known)) for label in labels]
        self._unseen: list[float] = []
        # Of each piece: how rare it is, the square of that, and what it says for each label more than one never seen
        # with it, packed as above.
        packed = {piece: int(rare * _ONE) + (int(rare * rare * _ONE) << _BITS) for piece, rare in rarity.items()}
        for place, label in enumerate(labels, start=2):
            total = sum(sums[label].values()) + SMOOTHING * len(counts)
            self._unseen.append(log(SMOOTHING / total))
            for piece, weight in sums[label].items():
                tells = rarity[piece] * log((weight + SMOOTHING) / SMOOTHING)
                packed[piece] += int(tells * _ONE) << (_BITS * place)
        self._tells = packed
        self._size = (2 + len(labels)) * _BITS // 8
        self._unpacked = Struct(f"<{2 + len(labels)}Q").unpack

    def of(self, text: str) -> list[float]:
        """Return the logarithm of each label's likelihood, in their order, comparable within one text only."""
        told = sum(filter(None, map(self._tells.get, _pieces(text))))
        rare, square, *weights = self._unpacked(told.to_bytes(self._size, "little"))
        length = sqrt(square / _ONE) or 1.0
        share = 1 / (length * _ONE)
        whole = rare * share
        return [
            prior + whole * unseen + weight * share
            for prior, unseen, weight in zip(self._prior, self._unseen, weights, strict=True)
        ]

    def unheard(self, text: str, known: Container[str] = ()) -> float:
        """Return the share of the pairs of characters of a text that stand in no example and are not ``known``."""
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        return sum([pair not in self._tells and pair not in known for pair in pairs]) / len(pairs) if pairs else 0.0


def _pieces(text: str) -> set[str]:
    """Return the pieces of a text, of one to three characters."""
    pairs = list(map(add, text, text[1:]))
    return {*text, *pairs, *map(add, pairs, text[2:])}
