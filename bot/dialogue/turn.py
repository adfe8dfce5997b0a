"""What one message causes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue.conversation import Conversation
from bot.dialogue.reply import Reply


@dataclass(frozen=True, slots=True)
class Event:
    """One fact for analytics: ids from the content only, never a name, a chat id, typed text or an exact sum."""

    name: str
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Turn:
    """The next conversation (None: forget everything about this chat), the replies in order, the events."""

    conversation: Conversation | None
    replies: tuple[Reply, ...]
    events: tuple[Event, ...] = ()
