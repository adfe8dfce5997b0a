"""What goes out: replies in a small markup that every channel can show."""

from dataclasses import dataclass
from typing import NamedTuple

MOST_CHOICES = 8
"""No screen offers more buttons than this: a phone shows them without scrolling."""


class Choice(NamedTuple):
    """A button: ``id`` comes back in `Message.choice` (at most 64 bytes, Telegram's limit); ``label`` is read."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to a person.

    ``text`` is HTML of four tags only, ``<b>``, ``<i>``, ``<blockquote>`` and ``<blockquote expandable>``;
    everything else in it is escaped, and a line end is a line end. ``in_place`` asks the channel to replace
    the message whose button was tapped (`Message.shown_in`) rather than to add one, where it can.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    in_place: bool = False
