"""The queue as topics of a group: what each topic has yet to show, and what is noted once it does.

A topic is a view of a queue entry and decides nothing: `bot.reception` does the deeds, whoever asks for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any

from bot.codes import WHY
from bot.dialogue import Conversation, Reply
from bot.reception import Entry, Reception
from bot.storage import QueueRows, Store, Topic, TopicRows

CHANNEL = "telegram"
BUSY = timedelta(seconds=60)
"""How long a process that died keeps a topic from the others."""


@dataclass(frozen=True, slots=True)
class View:
    """A topic and what it is a view of; ``entry`` is None where nothing waits for a person any more.

    ``lost`` counts what staff said that could not be delivered.
    """

    topic: Topic
    entry: Entry | None
    conversation: Conversation
    lost: int


class Topics:
    """The topics in a database; the clock returns aware times."""

    def __init__(self, store: Store, reception: Reception, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._reception = reception
        self._clock = clock

    def views(self) -> tuple[View, ...]:
        """Return what is to be shown, closed or deleted, after a topic was given to each chat that waits.

        A chat that waits and is not among those read, for it came a moment later or many were before it, is left for
        a later look: that it is not among them does not mean that it is done.
        """
        entries = {(entry.channel, entry.chat): entry for entry in self._reception.waiting()}
        with self._store.reading() as tx:
            is_missing = TopicRows(tx).is_missing()
        if is_missing:  # seldom: who only looks need not wait for those who write
            with self._store.transaction() as tx:
                TopicRows(tx).add_missing()
        with self._store.reading() as tx:
            queue = QueueRows(tx)
            return tuple(
                View(topic, entry, tx.look(*chat) or Conversation(), _lost(queue, chat))
                for topic in TopicRows(tx).to_show()
                for chat in [(topic.channel, topic.chat)]
                if (entry := entries.get(chat)) or not queue.waits(*chat)
            )

    def claim(self, topic: Topic) -> Topic | None:
        """Work on a topic alone; returns it as it is now, None where another process does or it is gone."""
        now = self._clock()
        with self._store.transaction() as tx:
            return TopicRows(tx).claim(topic.id, now, now + BUSY)

    def again(self, topic: Topic) -> Topic | None:
        """Return a topic as it is now; None where it is gone."""
        with self._store.reading() as tx:
            return TopicRows(tx).one(topic.id)

    def release(self, topic: Topic) -> None:
        """Let others work on it."""
        self.change(topic, busy_until=None)

    def change(self, topic: Topic, **values: Any) -> None:
        """Note what was done about a topic."""
        with self._store.transaction() as tx:
            TopicRows(tx).change(topic.id, **values)

    def close(self, topic: Topic) -> None:
        """Note that it was closed."""
        self.change(topic, closed=self._clock())

    def remove(self, topic: Topic) -> None:
        """Note that it was deleted."""
        with self._store.transaction() as tx:
            TopicRows(tx).remove(topic.id)

    def post(self, topic: Topic) -> bool:
        """Store what is new to a topic, to be sent there: questions, and while staff have it all that its owner says.

        In one transaction with the note of it, so that each is posted once. Returns whether something waits to be sent.
        """
        now = self._clock()
        with self._store.transaction() as tx:
            rows = TopicRows(tx)
            asked, heard = rows.asked(topic), rows.said(topic)
            after = _had_after(QueueRows(tx), topic)
            questions = [_asked(text, why) for _, text, why in asked]
            words = [_said(text) for number, text in heard if after is not None and number > after and text]
            if asked or heard:
                tx.enqueue(CHANNEL, topic.place, (*questions, *words), "", now)
                last_asked = max((each[0] for each in asked), default=topic.asked)
                last_said = max((each[0] for each in heard), default=topic.said)
                rows.change(topic.id, asked=last_asked, said=last_said)
            return rows.unsent(topic)

    def refusals(self, topic: Topic) -> tuple[str, ...]:
        """Return why what was posted in a topic was refused, in Telegram's words."""
        with self._store.reading() as tx:
            return TopicRows(tx).refusals(CHANNEL, topic)

    def entry_at(self, place: str) -> int | None:
        """Return the queue entry that a place is a view of, as `Reception` knows it; None where there is none."""
        with self._store.reading() as tx:
            topic = TopicRows(tx).at(place)
            questions = QueueRows(tx).of_chat(topic.channel, topic.chat) if topic else ()
            return questions[-1].id if questions else None

    def tell(self, place: str, text: str, once: str) -> None:
        """Say something to staff in a topic; ``once`` tells what came twice."""
        now = self._clock()
        with self._store.transaction() as tx:
            if tx.claim("topics", once, now):
                tx.enqueue(CHANNEL, place, (Reply(escape(text, quote=False)),), "", now)


def _lost(rows: QueueRows, chat: tuple[str, str]) -> int:
    return sum(not arrives for arrives in rows.undelivered(*chat).values())


def _had_after(rows: QueueRows, topic: Topic) -> int | None:
    """Return the number of the last that an owner said before staff had the chat; None where they do not.

    Not the time: that of a message is read before it waits for the chat, so what is said to staff may seem earlier.
    """
    if rows.holds([(topic.channel, topic.chat)]).get((topic.channel, topic.chat)) is None:
        return None
    taken = rows.of_chat(topic.channel, topic.chat)
    return max((each.taken_after for each in taken if each.taken_after is not None), default=None)


def _asked(text: str, why: str) -> Reply:
    return Reply(f"<b>问</b>（{escape(WHY.get(why, why))}）：{escape(text, quote=False)}")


def _said(text: str) -> Reply:
    return Reply(f"<b>企业</b>：{escape(text, quote=False)}")
