"""The queue as threads of a group: what each thread has yet to show, and what is noted once it does.

Telegram's pages call a thread a topic; here, a topic is what questions are about.

A thread is a view of a queue entry and decides nothing: `bot.reception` does the deeds, whoever asks for them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape
from typing import Any

from bot.codes import WHY
from bot.dialogue import Conversation, Reply
from bot.reception import Entry, Reception
from bot.storage import QueueRows, Store, Thread, ThreadRows

CHANNEL = "telegram"
BUSY = timedelta(seconds=60)
"""How long a process that died keeps a thread from the others."""


@dataclass(frozen=True, slots=True)
class View:
    """A thread and what it is a view of; ``entry`` is None where nothing waits for a person any more.

    ``lost`` counts what staff said that could not be delivered.
    """

    thread: Thread
    entry: Entry | None
    conversation: Conversation
    lost: int


class Threads:
    """The threads in a database; the clock returns aware times."""

    def __init__(self, store: Store, reception: Reception, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._reception = reception
        self._clock = clock

    def views(self) -> tuple[View, ...]:
        """Return what is to be shown, closed or deleted, after a thread was given to each chat that waits.

        A chat that waits and is not among those read, for it came a moment later or many were before it, is left for
        a later look: that it is not among them does not mean that it is done.
        """
        entries = {(entry.channel, entry.chat): entry for entry in self._reception.waiting()}
        with self._store.reading() as tx:
            is_missing = ThreadRows(tx).is_missing()
        if is_missing:  # seldom: who only looks need not wait for those who write
            with self._store.transaction() as tx:
                ThreadRows(tx).add_missing()
        with self._store.reading() as tx:
            queue = QueueRows(tx)
            return tuple(
                View(thread, entry, tx.look(*chat) or Conversation(), _lost(queue, chat))
                for thread in ThreadRows(tx).to_show()
                for chat in [(thread.channel, thread.chat)]
                if (entry := entries.get(chat)) or not queue.waits(*chat)
            )

    def claim(self, thread: Thread) -> Thread | None:
        """Work on a thread alone; returns it as it is now, None where another process does or it is gone."""
        now = self._clock()
        with self._store.transaction() as tx:
            return ThreadRows(tx).claim(thread.id, now, now + BUSY)

    def again(self, thread: Thread) -> Thread | None:
        """Return a thread as it is now; None where it is gone."""
        with self._store.reading() as tx:
            return ThreadRows(tx).one(thread.id)

    def release(self, thread: Thread) -> None:
        """Let others work on it."""
        self.change(thread, busy_until=None)

    def change(self, thread: Thread, **values: Any) -> None:
        """Note what was done about a thread."""
        with self._store.transaction() as tx:
            ThreadRows(tx).change(thread.id, **values)

    def close(self, thread: Thread) -> None:
        """Note that it was closed."""
        self.change(thread, closed=self._clock())

    def remove(self, thread: Thread) -> None:
        """Note that it was deleted."""
        with self._store.transaction() as tx:
            ThreadRows(tx).remove(thread.id)

    def post(self, thread: Thread) -> bool:
        """Store what is new to a thread, to be sent there: questions, and while staff have it all that its owner says.

        In one transaction with the note of it, so that each is posted once. Returns whether something waits to be sent.
        """
        now = self._clock()
        with self._store.transaction() as tx:
            rows = ThreadRows(tx)
            asked, heard = rows.asked(thread), rows.said(thread)
            after = _had_after(QueueRows(tx), thread)
            questions = [_asked(text, why) for _, text, why in asked]
            words = [_said(text) for number, text in heard if after is not None and number > after and text]
            if asked or heard:
                tx.enqueue(CHANNEL, thread.place, (*questions, *words), "", now)
                last_asked = max((each[0] for each in asked), default=thread.asked)
                last_said = max((each[0] for each in heard), default=thread.said)
                rows.change(thread.id, asked=last_asked, said=last_said)
            return rows.unsent(thread)

    def refusals(self, thread: Thread) -> tuple[str, ...]:
        """Return why what was posted in a thread was refused, in Telegram's words."""
        with self._store.reading() as tx:
            return ThreadRows(tx).refusals(CHANNEL, thread)

    def entry_at(self, place: str) -> int | None:
        """Return the queue entry that a place is a view of, as `Reception` knows it; None where there is none."""
        with self._store.reading() as tx:
            thread = ThreadRows(tx).at(place)
            questions = QueueRows(tx).of_chat(thread.channel, thread.chat) if thread else ()
            return questions[-1].id if questions else None

    def tell(self, place: str, text: str, once: str) -> None:
        """Say something to staff in a thread; ``once`` tells what came twice."""
        now = self._clock()
        with self._store.transaction() as tx:
            if tx.claim("topics", once, now):
                tx.enqueue(CHANNEL, place, (Reply(escape(text, quote=False)),), "", now)


def _lost(rows: QueueRows, chat: tuple[str, str]) -> int:
    return sum(not arrives for arrives in rows.undelivered(*chat).values())


def _had_after(rows: QueueRows, thread: Thread) -> int | None:
    """Return the number of the last that an owner said before staff had the chat; None where they do not.

    Not the time: that of a message is read before it waits for the chat, so what is said to staff may seem earlier.
    """
    if rows.holds([(thread.channel, thread.chat)]).get((thread.channel, thread.chat)) is None:
        return None
    taken = rows.of_chat(thread.channel, thread.chat)
    return max((each.taken_after for each in taken if each.taken_after is not None), default=None)


def _asked(text: str, why: str) -> Reply:
    return Reply(f"<b>问</b>（{escape(WHY.get(why, why))}）：{escape(text, quote=False)}")


def _said(text: str) -> Reply:
    return Reply(f"<b>企业</b>：{escape(text, quote=False)}")
