"""What one message causes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.dialogue.conversation import Conversation
from bot.dialogue.reply import Reply


@dataclass(frozen=True, slots=True)
class Event:
    """One fact for analytics: ids from the content only, never a name, a chat id, typed text or an exact sum."""

    name: str
    about: Mapping[str, str] = field(default_factory=dict)


class Kept(NamedTuple):
    """A question kept for staff, in the person's own words, until it is answered or forgotten; and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The next conversation (None: forget everything about this chat), the replies in order, the events.

    ``kept`` are questions for staff.
    """

    conversation: Conversation | None
    replies: tuple[Reply, ...]
    events: tuple[Event, ...] = ()
    kept: tuple[Kept, ...] = ()
