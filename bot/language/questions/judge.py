"""What a message is and which aspect it asks, judged from the examples of `intents/` with names veiled."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.content import COMPUTED, PLACE, Wording
from bot.language.questions.odds import Odds
from bot.language.questions.spoken import Speech
from bot.language.questions.topics import Look, Topics

ASKED, TOLD, OUTSIDE = "asked", "told", "out_of_scope"

ASKING = 0.5
"""By so much an aspect must lead for a clause to ask rather than to tell."""

COVERED = 6.0
"""What it speaks for a question that names of topics make up all of it; less, the more else is said."""

ELSEWHERE, OFF_TOPIC = 6.0, 2.5
"""What the name of another place, and a word of another subject, speak against a question."""

VEILED = 3
"""Names of so many characters are told apart from the words around them when a message is judged as a whole."""

_ON_THE_WAY = ("去", "到", "往", "向", "从", "跟", "和", "赴", "卖", "进", "出")

_KEPT = 512
"""So many texts judged last are remembered: one message is looked at from several sides."""


class Label(NamedTuple):
    """What an example shows: an aspect of a measure, one looked up without any, a general topic, a message's kind."""

    of: str
    id: str


_MEASURE, _LOOKED_UP, _GENERAL, _MESSAGE = "measure", "looked up", "general", "message"


class Judge:
    """Holds what was learned from the examples."""

    def __init__(self, wording: Wording, speech: Speech, topics: Topics) -> None:
        odds = Odds(_examples(wording, speech, topics))
        self._of = lru_cache(_KEPT)(odds.of)
        self._other = {speech.name(word): ELSEWHERE for word in wording.elsewhere}
        self._other |= {speech.name(word): OFF_TOPIC for word in wording.off_topic}
        self._other_sizes = sorted({len(word) for word in self._other})

    def aspect(self, veiled: str) -> str:
        """Return the aspect that words ask, whether or not they ask at all."""
        return _best(self._of(f"^{veiled}$"), (_MEASURE, _LOOKED_UP))[0]

    def clause(self, veiled: str) -> str:
        """Return the aspect that a clause asks; "" where it rather tells."""
        odds = self._of(f"^{veiled}$")
        aspect, lead = _best(odds, (_MEASURE, _LOOKED_UP))
        return aspect if lead > odds[Label(_MESSAGE, TOLD)] + ASKING else ""

    def general(self, veiled: str, lead: float) -> str:
        """Return the topic that is no measure, or the aspect looked up, that leads so much over a measure; else ""."""
        odds = self._of(f"^{veiled}$")
        best, speaks = _best(odds, (_GENERAL, _LOOKED_UP))
        return best if speaks - _best(odds, (_MEASURE,))[1] >= lead else ""

    def kinds(self, looks: Iterable[Look]) -> dict[str, float]:
        """Return the odds of each kind of message.

        The share of it that names of topics make up speaks for its being asked here, other places and subjects against.
        """
        looks = tuple(looks)
        odds = self._of("^" + "|".join(_veil_long(look) for look in looks) + "$")
        kinds = {label.id: speaks for label, speaks in odds.items() if label.of == _MESSAGE}
        length = sum(len(look.text) for look in looks)
        named = sum(mention.end - mention.start for look in looks for mention in look.mentions)
        kinds[ASKED] = max(kinds[ASKED], _best(odds, (_MEASURE, _LOOKED_UP, _GENERAL))[1])
        kinds[ASKED] += COVERED * named / length - max(self._otherness(look.text) for look in looks)
        return kinds

    def _otherness(self, clause: str) -> float:
        """Return what words of other places and subjects speak against a question.

        A place one goes to or comes from (去广州参展) is none of whose policies are asked.
        """
        against = 0.0
        for size in self._other_sizes:
            for at in range(len(clause) - size + 1):
                weight = self._other.get(clause[at : at + size], 0.0)
                if weight > against and not clause[:at].endswith(_ON_THE_WAY):
                    against = weight
        return against


def veil(text: str, slices: Sequence[tuple[int, int]]) -> str:
    """Return a text with a mark in place of each name."""
    parts, at = [], 0
    for start, end in slices:
        parts.append(text[at:start])
        at = end
    return PLACE.join((*parts, text[at:]))


def _best(odds: Mapping[Label, float], groups: Sequence[str]) -> tuple[str, float]:
    speaks, label = max((speaks, label) for label, speaks in odds.items() if label.of in groups)
    return label.id, speaks


def _examples(wording: Wording, speech: Speech, topics: Topics) -> list[tuple[str, Label]]:
    """Return every example as it is judged, names in it veiled, with what it shows."""
    examples = []
    for aspect in wording.aspects.values():
        for text in aspect.examples:
            # What a document may or may not state (电话, 材料) is asked without naming any measure too.
            of = _MEASURE if PLACE in text or aspect.id in COMPUTED else _LOOKED_UP
            examples.append((_levelled(text, speech), Label(of, aspect.id)))
    for topic in wording.general.values():
        examples += [(_levelled(text, speech), Label(_GENERAL, topic.id)) for text in topic.examples]
    # A message that asks two things at once is like no one aspect, but like questions as a whole.
    examples += [(text, Label(_MESSAGE, ASKED)) for text, _ in examples]
    for kind, texts in wording.messages.items():
        for text in texts:
            looks = (Look(clause, topics.mentions(clause), {}) for clause in speech.clauses(text))
            examples.append(("^" + "|".join(map(_veil_long, looks)) + "$", Label(_MESSAGE, kind)))
    return examples


def _levelled(text: str, speech: Speech) -> str:
    return "^" + PLACE.join("|".join(speech.clauses(part)) for part in text.split(PLACE)) + "$"


def _veil_long(look: Look) -> str:
    return veil(look.text, [(m.start, m.end) for m in look.mentions if m.end - m.start >= VEILED])
