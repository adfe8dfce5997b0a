"""What comes due by time alone is looked for again and again: holds that ended, rows that are old."""

import asyncio
from contextlib import suppress

import pytest

from bot.operating import serve
from bot.storage import StoreUnavailableError


async def test_a_look_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "LOOK_EVERY", 0.01)
    looks: list[int] = []
    enough = asyncio.Event()
    loop = asyncio.get_running_loop()

    def look() -> int:
        looks.append(1)
        if len(looks) == 1:
            raise StoreUnavailableError("the database is away")
        loop.call_soon_threadsafe(enough.set)
        return 0

    looking = asyncio.create_task(serve._again_and_again(look, "not looked"))
    async with asyncio.timeout(5):
        await enough.wait()
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
