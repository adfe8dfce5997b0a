"""Learning from examples: how likely each label is for a text, by the pieces it shares with the examples of each.

Multinomial naive Bayes over pieces of one to three characters, weighted by how rare they are: an example added to a
file counts at the next start, without training and without a model to keep.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from math import log, sqrt
from typing import Generic, TypeVar

L = TypeVar("L", bound=Hashable)

LONGEST = 3
SMOOTHING = 0.05
PRIOR = 0.2
"""How much the mere number of examples counts: little, for they were not gathered by how often things are asked."""


class Odds(Generic[L]):
    """What is learned from ``(text, label)`` examples of these ``labels``."""

    def __init__(self, examples: Iterable[tuple[str, L]], labels: Sequence[L]) -> None:
        known = [(_pieces(text), label) for text, label in examples]
        counts = Counter(piece for pieces, _ in known for piece in pieces)
        rarity = {piece: log((1 + len(known)) / (1 + count)) + 1 for piece, count in counts.items()}
        sums: dict[L, dict[str, float]] = {label: defaultdict(float) for label in labels}
        for pieces, label in known:
            # Texts are weighed at length one, so that long ones count no more than short ones.
            length = sqrt(sum([rarity[piece] ** 2 for piece in pieces])) or 1.0
            sum_of = sums[label]
            for piece in pieces:
                sum_of[piece] += rarity[piece] / length
        shown = Counter(label for _, label in known)
        self._prior = [PRIOR * log(shown[label] / len(known)) for label in labels]
        self._unseen: list[float] = []
        # A piece's rarity, and what it says for a label more than one never seen with it: most speak for few labels.
        self._tells: dict[str, tuple[float, list[tuple[int, float]]]] = {p: (rarity[p], []) for p in counts}
        for place, label in enumerate(labels):
            total = sum(sums[label].values()) + SMOOTHING * len(counts)
            self._unseen.append(log(SMOOTHING / total))
            for piece, weight in sums[label].items():
                rare, tells = self._tells[piece]
                tells.append((place, rare * log((weight + SMOOTHING) / SMOOTHING)))

    def of(self, text: str) -> list[float]:
        """Return the logarithm of each label's likelihood, in their order, comparable within one text only."""
        told = [0.0] * len(self._prior)
        whole = square = 0.0
        known = self._tells
        for piece in _pieces(text):
            if piece in known:
                rare, tells = known[piece]
                whole += rare
                square += rare * rare
                for place, weight in tells:
                    told[place] += weight
        length = sqrt(square) or 1.0
        whole /= length
        return [
            prior + whole * unseen + weight / length
            for prior, unseen, weight in zip(self._prior, self._unseen, told, strict=True)
        ]

    def unheard(self, text: str) -> float:
        """Return the share of the pairs of characters of a text that stand in no example."""
        pairs = [text[at : at + 2] for at in range(len(text) - 1)]
        return sum([pair not in self._tells for pair in pairs]) / len(pairs) if pairs else 0.0


def _pieces(text: str) -> Iterable[str]:
    """Return the pieces of a text, each once, in an order that does not depend on the process."""
    found = dict.fromkeys(text)
    for size in range(2, LONGEST + 1):
        found.update(dict.fromkeys([text[at : at + size] for at in range(len(text) - size + 1)]))
    return found
