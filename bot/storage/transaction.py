"""What can be done between begin and commit, on either database."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.sql.base import Executable

from bot.content import SHANGHAI
from bot.dialogue import NO_VISIT, Conversation, Event, Kept, LaterVersionError, Message, Reply, Visit
from bot.storage import statements
from bot.storage.errors import NewerConversationError, StoredConversationError
from bot.storage.rows import (
    Failure,
    Held,
    Hold,
    Line,
    Outgoing,
    event_row,
    failure_of,
    failure_row,
    held_row,
    json_row,
    line_of,
    outgoing_of,
    owners_line_of,
    reply_json,
    storable,
    unreadable_row,
    visit_row,
)

KEEP_CLAIMS = timedelta(hours=72)  # Telegram delivers an update for 24 h
KEEP_LINES = timedelta(days=7)
"""How long what was said can be read: by the owner on the page, by staff who are asked to help."""
FETCHED = frozenset({"web"})
"""Channels whose pages fetch what is said, so that nothing is sent to them."""
KEEP_FAILURES = timedelta(days=30)
LEASE = timedelta(seconds=60)
"""How long a worker may be silent before another one sends its replies."""


class Transaction:
    """The changes. ``now`` is an aware time throughout; no method commits by itself."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._upserts = statements.UPSERTS[connection.dialect.name]

    def _put(self, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write rows; whoever has many may put them off, and write them together."""
        self.connection.execute(statement, rows)

    def _write(self, reply: Reply) -> str:
        return reply_json(reply)

    def _read(self, row: Any) -> Outgoing:
        return outgoing_of(row)

    # Messages and conversations.

    def claim(self, channel: str, message_id: str, now: datetime) -> bool:
        """Take this message for oneself; False when it has been taken before."""
        row = {"channel": channel, "message_id": message_id, "at": now}
        return self.connection.execute(self._upserts.claim, row).first() is not None

    def unclaim(self, channel: str, message_id: str) -> None:
        """Leave to be taken what was claimed and is not going to be handled."""
        self.connection.execute(statements.UNCLAIM, {"of_channel": channel, "of_id": message_id})

    def load(self, channel: str, chat: str, now: datetime) -> Conversation | None:
        """Return the chat's conversation, None if there is none, and hold the chat until the commit.

        Two messages of one chat are thus handled one after the other, on whatever machines.
        Raises StoredConversationError.
        """
        return _conversation_of(self._hold(channel, chat, now).state)

    def load_held(self, channel: str, chat: str, now: datetime) -> tuple[Conversation | None, Hold | None]:
        """Load likewise, and return who of the staff has the conversation, if anybody."""
        row = self._hold(channel, chat, now)
        return _conversation_of(row.state), row.hold

    def held(self, channel: str, chat: str, now: datetime) -> Hold | None:
        """Return who of the staff has the chat, whose conversation may be unreadable, and hold it until the commit."""
        return self._hold(channel, chat, now).hold

    def set_hold(self, channel: str, chat: str, hold: Hold | None) -> None:
        """Give a conversation to somebody, or to nobody."""
        by, until, told = (hold.by, hold.until, hold.told) if hold else (None, None, None)
        self.connection.execute(statements.SET_HOLD, {**_of(channel, chat), "by": by, "until": until, "told": told})

    def flush(self) -> None:
        """Write what was put off, for who is going to read it; here nothing is."""

    def look(self, channel: str, chat: str) -> Conversation | None:
        """Return the chat's conversation and hold nothing, for who only shows it; None where none can be read."""
        try:
            return _conversation_of(self.connection.scalar(statements.STATE, _of(channel, chat)))
        except StoredConversationError:
            return None

    def _hold(self, channel: str, chat: str, now: datetime) -> Held:
        """Lock the chat's row, and make it first if there is none, or if it was erased while we waited."""
        while (row := self.connection.execute(statements.HELD_STATE, _of(channel, chat)).first()) is None:
            self.connection.execute(self._upserts.hold, {"channel": channel, "chat": chat, "updated": now})
        return held_row(row)

    def save(self, channel: str, chat: str, conversation: Conversation, now: datetime) -> None:
        """Put this conversation in place of the chat's earlier one."""
        row = {"channel": channel, "chat": chat, "state": conversation.to_json(), "updated": now}
        self._put(self._upserts.save, [row])

    def erase(self, channel: str, chat: str) -> None:
        """Forget the chat: its conversation, replies sent or not, kept failures and questions."""
        of_chat = _of(channel, chat)
        self.connection.execute(statements.UNSENT, of_chat)  # locks them in order, as a sending worker does
        for statement in statements.ERASE:
            self.connection.execute(statement, of_chat)

    # Replies.

    def enqueue(
        self, channel: str, chat: str, replies: Iterable[Reply], shown_in: str, now: datetime, who: str = "huiqi"
    ) -> None:
        """Store replies to be sent, in this order; ``who`` says them, Huiqi or staff."""
        same = {"channel": channel, "chat": chat, "shown_in": shown_in, "created": now, "who": who}
        fetched = {"sent_at": now, "outcome": "fetched"} if channel in FETCHED else {"sent_at": None, "outcome": None}
        if rows := [{**same, **fetched, "reply": self._write(reply)} for reply in replies]:
            self._put(statements.ENQUEUE, rows)

    def note(self, message: Message, now: datetime) -> None:
        """Store what the owner said."""
        said = {"text": storable(message.text), "choice": storable(message.choice)}
        self._put(statements.NOTE, [{"at": now, "channel": message.channel, "chat": message.chat, **said}])

    def lines(self, channel: str, chat: str, most: int) -> tuple[Line, ...]:
        """Return what was said in a chat, at most the newest ``most`` of either side, oldest first."""
        of_chat = _of(channel, chat)
        said = [owners_line_of(row) for row in self.connection.execute(statements.SAID.limit(most), of_chat)]
        replies = [line_of(row) for row in self.connection.execute(statements.REPLIES.limit(most), of_chat)]
        # What the owner said and what came of it have the same time; the sort keeps the order of each side.
        return tuple(sorted((*reversed(said), *reversed(replies)), key=lambda line: line.at))

    def newest(self, channel: str) -> int:
        """Return the id of a channel's newest reply, 0 where there is none."""
        return self.connection.scalar(statements.NEWEST, {"of_channel": channel}) or 0

    def news(self, channel: str, after: int) -> dict[str, int]:
        """Return the chats of a channel that were replied to after a reply, each with its newest reply's id."""
        found = self.connection.execute(statements.NEWS, {"of_channel": channel, "after": after})
        return {row.chat: row.newest for row in found}

    def lease(self, channel: str, chat: str, worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Return the chat's oldest replies not yet sent, in order, for this worker alone to send.

        Nothing is returned while another worker's lease runs: that one asks again when it has sent its own.
        """
        return self._lease_rows(self.connection.execute(statements.UNSENT, _of(channel, chat)).all(), worker, now)

    def _lease_rows(self, rows: Iterable[Any], worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Lease these rows, which are in order, but for those of chats that another worker is at."""
        of_chats: dict[str, list[Any]] = {}
        for row in rows:
            of_chats.setdefault(row.chat, []).append(row)
        ours = [row for of_chat in of_chats.values() if not _is_at(worker, of_chat, now) for row in of_chat]
        # Exactly these: by now there may be others, leased by somebody who came after our look.
        if ids := [row.id for row in ours if row.leased_by is None or row.leased_until < now + LEASE / 2]:
            self.connection.execute(statements.LEASE, {"ids": ids, "worker": worker, "until": now + LEASE})
        return tuple(outgoing for row in ours if (outgoing := self._readable(row, now)))

    def lease_all(self, channel: str, worker: str, now: datetime) -> tuple[Outgoing, ...]:
        """Lease every chat of a channel that has replies to send and nobody at them; oldest first."""
        chats = self.connection.execute(statements.CHATS_TO_SEND, {"of_channel": channel, "now": now}).all()
        return tuple(outgoing for row in chats for outgoing in self.lease(channel, row.chat, worker, now))

    def extend(self, channel: str, chat: str, worker: str, until: datetime) -> None:
        """Let the worker's lease on a chat run on until `LEASE` after ``until``, when it will try again."""
        lease = {**_of(channel, chat), "worker": worker, "until": until + LEASE}
        self.connection.execute(statements.EXTEND, lease)

    def release(self, channel: str) -> None:
        """End every lease of a channel, for a worker that knows it is the only one."""
        self.connection.execute(statements.RELEASE, {"of_channel": channel})

    def mark(self, outgoing_id: int, outcome: str, now: datetime) -> None:
        """Note how the sending of a reply ended; it is not sent again."""
        self._put(statements.MARK, [{"of_id": outgoing_id, "now": now, "how": storable(outcome)}])

    def _readable(self, row: Any, now: datetime) -> Outgoing | None:
        """Read a reply; one of another release is set aside, or its chat could never be answered again."""
        try:
            return self._read(row)
        except (ValueError, LookupError, TypeError):
            self.mark(row.id, "unreadable", now)
            return None

    # What is kept for staff.

    def record(
        self, happened: Sequence[Event], channel: str, person: str, now: datetime, visit: Visit = NO_VISIT
    ) -> None:
        """Store events of a person, who is a hash that says nothing without its key."""
        common = visit_row(visit, person)
        if happened:
            day = now.astimezone(SHANGHAI).date().isoformat()
            same = {"at": now, "day": day, "channel": channel, "person": person, **common}
            self._put(statements.RECORD, [{**same, **event_row(event)} for event in happened])
        if visit.regrouped:
            grouped = {"of_visit": common["visit"], "in_county": visit.county, "in_sector": visit.sector}
            self._put(statements.REGROUP, [grouped])

    def groups_of(self, person: str) -> Visit:
        """Return county and sector as a person's last event has them, for what happens beside their visits."""
        row = self.connection.execute(statements.LAST_GROUPS, {"of_person": person}).first()
        return Visit(county=row.county, sector=row.sector) if row else NO_VISIT

    def unlink(self, person: str) -> None:
        """Let no event tell any more that it was this person's, nor that two visits were of one person."""
        for statement in statements.UNLINK:
            self.connection.execute(statement, {"of_person": person})

    def keep_failure(self, message: Message, error: Exception, now: datetime) -> None:
        """Keep a message that could not be handled, with the traceback."""
        self.connection.execute(statements.KEEP_FAILURE, {"at": now, **failure_row(message, error)})

    def keep_unreadable(self, channel: str, chat: str, error: StoredConversationError, now: datetime) -> None:
        """Keep among the failures the text of a conversation that is about to be replaced by a new one."""
        self.connection.execute(statements.KEEP_FAILURE, {"at": now, **unreadable_row(channel, chat, error)})

    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be handled, oldest first."""
        return tuple(map(failure_of, self.connection.execute(statements.FAILURES)))

    def take_failure(self, failure_id: int) -> Failure | None:
        """Remove a failure and return it; None when it is not there, or another operator just took it."""
        row = self.connection.execute(statements.TAKE_FAILURE, {"of_id": failure_id}).first()
        return failure_of(row) if row else None

    def keep_question(self, message: Message, kept: Kept, now: datetime) -> None:
        """Keep a question for staff, in the words it was asked in."""
        asked = {"channel": message.channel, "chat": message.chat, "text": storable(kept.text)}
        self.connection.execute(statements.KEEP_QUESTION, {"at": now, **asked, "why": kept.why})

    def export(self, channel: str, chat: str) -> dict[str, list[dict[str, Any]]]:
        """Return everything stored about a chat, as JSON values, table by table."""
        of_chat = _of(channel, chat)
        return {
            table: [json_row(row) for row in self.connection.execute(rows, of_chat)]
            for table, rows in statements.EXPORT.items()
        }

    # Retention.

    def prune(self, now: datetime, keep: timedelta) -> tuple[tuple[str, str], ...]:
        """Drop what has served: claims, sent replies, failures; and chats silent for longer than ``keep``.

        Returns these chats, by channel and chat: who has the key can `unlink` their events.
        """
        self.connection.execute(statements.PRUNE_CLAIMS, {"before": now - KEEP_CLAIMS})
        for statement in (statements.PRUNE_SAID, statements.PRUNE_SENT):
            self.connection.execute(statement, {"before": now - min(KEEP_LINES, keep)})
        self.connection.execute(statements.PRUNE_FAILURES, {"before": now - min(KEEP_FAILURES, keep)})
        for statement in statements.PRUNE_OLD:
            self.connection.execute(statement, {"before": now - keep})
        silent = self.connection.execute(statements.PRUNE_SILENT, {"before": now - keep}).all()
        self.connection.execute(statements.FORGET_THREADS_OF_SILENT)
        self.connection.execute(statements.FORGET_CLOSED_THREADS, {"closed_before": now - min(KEEP_LINES, keep)})
        return tuple((row.channel, row.chat) for row in silent)


def _is_at(worker: str, of_chat: Iterable[Any], now: datetime) -> bool:
    """Whether another worker's lease runs on a chat."""
    return any(row.leased_by not in (None, worker) and row.leased_until > now for row in of_chat)


def _conversation_of(state: str | None) -> Conversation | None:
    if not state:
        return None
    try:
        return Conversation.from_json(state)
    except LaterVersionError as error:
        raise NewerConversationError(state, error) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoredConversationError(state, error) from error


def _of(channel: str, chat: str) -> dict[str, str]:
    return {"of_channel": channel, "of_chat": chat}
