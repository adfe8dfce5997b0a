"""The one way a message is handled: claim, load, respond, save, commit; then the channel sends."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Protocol

from bot.dialogue import Conversation, Event, Message, Reply, Turn
from bot.storage import Outgoing, Store, StoredConversationError, StoreUnavailableError, Transaction

__all__ = ["Outgoing", "Service", "Talks"]

APOLOGY = Reply("抱歉，这条消息我没处理好，已经记下来给同事看。您可以继续回答，或发“重新开始”。")
LOST_THREAD = Reply("抱歉，之前的对话读不出来了，我们从头开始。")
TIDY_EVERY = timedelta(days=1)

logger = logging.getLogger(__name__)


class Talks(Protocol):
    """What the service needs of a dialogue."""

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        """Answer one message; may raise anything, which the service survives."""


class Service:
    """Handles messages of every channel; the clock returns aware times."""

    def __init__(self, store: Store, dialogue: Talks, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._dialogue = dialogue
        self._clock = clock
        self._tidied: datetime | None = None

    def receive(self, message: Message) -> tuple[Outgoing, ...]:
        """Handle a message; return every reply its chat has yet to be sent, oldest first.

        The effect is committed on return, and only then may the channel acknowledge the message. A repeat has
        no effect. Replies returned before and not yet marked `sent` come again: the channel knows them by id.
        Raises StoreUnavailableError when nothing could be stored: the message must then come again.
        """
        now = self._clock()
        self._tidy(now)
        try:
            return self._handle(message, now)
        except StoreUnavailableError:
            raise
        except Exception as error:  # whatever the message broke, its chat goes on
            logger.error("a message could not be handled: %s", type(error).__name__)
            return self._apologise(message, error, now)

    def unsent(self, channel: str) -> tuple[Outgoing, ...]:
        """Return the replies stored and not sent before the process ended, oldest first."""
        with self._store.transaction() as tx:
            return tuple(tx.unsent(channel))

    def sent(self, outgoing: Outgoing, outcome: str) -> None:
        """Note how sending ended: ``sent``, ``blocked``, ``refused: <the channel's words>``."""
        with self._store.transaction() as tx:
            tx.mark(outgoing.id, outcome, self._clock())

    def _handle(self, message: Message, now: datetime) -> tuple[Outgoing, ...]:
        with self._store.transaction() as tx:
            if tx.claim(message.channel, message.id, now):
                conversation, told = self._load(tx, message, now)
                turn = self._dialogue.respond(conversation, message, now)
                self._keep(tx, message, turn.conversation, now)
                tx.enqueue(message.channel, message.chat, (*told, *turn.replies), message.shown_in, now)
                tx.record(turn.events, now)
            return tuple(tx.unsent(message.channel, message.chat))

    @staticmethod
    def _load(tx: Transaction, message: Message, now: datetime) -> tuple[Conversation, tuple[Reply, ...]]:
        """Return the conversation, and what the person must be told first."""
        try:
            return tx.load(message.channel, message.chat) or Conversation(), ()
        except StoredConversationError:
            tx.record([Event("conversation_unreadable")], now)
            return Conversation(), (LOST_THREAD,)

    @staticmethod
    def _keep(tx: Transaction, message: Message, conversation: Conversation | None, now: datetime) -> None:
        if conversation is None:
            tx.erase(message.channel, message.chat)
        else:
            tx.save(message.channel, message.chat, conversation, now)

    def _apologise(self, message: Message, error: Exception, now: datetime) -> tuple[Outgoing, ...]:
        """Keep what went wrong for staff, in a transaction of its own: the first one was rolled back."""
        with self._store.transaction() as tx:
            if tx.claim(message.channel, message.id, now):
                tx.keep_failure(message, "".join(format_exception(error)), now)
                tx.enqueue(message.channel, message.chat, (APOLOGY,), "", now)
                tx.record([Event("message_failed", {"error": type(error).__name__})], now)
            return tuple(tx.unsent(message.channel, message.chat))

    def _tidy(self, now: datetime) -> None:
        """Prune at the first message and then daily, so that a service that runs for months stays small."""
        if self._tidied is None or now - self._tidied >= TIDY_EVERY:
            with self._store.transaction() as tx:
                tx.prune(now)
            self._tidied = now
