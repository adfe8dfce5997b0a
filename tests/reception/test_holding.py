"""While a person has a chat Huiqi is quiet, and comes back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.dialogue import Kept, Message, plain
from bot.reception import Outcome, Reception
from bot.service import Service
from bot.storage import Store
from bot.storage.tables import conversations
from tests.databases import rows
from tests.desk.served import SECRET, Clock
from tests.reception.owner import ANSWER, Owner, asked, events
from tests.service.small_talk import Echo


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


def test_who_never_asked_for_a_person_is_not_told_of_one(owner: Owner, desk: Reception) -> None:
    owner.says("开始")
    owner.says("你们单位食堂几点开饭？")
    before = owner.read()
    (entry,) = desk.waiting()
    desk.take(entry.id, "王敏")
    desk.close(entry.id, "王敏")
    assert owner.read() == before
    assert [each.state for each in desk.closed()] == ["closed"]


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
