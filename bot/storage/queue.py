"""The queue of open questions, and who of the staff has a conversation: the rows and their statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, or_, select, tuple_, update

from bot.storage.kept import KeptQuestion
from bot.storage.rows import Hold, hold_of
from bot.storage.statements import of_chat
from bot.storage.tables import conversations, outbox, questions, said
from bot.storage.transaction import Transaction

DELIVERED = ("sent", "sent, perhaps twice", "fetched")
MOST = 500
"""So many chats that wait are read at once, and so many closed questions: those lie deeper the older they are."""


@dataclass(frozen=True, slots=True)
class Asked(KeptQuestion):
    """A question in the queue, and what staff have done with it; its ``state`` is open, taken or closed.

    ``taken_after`` is the number of the last that its owner had said when it was taken: what is later is for staff.
    """

    staff: str | None
    taken_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    taken_after: int | None


_waiting = questions.c.state.in_(("open", "taken"))
_chats = (  # by chat and not by question: whoever asks much must not hide the others
    select(questions.c.channel, questions.c.chat)
    .where(_waiting)
    .group_by(questions.c.channel, questions.c.chat)
    .order_by(func.min(questions.c.id))
    .limit(MOST)
    .subquery()
)
WAITING = (
    select(questions)
    .join(_chats, and_(_chats.c.channel == questions.c.channel, _chats.c.chat == questions.c.chat))
    .where(_waiting)
)
WAITS = select(func.count()).select_from(questions).where(of_chat(questions), questions.c.state != "closed")
CLOSED = select(questions).where(questions.c.state == "closed").order_by(questions.c.closed_at.desc()).limit(MOST)
QUESTION = select(questions).where(questions.c.id == bindparam("of_id"))
OF_CHAT = select(questions).where(of_chat(questions)).order_by(questions.c.id)

_hold = (conversations.c.held_by, conversations.c.held_until, conversations.c.held_told)
HOLD = select(*_hold).where(of_chat(conversations)).with_for_update()
HOLDS = select(conversations.c.channel, conversations.c.chat, *_hold).where(
    tuple_(conversations.c.channel, conversations.c.chat).in_(bindparam("chats", expanding=True))
)
OVERDUE = select(conversations.c.channel, conversations.c.chat).where(
    conversations.c.held_by.is_not(None), conversations.c.held_until <= bindparam("now", type_=questions.c.at.type)
)
UNDELIVERED = select(outbox.c.id, outbox.c.sent_at).where(
    of_chat(outbox), outbox.c.who == "staff", or_(outbox.c.sent_at.is_(None), ~outbox.c.outcome.in_(DELIVERED))
)
_said_so_far = select(func.coalesce(func.max(said.c.id), 0)).where(of_chat(said)).scalar_subquery()
TAKE = (
    update(questions)
    .where(of_chat(questions), questions.c.state == "open")
    .values(state="taken", staff=bindparam("by"), taken_at=bindparam("now"), taken_after=_said_so_far)
    .returning(questions)
)
ANSWERED = (
    update(questions)
    .where(of_chat(questions), questions.c.state == "taken", questions.c.answered_at.is_(None))
    .values(answered_at=bindparam("now"))
    .returning(questions)
)
GIVE_BACK = (
    update(questions)
    .where(of_chat(questions), questions.c.state == "taken", questions.c.answered_at.is_(None))
    .values(state="open", staff=None, taken_at=None, taken_after=None)
    .returning(questions)
)
CLOSE = (
    update(questions)
    .where(of_chat(questions), questions.c.state == "taken")
    .values(state="closed", closed_at=bindparam("now"))
    .returning(questions)
)


class QueueRows:
    """The queue within one transaction. ``now`` is an aware time throughout."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection

    def waiting(self) -> tuple[Asked, ...]:
        """Return what is open or taken, oldest first; of the chats that have waited longest, where there are many."""
        return self._asked(WAITING)

    def waits(self, channel: str, chat: str) -> int:
        """Return how many questions of a chat are open or taken."""
        return int(self._connection.execute(WAITS, {"of_channel": channel, "of_chat": chat}).scalar_one())

    def closed(self) -> tuple[Asked, ...]:
        """Return what was closed, the latest first."""
        return self._asked(CLOSED)

    def question(self, question_id: int) -> Asked | None:
        """Return one question; None where it was erased, or never was."""
        found = self._asked(QUESTION, of_id=question_id)
        return found[0] if found else None

    def of_chat(self, channel: str, chat: str) -> tuple[Asked, ...]:
        """Return every question of a chat, oldest first."""
        return self._asked(OF_CHAT, of_channel=channel, of_chat=chat)

    def hold(self, channel: str, chat: str) -> Hold | None:
        """Lock a chat until the commit, as the handling of a message does; return who has it, if anybody."""
        row = self._connection.execute(HOLD, {"of_channel": channel, "of_chat": chat}).first()
        return hold_of(row) if row else None

    def overdue(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Return the chats that somebody has had for too long, by channel and chat."""
        return tuple((row.channel, row.chat) for row in self._connection.execute(OVERDUE, {"now": now}))

    def take(self, channel: str, chat: str, by: str, now: datetime) -> tuple[Asked, ...]:
        """Take what is open in a chat; return it."""
        return self._asked(TAKE, of_channel=channel, of_chat=chat, by=by, now=now)

    def answered(self, channel: str, chat: str, now: datetime) -> tuple[Asked, ...]:
        """Note that what is taken in a chat has its first answer; return what had none before."""
        return self._asked(ANSWERED, of_channel=channel, of_chat=chat, now=now)

    def give_back(self, channel: str, chat: str) -> tuple[Asked, ...]:
        """Put what is taken in a chat and not answered back into the queue; return it."""
        return self._asked(GIVE_BACK, of_channel=channel, of_chat=chat)

    def close(self, channel: str, chat: str, now: datetime) -> tuple[Asked, ...]:
        """Close what is taken in a chat; return it."""
        return self._asked(CLOSE, of_channel=channel, of_chat=chat, now=now)

    def holds(self, chats: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Hold | None]:
        """Return who has each of these chats, and lock nothing."""
        if not chats:
            return {}
        found = self._connection.execute(HOLDS, {"chats": list(chats)})
        return {(row.channel, row.chat): hold_of(row) for row in found}

    def undelivered(self, channel: str, chat: str) -> dict[int, bool]:
        """Return what staff said that has not arrived, by the number of the line: whether it may arrive yet."""
        found = self._connection.execute(UNDELIVERED, {"of_channel": channel, "of_chat": chat})
        return {row.id: row.sent_at is None for row in found}

    def spoke(self, chats: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[datetime | None, datetime | None]]:
        """Return for each chat when its owner and when staff last said something."""
        owners, staffs = self._last(said, said.c.at, chats), self._last(outbox, outbox.c.created, chats)
        return {chat: (owners.get(chat), staffs.get(chat)) for chat in chats}

    def _last(
        self, table: Table[Any], moment: ColumnElement[datetime], chats: Sequence[tuple[str, str]]
    ) -> dict[tuple[str, str], datetime]:
        if not chats:
            return {}
        by_staff = [outbox.c.who == "staff"] if table is outbox else []
        found = self._connection.execute(
            select(table.c.channel, table.c.chat, func.max(moment, type_=questions.c.at.type).label("last"))
            .where(tuple_(table.c.channel, table.c.chat).in_(chats), *by_staff)
            .group_by(table.c.channel, table.c.chat)
        )
        return {(row.channel, row.chat): row.last for row in found}

    def _asked(self, statement: Any, **values: Any) -> tuple[Asked, ...]:
        found = [Asked(**row._asdict()) for row in self._connection.execute(statement, values)]
        return tuple(found if statement is CLOSED else sorted(found, key=lambda asked: asked.id))
