"""The loop: ask Telegram for updates, hand each to the service, and confirm it by asking for the next."""

import asyncio
import logging
from typing import Any

import telegram
from telegram.request import HTTPXRequest

from bot.channels.telegram.read import CHANNEL, READERS
from bot.channels.telegram.serving import Serving

POLL_SECONDS = 30

logger = logging.getLogger(__name__)


class Polling(Serving):
    """Asks for updates."""

    _offset = 0

    async def work(self) -> None:
        """Prepare, send what an earlier process left, then poll for ever."""
        await self.insist(self._prepare, self._take_over)
        logger.info("polling")
        while True:
            await self.tried(self._poll)

    async def _prepare(self) -> None:
        # A webhook left from another set-up would refuse polling; its waiting updates are kept.
        await self._bot.delete_webhook(drop_pending_updates=False)
        await self.set_menu()

    async def _take_over(self) -> None:
        # Telegram answers one poller at a time, so what an earlier process was sending is ours.
        self._service.take_over(CHANNEL)

    async def _poll(self) -> None:
        """Send what waits, ask once; the offset moves past an update only when the service has committed it."""
        await self.send_what_waits()
        updates = await self._bot.get_updates(offset=self._offset, timeout=POLL_SECONDS, allowed_updates=list(READERS))
        for update in sorted(updates, key=lambda update: update.update_id):
            self.take(update)
            self._offset = update.update_id + 1
            # Lets button answers and sending chats go on in between; with too much to do, the rest waits at Telegram.
            await asyncio.sleep(self._service.busy())


class ReadableUpdates(HTTPXRequest):
    """Asks for updates; one the library cannot read comes out empty, or it would block all after it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer, emptying the updates that cannot be read."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        telegram.Update.de_json(update)
    except Exception as error:  # any shape Telegram may come to send
        logger.error("an update could not be read", extra={"error": type(error).__name__})
        return {"update_id": update["update_id"]}
    return update
