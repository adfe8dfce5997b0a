"""The topics of the staff's group in Telegram, each a view of one chat in the queue: the rows and their statements."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, insert, or_, select, update

from bot.storage.statements import of_chat
from bot.storage.tables import outbox, questions, said, topics
from bot.storage.transaction import Transaction

FORGOTTEN = ""
"""The chat of a topic that is to be deleted: nothing tells any more whose it was."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: ``place`` is ``group/thread``, empty until it is made; ``card`` the message pinned in it, 0 until sent.

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
    questions.c.channel == topics.c.channel,
    questions.c.chat == topics.c.chat,
    questions.c.state.in_(("open", "taken")),
)
CHATS_WITHOUT = (
    select(questions.c.channel, questions.c.chat, func.min(questions.c.id).label("first"))
    .where(
        questions.c.state.in_(("open", "taken")),
        ~exists().where(topics.c.channel == questions.c.channel, topics.c.chat == questions.c.chat),
    )
    .group_by(questions.c.channel, questions.c.chat)
    .order_by("first")
)
ADD = insert(topics)
TO_SHOW = select(topics).where(or_(topics.c.closed.is_(None), topics.c.chat == FORGOTTEN, _waits)).order_by(topics.c.id)
ONE = select(topics).where(topics.c.id == bindparam("of_id"))
UNSENT = select(outbox.c.id).where(outbox.c.chat == bindparam("at_place"), outbox.c.sent_at.is_(None)).limit(1)
REFUSED = select(outbox.c.outcome).where(of_chat(outbox), outbox.c.outcome.startswith("refused:"))
AT = select(topics).where(topics.c.place == bindparam("at_place"), topics.c.chat != FORGOTTEN)
CLAIM = (
    update(topics)
    .where(
        topics.c.id == bindparam("of_id"),
        or_(topics.c.busy_until.is_(None), topics.c.busy_until <= bindparam("now", type_=topics.c.busy_until.type)),
    )
    .values(busy_until=bindparam("until"))
    .returning(topics)
)
REMOVE = delete(topics).where(topics.c.id == bindparam("of_id"))
ASKED = (
    select(questions.c.id, questions.c.text, questions.c.why)
    .where(of_chat(questions), questions.c.id > bindparam("after"), questions.c.state != "closed")
    .order_by(questions.c.id)
)
SAID = select(said.c.id, said.c.text).where(of_chat(said), said.c.id > bindparam("after")).order_by(said.c.id)


class TopicRows:
    """The topics within one transaction. ``now`` is an aware time throughout."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection

    def is_missing(self) -> bool:
        """Whether a chat that waits for a person has no topic."""
        return self._connection.execute(CHATS_WITHOUT.limit(1)).first() is not None

    def add_missing(self) -> None:
        """Give a topic to every chat that waits for a person and has none."""
        if rows := [{"channel": row.channel, "chat": row.chat} for row in self._connection.execute(CHATS_WITHOUT)]:
            self._connection.execute(ADD, rows)

    def to_show(self) -> tuple[Topic, ...]:
        """Return the topics that are open, should be, or are to be deleted."""
        return tuple(map(_topic_of, self._connection.execute(TO_SHOW)))

    def at(self, place: str) -> Topic | None:
        """Return the topic at a place; None where there is none, or its owner is forgotten."""
        row = self._connection.execute(AT, {"at_place": place}).first()
        return _topic_of(row) if row else None

    def one(self, topic_id: int) -> Topic | None:
        """Return a topic; None where it is gone."""
        row = self._connection.execute(ONE, {"of_id": topic_id}).first()
        return _topic_of(row) if row else None

    def claim(self, topic_id: int, now: datetime, until: datetime) -> Topic | None:
        """Work on a topic alone until a time; None where another process does, or it is gone."""
        row = self._connection.execute(CLAIM, {"of_id": topic_id, "now": now, "until": until}).first()
        return _topic_of(row) if row else None

    def change(self, topic_id: int, **values: Any) -> None:
        """Note what has been done about a topic."""
        self._connection.execute(update(topics).where(topics.c.id == topic_id).values(**values))

    def remove(self, topic_id: int) -> None:
        """Drop a topic that was deleted."""
        self._connection.execute(REMOVE, {"of_id": topic_id})

    def asked(self, topic: Topic) -> tuple[tuple[int, str, str], ...]:
        """Return the questions not posted yet: id, text and why each was kept."""
        found = self._connection.execute(ASKED, self._after(topic, topic.asked))
        return tuple((row.id, row.text, row.why) for row in found)

    def said(self, topic: Topic) -> tuple[tuple[int, str], ...]:
        """Return what the owner has said and was not posted yet: id and text."""
        return tuple((row.id, row.text) for row in self._connection.execute(SAID, self._after(topic, topic.said)))

    def unsent(self, topic: Topic) -> bool:
        """Whether something waits to be sent there."""
        return self._connection.execute(UNSENT, {"at_place": topic.place}).first() is not None

    def refusals(self, channel: str, topic: Topic) -> tuple[str, ...]:
        """Return why what was sent there was refused, in the channel's words."""
        return tuple(self._connection.scalars(REFUSED, {"of_channel": channel, "of_chat": topic.place}))

    def _after(self, topic: Topic, last: int) -> dict[str, Any]:
        return {"of_channel": topic.channel, "of_chat": topic.chat, "after": last}


def _topic_of(row: Any) -> Topic:
    return Topic(**{**row._asdict(), "pinned": bool(row.pinned)})
