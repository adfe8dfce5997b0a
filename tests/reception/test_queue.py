"""What waits for staff, and for how many questions of whom."""

from bot.dialogue import Dialogue, read_hours
from bot.holding import MOST_OF_A_CHAT
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from bot.storage.queue import MOST
from tests.desk.served import SECRET, Clock
from tests.helpers import content
from tests.reception.owner import Owner, asked, events
from tests.reception.waiting import waits


def test_what_huiqi_cannot_answer_waits_in_the_queue_once_a_chat(
    owner: Owner, desk: Reception, service: Service
) -> None:
    owner.says("开始")
    owner.says("你们单位食堂几点开饭？")
    owner.taps("找工作人员")
    Owner(service, Clock(), "8").says("人工")
    first, second = desk.waiting()
    assert [(each.why, each.state) for each in first.questions] == [("out_of_scope", "open"), ("person", "open")]
    assert first.questions[0].text == "你们单位食堂几点开饭？"
    assert (first.chat, second.chat) == ("7", "8")


def test_a_tap_alone_calls_for_a_person(owner: Owner, desk: Reception) -> None:
    owner.says("开始")
    owner.says(choice="c.person.")
    (entry,) = desk.waiting()
    assert [(each.text, each.why) for each in entry.questions] == [("找工作人员", "person")]


def test_what_was_closed_is_dropped_with_its_chat(
    owner: Owner, desk: Reception, service: Service, clock: Clock
) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    desk.close(entry, "王敏")
    clock.passes(days=181)
    service.tidy()
    assert desk.case(entry) is None
    assert desk.closed() == ()


def test_when_staff_are_away_the_owner_is_told_from_when_on(store: Store, clock: Clock) -> None:
    hours = read_hours("Mon-Fri 08:30-12:00 14:30-18:00")
    owner = Owner(Service(store, Dialogue(content(), hours=hours), clock, secret=SECRET), clock)
    owner.says("开始")
    assert "不一定马上有人" in owner.says("人工")[0]  # a Monday at ten
    clock.passes(hours=9)
    assert "现在不是上班时间，最早明天（周二）8:30起有人看；遇节假日顺延。" in owner.says("人工")[0]


def test_a_chat_comes_into_the_queue_once_and_leaves_it_once(owner: Owner, store: Store) -> None:
    owner.says("开始")
    owner.says("你们单位食堂几点开饭？")
    owner.taps("找工作人员")
    owner.says("人工")
    owner.says("/forget")
    assert [(name, reason) for name, reason, _, _ in events(store)] == [
        ("queued", "out_of_scope"),
        ("handoff_asked", "out_of_scope"),
        ("handoff_asked", "person"),
        ("handoff_asked", "person"),
        ("closed", "owner"),
    ]


def test_one_who_asks_much_hides_nobody(store: Store, desk: Reception) -> None:
    with store.transaction() as tx:
        for number in range(MOST):
            waits(tx, "7", f"第 {number} 问")
        waits(tx, "8")
    assert [entry.chat for entry in desk.waiting()] == ["7", "8"]


def test_of_one_chat_only_so_many_questions_are_kept(owner: Owner, desk: Reception, store: Store) -> None:
    for _ in range(MOST_OF_A_CHAT):
        assert "记下了，给工作人员看。" in "".join(owner.says("人工"))
    for _ in range(3):
        (told,) = owner.says("人工")
        assert told.startswith("您有 20 个问题在等工作人员看，这一条没有再记下。")
    (entry,) = desk.waiting()
    assert len(entry.questions) == MOST_OF_A_CHAT
    assert [name for name, *_ in events(store)] == ["queued", *["handoff_asked"] * MOST_OF_A_CHAT]
    desk.take(entry.id, "王敏")
    desk.close(entry.id, "王敏")
    assert "记下了，给工作人员看。" in "".join(owner.says("人工"))
    assert len(desk.waiting()) == 1
