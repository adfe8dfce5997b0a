"""The real bot, run against the played Telegram."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channels.telegram import run
from bot.service import Service, Talks
from bot.storage import SqliteStore
from tests.channels.bot_api import BotApi
from tests.service.small_talk import clock


@asynccontextmanager
async def bot_running(
    telegram: BotApi, dialogue: Talks, database: Path | str = ":memory:", pause: float = 0.01
) -> AsyncIterator[SqliteStore]:
    """Run the bot for the block, which begins once it polls; then stop it as a signal would."""
    store = SqliteStore(database)
    stop, polls = asyncio.Event(), telegram.times("getUpdates")
    task = asyncio.create_task(run(Service(store, dialogue, clock), telegram.token, telegram.root, stop, pause=pause))
    try:
        await telegram.called("getUpdates", polls + 1)
        yield store
    finally:
        stop.set()
        await task
        store.close()


def outcomes(store: SqliteStore) -> list[str | None]:
    """Return how the sending of each reply ended, oldest first."""
    with store.transaction() as tx:
        return [outcome for (outcome,) in tx._db.execute("SELECT outcome FROM outbox ORDER BY id")]
