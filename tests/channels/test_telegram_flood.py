"""One chat floods the bot, over real HTTP; the others must not notice. `pytest -s` shows their p99 with and without."""

import asyncio
from collections.abc import Awaitable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from bot.channels.telegram import run
from bot.channels.telegram.read import EDITED, ONLY_IN_PRIVATE
from bot.limits import BURST, Limits
from bot.service import TOO_FAST, TOO_LONG, Service
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.person import Person
from tests.channels.running import bot_running
from tests.service.small_talk import Echo

FLOOD = 1000
TURNS = 25
PEOPLE = 6


async def talks(person: Person) -> list[float]:
    """Hold a conversation; return how long each answer took."""
    took = []
    for number in range(1, TURNS + 1):
        began = asyncio.get_running_loop().time()
        person.says("你好")
        assert (await person.sees(within=60)).text == f"{number}：你好"
        took.append(asyncio.get_running_loop().time() - began)
        await asyncio.sleep(0.02)
    return took


async def floods(person: Person) -> None:
    """Send some hundred messages a second: the bot and the played Telegram share one processor here."""
    for number in range(FLOOD):
        person.says(str(number))
        if number % 5 == 0:
            await asyncio.sleep(0.01)


async def latencies(telegram: BotApi, database: Path, *beside: Awaitable[None]) -> list[float]:
    """Let several people talk while something else goes on; return how long their answers took."""
    store, stop = Store(str(database)), asyncio.Event()
    limits = Limits(burst=TURNS + 1, of_all=10_000)
    service = Service(store, Echo(), lambda: datetime.now(UTC), limits=limits)
    running = asyncio.create_task(run(service, telegram.token, telegram.root, stop, pause=0.001, per_second=1000))
    besides = [asyncio.ensure_future(other) for other in beside]
    took = await asyncio.gather(*(talks(telegram.person()) for _ in range(PEOPLE)))
    await asyncio.gather(*besides)
    stop.set()
    await running
    store.close()
    return [seconds for of_one in took for seconds in of_one]


def told(case: str, took: list[float]) -> str:
    return f"{case}: median {median(took) * 1000:.1f} ms, p99 {quantiles(took, n=100)[98] * 1000:.1f} ms"


async def test_a_flood_from_one_chat_is_turned_away_and_everybody_else_answered(
    telegram: BotApi, tmp_path: Path
) -> None:
    calm = await latencies(telegram, tmp_path / "calm.db")
    flooder = telegram.person()
    flooded = await latencies(telegram, tmp_path / "flooded.db", floods(flooder))
    seen = [shown.text for shown in flooder.screen.values()]
    assert seen.count(TOO_FAST.text) == 1
    assert TURNS <= len(seen) < FLOOD / 10
    print()  # noqa: T201
    print(told("without a flood", calm))  # noqa: T201
    print(told(f"while one chat sends {FLOOD}", flooded))  # noqa: T201


async def test_one_polite_answer_and_the_chat_goes_on(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo(), limits=Limits()):
        for _ in range(BURST + 5):
            owner.says("快")
        seen = [(await owner.sees()).text for _ in range(BURST + 1)]
        assert seen[-2:] == [f"{BURST}：快", TOO_FAST.text]
        await owner.sees_nothing()


async def test_a_message_too_long_to_read_is_told_so_and_changes_nothing(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()):
        owner.says("长" * 1001)
        assert (await owner.sees()).text == TOO_LONG.text
        owner.says("长" * 1000)
        assert (await owner.sees()).text.startswith("1：长")


async def test_what_is_no_private_message_gets_its_answer(telegram: BotApi) -> None:
    owner, group = telegram.person(), telegram.person()
    async with bot_running(telegram, Echo()) as store:
        said = owner.says("你好")
        await owner.sees()
        telegram.delivers({"edited_message": {**said["message"], "text": "您好", "edit_date": 1700000001}})
        assert (await owner.sees()).text == EDITED.text
        bot = {"id": 4839, "is_bot": True, "first_name": "惠企"}
        of_group = {"id": group.chat, "type": "group", "title": "群"}
        old, new = {"status": "left", "user": bot}, {"status": "member", "user": bot}
        added = {"chat": of_group, "from": said["message"]["from"], "date": 1700000000}
        telegram.delivers({"my_chat_member": {**added, "old_chat_member": old, "new_chat_member": new}})
        assert (await group.sees()).text == ONLY_IN_PRIVATE.text
        telegram.delivers({"channel_post": {**said["message"], "chat": {"id": -6, "type": "channel", "title": "报"}}})
        owner.says("再见")
        assert (await owner.sees()).text == "2：再见"
        with store.transaction() as tx:
            assert tx.failures() == ()
