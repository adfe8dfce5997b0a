"""What comes close together is asked for, and handled, together: polls keep a distance, over real HTTP."""

import asyncio

import pytest

from bot.channels.telegram import polling
from bot.limits import Limits
from tests.channels.played.bot_api import BotApi
from tests.channels.running import bot_running, outcomes
from tests.service.small_talk import Echo

MESSAGES = 60
PACE = 0.1
"""Seconds: far longer than a poll takes here."""


async def test_polls_keep_a_distance_and_none_of_a_stream_is_missed(
    telegram: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PACE", PACE)
    person, loop = telegram.person(), asyncio.get_running_loop()
    async with bot_running(telegram, Echo(), limits=Limits(burst=MESSAGES + 1, of_all=10_000)) as store:
        before, began = telegram.times("getUpdates"), loop.time()
        for number in range(MESSAGES):
            person.says(str(number))
            await asyncio.sleep(0.005)
        while outcomes(store).count("sent") < MESSAGES:
            await asyncio.sleep(0.01)
        polls = telegram.times("getUpdates") - before
    assert 1 < polls <= (loop.time() - began) / PACE + 2
