"""The real bot against the played Telegram, over real HTTP, when something goes wrong."""

import asyncio
import logging
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from bot.channels.telegram import AnotherPollerError, BadTokenError, TelegramChannelError, run
from bot.dialogue import Choice, Conversation, Message, Reply, Turn
from bot.service import Service
from bot.storage import Store, StoreUnavailableError
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import (
    BLOCKED,
    NO_ENTITIES,
    NOT_FOUND,
    NOT_MODIFIED,
    OTHER_POLLER,
    TOO_OLD,
    Fault,
    too_many,
)
from tests.channels.running import bot_running, outcomes
from tests.service.small_talk import Echo, Says, Ticks, clock

Opens = Callable[[str], Store]


async def outcomes_of(store: Store, number: int) -> list[str | None]:
    """Wait until so many replies are done with."""
    async with asyncio.timeout(10):
        while len(ended := [outcome for outcome in outcomes(store) if outcome]) < number:
            await asyncio.sleep(0.01)
    return list(ended)


async def test_a_chat_told_to_wait_waits_exactly_and_no_other_does(telegram: BotApi) -> None:
    slow, quick = telegram.person(), telegram.person()
    telegram.fails("sendMessage", too_many(1), person=slow)
    async with bot_running(telegram, Echo()) as store:
        began = asyncio.get_running_loop().time()
        slow.says("两条")
        quick.says("你好")
        quicker, first, second = await quick.sees(), await slow.sees(), await slow.sees()
        assert quicker.at < first.at
        assert 1 <= first.at - began < 2
        assert [first.text, second.text] == ["1：两条", "1：第二条"]
        assert await outcomes_of(store, 3) == ["sent"] * 3


async def test_what_waits_for_a_chat_that_is_forgotten_is_not_sent(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.fails("sendMessage", too_many(1))
    async with bot_running(telegram, Echo()) as store:
        owner.says("两条")
        await telegram.called("sendMessage")
        owner.says("忘记我")
        assert (await owner.sees()).text == "已忘记。"
        await owner.sees_nothing()
        assert outcomes(store) == ["sent"]


async def test_a_chat_answered_slowly_delays_no_other(telegram: BotApi) -> None:
    slow, quick = telegram.person(), telegram.person()
    telegram.fails("sendMessage", Fault(seconds=1), person=slow)
    async with bot_running(telegram, Echo()):
        slow.says("你好")
        quick.says("你好")
        quicker, slower = await quick.sees(), await slow.sees()
        assert slower.at - quicker.at > 0.5


async def test_a_reply_still_on_its_way_when_the_next_message_comes_is_sent_once(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.fails("sendMessage", Fault(seconds=0.3))
    async with bot_running(telegram, Echo()):
        owner.says("一")
        await telegram.called("sendMessage")
        owner.says("二")
        assert [(await owner.sees()).text, (await owner.sees()).text] == ["1：一", "2：二"]
        await owner.sees_nothing()


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        (Fault(500, "Internal Server Error"), 1),
        (Fault(502, "Bad Gateway"), 1),
        (Fault(cut=True), 1),
        (Fault(cut=True, done=True), 2),
        (Fault(500, "Internal Server Error", done=True), 2),
    ],
    ids=["500", "502", "half an answer", "half an answer, yet sent", "500, yet sent"],
)
async def test_a_passing_fault_is_tried_again_and_the_row_says_so(telegram: BotApi, fault: Fault, copies: int) -> None:
    owner = telegram.person()
    telegram.fails("sendMessage", fault)
    async with bot_running(telegram, Echo()) as store:
        owner.says("你好")
        assert [(await owner.sees()).text for _ in range(copies)] == ["1：你好"] * copies
        assert await outcomes_of(store, 1) == ["sent, perhaps twice"]


async def test_polling_goes_on_after_faults(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.fails("deleteWebhook", Fault(500, "Internal Server Error"))
    telegram.fails("setMyCommands", too_many(3000))
    telegram.fails("getUpdates", Fault(cut=True), too_many(1))
    async with bot_running(telegram, Echo()):
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"


async def test_an_edit_that_changes_nothing_is_a_success(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Says(Reply("一样", (Choice("a", "是"),), in_place=True))) as store:
        owner.says("问")
        await owner.sees()
        owner.taps("是")
        assert await outcomes_of(store, 2) == ["sent", "sent"]
        await owner.sees_nothing()
        telegram.fails("editMessageText", NOT_MODIFIED)
        owner.taps("是")
        assert await outcomes_of(store, 3) == ["sent"] * 3


@pytest.mark.parametrize(
    "fault",
    [
        NOT_FOUND,
        Fault(400, "Bad Request: message can't be edited"),
        Fault(400, "Bad Request: MESSAGE_ID_INVALID"),
    ],
)
async def test_what_cannot_be_edited_is_sent_anew(telegram: BotApi, fault: Fault) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Ticks()) as store:
        owner.says("/start")
        asked = await owner.sees()
        telegram.fails("editMessageText", fault)
        owner.taps("老字号")
        new = await owner.sees()
        assert new.id > asked.id
        assert "✓ 老字号" in new.buttons
        assert await outcomes_of(store, 2) == ["sent", "sent"]


async def test_a_tap_too_old_to_acknowledge_is_still_handled(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.fails("answerCallbackQuery", TOO_OLD)
    async with bot_running(telegram, Ticks()):
        owner.says("/start")
        await owner.sees()
        owner.taps("老字号")
        assert "✓ 老字号" in (await owner.sees()).buttons


async def test_a_tap_in_a_group_stops_spinning_and_is_met_with_silence(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Ticks()) as store:
        group = {"id": -5, "type": "group", "title": "群"}
        shown = {"message_id": 3, "date": 1700000000, "chat": group}
        who = {"id": owner.chat, "is_bot": False, "first_name": "王"}
        query = {"id": "1", "from": who, "chat_instance": "1", "message": shown, "data": "老字号"}
        telegram.delivers({"callback_query": query})
        await telegram.called("answerCallbackQuery")
        assert outcomes(store) == []


async def test_a_tap_is_acknowledged_even_while_its_reply_waits(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Ticks()):
        owner.says("/start")
        await owner.sees()
        telegram.fails("editMessageText", Fault(seconds=1))
        owner.taps("老字号")
        await telegram.called("answerCallbackQuery", within=0.8)
        assert (await owner.sees()).edited


async def test_somebody_who_blocked_the_bot_is_not_tried_again(telegram: BotApi) -> None:
    gone, owner = telegram.person(), telegram.person()
    telegram.fails("sendMessage", BLOCKED, person=gone)
    async with bot_running(telegram, Echo()) as store:
        gone.says("你好")
        assert await outcomes_of(store, 1) == ["blocked"]
        owner.says("你好")
        await owner.sees()
        assert telegram.times("sendMessage") == 2


async def test_refused_markup_is_sent_as_plain_text(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Says(Reply("<b>营收 &lt; 5 亿</b><x>", (Choice("a", "是"),)))) as store:
        owner.says("问")
        seen = await owner.sees()
        assert (seen.text, list(seen.buttons)) == ("营收 < 5 亿", ["是"])
        assert await outcomes_of(store, 1) == ["sent"]


async def test_a_refused_reply_is_noted_in_telegrams_words_and_the_next_is_sent(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.fails("sendMessage", NO_ENTITIES, Fault(400, "Bad Request: chat not found"))
    async with bot_running(telegram, Echo()) as store:
        owner.says("两条")
        assert (await owner.sees()).text == "1：第二条"
        assert await outcomes_of(store, 2) == ["refused: Chat not found", "sent"]


async def test_a_reply_that_no_call_can_be_made_of_stops_nothing(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()) as store:
        with store.transaction() as tx:
            chat = str(owner.chat)
            tx.enqueue("telegram", chat, [Reply("改", in_place=True)], "no number", clock())
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"
        assert await outcomes_of(store, 2) == ["failed: ValueError", "sent"]


async def test_a_message_that_breaks_the_dialogue_is_apologised_for(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()):
        owner.says("出错")
        assert (await owner.sees()).text.startswith("抱歉")
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"


async def test_while_the_store_is_locked_nothing_is_confirmed(
    telegram: BotApi, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = telegram.person()
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.05)
    other = opened(str(tmp_path / "huiqi.db"))
    async with bot_running(telegram, Echo(), tmp_path / "huiqi.db"):
        with other.transaction():
            owner.says("你好")
            await asyncio.sleep(0.3)
            assert telegram.unconfirmed == 1
        assert (await owner.sees()).text == "1：你好"
        await owner.sees_nothing()


class OnceUnavailable(Echo):
    """The store fails it once, at the message "二"."""

    failed = False

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        if message.text == "二" and not self.failed:
            self.failed = True
            raise StoreUnavailableError
        return super().respond(conversation, message, now)


async def test_of_several_updates_at_once_those_not_committed_come_again(telegram: BotApi) -> None:
    owner = telegram.person()
    for text in ("一", "二", "三"):
        owner.says(text)
    async with bot_running(telegram, OnceUnavailable()):
        assert [(await owner.sees()).text for _ in range(3)] == ["1：一", "2：二", "3：三"]
        await owner.sees_nothing()


async def test_a_reply_whose_sending_could_not_be_noted_is_sent_again(
    telegram: BotApi, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = telegram.person()
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.05)
    other = opened(str(tmp_path / "huiqi.db"))
    async with bot_running(telegram, Echo(), tmp_path / "huiqi.db"):
        telegram.fails("sendMessage", Fault(seconds=0.3))
        owner.says("你好")
        await telegram.called("sendMessage")
        with other.transaction():
            await owner.sees()
            await asyncio.sleep(0.3)
        owner.says("再见")
        assert [(await owner.sees()).text, (await owner.sees()).text] == ["1：你好", "2：再见"]


async def serve(token: str, root: str) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Store(f"{folder}/huiqi.db")) as store:
        await run(Service(store, Echo(), clock), token, root, asyncio.Event())


async def test_another_poller_ends_the_run_with_one_line(telegram: BotApi) -> None:
    telegram.fails("getUpdates", OTHER_POLLER)
    with pytest.raises(AnotherPollerError, match="another process is polling this bot; stop it"):
        await serve(telegram.token, telegram.root)


async def test_of_two_processes_the_first_gives_way(telegram: BotApi) -> None:
    first = asyncio.create_task(serve(telegram.token, telegram.root))
    await telegram.called("getUpdates")
    async with bot_running(telegram, Echo()):
        with pytest.raises(AnotherPollerError):
            await first


@pytest.mark.parametrize("token", ["123:wrong", "", " "])
async def test_a_bad_token_ends_the_run_and_is_not_shown(
    telegram: BotApi, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(BadTokenError, match="TELEGRAM_BOT_TOKEN") as raised:
        await serve(token, telegram.root)
    assert "wrong" not in str(raised.value) + caplog.text


async def test_a_root_that_is_no_address_is_said() -> None:
    with pytest.raises(TelegramChannelError, match=r"write it like http://127\.0\.0\.1:8081"):
        await serve("4839:x", "127.0.0.1:8081")


async def test_the_log_holds_no_token_chat_or_text(telegram: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    owner = telegram.person()
    telegram.fails("sendMessage", Fault(500, "Internal Server Error"), BLOCKED)
    async with bot_running(telegram, Echo()) as store:
        owner.says("营收五个亿")
        owner.says("出错")
        await outcomes_of(store, 2)
    ours = [record.getMessage() for record in caplog.records if record.name != "asyncio"]
    assert any("reply" in line for line in ours)
    for secret in (telegram.token, str(owner.chat), "营收", "出错"):
        assert secret not in "\n".join(ours)


async def test_replies_that_cannot_go_out_in_time_are_left_for_the_next_start(
    telegram: BotApi, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bot.channels.telegram.serving"], "CLOSE_SECONDS", 0.2)
    owner = telegram.person()
    telegram.fails("sendMessage", too_many(60))
    store = opened(str(tmp_path / "huiqi.db"))
    stop = asyncio.Event()
    task = asyncio.create_task(run(Service(store, Echo(), clock), telegram.token, telegram.root, stop))
    owner.says("你好")
    await telegram.called("sendMessage")
    stop.set()
    await task
    assert outcomes(store) == [None]
