"""Whether a message asks what staff answered before: in much the same words, about the same thing."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from bot.content import Wording
from bot.language.questions.likeness import Heard, Likeness

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
        self._asks: dict[frozenset[str], tuple[list[Heard], list[str]]] = {}
        for topic, asks in phrasings.items():
            for ask in asks:
                heard, topics = self._asks.setdefault(named(ask), ([], []))
                heard.append(self._hear(ask))
                topics.append(topic)

    def meant(self, text: str) -> Meant | None:
        """Return the entry that a message is likest to; None where it is like none."""
        if not self._asks or self._likeness is None:
            return None
        asks = self._asks.get(self._named(text))
        if asks is None:
            return None
        place, score = self._likeness.nearest(self._hear(text), asks[0])
        return Meant(asks[1][place], score >= SAME, score) if score >= PERHAPS else None

    def _hear(self, text: str) -> Heard:
        assert self._likeness is not None  # noqa: S101 - there are phrasings
        return self._likeness.hear(text)
