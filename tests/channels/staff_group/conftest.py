from collections.abc import AsyncIterator

import pytest

from tests.channels.played.bot_api import BotApi
from tests.channels.staff_group.running import DIALOGUE, Desk, running


@pytest.fixture(scope="module", autouse=True)
def _prepared() -> None:
    DIALOGUE.prepare()  # it takes a moment, which is not the owner's


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def desk(telegram: BotApi, address: str) -> AsyncIterator[Desk]:
    async with running(telegram, address) as desk:
        yield desk
