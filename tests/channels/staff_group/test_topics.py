"""An entry of the queue as a topic: its card, what is shown in it, and when it goes."""

from datetime import timedelta

from bot.storage import ThreadRows
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import Fault
from tests.channels.staff_group.running import Desk, asks, now, toast, until_seen
from tests.databases import rows


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
