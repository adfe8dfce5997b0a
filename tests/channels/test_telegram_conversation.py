"""The real bot against the played Telegram, over real HTTP, when all goes well."""

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path

from bot.channels.telegram import run
from bot.dialogue import Reply
from bot.service import Service
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.running import bot_running, outcomes
from tests.service.small_talk import Echo, Says, Ticks, clock

Opens = Callable[[str], Store]


async def test_a_conversation(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()) as store:
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"
        owner.says("两条")
        assert [(await owner.sees()).text, (await owner.sees()).text] == ["2：两条", "2：第二条"]
        await owner.sees_nothing()
        assert outcomes(store) == ["sent"] * 3


async def test_what_waited_while_the_bot_was_down_is_answered(telegram: BotApi) -> None:
    owner = telegram.person()
    owner.says("有人吗")
    async with bot_running(telegram, Echo()):
        assert (await owner.sees()).text == "1：有人吗"


async def test_several_options_are_ticked_in_place(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Ticks()):
        owner.says("/start")
        asked = await owner.sees()
        assert list(asked.buttons) == ["高新技术企业", "专精特新", "老字号", "选好了"]
        owner.taps("专精特新")
        assert "✓ 专精特新" in (await owner.sees()).buttons
        owner.taps("老字号")
        ticked = await owner.sees()
        assert (ticked.id, ticked.edited) == (asked.id, True)
        owner.taps("选好了")
        assert (await owner.sees()).text == "已选：专精特新、老字号"
        assert telegram.times("answerCallbackQuery") == 3


async def test_the_menu_is_set_and_nothing_pending_is_dropped(telegram: BotApi) -> None:
    async with bot_running(telegram, Echo()):
        pass
    calls = dict(reversed(telegram.calls))
    assert [method for method, _ in telegram.calls][:3] == ["deleteWebhook", "setMyCommands", "getUpdates"]
    assert calls["deleteWebhook"].get("drop_pending_updates", "False").lower() == "false"
    menu = {command["command"]: command["description"] for command in json.loads(calls["setMyCommands"]["commands"])}
    assert menu == {
        "start": "开始",
        "help": "帮助",
        "back": "上一题",
        "restart": "重新开始",
        "forget": "忘记我",
    }


async def test_an_update_is_confirmed_only_after_it_is_committed(telegram: BotApi) -> None:
    owner = telegram.person()
    owner.says("你好")
    async with bot_running(telegram, Echo()) as store:
        await owner.sees()
        async with asyncio.timeout(2):
            while telegram.unconfirmed:
                await asyncio.sleep(0.01)
        with store.transaction() as tx:
            assert not tx.claim("telegram", "870001", clock())


async def test_an_update_that_comes_twice_is_handled_once(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()):
        update = owner.says("你好")
        await owner.sees()
        telegram.delivers_again(update)
        await owner.sees_nothing()
        owner.says("再见")
        assert (await owner.sees()).text == "2：再见"


async def test_an_update_that_comes_late_and_out_of_order_is_not_dropped(telegram: BotApi) -> None:
    owner = telegram.person()
    late = owner.says("先说的")
    telegram.withholds()
    async with bot_running(telegram, Echo()):
        owner.says("后说的")
        assert (await owner.sees()).text == "1：后说的"
        telegram.delivers_again(late)
        assert (await owner.sees()).text == "2：先说的"


async def test_an_update_the_library_cannot_read_does_not_stop_the_next(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.delivers({"message": {"message_id": 1, "date": "yesterday"}})
    owner.says("你好")
    async with bot_running(telegram, Echo()):
        assert (await owner.sees()).text == "1：你好"


async def test_a_picture_is_answered_and_a_group_is_not(telegram: BotApi) -> None:
    owner, group = telegram.person(), telegram.person()
    async with bot_running(telegram, Echo()):
        telegram.delivers(
            {
                "message": {
                    "message_id": 1,
                    "date": 1700000000,
                    "chat": {"id": group.chat, "type": "group", "title": "群"},
                    "text": "你好",
                }
            }
        )
        owner.sends(photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
        assert (await owner.sees()).text == "1："
        await group.sees_nothing()


async def test_a_long_reply_comes_in_parts_in_order(telegram: BotApi) -> None:
    owner = telegram.person()
    paragraph = "<blockquote>" + "原文。" * 900 + "</blockquote>"
    async with bot_running(telegram, Says(Reply("\n\n".join([paragraph] * 3)), Reply("完"))):
        owner.says("全文")
        seen = [await owner.sees() for _ in range(4)]
    assert [len(shown.text) for shown in seen] == [2700, 2700, 2700, 1]


async def test_a_short_burst_is_sent_at_once_and_then_the_pace_is_kept(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Says(*[Reply(str(number)) for number in range(6)]), pause=0.3):
        owner.says("说")
        times = [(await owner.sees()).at for _ in range(6)]
    assert times[3] - times[0] < 0.25
    assert times[5] - times[4] > 0.25


async def test_a_conversation_goes_on_after_a_restart(telegram: BotApi, tmp_path: Path) -> None:
    owner = telegram.person()
    for expected in ("1：你好", "2：你好"):
        async with bot_running(telegram, Echo(), tmp_path / "huiqi.db"):
            owner.says("你好")
            assert (await owner.sees()).text == expected


async def test_replies_left_unsent_are_sent_at_the_start(telegram: BotApi, tmp_path: Path, opened: Opens) -> None:
    owner = telegram.person()
    store = opened(str(tmp_path / "huiqi.db"))
    with store.transaction() as tx:
        tx.enqueue("telegram", str(owner.chat), [Reply("上次没发出去")], "", clock())
        tx.enqueue("sms", str(owner.chat), [Reply("别的渠道")], "", clock())
    stop = asyncio.Event()
    task = asyncio.create_task(run(Service(store, Echo(), clock), telegram.token, telegram.root, stop))
    assert (await owner.sees()).text == "上次没发出去"
    stop.set()
    await task
    assert outcomes(store) == ["sent", None]


async def test_stopping_ends_the_long_poll_at_once(telegram: BotApi) -> None:
    async with bot_running(telegram, Echo()):
        began = time.monotonic()
    assert time.monotonic() - began < 1
