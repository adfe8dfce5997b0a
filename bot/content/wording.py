"""The words of questions: how people ask, what they call things, and what is no question about a policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

COMPUTED = ("amount", "conditions", "who", "when", "how", "text", "about")
"""Aspects answered from the structured policy; any other is looked up in the document's own sentences."""

GENERAL = ("validity", "overlap", "offices", "what", "policies", "total")
"""Topics that are no measure."""

KINDS = ("asked", "told", "small_talk", "person", "out_of_scope")
"""What a message can be; only ``asked`` asks something of a policy."""

PLACE = "…"
"""Stands in an example where a name of the thing asked about stood."""


class Aspect(NamedTuple):
    """One thing to ask of anything granted. ``stands``: words of sentences in which a document would state it.

    ``others`` are examples on what other documents grant: they show how it is asked, but their words (租金, 展位) are
    no mere talk, for a policy kept here may be about them.
    """

    id: str
    label: str
    stands: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...] = ()


class General(NamedTuple):
    """A topic that is no measure; ``aspect`` is what is asked of it where nothing else is."""

    id: str
    label: str
    aspect: str
    examples: tuple[str, ...]


class Thresholds(NamedTuple):
    """By how much "asked here" must lead over "out of scope", as logarithms of likelihoods.

    ``scope``: for a measure to be meant at all, ``doubt``: to be answered without asking back, ``general``: for a
    topic that no name speaks for, ``looked_up``: for what the document may or may not state (电话, 材料),
    ``unnamed``: for an aspect of all that there is, where nothing is named (多少钱).
    """

    scope: float
    doubt: float
    general: float
    looked_up: float
    unnamed: float


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything `intents/` says about questions.

    ``names``: ``policy/measure`` -> other names of it; ``messages``: kind -> examples; ``alike``: word -> those read
    as it; ``elsewhere``, ``abroad`` and ``off_topic`` are words of other places and other subjects.
    """

    aspects: Mapping[str, Aspect]
    general: Mapping[str, General]
    names: Mapping[str, tuple[str, ...]]
    messages: Mapping[str, tuple[str, ...]]
    alike: Mapping[str, tuple[str, ...]]
    elsewhere: tuple[str, ...]
    abroad: tuple[str, ...]
    off_topic: tuple[str, ...]
    thresholds: Thresholds
