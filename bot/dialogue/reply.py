"""What goes out: replies in a small markup that every channel can show."""

import re
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

from bot.content import Office

_TAG = re.compile(r"</?(?:b|i|blockquote(?: expandable)?)>")
_QUOTE = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)

MOST_CHOICES = 8
"""No screen offers more buttons than this: a phone shows them without scrolling."""


LONGEST_CHOICE = 64
"""Bytes of a button's id: Telegram takes no more, and `check` sees to it that no content makes more."""


class Choice(NamedTuple):
    """A button: ``id`` comes back in `Message.choice` (at most `LONGEST_CHOICE` bytes); ``label`` is read."""

    id: str
    label: str


class Progress(NamedTuple):
    """Where a question stands: the how manieth it is, and about how many there are after it."""

    number: int
    left: int


@dataclass(frozen=True, slots=True)
class Card:
    """One finding of a result, in plain words. ``note`` says what it lacks, or why it is late; mostly empty.

    ``listed``: the document lists the offices, the first one first; ``named`` is the passage that names them where it
    stands apart; ``stated`` are sentences of the document for whoever applies, ``silent`` what of that neither it nor
    we know. They have defaults because cards stored by earlier releases lack them.
    """

    name: str
    amount: str
    note: str
    basis: str
    quotes: tuple[str, ...]
    reasons: tuple[str, ...]
    offices: tuple[Office, ...]
    doubts: tuple[str, ...]
    choice: Choice
    stated: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    listed: bool = True
    named: str = ""

    @property
    def first_offices(self) -> tuple[Office, ...]:
        """Those of the offices to turn to first."""
        return self.offices[:1] if self.listed else self.offices


@dataclass(frozen=True, slots=True)
class Part:
    """Cards under a heading, which is text as a reply's."""

    heading: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result in parts, for a channel that has room to draw it: words of the same markup stand before and after."""

    lead: str
    parts: tuple[Part, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    ``text`` is HTML of four tags only, ``<b>``, ``<i>``, ``<blockquote>`` and ``<blockquote expandable>``;
    everything else in it is escaped, and a line end is a line end. A quote holds official text, but for a list that
    unfolds, whose lines begin with ``· ``. ``in_place`` asks the channel to replace the message whose button was
    tapped (`Message.shown_in`) rather than to add one, where it can. ``sheet`` says the same as ``text`` to a channel
    that draws it, and nothing to one that does not; likewise ``progress``.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    in_place: bool = False
    progress: Progress | None = None
    sheet: Sheet | None = None


def plain(text: str) -> str:
    """Take the markup of a reply away; quotes keep a bar at their side."""
    return unescape(_TAG.sub("", bar_quotes(text)))


def bar_quotes(text: str) -> str:
    """Return a reply with a bar at the side of its quotes in place of their tags."""
    return _QUOTE.sub(lambda found: "\n".join(f"│ {line}" for line in found[1].splitlines()), text)
