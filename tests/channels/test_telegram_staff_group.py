"""The staff's group with topics, against the played Telegram: an owner, two of the staff, and faults."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.channels.telegram import StaffGroup, run
from bot.dialogue import Dialogue
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store, ThreadRows
from bot.threads import Threads
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import BLOCKED, Fault, too_many
from tests.channels.played.person import Person
from tests.databases import rows
from tests.helpers import content

DIALOGUE = Dialogue(content())


@dataclass
class Desk:
    """What runs: the store, and the queue's own functions."""

    store: Store
    reception: Reception
    group: StaffGroup


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module", autouse=True)
def _prepared() -> None:
    DIALOGUE.prepare()  # it takes a moment, which is not the owner's


@pytest.fixture
async def telegram() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@asynccontextmanager
async def running(telegram: BotApi, address: str) -> AsyncIterator[Desk]:
    """Run the real bot with the group for the block, on a database that outlives it."""
    store = Store(address)
    reception = Reception(store, now)
    stop = asyncio.Event()
    service = Service(store, DIALOGUE, now)
    threads = Threads(store, reception, now)
    group = StaffGroup(telegram.group.chat, threads, reception, lambda: DIALOGUE, now, every=0.05)
    desk = Desk(store, reception, group)
    polls = telegram.times("getUpdates")
    task = asyncio.create_task(run(service, telegram.token, telegram.root, stop, 0.01, 1000, asides=[group]))
    try:
        await telegram.called("getUpdates", polls + 1)
        yield desk
    finally:
        stop.set()
        await task
        store.close()


@pytest.fixture
async def desk(telegram: BotApi, address: str) -> AsyncIterator[Desk]:
    async with running(telegram, address) as desk:
        yield desk


async def until_seen(person: Person, words: str) -> str:
    """Return the first message with these words among those to come."""
    while words not in (text := (await person.sees()).text):
        pass
    return text


async def asks(telegram: BotApi) -> tuple[Person, int]:
    """An owner who has told about the enterprise calls for a person; returns the topic."""
    owner, before = telegram.person(), len(telegram.group.topics)
    owner.says("铸造，去年营收5.3亿")
    await until_seen(owner, "记下")
    owner.says("转人工")
    await until_seen(owner, "给工作人员看")
    return owner, await telegram.group.opens(before + 1)


def said_by_staff(desk: Desk) -> list[str]:
    return [row.reply for row in rows(desk.store, "outbox") if row.who == "staff"]


async def toast(telegram: BotApi, query_id: str) -> str:
    await telegram.group.until(lambda: query_id in telegram.toasts)
    return telegram.toasts[query_id]


async def test_who_waits_for_a_person_is_a_topic_with_its_case_pinned(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    topic = telegram.group.topics[thread]
    await telegram.group.reads(thread, "问（找人工）")
    card = topic.shown[0]
    assert topic.name == "企业 #1"
    assert topic.pinned == [card.id]
    assert "行业：铸造、铁器" in card.text
    assert "年营收：5.3亿元" in card.text
    assert "等人接手" in card.text
    assert list(card.buttons) == ["接手"]
    assert topic.texts[1:] == ["问（找人工）：找工作人员"]
    assert str(owner.chat) not in str([topic.name, topic.texts])
    assert "王" not in str([topic.name, topic.texts])
    assert len(rows(desk.store, "topics")) == 1


async def test_staff_take_answer_and_close_and_the_owner_hears_them_as_staff(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    assert "您接手了" in await toast(telegram, zhang.presses(thread, "接手"))
    await telegram.group.reads(thread, "张三（Telegram 800001） 接着")
    zhang.writes(thread, "您好，请带上营业执照到市工信局问。<b>")
    text = await until_seen(owner, "营业执照")
    assert "工作人员" in text
    assert "<b>" in text
    owner.says("好的，几点上班")
    await telegram.group.reads(thread, "企业：好的，几点上班")
    assert "结束了" in await toast(telegram, zhang.presses(thread, "结束"))
    await until_seen(owner, "惠企接着为您服务")
    await telegram.group.until(lambda: telegram.group.topics[thread].closed)
    assert "已结束" in telegram.group.topics[thread].shown[0].text
    assert telegram.group.topics[thread].shown[0].buttons == {}
    assert [row.state for row in rows(desk.store, "questions")] == ["closed"]
    deeds = [(row.staff, row.action) for row in rows(desk.store, "audit")]
    assert deeds == [("张三（Telegram 800001）", deed) for deed in ("taken", "answered", "closed")]


async def test_two_never_answer_the_same_one(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang, li = telegram.group.staff("张三"), telegram.group.staff("李四")
    taps = zhang.presses(thread, "接手"), li.presses(thread, "接手")
    assert sorted([await toast(telegram, tap) for tap in taps]) == [
        "别人正接着。",
        "您接手了，写在这里的字会发给企业。",
    ]
    holder = rows(desk.store, "conversations")[0].held_by
    other = li if "张三" in holder else zhang
    other.writes(thread, "我也来说两句")
    await telegram.group.reads(thread, "没有发出：别人正接着")
    assert "别人正接着" in await toast(telegram, other.presses(thread, "结束"))
    assert said_by_staff(desk) == []
    assert not any("我也来说两句" in shown.text for shown in owner.screen.values())


async def test_who_takes_another_name_goes_on_with_what_they_have(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang, li = telegram.group.staff("张三"), telegram.group.staff("李四")
    await toast(telegram, zhang.presses(thread, "接手"))
    zhang.name, li.name = "张三 窗口", "张三"
    zhang.writes(thread, "请带上营业执照")
    await until_seen(owner, "营业执照")
    await telegram.group.reads(thread, "张三 窗口（Telegram 800001） 接着")
    assert "别人正接着" in await toast(telegram, li.presses(thread, "结束"))
    assert "结束了" in await toast(telegram, zhang.presses(thread, "结束"))
    deeds = [(row.staff, row.action) for row in rows(desk.store, "audit")]
    assert deeds[1:] == [("张三 窗口（Telegram 800001）", deed) for deed in ("answered", "closed")]


async def test_an_anonymous_administrator_is_told_why_nothing_is_sent(telegram: BotApi, desk: Desk) -> None:
    _, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    robot = {"id": 1087968824, "is_bot": True, "first_name": "Group"}  # as Telegram hides administrators
    zhang.writes(thread, "请带上营业执照", **{"from": robot}, sender_chat=telegram.group.about())
    await telegram.group.reads(thread, "没有发出：匿名写的看不出是谁，请关掉匿名再写。")
    assert said_by_staff(desk) == []


async def test_staff_are_shown_what_could_not_be_delivered(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    telegram.fails("sendMessage", BLOCKED, person=owner)
    zhang.writes(thread, "请带上营业执照")
    await telegram.group.reads(thread, "有 1 条没有送达：企业可能停用了惠企。")
    assert len(said_by_staff(desk)) == 1


async def test_before_it_is_taken_nothing_goes_to_the_owner(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    telegram.group.staff("张三").writes(thread, "这家谁熟？")
    await telegram.group.reads(thread, "没有发出：请先点上面置顶消息里的“接手”")
    assert not any("谁熟" in shown.text for shown in owner.screen.values())
    assert (said_by_staff(desk), rows(desk.store, "audit")) == ([], [])


async def test_what_is_among_staff_stays_there(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    zhang.writes(thread, "// 这家我熟")
    zhang.writes(999, "别的话题")
    zhang.writes(thread, photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}])
    await telegram.group.reads(thread, "只能转文字")
    zhang.edits(thread, "改一改")
    await telegram.group.reads(thread, "改过的话不会再发给企业")
    zhang.writes(thread, "字" * 3001)
    await telegram.group.reads(thread, "太长了")
    zhang.writes(thread, new_chat_title="新群名")
    zhang.writes(thread, "这句要发")
    assert "这句要发" in await until_seen(owner, "这句要发")
    assert [row.action for row in rows(desk.store, "audit")] == ["taken", "answered"]


async def test_a_bot_or_a_channel_in_the_group_is_not_of_the_staff(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    zhang.writes(thread, text="频道说的", sender_chat={"id": -1001, "type": "channel", "title": "别的"})
    robot = {"id": 9, "is_bot": True, "first_name": "机器人"}
    zhang.sends(
        chat={"id": telegram.group.chat, "type": "supergroup"}, message_thread_id=thread, text="滴", **{"from": robot}
    )
    zhang.writes(thread, "人说的")
    assert "人说的" in await until_seen(owner, "人说的")
    assert len(said_by_staff(desk)) == 1


async def test_given_back_it_waits_for_others(telegram: BotApi, desk: Desk) -> None:
    _, thread = await asks(telegram)
    zhang, li = telegram.group.staff("张三"), telegram.group.staff("李四")
    await toast(telegram, zhang.presses(thread, "接手"))
    await telegram.group.reads(thread, "张三")
    assert "放回队列了" in await toast(telegram, zhang.presses(thread, "放回队列"))
    await telegram.group.reads(thread, "等人接手")
    assert "您接手了" in await toast(telegram, li.presses(thread, "接手"))
    assert rows(desk.store, "conversations")[0].held_by.startswith("李四")


async def test_what_is_done_at_the_desk_shows_in_the_topic(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    (entry,) = desk.reception.waiting()
    desk.reception.take(entry.id, "wang")
    await telegram.group.reads(thread, "wang 接着")
    desk.reception.close(entry.id, "wang")
    await telegram.group.until(lambda: telegram.group.topics[thread].closed)
    owner.says("转人工")
    await telegram.group.until(lambda: not telegram.group.topics[thread].closed)
    await telegram.group.reads(thread, "等人接手")
    topic = telegram.group.topics[thread]
    await telegram.group.until(lambda: topic.texts[1:] == ["问（找人工）：找工作人员"] * 2)
    assert len(telegram.group.topics) == 1


async def test_what_an_owner_says_to_huiqi_is_not_shown_to_staff(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    owner.says("质量认证补多少")
    await until_seen(owner, "2万元")
    telegram.group.staff("张三").presses(thread, "接手")
    await telegram.group.reads(thread, "张三")
    owner.says("在吗")
    await telegram.group.reads(thread, "企业：在吗")
    assert not any("质量认证补多少" in text for text in telegram.group.topics[thread].texts)
    assert desk.reception.waiting()


async def test_of_what_is_over_nothing_is_kept_in_memory(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    _, other = await asks(telegram)
    zhang = telegram.group.staff("张三")
    assert len(desk.group._portraits) == 2
    await toast(telegram, zhang.presses(other, "接手"))
    await telegram.group.reads(other, "张三")
    await toast(telegram, zhang.presses(other, "结束"))
    await telegram.group.until(lambda: telegram.group.topics[other].closed)
    telegram.fails("deleteForumTopic", Fault(400, "Bad Request: not enough rights"))
    owner.says("/forget")
    await telegram.group.until(lambda: desk.group._resting)
    desk.group._resting = dict.fromkeys(desk.group._resting, 0.0)  # long enough
    await telegram.group.until(lambda: thread in telegram.group.deleted)
    await telegram.group.until(lambda: rows(desk.store, "topics")[0].id == 2)
    await telegram.group.until(lambda: (desk.group._portraits, desk.group._resting) == ({}, {}))


async def test_who_wants_to_be_forgotten_leaves_no_topic(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    telegram.group.staff("张三").presses(thread, "接手")
    await telegram.group.reads(thread, "张三")
    owner.says("在吗")
    await telegram.group.reads(thread, "企业：在吗")
    owner.says("/forget")
    await telegram.group.until(lambda: thread in telegram.group.deleted)
    await telegram.group.until(lambda: rows(desk.store, "topics") == [])
    assert rows(desk.store, "questions") == []
    assert not any("在吗" in row.reply for row in rows(desk.store, "outbox"))


async def test_a_topic_closed_for_a_week_is_deleted(telegram: BotApi, desk: Desk) -> None:
    _, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    await telegram.group.reads(thread, "张三")
    await toast(telegram, zhang.presses(thread, "结束"))
    await telegram.group.until(lambda: telegram.group.topics[thread].closed)
    with desk.store.transaction() as tx:
        tx.prune(now() + timedelta(days=6), timedelta(days=180))
    assert rows(desk.store, "topics")[0].chat
    with desk.store.transaction() as tx:
        tx.prune(now() + timedelta(days=8), timedelta(days=180))
    await telegram.group.until(lambda: thread in telegram.group.deleted)


async def test_a_topic_deleted_by_hand_is_made_anew_with_all_that_waits(telegram: BotApi, desk: Desk) -> None:
    _, thread = await asks(telegram)
    await telegram.group.reads(thread, "问（找人工）")
    del telegram.group.topics[thread]
    (entry,) = desk.reception.waiting()
    desk.reception.take(entry.id, "wang")
    await telegram.group.until(lambda: telegram.group.topics)
    (again,) = telegram.group.topics
    await telegram.group.reads(again, "问（找人工）")
    assert telegram.group.topics[again].name == "企业 #1"


async def test_what_an_owner_said_to_staff_is_in_the_topic_made_anew(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    owner.says("质量认证补多少")
    await until_seen(owner, "2万元")
    await toast(telegram, telegram.group.staff("张三").presses(thread, "接手"))
    owner.says("在吗")
    await telegram.group.reads(thread, "企业：在吗")
    del telegram.group.topics[thread]
    with desk.store.transaction() as tx:
        ThreadRows(tx).change(1, shown="")  # so that the card is shown once more, as with every change of it
    await telegram.group.until(lambda: telegram.group.topics)
    (again,) = telegram.group.topics
    await telegram.group.reads(again, "企业：在吗")
    assert telegram.group.topics[again].texts[1:] == ["问（找人工）：找工作人员", "企业：在吗"]


async def test_two_enterprises_are_two_topics(telegram: BotApi, desk: Desk) -> None:
    one, first = await asks(telegram)
    two, second = await asks(telegram)
    zhang = telegram.group.staff("张三")
    for thread in (first, second):
        await toast(telegram, zhang.presses(thread, "接手"))
    zhang.writes(first, "给第一家")
    zhang.writes(second, "给第二家")
    assert "给第一家" in await until_seen(one, "给第")
    assert "给第二家" in await until_seen(two, "给第")
    assert len(desk.reception.waiting()) == 2


async def test_an_update_that_comes_twice_is_said_once(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    update = zhang.writes(thread, "只说一遍")
    await until_seen(owner, "只说一遍")
    telegram.delivers_again(update)
    await owner.sees_nothing(0.4)
    assert len(said_by_staff(desk)) == 1


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
    reception = Reception(store, now)
    threads = Threads(store, reception, now)
    group = StaffGroup(chat, threads, reception, lambda: DIALOGUE, now, every=0.01)
    stop = asyncio.Event()
    service = Service(store, DIALOGUE, now)
    task = asyncio.create_task(run(service, telegram.token, telegram.root, stop, 0.01, 1000, asides=[group]))
    owner = telegram.person()
    owner.says("转人工")
    await until_seen(owner, "给工作人员看")
    stop.set()
    await task
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


async def test_a_topic_deleted_by_hand_is_made_anew_when_the_owner_asks_again(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    await telegram.group.reads(thread, "问（找人工）")
    del telegram.group.topics[thread]
    owner.says("公积金怎么提取？")
    await telegram.group.until(lambda: telegram.group.topics)
    (again,) = telegram.group.topics
    await telegram.group.reads(again, "公积金怎么提取")
    await telegram.group.until(lambda: len(telegram.group.topics[again].texts) == 3)
    assert len(desk.reception.waiting()) == 1
    assert "问（找人工）" in telegram.group.topics[again].texts[1]
