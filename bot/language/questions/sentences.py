"""Which sentence of a document a message asks about, where it asks of nothing granted: what a word means."""

import re
from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

from bot.language.questions.spoken import Speech

PIECES = (2, 3, 4)
"""Lengths of the pieces of sentences that are looked up."""

TALK = 3
"""A piece tells as little for each message of any kind that holds it as for so many sentences."""

EVIDENCE = 8.0
"""So much must speak for a sentence."""

SHARE = 0.35
"""So much of what a message tells must stand in it."""

_TERM = re.compile('[“"「]([^”"」]{2,12})[”"」](?:[^，,。；“]{0,4}(?:是指|指的是|指)|[，,]?(?:包含|包括))')
_MEANING = re.compile("啥意思|啥叫|指啥|指的是|是指|啥定义|咋定义|包不包|包括|包含")


class Sentences:
    """Sentences as they are printed, by their topics; ``said`` counts the pieces of what people say of anything."""

    def __init__(self, printed: Mapping[str, str], speech: Speech, said: Mapping[str, int]) -> None:
        self._speech, self._said = speech, said
        self._levelled = {topic: speech.name(text) for topic, text in printed.items()}
        self._spread = Counter(piece for text in self._levelled.values() for piece in _pieces(text))
        self._defining = {speech.name(term): topic for topic, text in printed.items() for term in _TERM.findall(text)}

    def defining(self, text: str) -> str:
        """Return the topic of the sentence that says what a word means, where a text asks for that; else ""."""
        if not self._defining:
            return ""
        said = "|".join(self._speech.clauses(text))
        asked = _MEANING.search(said)
        return next((topic for term, topic in self._defining.items() if term in said), "") if asked else ""

    def speaking(self, text: str) -> str:
        """Return the topic of the sentence that plainly speaks of what a text is about; "" where none does."""
        pieces = {piece for clause in self._speech.clauses(text) for piece in _pieces(clause)}
        weights = {piece: self._weight(piece) for piece in pieces if piece in self._spread}
        if not weights:
            return ""
        speak = {
            topic: {piece: weight for piece, weight in weights.items() if piece in sentence}
            for topic, sentence in self._levelled.items()
        }
        best = max(speak, key=lambda topic: sum(speak[topic].values()))
        told = sum(self._weight(piece) for piece in pieces if len(piece) == PIECES[0])
        shared = sum(weight for piece, weight in speak[best].items() if len(piece) == PIECES[0])
        return best if sum(speak[best].values()) >= EVIDENCE and shared >= SHARE * told else ""

    def _weight(self, piece: str) -> float:
        """Return what a piece tells: the less, the more sentences and messages hold it."""
        spread = self._spread.get(piece, 1) + TALK * self._said.get(piece, 0)
        return log(1 + len(self._levelled) / spread) * sqrt(len(piece) - 1)


def _pieces(text: str) -> set[str]:
    return {text[at : at + size] for size in PIECES for at in range(len(text) - size + 1)}
