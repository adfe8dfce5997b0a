"""What staff write and tap in a topic, and what of it the owner hears."""

from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import BLOCKED
from tests.channels.staff_group.running import Desk, asks, said_by_staff, toast, until_seen
from tests.databases import rows


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


async def test_an_update_that_comes_twice_is_said_once(telegram: BotApi, desk: Desk) -> None:
    owner, thread = await asks(telegram)
    zhang = telegram.group.staff("张三")
    await toast(telegram, zhang.presses(thread, "接手"))
    update = zhang.writes(thread, "只说一遍")
    await until_seen(owner, "只说一遍")
    telegram.delivers_again(update)
    await owner.sees_nothing(0.4)
    assert len(said_by_staff(desk)) == 1
