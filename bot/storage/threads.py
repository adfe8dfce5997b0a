"""The threads of the staff's group in Telegram, each a view of one chat in the queue: the rows and their statements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, or_, select, update

from bot.storage.statements import of_chat
from bot.storage.tables import outbox, questions, said, threads
from bot.storage.transaction import Transaction

FORGOTTEN = ""
"""The chat of a thread that is to be deleted: nothing tells any more whose it was."""


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread: ``place`` is ``group/thread``, empty until it is made; ``card`` the message pinned in it, 0 until sent.

    ``shown`` tells what the card shows; ``asked`` and ``said`` are the last question and words posted in it.
    """

    id: int
    channel: str
    chat: str
    place: str
    card: int
    pinned: bool
    shown: str
    asked: int
    said: int
    closed: datetime | None
    busy_until: datetime | None

    @property
    def forgotten(self) -> bool:
        """Whether it is to be deleted."""
        return self.chat == FORGOTTEN


_waits = exists().where(
    questions.c.channel == threads.c.channel,
    questions.c.chat == threads.c.chat,
    questions.c.state.in_(("open", "taken")),
)
CHATS_WITHOUT = (
    select(questions.c.channel, questions.c.chat, func.min(questions.c.id).label("first"))
    .where(
        questions.c.state.in_(("open", "taken")),
        ~exists().where(threads.c.channel == questions.c.channel, threads.c.chat == questions.c.chat),
    )
    .group_by(questions.c.channel, questions.c.chat)
    .order_by("first")
)
ADD = insert(threads)
_is_shown = or_(threads.c.closed.is_(None), threads.c.chat == FORGOTTEN, _waits)
TO_SHOW = select(threads).where(_is_shown).order_by(threads.c.id)
ONE = select(threads).where(threads.c.id == bindparam("of_id"))
UNSENT = select(outbox.c.id).where(outbox.c.chat == bindparam("at_place"), outbox.c.sent_at.is_(None)).limit(1)
REFUSED = select(outbox.c.outcome).where(of_chat(outbox), outbox.c.outcome.startswith("refused:"))
AT = select(threads).where(threads.c.place == bindparam("at_place"), threads.c.chat != FORGOTTEN)
CLAIM = (
    update(threads)
    .where(
        threads.c.id == bindparam("of_id"),
        or_(threads.c.busy_until.is_(None), threads.c.busy_until <= bindparam("now", type_=threads.c.busy_until.type)),
    )
    .values(busy_until=bindparam("until"))
    .returning(threads)
)
REMOVE = delete(threads).where(threads.c.id == bindparam("of_id"))
ASKED = (
    select(questions.c.id, questions.c.text, questions.c.why)
    .where(of_chat(questions), questions.c.id > bindparam("after"), questions.c.state != "closed")
    .order_by(questions.c.id)
)
SAID = select(said.c.id, said.c.text).where(of_chat(said), said.c.id > bindparam("after")).order_by(said.c.id)


class ThreadRows:
    """The threads within one transaction. ``now`` is an aware time throughout."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection

    def is_missing(self) -> bool:
        """Whether a chat that waits for a person has no thread."""
        return self._connection.execute(CHATS_WITHOUT.limit(1)).first() is not None

    def add_missing(self) -> None:
        """Give a thread to every chat that waits for a person and has none."""
        if rows := [{"channel": row.channel, "chat": row.chat} for row in self._connection.execute(CHATS_WITHOUT)]:
            self._connection.execute(ADD, rows)

    def to_show(self) -> tuple[Thread, ...]:
        """Return the threads that are open, should be, or are to be deleted."""
        return tuple(map(_thread_of, self._connection.execute(TO_SHOW)))

    def at(self, place: str) -> Thread | None:
        """Return the thread at a place; None where there is none, or its owner is forgotten."""
        row = self._connection.execute(AT, {"at_place": place}).first()
        return _thread_of(row) if row else None

    def one(self, thread_id: int) -> Thread | None:
        """Return a thread; None where it is gone."""
        row = self._connection.execute(ONE, {"of_id": thread_id}).first()
        return _thread_of(row) if row else None

    def claim(self, thread_id: int, now: datetime, until: datetime) -> Thread | None:
        """Work on a thread alone until a time; None where another process does, or it is gone."""
        row = self._connection.execute(CLAIM, {"of_id": thread_id, "now": now, "until": until}).first()
        return _thread_of(row) if row else None

    def change(self, thread_id: int, **values: Any) -> None:
        """Note what has been done about a thread."""
        self._connection.execute(update(threads).where(threads.c.id == thread_id).values(**values))

    def remove(self, thread_id: int) -> None:
        """Drop a thread that was deleted."""
        self._connection.execute(REMOVE, {"of_id": thread_id})

    def asked(self, thread: Thread) -> tuple[tuple[int, str, str], ...]:
        """Return the questions not posted yet: id, text and why each was kept."""
        found = self._connection.execute(ASKED, self._after(thread, thread.asked))
        return tuple((row.id, row.text, row.why) for row in found)

    def said(self, thread: Thread) -> tuple[tuple[int, str], ...]:
        """Return what the owner has said and was not posted yet: id and text."""
        return tuple((row.id, row.text) for row in self._connection.execute(SAID, self._after(thread, thread.said)))

    def unsent(self, thread: Thread) -> bool:
        """Whether something waits to be sent there."""
        return self._connection.execute(UNSENT, {"at_place": thread.place}).first() is not None

    def refusals(self, channel: str, thread: Thread) -> tuple[str, ...]:
        """Return why what was sent there was refused, in the channel's words."""
        return tuple(self._connection.scalars(REFUSED, {"of_channel": channel, "of_chat": thread.place}))

    def _after(self, thread: Thread, last: int) -> dict[str, Any]:
        return {"of_channel": thread.channel, "of_chat": thread.chat, "after": last}


def _thread_of(row: Any) -> Thread:
    return Thread(**{**row._asdict(), "pinned": bool(row.pinned)})
