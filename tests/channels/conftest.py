from collections.abc import AsyncIterator

import pytest

from tests.channels.played.bot_api import BotApi


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api
