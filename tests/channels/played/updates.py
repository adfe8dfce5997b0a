"""What happens at Telegram and the bot has yet to be told: updates, by polling, in order and again."""

import asyncio
from itertools import count
from typing import Any

from tests.channels.played.fault import OTHER_POLLER, RefusedError
from tests.channels.played.shown import Found


class Updates:
    """Updates not confirmed yet; ``queries`` are the look-ups that wait for an answer."""

    def __init__(self) -> None:
        self.queries: dict[str, asyncio.Future[Found]] = {}
        self._updates: list[dict[str, Any]] = []
        self._again: list[dict[str, Any]] = []
        self._update_ids = count(870_001)
        self._message_ids = count(1)
        self._news = asyncio.Event()
        self._poller: asyncio.Task[list[dict[str, Any]]] | None = None

    def delivers(self, content: dict[str, Any]) -> dict[str, Any]:
        """Queue an update of this content, and return it."""
        update = {"update_id": next(self._update_ids), **content}
        self._updates.append(update)
        self._news.set()
        return update

    def delivers_again(self, update: dict[str, Any]) -> None:
        """Hand out an update once more, confirmed or not."""
        self._again.append(update)
        self._news.set()

    def takes_all(self) -> list[dict[str, Any]]:
        """Take every update not handed out yet; for the webhook's side."""
        taken, self._again, self._updates = [*self._again, *self._updates], [], []
        return taken

    def withholds(self) -> None:
        """Keep back every update not handed out yet."""
        self._updates.clear()

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._updates)

    def next_message(self) -> int:
        """Return a fresh message id."""
        return next(self._message_ids)

    async def get_updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        """Wait for updates; asking confirms those below the offset, and turns another poller away."""
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if self._poller is not None:
            self._poller.cancel()
        polling = self._poller = asyncio.create_task(self._wait_for_updates(seconds))
        try:
            return await polling
        except asyncio.CancelledError:
            if polling.cancelled() and self._poller is not polling:
                raise RefusedError(OTHER_POLLER) from None
            polling.cancel()
            raise
        finally:
            if self._poller is polling:
                self._poller = None

    async def _wait_for_updates(self, seconds: float) -> list[dict[str, Any]]:
        try:
            async with asyncio.timeout(seconds):
                while not (self._updates or self._again):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return []
        again, self._again = self._again, []
        return [*again, *self._updates][:100]
