"""The real bot, run against the played Telegram."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channels.telegram import Aside, run
from bot.limits import Limits
from bot.service import Service, Talks
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.databases import rows
from tests.service.small_talk import clock


@asynccontextmanager
async def bot_running(
    telegram: BotApi,
    dialogue: Talks,
    database: Path | None = None,
    pause: float = 0.01,
    per_second: float = 1000,
    limits: Limits | None = None,
    asides: Sequence[Aside] = (),
) -> AsyncIterator[Store]:
    """Run the bot on a database for the block, which begins once it polls."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(str(database or Path(folder) / "huiqi.db"))
        try:
            async with polling(telegram, Service(store, dialogue, clock, limits=limits), pause, per_second, asides):
                yield store
        finally:
            store.close()


@asynccontextmanager
async def polling(
    telegram: BotApi,
    service: Service,
    pause: float = 0.01,
    per_second: float = 1000,
    asides: Sequence[Aside] = (),
) -> AsyncIterator[None]:
    """Let the bot poll for a service for the block; then stop it as a signal would."""
    stop, polls = asyncio.Event(), telegram.times("getUpdates")
    task = asyncio.create_task(run(service, telegram.token, telegram.root, stop, pause, per_second, asides=asides))
    try:
        await telegram.called("getUpdates", polls + 1)
        yield
    finally:
        stop.set()
        await task


def outcomes(store: Store) -> list[str | None]:
    """Return how the sending of each reply ended, oldest first."""
    return [row.outcome for row in rows(store, "outbox")]
