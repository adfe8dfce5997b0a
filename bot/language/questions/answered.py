"""Whether a message asks what staff answered before: in much the same words, about the same thing."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.content import Wording
from bot.language.questions.likeness import Likeness

SAME = 74.0
"""So like a phrasing is, that its entry is the answer."""

PERHAPS = 60.0
"""So like it is, that it is offered where nothing else answers."""


class Meant(NamedTuple):
    """The entry that a message may mean, and whether it plainly does."""

    topic: str
    sure: bool
    score: float


class Answered:
    """The phrasings of every entry; ``named`` tells the things that a text names, which must be the same ones."""

    def __init__(
        self, phrasings: Mapping[str, Sequence[str]], wording: Wording, named: Callable[[str], frozenset[str]]
    ) -> None:
        self._likeness = Likeness(wording) if phrasings else None
        self._named = named
        asks = [(topic, ask) for topic, asks in phrasings.items() for ask in asks]
        self._topics = [topic for topic, _ in asks]
        self._heard = [self._likeness.hear(ask) for _, ask in asks] if self._likeness else []
        self._sounds = [heard.sound for heard in self._heard]
        self._names = [named(ask) for _, ask in asks]

    def meant(self, text: str) -> Meant | None:
        """Return the entry that a message is likest to; None where it is like none."""
        if self._likeness is None:
            return None
        near = self._likeness.near(self._likeness.hear(text), self._sounds, self._heard)
        near = [(place, score) for place, score in near if score >= PERHAPS]
        names = self._named(text) if near else frozenset()
        best = next(((place, score) for place, score in near if self._names[place] == names), None)
        return Meant(self._topics[best[0]], best[1] >= SAME, best[1]) if best else None
