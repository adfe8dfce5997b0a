"""What staff do with an entry: one has it, an answer goes out once, and every deed is written down."""

import threading

import pytest

from bot.reception import LONGEST_ANSWER, Outcome, Reception
from bot.storage import Store
from tests.databases import rows
from tests.desk.served import SECRET, Clock
from tests.reception.owner import ANSWER, Owner, asked


def test_an_answer_goes_out_marked_as_of_staff(owner: Owner, desk: Reception, store: Store) -> None:
    entry = asked(owner, desk)
    assert desk.take(entry, "王敏") is Outcome.DONE
    assert desk.answer(entry, "王敏", f"  {ANSWER}\n", "a") is Outcome.DONE
    row = rows(store, "outbox")[-1]
    assert (row.who, row.channel, row.chat) == ("staff", "web", "7")
    assert owner.read()[-1] == ANSWER  # word for word: what staff type is no markup


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


def test_every_deed_is_written_down(owner: Owner, desk: Reception, store: Store) -> None:
    entry = asked(owner, desk)
    desk.case(entry, "王敏")
    desk.take(entry, "王敏")
    desk.answer(entry, "王敏", ANSWER, "a")
    desk.give_back(entry, "王敏")
    desk.case(entry)  # a look of the page's own is none of theirs
    done = [(row.staff, row.action, row.about) for row in rows(store, "audit")]
    assert done == [("王敏", action, f"#{entry}") for action in ("opened", "taken", "answered", "returned")]


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
