"""Which topics pieces of words speak for: pieces of their names, and of what a document says of them.

Everything is looked up by the pieces of the clause, so the time does not grow with the number of names.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log, sqrt
from operator import add

from rapidfuzz import fuzz, process

from bot.language.questions.look import Look, Mention
from bot.language.questions.spoken import SUM

PIECES = (2, 3, 4)
"""Lengths of the pieces of names and passages that are looked up."""

COMMON = 64
"""A piece that so many topics share tells nothing."""

USUAL = 64
"""Evidence is weighed as if there were so many topics, however many a document has."""

PASSAGE = 0.5
"""What a piece of a passage counts beside one of a name."""

NEAR = 0.8
"""A topic with so much of the best one's evidence is as likely."""

LIKE = 72.0
"""A name is meant by a clause that it resembles so much, 0 to 100 (rapidfuzz, best part of the clause)."""

LESS, LIKER = 0.5, 5.0
"""One with so much of it may be meant too where the clause resembles its name by so much more."""

HINT, HINTS = 0.5, 3
"""So much evidence in words of a document alone, for so many topics at most, is worth asking back."""

WORD = 8
"""A piece that stands in fewer messages that name no topic is a word of the document's own."""

WORDED, LOOSELY = 4, 2
"""So many characters of a message must such words make up to count, and to count where it is asked back anyway."""


class Pieces:
    """Pieces of all topics: of ``names`` and ``passages`` of each; ``main`` are the names that are theirs first.

    ``said`` counts the pieces of texts that name no topic: one that is said often tells little. ``owners`` is piece ->
    topic -> what it speaks for it.
    """

    def __init__(
        self,
        names: Mapping[str, Collection[str]],
        main: Mapping[str, Collection[str]],
        passages: Mapping[str, Sequence[str]],
        said: Counter[str],
    ) -> None:
        self._names, self._main, self._said = names, main, said
        self.owners = self._weigh(passages)

    def evidence(self, clause: str) -> dict[str, float]:
        """Return topic -> what all the pieces of a clause speak for it."""
        evidence: dict[str, float] = defaultdict(float)
        pairs = list(map(add, clause, clause[1:]))
        threes = list(map(add, pairs, clause[2:]))
        for topics in filter(None, map(self.owners.get, (*pairs, *threes, *map(add, threes, clause[3:])))):
            for topic, weight in topics.items():
                evidence[topic] += weight
        return evidence

    def likely(self, look: Look, least: float) -> tuple[frozenset[str], float]:
        """Return the topics whose words a clause shares most, without naming any, and how much evidence there is.

        There are none where there is less than ``least``.
        """
        top = max(look.evidence.values(), default=0.0)
        if top < least:
            return frozenset(), 0.0
        near = [topic for topic, weight in look.evidence.items() if weight >= top * NEAR]
        like = {topic: self._likeness(self._names[topic], look.text) for topic in near}
        alike = [topic for topic in near if like[topic] >= LIKE and like[topic] >= max(like.values()) - 5]
        return frozenset(alike or near), top if alike else top / 2

    def liker(self, look: Look, topics: Iterable[str]) -> frozenset[str]:
        """Return the topics with less evidence than these whose main names a clause resembles more."""
        top = max((look.evidence.get(topic, 0.0) for topic in topics), default=0.0)
        like = max((self._likeness(self._main[topic], look.text) for topic in topics), default=0.0)
        less = [topic for topic, weight in look.evidence.items() if top * LESS <= weight < top * NEAR]
        least = max(LIKE, like + LIKER)
        return frozenset(topic for topic in less if self._likeness(self._main[topic], look.text) >= least)

    def hinted(self, clauses: Iterable[str]) -> tuple[str, ...]:
        """Return the topics that a document's own words point at, where those are few."""
        weights: dict[str, float] = defaultdict(float)
        for piece in (piece for clause in clauses for piece in sorted(pieces_of([clause]))):
            for topic, weight in self.owners.get(piece, {}).items() if self._said[piece] < WORD else ():
                weights[topic] += weight
        top = max(weights.values(), default=0.0)
        near = [topic for topic, weight in weights.items() if weight >= top * NEAR]
        return tuple(near) if top >= HINT and len(near) <= HINTS else ()

    def worded(self, looks: Sequence[Look], topics: Collection[str], least: int = WORDED) -> list[tuple[Mention, ...]]:
        """Return the names in each clause, and the stretches that stand in a document on some topics and in no talk.

        So a document's own words (排量, 保险单) are not taken for those of another subject.
        """
        owners, said = self.owners, self._said
        words = [
            look.stretches(
                reversed(PIECES),
                lambda piece: piece in owners and said[piece] < WORD and not owners[piece].keys().isdisjoint(topics),
            )
            for look in (looks if topics else ())
        ]
        if sum(end - start for each in words for start, end in each) < least:
            return [look.mentions for look in looks]
        about = frozenset(topics)
        return [
            tuple(sorted((*look.mentions, *(Mention(*word, about) for word in each))))
            for look, each in zip(looks, words, strict=True)
        ]

    def _weigh(self, passages: Mapping[str, Sequence[str]]) -> dict[str, dict[str, float]]:
        """Return piece -> topic -> what it speaks for it."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for topic, names in self._names.items():
            for piece in pieces_of(names):
                found[piece][topic] = 1.0
        for topic, each in passages.items():
            for piece in pieces_of(each):
                found[piece].setdefault(topic, PASSAGE)
        total = len(self._names)
        level = log(1 + USUAL) / log(1 + max(1, total))
        return {
            piece: {
                topic: weight * level * log(1 + total / (len(topics) + self._said[piece])) * sqrt(len(piece) - 1)
                for topic, weight in topics.items()
            }
            for piece, topics in found.items()
            if len(topics) <= COMMON and piece[0] not in "的了" and piece[-1] not in "的了"
        }

    def _likeness(self, names: Iterable[str], clause: str) -> float:
        """Return how much the likest of a topic's names resembles the best part of a clause; 0 below `LIKE`."""
        best = process.extractOne(
            clause, [name for name in names if len(name) > 2], scorer=fuzz.partial_ratio, score_cutoff=LIKE
        )
        return best[1] if best else 0.0


def pieces_of(texts: Iterable[str], sizes: Sequence[int] = PIECES) -> set[str]:
    """Return the pieces of some texts, but for those that hold a sum."""
    found = {text[at : at + size] for text in texts for size in sizes for at in range(len(text) - size + 1)}
    return {piece for piece in found if SUM not in piece}
