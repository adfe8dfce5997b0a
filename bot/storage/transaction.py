"""What can be done between begin and commit; the same statements for SQLite and PostgreSQL.

SQLite ignores `FOR UPDATE`, and needs none: there, one transaction writes at a time.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.dialogue import Conversation, Event, Message, Reply
from bot.storage.errors import StoredConversationError
from bot.storage.rows import (
    Failure,
    Outgoing,
    event_row,
    failure_of,
    failure_row,
    outgoing_of,
    reply_json,
    storable,
)
from bot.storage.tables import claims, conversations, events, failures, outbox, questions

KEEP_CLAIMS = timedelta(hours=72)  # Telegram delivers an update for 24 h
KEEP_SENT = timedelta(hours=24)
KEEP_FAILURES = timedelta(days=30)
LEASE = timedelta(seconds=60)
"""How long a worker may be silent before another one sends its replies."""


class Transaction:
    """The changes. ``now`` is an aware time throughout; no method commits by itself."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert

    # Messages and conversations.

    def claim(self, channel: str, message_id: str, now: datetime) -> bool:
        """Take this message for oneself; False when it has been taken before."""
        row = self._insert(claims).values(channel=channel, message_id=message_id, at=now)
        taken = row.on_conflict_do_nothing().returning(claims.c.message_id)
        return self.connection.execute(taken).first() is not None

    def load(self, channel: str, chat: str, now: datetime) -> Conversation | None:
        """Return the chat's conversation, None if there is none, and hold the chat until the commit.

        Two messages of one chat are thus handled one after the other, on whatever machines.
        Raises StoredConversationError.
        """
        state = self._hold(channel, chat, now)
        if not state:
            return None
        try:
            return Conversation.from_json(state)
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise StoredConversationError(f"a stored conversation cannot be read: {error}") from error

    def _hold(self, channel: str, chat: str, now: datetime) -> str:
        """Lock the chat's row, made first if there is none; again, if it was erased while we waited."""
        row = self._insert(conversations).values(channel=channel, chat=chat, state="", updated=now)
        of_chat = (conversations.c.channel == channel) & (conversations.c.chat == chat)
        while True:
            self.connection.execute(row.on_conflict_do_nothing())
            state = self.connection.scalar(select(conversations.c.state).where(of_chat).with_for_update())
            if state is not None:
                return state

    def save(self, channel: str, chat: str, conversation: Conversation, now: datetime) -> None:
        """Put this conversation in place of the chat's earlier one."""
        news = {"state": conversation.to_json(), "updated": now}
        row = self._insert(conversations).values(channel=channel, chat=chat, **news)
        self.connection.execute(row.on_conflict_do_update(index_elements=["channel", "chat"], set_=news))

    def erase(self, channel: str, chat: str) -> None:
        """Forget the chat: its conversation, replies sent or not, kept failures and questions."""
        self._lock_unsent(channel, chat)
        for table in (conversations, outbox, failures, questions):
            self.connection.execute(delete(table).where(table.c.channel == channel, table.c.chat == chat))

    # Replies.

    def enqueue(self, channel: str, chat: str, replies: Iterable[Reply], shown_in: str, now: datetime) -> None:
        """Store replies to be sent, in this order."""
        self._insert_all(
            outbox,
            [
                {"channel": channel, "chat": chat, "reply": reply_json(reply), "shown_in": shown_in, "created": now}
                for reply in replies
            ],
        )

    def lease(self, channel: str, chat: str, worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Return the chat's replies not yet sent, oldest first, for this worker alone to send.

        Nothing is returned while another worker's lease runs: that one asks again when it has sent its own.
        """
        rows = self._lock_unsent(channel, chat)
        if any(row.leased_by not in (None, worker) and row.leased_until > now for row in rows):
            return ()
        if rows:
            # Exactly these: by now there may be others, leased by somebody who came after our look.
            these = outbox.c.id.in_([row.id for row in rows])
            mine = {"leased_by": worker, "leased_until": now + LEASE}
            self.connection.execute(update(outbox).where(these).values(mine))
        return tuple(outgoing for row in rows if (outgoing := self._readable(row, now)))

    def lease_all(self, channel: str, worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Lease every chat of a channel that has replies to send and nobody at them; oldest first."""
        earlier = outbox.alias()
        behind = select(earlier.c.id).where(
            earlier.c.channel == outbox.c.channel,
            earlier.c.chat == outbox.c.chat,
            earlier.c.sent_at.is_(None),
            earlier.c.id < outbox.c.id,
        )
        free = or_(outbox.c.leased_by.is_(None), outbox.c.leased_until <= now)
        heads = select(outbox.c.chat).where(
            outbox.c.channel == channel, outbox.c.sent_at.is_(None), free, ~behind.exists()
        )
        # A head locked just now belongs to a worker that is at its chat.
        chats = self.connection.scalars(heads.order_by(outbox.c.id).with_for_update(skip_locked=True)).all()
        return tuple(outgoing for chat in chats for outgoing in self.lease(channel, chat, worker, now))

    def extend(self, channel: str, chat: str, worker: str, until: datetime) -> None:
        """Let the worker's lease on a chat run on until `LEASE` after ``until``, when it will try again."""
        mine = _unsent(channel, chat) & (outbox.c.leased_by == worker)
        self.connection.execute(update(outbox).where(mine).values(leased_until=until + LEASE))

    def release(self, channel: str) -> None:
        """End every lease of a channel, for a worker that knows it is the only one."""
        leased = (outbox.c.channel == channel) & outbox.c.sent_at.is_(None)
        self.connection.execute(update(outbox).where(leased).values(leased_by=None, leased_until=None))

    def mark(self, outgoing_id: int, outcome: str, now: datetime) -> None:
        """Note how the sending of a reply ended; it is not sent again."""
        self.connection.execute(
            update(outbox).where(outbox.c.id == outgoing_id).values(sent_at=now, outcome=storable(outcome))
        )

    def _lock_unsent(self, channel: str, chat: str) -> Sequence[Any]:
        """Return the chat's unsent rows, in order, each as its last writer left it."""
        rows = select(outbox).where(_unsent(channel, chat)).order_by(outbox.c.id).with_for_update()
        return self.connection.execute(rows).all()

    def _readable(self, row: Any, now: datetime) -> Outgoing | None:
        """Read a reply; one of another release is set aside, or its chat could never be answered again."""
        try:
            return outgoing_of(row)
        except (ValueError, LookupError, TypeError):
            self.mark(row.id, "unreadable", now)
            return None

    # What is kept for staff.

    def record(self, happened: Iterable[Event], now: datetime) -> None:
        """Store events. They are not tied to a chat."""
        self._insert_all(events, [{"at": now, **event_row(event)} for event in happened])

    def keep_failure(self, message: Message, traceback: str, now: datetime) -> None:
        """Keep a message that could not be handled."""
        self.connection.execute(insert(failures).values(at=now, **failure_row(message, traceback)))

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be handled, oldest first."""
        return tuple(map(failure_of, self.connection.execute(select(failures).order_by(failures.c.id))))

    def take_failure(self, failure_id: int) -> Failure | None:
        """Remove a failure and return it; None when it is not there, or another operator just took it."""
        taken = delete(failures).where(failures.c.id == failure_id).returning(failures)
        row = self.connection.execute(taken).first()
        return failure_of(row) if row else None

    def keep_question(self, message: Message, why: str, now: datetime) -> None:
        """Keep a question for staff; ``why`` says what it was kept for."""
        self.connection.execute(
            insert(questions).values(
                at=now, channel=message.channel, chat=message.chat, text=storable(message.text), why=why
            )
        )

    def export(self, channel: str, chat: str) -> dict[str, Any]:
        """Return everything stored about a chat, as JSON values, table by table."""
        return {
            table.name: [
                {name: _json_value(value) for name, value in row._mapping.items()}
                for row in self.connection.execute(
                    select(table).where(table.c.channel == channel, table.c.chat == chat)
                )
            ]
            for table in (conversations, outbox, failures, questions)
        }

    # Retention.

    def prune(self, now: datetime, keep: timedelta) -> None:
        """Drop what has served: claims, sent replies, failures; and chats silent for longer than ``keep``."""
        self.connection.execute(delete(claims).where(claims.c.at < now - KEEP_CLAIMS))
        self.connection.execute(delete(outbox).where(outbox.c.sent_at < now - KEEP_SENT))
        self.connection.execute(delete(failures).where(failures.c.at < now - min(KEEP_FAILURES, keep)))
        self.connection.execute(delete(questions).where(questions.c.at < now - keep))
        self.connection.execute(delete(outbox).where(outbox.c.created < now - keep))
        self.connection.execute(delete(conversations).where(conversations.c.updated < now - keep))

    def _insert_all(self, table: Table[Any], rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self.connection.execute(insert(table), rows)


def _unsent(channel: str, chat: str) -> ColumnElement[bool]:
    return (outbox.c.channel == channel) & (outbox.c.chat == chat) & outbox.c.sent_at.is_(None)


def _json_value(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
