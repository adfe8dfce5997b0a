"""The loop: ask Telegram for updates, hand each to the service, and confirm it by asking for the next."""

import asyncio
import logging

from bot.channels.telegram.read import CHANNEL, KINDS, Json
from bot.channels.telegram.request import READ_SECONDS, call_api
from bot.channels.telegram.serving import Serving

POLL_SECONDS = 30
PACE = 0.02
"""Seconds from one poll to the next at least: what comes so close together is handled in one transaction."""
AT_ONCE = 25
"""Updates in one transaction: enough to share its cost, few enough that nobody waits for the others."""

logger = logging.getLogger(__name__)


class Polling(Serving):
    """Asks for updates."""

    _offset = 0
    _next = 0.0

    async def work(self) -> None:
        """Prepare, send what an earlier process left, then poll for ever."""
        await self.insist(self._prepare, self._take_over, self.begin_asides)
        logger.info("polling")
        sending = asyncio.create_task(self.keep_sending())
        try:
            while True:
                await self.tried(self._poll)
        finally:
            sending.cancel()

    async def _prepare(self) -> None:
        # A webhook left from another set-up would refuse polling; its waiting updates are kept.
        await self._bot.delete_webhook(drop_pending_updates=False)
        await self.set_menu()

    async def _take_over(self) -> None:
        # Telegram answers one poller at a time, so what an earlier process was sending is ours.
        self._service.take_over(CHANNEL)

    async def _poll(self) -> None:
        """Ask once; the offset moves past an update only when the service has committed it."""
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(0.0, self._next - loop.time()))
        self._next = loop.time() + PACE
        asked = {"offset": self._offset, "timeout": POLL_SECONDS, "allowed_updates": list(KINDS)}
        updates = await call_api(self._bot, "getUpdates", asked, read_seconds=POLL_SECONDS + READ_SECONDS)
        updates.sort(key=_id)
        for start in range(0, len(updates), AT_ONCE):
            some = updates[start : start + AT_ONCE]
            self.take(some)
            self._offset = _id(some[-1]) + 1
            # Lets button answers and sending chats go on in between; with too much to do, the rest waits at Telegram.
            await asyncio.sleep(self._service.busy())


def _id(update: Json) -> int:
    return int(update["update_id"])
