"""The played Telegram's webhook: brings updates to whatever processes there are, again until one says 2xx."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

import httpx

from tests.channels.played.bot_api import BotApi

SECRET = "of-the-webhook-0123456789"  # noqa: S105 - of no bot
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


class Pushing:
    """One update in flight per queue: messages of a chat are one, its taps another."""

    def __init__(self, api: BotApi, roots: list[str]) -> None:
        self._api = api
        self._roots = roots
        self._turn = count()
        self._queues: dict[tuple[str, int], asyncio.Queue[dict[str, Any]]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self.failed = 0

    async def work(self) -> None:
        """Take what is to be delivered as it comes."""
        async with httpx.AsyncClient(headers=HEADERS, timeout=60) as client:
            while True:
                for update in self._api.takes_all():
                    kind = next(key for key in update if key != "update_id")
                    chat = update[kind].get("message", update[kind])["chat"]["id"]
                    if (kind, chat) not in self._queues:
                        self._queues[kind, chat] = asyncio.Queue()
                        self._tasks.append(asyncio.create_task(self._drain(self._queues[kind, chat], client)))
                    self._queues[kind, chat].put_nowait(update)
                await asyncio.sleep(0.005)

    async def _drain(self, queue: asyncio.Queue[dict[str, Any]], client: httpx.AsyncClient) -> None:
        while True:
            update = await queue.get()
            while not await self._brought(update, client):
                self.failed += 1
                await asyncio.sleep(0.05)

    async def _brought(self, update: dict[str, Any], client: httpx.AsyncClient) -> bool:
        """Try the next process, as a load balancer would."""
        root = self._roots[next(self._turn) % len(self._roots)]
        try:
            return (await client.post(f"{root}/telegram", json=update)).is_success
        except httpx.HTTPError:
            return False

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


@asynccontextmanager
async def pushing(api: BotApi, *roots: str) -> AsyncIterator[Pushing]:
    """Bring updates to these processes for the block."""
    pushes = Pushing(api, list(roots))
    working = asyncio.create_task(pushes.work())
    try:
        yield pushes
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        await pushes.stop()
