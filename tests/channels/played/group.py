"""The staff's group with topics, and the staff in it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from tests.channels.played.fault import NOT_FOUND, NOT_MODIFIED, Fault, RefusedError
from tests.channels.played.person import Person
from tests.channels.played.shown import BOT, DATE, Shown, message_of, shown_of
from tests.channels.played.updates import Updates


@dataclass
class Thread:
    """A topic of the group: its messages as they stand, in order."""

    name: str
    closed: bool = False
    shown: list[Shown] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [shown.text for shown in self.shown]


class Staff(Person):
    """Somebody of the staff, who writes and taps in the group's topics; ``name`` is shown there, and may change."""

    def __init__(self, group: "Group", number: int, name: str) -> None:
        super().__init__(group.updates, number)
        self._group = group
        self.name = name

    def writes(self, thread: int, text: str = "", **content: object) -> dict[str, Any]:
        """Write in a topic; returns the update."""
        said = {**({"text": text} if text else {}), **content}
        return self._updates.delivers({"message": {**self._in(thread, self._updates.next_message()), **said}})

    def edits(self, thread: int, text: str) -> None:
        """Change what was written in a topic."""
        self._updates.delivers({"edited_message": {**self._in(thread, self._updates.next_message()), "text": text}})

    def presses(self, thread: int, label: str) -> str:
        """Tap a button in a topic; returns the query's id, for `BotApi.toasts`."""
        shown = next(shown for shown in reversed(self._group.topics[thread].shown) if label in shown.buttons)
        query_id = str(self._updates.next_message())
        query = {
            "id": query_id,
            "from": self._user(),
            "chat_instance": "1",
            "message": {**self._in(thread, shown.id), "from": BOT},
            "data": shown.buttons[label],
        }
        self._updates.delivers({"callback_query": query})
        return query_id

    def _user(self) -> dict[str, Any]:
        return {**super()._user(), "first_name": self.name}

    def _in(self, thread: int, message_id: int) -> dict[str, Any]:
        chat = self._group.about()
        place = {"message_thread_id": thread, "is_topic_message": True}
        return {"message_id": message_id, "date": DATE, "chat": chat, "from": self._user(), **place}


class Group:
    """The staff's group; ``topics`` are by thread. ``forum``, ``username`` and ``rights`` may be otherwise."""

    chat = -1009876543210

    def __init__(self, updates: Updates) -> None:
        self.updates = updates
        self.topics: dict[int, Thread] = {}
        self.deleted: list[int] = []
        self.forum, self.username, self.rights = True, "", True
        self._staff = count(800_001)

    def staff(self, name: str) -> Staff:
        """Add somebody of the staff."""
        return Staff(self, next(self._staff), name)

    async def until(self, holds: Callable[[], object], within: float = 20.0) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(within):
            while not holds():
                await asyncio.sleep(0.01)

    async def opens(self, topics: int = 1, within: float = 20.0) -> int:
        """Wait until there are so many topics with a pinned card; return the newest."""
        await self.until(lambda: sum(bool(topic.pinned) for topic in self.topics.values()) >= topics, within)
        return max(thread for thread, topic in self.topics.items() if topic.pinned)

    async def reads(self, thread: int, words: str, within: float = 20.0) -> Shown:
        """Wait until a message with these words stands in a topic; return it."""
        await self.until(lambda: any(words in text for text in self.topics[thread].texts), within)
        return next(shown for shown in self.topics[thread].shown if words in shown.text)

    # What Telegram does.

    def about(self) -> dict[str, Any]:
        username = {"username": self.username} if self.username else {}
        return {"id": self.chat, "type": "supergroup", "title": "惠企值班", "is_forum": self.forum, **username}

    def create(self, params: dict[str, Any]) -> dict[str, Any]:
        self._may()
        if not 1 <= len(params["name"]) <= 128:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_TITLE_EMPTY"))
        thread = self.updates.next_message()
        self.topics[thread] = Thread(params["name"])
        return {"message_thread_id": thread, "name": params["name"], "icon_color": 7322096}

    def close(self, params: dict[str, Any], *, closed: bool) -> bool:
        self._may()
        topic = self._topic(params)
        if topic.closed == closed:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_NOT_MODIFIED"))
        topic.closed = closed
        return True

    def delete(self, params: dict[str, Any]) -> bool:
        self._may()
        self._topic(params)
        thread = int(params["message_thread_id"])
        del self.topics[thread]
        self.deleted.append(thread)
        return True

    def send(self, params: dict[str, Any]) -> dict[str, Any]:
        topic = self._topic(params)
        if topic.closed:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_CLOSED"))
        shown = shown_of(self.updates.next_message(), params)
        topic.shown.append(shown)
        return message_of(self.about(), shown)

    def edit(self, params: dict[str, Any]) -> dict[str, Any]:
        topic, place = self._message(params)
        before = topic.shown[place]
        shown = replace(shown_of(before.id, params), edited=True)
        if (shown.html, shown.rows) == (before.html, before.rows):
            raise RefusedError(NOT_MODIFIED)
        topic.shown[place] = shown
        return message_of(self.about(), shown)

    def pin(self, params: dict[str, Any]) -> bool:
        self._may()
        topic, place = self._message(params)
        topic.pinned.append(topic.shown[place].id)
        return True

    def _may(self) -> None:
        if not self.forum:
            raise RefusedError(Fault(400, "Bad Request: the chat is not a forum"))
        if not self.rights:
            raise RefusedError(Fault(400, "Bad Request: not enough rights"))

    def _topic(self, params: dict[str, Any]) -> Thread:
        topic = self.topics.get(int(params["message_thread_id"]))
        if topic is None:
            raise RefusedError(Fault(400, "Bad Request: message thread not found"))
        return topic

    def _message(self, params: dict[str, Any]) -> tuple[Thread, int]:
        for topic in self.topics.values():
            for place, shown in enumerate(topic.shown):
                if shown.id == int(params["message_id"]):
                    return topic, place
        raise RefusedError(NOT_FOUND)
