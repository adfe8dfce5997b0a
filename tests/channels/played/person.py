"""Somebody who chats with the bot, and sees what comes."""

import asyncio
from collections import deque
from typing import Any

from tests.channels.played.shown import BOT, DATE, Found, Shown
from tests.channels.played.updates import Updates


class Person:
    """Somebody who chats with the bot, and sees what comes."""

    def __init__(self, updates: Updates, chat: int) -> None:
        self._updates = updates
        self.chat = chat
        self.screen: dict[int, Shown] = {}
        self._unseen: deque[Shown] = deque()
        self._news = asyncio.Event()

    def says(self, text: str) -> dict[str, Any]:
        """Type something; returns the update, for `BotApi.delivers_again`."""
        return self.sends(text=text)

    def sends(self, **content: object) -> dict[str, Any]:
        """Send a message of any kind, such as ``photo=[...]``."""
        return self._updates.delivers({"message": {**self._message(self._updates.next_message()), **content}})

    def taps(self, label: str, *, on: Shown | None = None) -> dict[str, Any]:
        """Tap a button, of the latest message that has it or of ``on``; fails if there is no such button."""
        shown = on or next((shown for shown in self._latest() if label in shown.buttons), None)
        there = [list(shown.buttons) for shown in self.screen.values()]
        assert shown is not None, f"no button {label!r} on the screen; there are {there}"
        query = {
            "id": str(self._updates.next_message()),
            "from": self._user(),
            "chat_instance": "1",
            "message": {**self._message(shown.id), "from": BOT, "text": shown.text},
            "data": shown.buttons[label],
        }
        return self._updates.delivers({"callback_query": query})

    def looks_up(self, text: str) -> str:
        """Type `@bot` and words in any chat; returns the query's id, for `finds`."""
        query_id = str(self._updates.next_message())
        self._updates.queries[query_id] = asyncio.get_running_loop().create_future()
        self._updates.delivers({"inline_query": {"id": query_id, "from": self._user(), "query": text, "offset": ""}})
        return query_id

    async def finds(self, query_id: str, within: float = 10.0) -> Found:
        """Return what a look-up brought; waits for it some seconds."""
        async with asyncio.timeout(within):
            return await self._updates.queries[query_id]

    async def sees(self, within: float = 10.0) -> Shown:
        """Return the next message, new or edited, that was not looked at yet; waits for it some seconds."""
        async with asyncio.timeout(within):
            while not self._unseen:
                self._news.clear()
                await self._news.wait()
        return self._unseen.popleft()

    async def sees_nothing(self, within: float = 0.2) -> None:
        """Check that nothing more comes in that time."""
        await asyncio.sleep(within)
        assert not self._unseen, f"unexpected: {self._unseen[0].text}"

    def show(self, shown: Shown) -> None:
        """Put a message on the screen; for `BotApi`."""
        self.screen[shown.id] = shown
        self._unseen.append(shown)
        self._news.set()

    def about(self) -> dict[str, Any]:
        """Return the chat, as the bot is told of it in an answer."""
        return {"id": self.chat, "type": "private"}

    def _latest(self) -> list[Shown]:
        return sorted(self.screen.values(), key=lambda shown: shown.id, reverse=True)

    def _user(self) -> dict[str, Any]:
        return {"id": self.chat, "is_bot": False, "first_name": "王", "language_code": "zh-hans"}

    def _message(self, message_id: int) -> dict[str, Any]:
        chat = {**self.about(), "first_name": "王"}
        return {"message_id": message_id, "date": DATE, "chat": chat, "from": self._user()}
