"""What one message causes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.dialogue.conversation import Conversation
from bot.dialogue.reply import Reply


@dataclass(frozen=True, slots=True)
class Event:
    """One fact for analytics: ids from the content only, never a name, a chat id, typed text or an owner's sum.

    ``about`` is in the words of `bot/storage/tables.py`: fact, topic, aspect, outcome, measure, amount ...; what has
    no column there is kept beside.
    """

    name: str
    about: Mapping[str, str] = field(default_factory=dict)


class Visit(NamedTuple):
    """One visit of one person: since when, in milliseconds of the epoch, and the ids of county and sector answered.

    ``regrouped``: county or sector became known, or changed, with this turn.
    """

    begun_at: int = 0
    county: str = ""
    sector: str = ""
    regrouped: bool = False


NO_VISIT = Visit()


class Kept(NamedTuple):
    """A question kept for staff, in the person's own words, until it is answered or forgotten; and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The next conversation (None: forget everything about this chat), the replies in order, the events.

    ``kept`` are questions for staff; ``visit`` is what all the events have in common; ``wants`` names what the message
    wanted, some of which is done while a person has the conversation, too.
    """

    conversation: Conversation | None
    replies: tuple[Reply, ...]
    events: tuple[Event, ...] = ()
    kept: tuple[Kept, ...] = ()
    visit: Visit = NO_VISIT
    wants: str = ""
