"""The queue and the hand-over, on both databases, with the real dialogue."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.dialogue import Conversation, Dialogue, Kept, Message, plain, read_hours
from bot.holding import MOST_OF_A_CHAT
from bot.reception import LONGEST_ANSWER, Outcome, Reception
from bot.service import Service
from bot.storage import Store, Transaction
from bot.storage.queue import MOST
from bot.storage.tables import conversations
from bot.threads import Threads
from tests.databases import rows
from tests.desk.served import SECRET, Clock, dialogue
from tests.helpers import content
from tests.service.small_talk import Echo

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)
ANSWER = "可以，<b>请带</b>营业执照到窗口。"


class Owner:
    """An owner in one chat; what is said to them is read as they would."""

    def __init__(self, service: Service, clock: Clock, chat: str = "7", channel: str = "web") -> None:
        self._service, self._clock = service, clock
        self.chat, self.channel = chat, channel
        self._number = 0

    def says(self, text: str = "", choice: str = "") -> list[str]:
        """Say something; return what is answered."""
        self._number += 1
        self._clock.passes(seconds=1)
        before = len(self.read())
        message = Message(self.channel, self.chat, f"{self.chat}-{self._number}", text, choice)
        self._service.receive(message)
        return self.read()[before:]

    def taps(self, label: str) -> list[str]:
        """Tap the newest button of this label."""
        lines = self._service.lines(self.channel, self.chat)
        found = [c.id for line in lines if line.who != "owner" for c in line.reply.choices if c.label == label]
        assert found, f"no button {label}"
        return self.says(choice=found[-1])

    def read(self) -> list[str]:
        lines = self._service.lines(self.channel, self.chat)
        return [plain(line.reply.text) for line in lines if line.who != "owner"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(store: Store, clock: Clock) -> Service:
    return Service(store, dialogue(), clock, secret=SECRET)


@pytest.fixture
def owner(service: Service, clock: Clock) -> Owner:
    return Owner(service, clock)


@pytest.fixture
def desk(store: Store, clock: Clock) -> Reception:
    return Reception(store, clock, SECRET)


def asked(owner: Owner, desk: Reception) -> int:
    """Let an owner ask for a person; return the entry."""
    owner.says("开始")
    owner.says("人工")
    (entry,) = desk.waiting()
    return entry.id


def events(store: Store) -> list[tuple[str, str, str, int | None]]:
    wanted = {"queued", "handoff_asked", "taken", "answered", "returned", "closed", "helped", "not_helped"}
    return [(row.name, row.reason, row.outcome, row.seconds) for row in rows(store, "events") if row.name in wanted]


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


def test_an_answer_goes_out_marked_as_of_staff(owner: Owner, desk: Reception, store: Store) -> None:
    entry = asked(owner, desk)
    assert desk.take(entry, "王敏") is Outcome.DONE
    assert desk.answer(entry, "王敏", f"  {ANSWER}\n", "a") is Outcome.DONE
    row = rows(store, "outbox")[-1]
    assert (row.who, row.channel, row.chat) == ("staff", "web", "7")
    assert owner.read()[-1] == ANSWER  # word for word: what staff type is no markup


def test_while_a_person_has_it_huiqi_is_quiet_and_says_so_once(owner: Owner, desk: Reception) -> None:
    entry = asked(owner, desk)
    assert owner.says("制造业")  # until it is taken, Huiqi answers
    desk.take(entry, "王敏")
    (told,) = owner.says("还在吗？")
    assert told == "工作人员正在看您的问题，您发的话会转给工作人员。惠企先不插话。"
    assert owner.says("补充一下：我们做铸造") == []
    assert owner.says(choice="c.help.") == [told]  # a button that does nothing says why
    assert owner.says("") == ["工作人员在这里也只看得到文字，请打字。"]
    case = desk.case(entry)
    assert case is not None
    heard = [plain(line.reply.text) for line in case.lines if line.who == "owner"]
    assert heard[-3:-1] == ["还在吗？", "补充一下：我们做铸造"]
    assert case.entry.awaits


def test_huiqi_is_as_quiet_where_it_cannot_read_the_conversation_and_says_so_later(
    owner: Owner, desk: Reception, store: Store
) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    assert len(owner.says("还在吗？")) == 1
    with store.transaction() as tx:
        tx.connection.execute(update(conversations).values(state="{"))
    assert owner.says("补充一下：我们做铸造") == []
    assert desk.answer(entry, "王敏", ANSWER, "a") is Outcome.DONE, "王敏 has it still"
    desk.close(entry, "王敏")
    assert owner.says("制造业")[0] == "抱歉，之前的对话读不出来了，我们从头开始。"


def test_huiqi_comes_back_when_it_is_closed_and_asks_whether_it_helped(
    owner: Owner, desk: Reception, store: Store, clock: Clock
) -> None:
    entry = asked(owner, desk)
    clock.passes(minutes=5)
    desk.take(entry, "王敏")
    clock.passes(minutes=2)
    desk.answer(entry, "王敏", ANSWER, "a")
    clock.passes(minutes=1)
    assert desk.close(entry, "王敏") is Outcome.DONE
    assert owner.read()[-1] == "工作人员答复完了，惠企接着为您服务。\n刚才的答复有帮助吗？"
    assert owner.taps("有帮助")[0] == "谢谢，已经记下。"
    assert owner.says("制造业")
    assert events(store) == [
        ("queued", "person", "", None),
        ("handoff_asked", "person", "", None),
        ("taken", "person", "", 300),
        ("answered", "", "", 120),
        ("closed", "staff", "answered", 180),
        ("helped", "", "", None),
    ]
    people = {row.person for row in rows(store, "events")}
    assert len(people) == 1
    assert "王敏" not in str(rows(store, "events"))


def test_whoever_was_not_helped_can_ask_again(owner: Owner, desk: Reception) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    desk.answer(entry, "王敏", ANSWER, "a", closing=True)
    assert "没帮上" in owner.taps("没帮助")[0]
    owner.taps("找工作人员")
    (again,) = desk.waiting()
    assert again.state == "open"


def test_given_back_it_waits_for_others_and_huiqi_answers(owner: Owner, desk: Reception) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    assert desk.give_back(entry, "王敏") is Outcome.DONE
    assert owner.read()[-1] == "您的问题还在工作人员的队列里，有回复会发到这里。惠企先接着答。"
    assert owner.says("帮助")
    assert [each.state for each in desk.waiting()] == ["open"]
    assert desk.take(entry, "李工") is Outcome.DONE


def test_left_in_silence_it_comes_back_by_itself(owner: Owner, desk: Reception, clock: Clock) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    clock.passes(minutes=29)
    assert desk.look() == 0
    clock.passes(minutes=1)
    assert desk.look() == 1
    assert desk.look() == 0
    assert owner.read()[-1].startswith("您的问题还在工作人员的队列里")
    assert desk.answer(entry, "王敏", ANSWER, "a") is Outcome.NOT_HAD


def test_what_staff_write_keeps_it_with_them(owner: Owner, desk: Reception, clock: Clock) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    clock.passes(minutes=29)
    desk.answer(entry, "王敏", ANSWER, "a")
    clock.passes(minutes=29)
    assert desk.look() == 0
    assert owner.says("好的") != []  # told once who hears it
    assert owner.says("谢谢") == []
    clock.passes(minutes=2)
    assert desk.look() == 1
    assert "有帮助吗" in owner.read()[-1]  # it was answered, so it is closed
    assert desk.waiting() == ()


def test_left_in_silence_the_next_message_brings_huiqi_back_too(owner: Owner, desk: Reception, clock: Clock) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    clock.passes(minutes=31)
    word, *answer = owner.says("帮助")
    assert word.startswith("您的问题还在工作人员的队列里")
    assert answer
    assert [each.state for each in desk.waiting()] == ["open"]


@pytest.mark.parametrize("how", ["让惠企接着答", "/start"])
def test_the_owner_can_have_huiqi_back_at_once(owner: Owner, desk: Reception, store: Store, how: str) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    owner.says("还在吗？")
    word, *answer = owner.taps(how) if how != "/start" else owner.says(how)
    assert word == "好，惠企接着答。您的问题还留给工作人员，有回复会发到这里。"
    assert answer
    assert owner.says("帮助")
    assert desk.answer(entry, "王敏", ANSWER, "a") is Outcome.NOT_HAD
    assert events(store)[-1][:2] == ("returned", "owner")


def test_to_be_forgotten_works_while_a_person_has_it(owner: Owner, desk: Reception, store: Store) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    owner.says("/forget")
    assert ["已经全部删除" in text for text in owner.read()] == [True]
    assert desk.case(entry) is None
    deeds: list[Callable[[], Outcome]] = [
        lambda: desk.take(entry, "王敏"),
        lambda: desk.answer(entry, "王敏", ANSWER, "a"),
        lambda: desk.give_back(entry, "王敏"),
        lambda: desk.close(entry, "王敏"),
    ]
    assert [deed() for deed in deeds] == [Outcome.GONE] * 4
    assert rows(store, "questions") == rows(store, "conversations") == []
    assert {row.about for row in rows(store, "audit")} == {f"#{entry}"}


def test_nobody_else_can_take_answer_or_end_it(owner: Owner, desk: Reception) -> None:
    entry = asked(owner, desk)
    assert desk.answer(entry, "李工", ANSWER, "a") is Outcome.NOT_HAD
    desk.take(entry, "王敏")
    assert desk.take(entry, "王敏") is Outcome.DONE  # twice by the same is no harm
    assert desk.take(entry, "李工") is Outcome.HAD
    assert desk.answer(entry, "李工", ANSWER, "a") is Outcome.HAD
    assert desk.give_back(entry, "李工") is Outcome.HAD
    assert desk.close(entry, "李工") is Outcome.HAD
    desk.close(entry, "王敏")
    assert desk.take(entry, "李工") is Outcome.CLOSED
    assert ANSWER not in owner.read()


def test_of_many_who_take_at_once_one_has_it(owner: Owner, desk: Reception, address: str, store: Store) -> None:
    """Each thread has an engine of its own, as a process would."""
    entry = asked(owner, desk)
    outcomes: list[Outcome] = []

    def take(name: str) -> None:
        mine = Store(address)
        try:
            outcomes.append(Reception(mine, Clock(), SECRET).take(entry, name))
        finally:
            mine.close()

    threads = [threading.Thread(target=take, args=(f"员工{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.value for outcome in outcomes) == ["done", *["had"] * 7]
    assert [row.action for row in rows(store, "audit")] == ["taken"]


def test_a_form_sent_twice_answers_once(owner: Owner, desk: Reception) -> None:
    entry = asked(owner, desk)
    assert desk.answer(entry, "王敏", ANSWER, "same") is Outcome.NOT_HAD  # which leaves the form good
    desk.take(entry, "王敏")
    assert [desk.answer(entry, "王敏", ANSWER, "same") for _ in range(2)] == [Outcome.DONE] * 2
    assert owner.read().count(ANSWER) == 1


@pytest.mark.parametrize(
    ("text", "outcome"), [(" \n ", Outcome.EMPTY), ("长" * (LONGEST_ANSWER + 1), Outcome.TOO_LONG)]
)
def test_an_answer_that_is_none_is_not_sent(owner: Owner, desk: Reception, text: str, outcome: Outcome) -> None:
    entry = asked(owner, desk)
    desk.take(entry, "王敏")
    before = owner.read()
    assert desk.answer(entry, "王敏", text, "a") is outcome
    assert owner.read() == before


def test_who_never_asked_for_a_person_is_not_told_of_one(owner: Owner, desk: Reception) -> None:
    owner.says("开始")
    owner.says("你们单位食堂几点开饭？")
    before = owner.read()
    (entry,) = desk.waiting()
    desk.take(entry.id, "王敏")
    desk.close(entry.id, "王敏")
    assert owner.read() == before
    assert [each.state for each in desk.closed()] == ["closed"]


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


def test_every_deed_is_written_down(owner: Owner, desk: Reception, store: Store) -> None:
    entry = asked(owner, desk)
    desk.case(entry, "王敏")
    desk.take(entry, "王敏")
    desk.answer(entry, "王敏", ANSWER, "a")
    desk.give_back(entry, "王敏")
    desk.case(entry)  # a look of the page's own is none of theirs
    done = [(row.staff, row.action, row.about) for row in rows(store, "audit")]
    assert done == [("王敏", action, f"#{entry}") for action in ("opened", "taken", "answered", "returned")]


def test_when_staff_are_away_the_owner_is_told_from_when_on(store: Store, clock: Clock) -> None:
    hours = read_hours("Mon-Fri 08:30-12:00 14:30-18:00")
    owner = Owner(Service(store, Dialogue(content(), hours=hours), clock, secret=SECRET), clock)
    owner.says("开始")
    assert "不一定马上有人" in owner.says("人工")[0]  # a Monday at ten
    clock.passes(hours=9)
    assert "现在不是上班时间，最早明天（周二）8:30起有人看；遇节假日顺延。" in owner.says("人工")[0]


def test_a_batch_of_messages_is_quiet_too(service: Service, desk: Reception, owner: Owner, clock: Clock) -> None:
    """As polling brings them: several of one chat in one transaction."""
    desk.take(asked(owner, desk), "王敏")
    before = owner.read()
    service.receive_all([(Message("web", "7", f"b{number}", f"第{number}句"), None) for number in range(3)])
    assert len(owner.read()) == len(before) + 1
    clock.passes(seconds=1)
    back = [(Message("web", "7", "b8", choice="c.resume."), None), (Message("web", "7", "b9", "帮助"), None)]
    service.receive_all(back)
    assert len(owner.read()) > len(before) + 3
    assert [each.hold for each in desk.waiting()] == [None]


def test_how_long_staff_may_be_silent_is_a_setting(store: Store, clock: Clock, owner: Owner) -> None:
    desk = Reception(store, clock, SECRET, timedelta(minutes=5))
    desk.take(asked(owner, desk), "王敏")
    clock.passes(minutes=5)
    assert desk.look() == 1


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


def test_what_huiqi_cannot_even_read_is_read_by_staff(store: Store, clock: Clock) -> None:
    service = Service(store, Echo(), clock, secret=SECRET)
    owner = Owner(service, clock)
    owner.says("你好")
    with store.transaction() as tx:
        tx.keep_question(Message("web", "7", "x"), Kept("人工", "person"), clock())
    desk = Reception(store, clock, SECRET)
    entry = desk.waiting()[0].id
    desk.take(entry, "王敏")
    assert "工作人员正在看" in owner.says("出错")[0]
    case = desk.case(entry)
    assert case is not None
    assert [plain(line.reply.text) for line in case.lines if line.who == "owner"][-1] == "出错"
    assert rows(store, "failures") == []


def test_what_staff_do_is_counted_for_county_and_sector(owner: Owner, desk: Reception, store: Store) -> None:
    owner.says("开始")
    owner.says("我们是泽州做铸造的")
    owner.says("人工")
    (entry,) = desk.waiting()
    desk.take(entry.id, "王敏")
    desk.answer(entry.id, "王敏", ANSWER, "a", closing=True)
    done = [
        row
        for row in rows(store, "events")
        if row.name in {"taken", "closed"} or (row.name == "answered" and not row.fact)
    ]
    assert [(row.name, row.county, row.sector) for row in done] == [
        ("taken", "zezhou", "casting"),
        ("answered", "zezhou", "casting"),
        ("closed", "zezhou", "casting"),
    ]
    assert {row.visit for row in done} == {0}  # they are no step of the owner's


def waits(tx: Transaction, chat: str, text: str = "找人", channel: str = "web") -> None:
    """Let a chat ask for a person, without all that is said about it."""
    tx.save(channel, chat, Conversation(), NOON)
    tx.keep_question(Message(channel, chat, f"{chat} {text}", text), Kept(text, "person"), NOON)


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


def test_a_chat_that_is_not_among_those_read_is_not_done(store: Store, desk: Reception, clock: Clock) -> None:
    with store.transaction() as tx:
        for number in range(MOST + 1):
            waits(tx, str(number))
    threads = Threads(store, desk, clock)
    views = threads.views()
    assert len(views) == MOST
    assert all(view.entry for view in views)
    first = views[0].entry
    assert first
    desk.take(first.id, "王敏")
    desk.close(first.id, "王敏")
    assert [view.thread.chat for view in threads.views() if view.entry is None] == [first.chat]
    assert str(MOST) in {view.thread.chat for view in threads.views()}


def test_what_waited_for_the_chat_while_it_was_taken_is_for_staff(
    owner: Owner, desk: Reception, store: Store, clock: Clock
) -> None:
    entry = asked(owner, desk)
    threads = Threads(store, desk, clock)
    (thread,) = (view.thread for view in threads.views())
    threads.change(thread, place="-100/5")
    owner.says("制造业")
    desk.take(entry, "王敏")
    clock.passes(seconds=-5)  # its time was read before it had to wait
    owner.says("还在吗？")
    renewed = threads.again(thread)
    assert renewed
    assert threads.post(renewed)
    posted = [plain(line.reply.text) for line in Service(store, dialogue(), clock).lines("telegram", "-100/5")]
    assert posted == ["问（找人工）：找工作人员", "企业：还在吗？"]
