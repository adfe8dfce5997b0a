"""The one way a message is handled: claim, load, respond, save, commit; then the channel sends."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from time import perf_counter
from uuid import uuid4

from bot.dialogue import Conversation, Event, Message, Reply
from bot.handling import Handling, Talks
from bot.limits import Admission, Limits
from bot.metrics import MESSAGES, REPLIES, SECONDS
from bot.storage import (
    KeptQuestion,
    KeptRows,
    Line,
    Outgoing,
    Store,
    StoreUnavailableError,
    Transaction,
)
from bot.storage.figures import Figure, Filters, Happened, read_behind, read_figure
from bot.storage.figures import Row as FigureRow

__all__ = ["KeptQuestion", "Line", "Outgoing", "Service", "StoreUnavailableError", "Talks", "TooManyError"]

APOLOGY = Reply("抱歉，这条消息我没处理好，已经记下来给同事看。您可以继续回答，或发“重新开始”。")
TOO_FAST = Reply("您发得太快了，我跟不上。请等一会儿再发，刚才多出来的几条我没有看。")
TOO_LONG = Reply("这条太长了，我读不完。请分成几句发，每条不超过 1000 个字。")
LONGEST = 1000
"""Characters of a message that are read: reading more would hold up everybody else."""
MOST_LINES = 200
TIDY_EVERY = timedelta(days=1)
KEEP_CHATS = timedelta(days=180)

logger = logging.getLogger(__name__)


class TooManyError(Exception):
    """The chat sends more than is taken from it and has been told so; this message is left unread."""


class Service:
    """Handles messages of every channel; the clock returns aware times.

    ``keep`` is how long a chat may be silent before everything stored about it is erased, and its events tell no
    more whose they were. Services on one
    database, in whatever processes, share its messages and replies; each is one worker. ``limits`` are for what
    comes from outside; without them everything is taken. ``secret`` keys the hashes that stand for persons in the
    events; what is made with one secret cannot be joined with what is made with another.
    """

    def __init__(
        self,
        store: Store,
        dialogue: Talks,
        clock: Callable[[], datetime],
        keep: timedelta = KEEP_CHATS,
        limits: Limits | None = None,
        secret: bytes = b"",
    ) -> None:
        self._store = store
        self._handling = Handling(dialogue, secret)
        self._clock = clock
        self._keep_chats = keep
        self._limits = limits
        self._worker = uuid4().hex
        self._tidied: datetime | None = None

    def receive(self, message: Message, instead: Reply | None = None) -> tuple[Outgoing, ...]:
        """Handle a message; return the oldest replies its chat has yet to be sent, in order.

        The effect is committed on return, and only then may the channel acknowledge the message. A repeat has
        no effect. Replies returned before and not yet marked `sent` come again: the channel knows them by id.
        While another worker is sending to that chat there are none: that one goes on with these. ``instead`` is said
        where the channel knows better than the dialogue what to say; the conversation then stays as it is.
        Raises StoreUnavailableError when nothing could be stored: the message must then come again; and
        TooManyError for one that need not.
        """
        now = self._clock()
        instead = self._refusal(message, now) or instead
        with SECONDS.time(), self._coming_again((message,)):
            return self._alone(message, instead, now)

    def receive_all(self, heard: Iterable[tuple[Message, Reply | None]]) -> tuple[Outgoing, ...]:
        """Do for messages of one channel what `receive` does for one, in one transaction.

        Returns the oldest replies that their chats have yet to be sent. Those left unread raise nothing here; when
        StoreUnavailableError is raised, all must come again. A message that breaks something breaks no other.
        """
        now = self._clock()
        taken = list(self._admitted(heard, now))
        if not taken:
            return ()
        began = perf_counter()
        try:
            with self._coming_again([message for message, _ in taken]):
                return self._together(taken, now)
        finally:
            for _ in taken:
                SECONDS.observe(perf_counter() - began)

    def talk_with(self, dialogue: Talks) -> None:
        """Answer with another dialogue from the next message on, such as one of renewed content."""
        self._handling.dialogue = dialogue

    def lines(self, channel: str, chat: str, most: int = MOST_LINES) -> tuple[Line, ...]:
        """Return what was said in a chat, at most the newest ``most`` of either side, oldest first."""
        with self._store.reading() as tx:
            return tx.lines(channel, chat, most)

    def conversation(self, channel: str, chat: str) -> Conversation | None:
        """Return a chat's conversation as it stands; None where there is none that can be read."""
        with self._store.reading() as tx:
            return tx.look(channel, chat)

    def newest(self, channel: str) -> int:
        """Return the id of a channel's newest reply, 0 where there is none."""
        with self._store.reading() as tx:
            return tx.newest(channel)

    def news(self, channel: str, after: int) -> dict[str, int]:
        """Return the chats that were replied to after a reply, each with its newest reply's id."""
        with self._store.reading() as tx:
            return tx.news(channel, after)

    def kept_questions(self, most: int) -> tuple[KeptQuestion, ...]:
        """Return the questions kept for staff, at most so many, the newest first."""
        with self._store.reading() as tx:
            return KeptRows(tx).newest(most)

    def kept_question(self, question_id: int) -> KeptQuestion | None:
        """Return a question kept for staff; None where it is forgotten."""
        with self._store.reading() as tx:
            return KeptRows(tx).one(question_id)

    def figure(self, figure: Figure, filters: Filters) -> tuple[FigureRow, ...]:
        """Return the rows of a figure, holding up nobody's message."""
        with self._store.reading() as tx:
            return read_figure(tx.connection, figure, filters, self._clock())

    def behind(
        self, figure: Figure, filters: Filters, key: Mapping[str, str], column: str, skip: int, most: int
    ) -> tuple[Happened, ...]:
        """Return the events that a number of a figure was made of, newest first."""
        with self._store.reading() as tx:
            return read_behind(tx.connection, figure, filters, self._clock(), key, column, skip, most)

    def ready(self) -> bool:
        """Return whether the database can be used now."""
        try:
            with self._store.transaction():
                return True
        except StoreUnavailableError:
            return False

    def busy(self) -> float:
        """Return the seconds for which the channel should leave further messages where they are."""
        return self._limits.wait(self._clock().timestamp()) if self._limits else 0.0

    def unsent(self, channel: str) -> tuple[Outgoing, ...]:
        """Return the oldest replies stored and not sent, of every chat that no other worker is at."""
        with self._store.transaction() as tx:
            return tx.lease_all(channel, self._worker, self._clock())

    def take_over(self, channel: str) -> None:
        """Become the channel's only worker: what an earlier one left need not wait for its lease to end."""
        with self._store.transaction() as tx:
            tx.release(channel)

    def sent(self, outgoing: Outgoing, outcome: str) -> tuple[Outgoing, ...]:
        """Note how sending ended: ``sent``, ``blocked``, ``refused: <the channel's words>``.

        Returns the oldest that the chat has yet to be sent now, whoever handled the messages that caused it.
        """
        return self.sent_all([(outgoing, outcome)])

    def sent_all(self, ended: Sequence[tuple[Outgoing, str]]) -> tuple[Outgoing, ...]:
        """Do for several replies of one channel what `sent` does for one, in one transaction.

        It does not wait for the disk: what a power cut takes away is that they were sent, so they go out again.
        """
        now = self._clock()
        ended = sorted(ended, key=lambda each: each[0].chat)  # two workers that lock the same rows do so in one order
        with self._store.batch(lasting=False) as tx:
            for outgoing, outcome in ended:
                tx.mark(outgoing.id, outcome, now)
            waiting = tx.lease_chats(ended[0][0].channel, {each.chat for each, _ in ended}, self._worker, now)
        for outgoing, outcome in ended:
            REPLIES.labels(outgoing.channel, outcome.partition(":")[0]).inc()  # what follows are the channel's words
        return waiting

    def delays(self, outgoing: Outgoing, seconds: float) -> None:
        """Keep the chat for this worker while it waits to try again; raises StoreUnavailableError."""
        with self._store.transaction() as tx:
            until = self._clock() + timedelta(seconds=seconds)
            tx.extend(outgoing.channel, outgoing.chat, self._worker, until)

    def replay(self, failure_id: int, message: Message) -> bool:
        """Handle the message of a failure as if it came now; False when another operator has just done so.

        The replies wait for the worker that serves the channel. Raises whatever the message still breaks; the
        failure is then kept as it was.
        """
        now = self._clock()
        with self._store.transaction() as tx:
            if tx.take_failure(failure_id) is None:
                return False
            self._handling.respond(tx, message, now)
            return True

    def tidy(self) -> None:
        """Drop what has served its time, unless that was done within a day: what runs for months stays small.

        For whoever serves to call every now and then, beside the messages; raises StoreUnavailableError.
        """
        now = self._clock()
        if self._tidied is None or abs(now - self._tidied) >= TIDY_EVERY:  # a clock set back must not end it
            with self._store.transaction() as tx:
                for chat in tx.prune(now, self._keep_chats):
                    tx.unlink(self._handling.person(*chat))
            self._tidied = now

    def _refusal(self, message: Message, now: datetime) -> Reply | None:
        """Return what to say to a message that is not to be read; raises TooManyError when enough has been said."""
        if self._limits:
            admission = self._limits.admit(message.channel, message.chat, now.timestamp())
            if admission is Admission.DROP:
                _count(message, "dropped")
                raise TooManyError
            if admission is Admission.TELL:
                return TOO_FAST
        return TOO_LONG if len(message.text) > LONGEST else None

    def _admitted(
        self, heard: Iterable[tuple[Message, Reply | None]], now: datetime
    ) -> Iterator[tuple[Message, Reply | None]]:
        for message, instead in heard:
            with suppress(TooManyError):
                yield message, self._refusal(message, now) or instead

    @contextmanager
    def _coming_again(self, messages: Iterable[Message]) -> Iterator[None]:
        """When the store is unavailable, count these as not stored, and leave it to the limits to count them anew."""
        try:
            yield
        except StoreUnavailableError:
            for message in messages:
                _count(message, "not stored")
                if self._limits:
                    self._limits.forgive(message.channel, message.chat)
            raise

    def _together(self, taken: Sequence[tuple[Message, Reply | None]], now: datetime) -> tuple[Outgoing, ...]:
        """Handle messages in one transaction or, where one breaks it, each in its own, with its own failure."""
        try:
            return self._handle_all(taken, now)
        except StoreUnavailableError:
            raise
        except Exception:
            last = {message.chat: self._alone(message, instead, now) for message, instead in taken}
            return tuple(row for rows in last.values() for row in rows)

    def _alone(self, message: Message, instead: Reply | None, now: datetime) -> tuple[Outgoing, ...]:
        """Handle one message; whatever it breaks, its chat goes on."""
        try:
            return self._handle(message, instead, now)
        except StoreUnavailableError:
            raise
        except Exception as error:
            logger.error("a message could not be handled", extra={"error": type(error).__name__})
            return self._apologise(message, error, now)

    def _handle_all(self, taken: Sequence[tuple[Message, Reply | None]], now: datetime) -> tuple[Outgoing, ...]:
        with self._store.batch() as tx:
            tx.expect([message for message, _ in taken], now)
            outcomes = [self._take(tx, message, instead, now) for message, instead in taken]
            chats = {message.chat for message, _ in taken}
            waiting = tx.lease_chats(taken[0][0].channel, chats, self._worker, now)
        for (message, _), outcome in zip(taken, outcomes, strict=True):
            _count(message, outcome)
        return waiting

    def _handle(self, message: Message, instead: Reply | None, now: datetime) -> tuple[Outgoing, ...]:
        with self._store.transaction() as tx:
            outcome = self._take(tx, message, instead, now)
            waiting = tx.lease(message.channel, message.chat, self._worker, now)
        _count(message, outcome)
        return waiting

    def _take(self, tx: Transaction, message: Message, instead: Reply | None, now: datetime) -> str:
        """Handle a message that has not come before; return what became of it, as `MESSAGES` counts it."""
        if not tx.claim(message.channel, message.id, now):
            return "repeated"
        if instead is None:
            self._handling.respond(tx, message, now)
            return "answered"
        tx.enqueue(message.channel, message.chat, (instead,), "", now)
        return "turned away"

    def _apologise(self, message: Message, error: Exception, now: datetime) -> tuple[Outgoing, ...]:
        """Keep what went wrong for staff, in a transaction of its own: the first one was rolled back."""
        with self._store.transaction() as tx:
            if tx.claim(message.channel, message.id, now):
                tx.keep_failure(message, error, now)
                tx.enqueue(message.channel, message.chat, (APOLOGY,), "", now)
                _count(message, "failed")
                event = Event("message_failed", {"error": type(error).__name__})
                tx.record([event], message.channel, self._handling.person(message.channel, message.chat), now)
            return tx.lease(message.channel, message.chat, self._worker, now)


def _count(message: Message, outcome: str) -> None:
    MESSAGES.labels(message.channel, outcome).inc()
