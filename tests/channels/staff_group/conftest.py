from collections.abc import AsyncIterator

import pytest

from tests.channels.played.bot_api import BotApi
from tests.channels.staff_group.running import Desk, running
from tests.helpers import dialogue


@pytest.fixture(scope="module", autouse=True)
def _prepared() -> None:
    dialogue()  # it takes a moment, which is not the owner's


@pytest.fixture
async def desk(telegram: BotApi, address: str) -> AsyncIterator[Desk]:
    async with running(telegram, address) as desk:
        yield desk
