"""What the service may ask of a database, whichever it is."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.dialogue import Conversation, Event, Message, Reply


class StoreError(Exception):
    """The family; the message is one line that says what to do."""


class NewerSchemaError(StoreError):
    """The database was written by a later release."""


class StoreUnavailableError(StoreError):
    """The database is locked, full, or cannot be opened: nothing was changed, the same may work later."""


class StoredConversationError(StoreError):
    """A stored conversation cannot be read by this release."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A stored reply on its way out; ``shown_in`` is the message whose button was tapped, or empty."""

    id: int
    channel: str
    chat: str
    reply: Reply
    shown_in: str


class Transaction(Protocol):
    """What can be done between begin and commit. ``now`` is an aware time throughout."""

    def claim(self, channel: str, message_id: str, now: datetime) -> bool:
        """Take this message for oneself; False when it has been taken before."""

    def load(self, channel: str, chat: str) -> Conversation | None:
        """Return the chat's conversation, None if there is none; raises StoredConversationError."""

    def save(self, channel: str, chat: str, conversation: Conversation, now: datetime) -> None:
        """Put this conversation in place of the chat's earlier one."""

    def erase(self, channel: str, chat: str) -> None:
        """Forget the chat: its conversation, its replies sent or not, its kept failures."""

    def enqueue(self, channel: str, chat: str, replies: Iterable[Reply], shown_in: str, now: datetime) -> None:
        """Store replies to be sent, in this order."""

    def record(self, events: Iterable[Event], now: datetime) -> None:
        """Store events. They are not tied to a chat."""

    def keep_failure(self, message: Message, traceback: str, now: datetime) -> None:
        """Keep a message that could not be handled, for staff."""

    def unsent(self, channel: str, chat: str | None = None) -> Sequence[Outgoing]:
        """Return the replies not yet sent, of one chat or (None) of the channel, oldest first."""

    def mark(self, outgoing_id: int, outcome: str, now: datetime) -> None:
        """Note how the sending of a reply ended; it is not sent again."""

    def prune(self, now: datetime) -> None:
        """Drop what has served: old claims, replies sent long ago, old failures."""


class Store(Protocol):
    """A database."""

    def transaction(self) -> AbstractContextManager[Transaction]:
        """Begin; commit at the end of the block, or roll back if it raises.

        Raises StoreUnavailableError when the database cannot be used now.
        """
