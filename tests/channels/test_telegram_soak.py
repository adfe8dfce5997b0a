"""Many conversations at once while calls go wrong: nothing is lost. `benchmarks.service --soak` is the long run."""

import asyncio
import random
from itertools import groupby
from pathlib import Path

from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import Fault, too_many
from tests.channels.played.person import Person
from tests.channels.running import bot_running
from tests.databases import Sqlite, rows
from tests.service.small_talk import Echo

PEOPLE, MESSAGES = 30, 12
FAULTS = (
    too_many(1),
    Fault(500, "Internal Server Error"),
    Fault(500, "Internal Server Error", done=True),
    Fault(cut=True),
    Fault(cut=True, done=True),
)


async def talks(telegram: BotApi, person: Person, chance: random.Random) -> None:
    """Say the next thing when something was answered, or at once: who is quick does not wait."""
    first = person.says("你好")
    await person.sees(within=60)
    for _ in range(MESSAGES - 1):
        person.says(chance.choice(["你好", "两条"]))
        if chance.random() < 0.1:
            telegram.delivers_again(first)
        if chance.random() < 0.7:
            await person.sees(within=60)


async def test_nothing_is_lost_and_order_is_kept(sqlite: Sqlite) -> None:
    chance = random.Random(4)
    async with BotApi() as telegram:
        people = [telegram.person() for _ in range(PEOPLE)]
        for method, number in (("sendMessage", 25), ("getUpdates", 2)):
            telegram.fails(method, *chance.choices(FAULTS, k=number))
        async with bot_running(telegram, Echo(), Path(sqlite.fresh()), pause=0.001) as store:
            await asyncio.gather(*(talks(telegram, person, chance) for person in people))
            await all_is_sent(store)
        for person in people:
            seen = [text for text, _ in groupby(shown.text for shown in person.screen.values())]
            numbers = [int(text.partition("：")[0]) for text in seen]
            assert sorted(set(numbers)) == list(range(1, MESSAGES + 1))
            assert numbers == sorted(numbers)


async def all_is_sent(store: Store) -> None:
    """Wait until every message is answered and every answer sent."""
    async with asyncio.timeout(60):
        while len(rows(store, "claims")) < PEOPLE * MESSAGES or not all(row.sent_at for row in rows(store, "outbox")):
            await asyncio.sleep(0.2)
