"""What goes wrong: calls that fail, a group that is not fit, a stop in the middle."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.service import Service
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import Fault, too_many
from tests.channels.played.person import Person
from tests.channels.running import polling
from tests.channels.staff_group.running import Desk, asks, desk_of, now, running, toast, until_seen
from tests.databases import rows
from tests.helpers import dialogue


@pytest.mark.parametrize("method", ["createForumTopic", "sendMessage", "pinChatMessage", "editMessageText"])
@pytest.mark.parametrize("fault", [too_many(1), Fault(502, "Bad Gateway"), Fault(cut=True)], ids=["429", "502", "cut"])
async def test_what_goes_wrong_for_a_while_is_made_good(
    telegram: BotApi, desk: Desk, method: str, fault: Fault
) -> None:
    owner = telegram.person()
    owner.says("转人工")
    group_alone = Person(telegram, telegram.group.chat)
    telegram.fails(method, fault, person=group_alone)
    thread = await telegram.group.opens()
    await telegram.group.reads(thread, "问（找人工）")
    telegram.group.staff("张三").presses(thread, "接手")
    await telegram.group.reads(thread, "张三")
    assert len(telegram.group.topics) == 1
    assert desk.reception.waiting()


async def test_a_topic_that_telegram_refuses_does_not_hold_up_the_others(
    telegram: BotApi, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fails("createForumTopic", Fault(400, "Bad Request: not enough rights to create a topic"))
    first, second = telegram.person(), telegram.person()
    first.says("转人工")
    await telegram.group.until(lambda: "a thread was not shown" in caplog.text)
    second.says("转人工")
    thread = await telegram.group.opens()
    assert telegram.group.topics[thread].name == "企业 #2"
    assert len(desk.reception.waiting()) == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda group: setattr(group, "forum", False), "it has no topics"),
        (lambda group: setattr(group, "username", "huiqi_staff"), "it is public"),
        (lambda group: setattr(group, "chat", -5), "chat not found"),
    ],
)
async def test_a_group_that_is_not_fit_is_told_and_nothing_is_taken_from_it(
    telegram: BotApi,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    change: Callable[[object], None],
    words: str,
) -> None:
    chat = telegram.group.chat
    change(telegram.group)
    store = Store(str(tmp_path / "huiqi.db"))
    async with polling(telegram, Service(store, dialogue(), now), asides=[desk_of(store, chat).group]):
        owner = telegram.person()
        owner.says("转人工")
        await until_seen(owner, "给工作人员看")
    store.close()
    assert words in str([getattr(record, "reason", "") for record in caplog.records]).lower()
    assert telegram.times("createForumTopic") == 0


async def test_made_public_later_it_is_left_alone_until_it_is_private_again(
    telegram: BotApi, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    owner, thread = await asks(telegram)
    zhang, stranger = telegram.group.staff("张三"), telegram.group.staff("路人")
    await toast(telegram, zhang.presses(thread, "接手"))
    telegram.group.username = "huiqi_staff"
    stranger.presses(thread, "结束")
    zhang.writes(thread, "这句没有人听")
    await telegram.group.until(lambda: "was made public" in caplog.text)
    owner.says("只说给工作人员")
    await until_seen(owner, "工作人员正在看")
    await owner.sees_nothing(0.4)
    assert not any("只说给工作人员" in text for text in telegram.group.topics[thread].texts)
    telegram.group.username = ""
    zhang.writes(thread, "这句要发")
    assert "这句要发" in await until_seen(owner, "这句")
    await telegram.group.reads(thread, "只说给工作人员")
    assert [row.action for row in rows(desk.store, "audit")] == ["taken", "answered"]


async def test_after_a_stop_in_the_middle_the_topic_is_gone_on_with(telegram: BotApi, address: str) -> None:
    owner = telegram.person()
    async with running(telegram, address):
        owner.says("转人工")
        await until_seen(owner, "给工作人员看")
        await telegram.group.until(lambda: telegram.times("createForumTopic") or True)
    zhang = telegram.group.staff("张三")
    async with running(telegram, address):
        thread = await telegram.group.opens()
        await telegram.group.reads(thread, "问（找人工）")
        zhang.presses(thread, "接手")
        await telegram.group.reads(thread, "张三")
    zhang.writes(thread, "停着的时候写的")
    async with running(telegram, address):
        assert "停着的时候写的" in await until_seen(owner, "停着的时候写的")
    assert len(telegram.group.topics) == 1
