"""Accounts on both databases: passwords, throttling, what ends a session, what is written down."""

import threading
import time
from collections.abc import Callable
from statistics import median

import pytest

from bot.accounts import MOST_BY_ADDRESS, MOST_BY_NAME, AccountError, Accounts, Refused
from bot.storage import Store
from tests.databases import rows
from tests.desk.served import CHEAP, PASSWORD, SECRET, Clock

HOME, AWAY = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:
    accounts = Accounts(store, clock, SECRET, CHEAP)
    accounts.add("李工", "editor", PASSWORD)
    return accounts


def test_the_right_password_begins_a_session(accounts: Accounts) -> None:
    session = accounts.login("李工", PASSWORD, HOME)
    assert isinstance(session, str)
    member = accounts.who(session)
    assert member is not None
    assert (member.name, member.role) == ("李工", "editor")
    assert accounts.who("another") is None


@pytest.mark.parametrize(("name", "password"), [("李工", "wrong one"), ("李工", ""), ("张三", PASSWORD), ("", "")])
def test_all_else_begins_none(accounts: Accounts, name: str, password: str) -> None:
    assert accounts.login(name, password, HOME) is Refused.WRONG


def test_a_password_is_stored_as_argon2_says(store: Store, clock: Clock) -> None:
    Accounts(store, clock, SECRET).add("李工", "editor", PASSWORD)
    (row,) = rows(store, "staff")
    assert row.password.startswith("$argon2id$")
    assert PASSWORD not in str(rows(store, "audit")) + row.password


@pytest.mark.parametrize("password", ["short", "九个字也还是太短啊", "x" * 201])
def test_a_password_that_is_none_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(AccountError, match="a password has 10 to 200 characters"):
        accounts.add("张三", "viewer", password)


def test_a_password_that_is_the_name_is_refused(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="is no secret"):
        accounts.add("zhang.san.zhang", "viewer", "Zhang.San.Zhang")


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "长" * 41, "?0123", "a\x00b", "\u202eabc"])
def test_a_name_that_is_none_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountError, match="is no name"):
        accounts.add(name, "viewer", PASSWORD)


def test_what_cannot_be_done_is_said(accounts: Accounts) -> None:
    with pytest.raises(AccountError, match="李工 is there already"):
        accounts.add("李工", "viewer", PASSWORD)
    with pytest.raises(AccountError, match="'boss' is no role; use one of viewer, answerer, editor"):
        accounts.add("张三", "boss", PASSWORD)


def test_nothing_is_done_to_an_account_that_is_not_there(accounts: Accounts) -> None:
    assert ENDS
    accounts.remove("李工")
    for deed in ENDS.values():
        with pytest.raises(AccountError, match="nobody is called 李工"):
            deed(accounts)


ENDS: dict[str, Callable[[Accounts], None]] = {
    "password": lambda accounts: accounts.change_password("李工", PASSWORD + "!"),
    "role": lambda accounts: accounts.change_role("李工", "viewer"),
    "removed": lambda accounts: accounts.remove("李工"),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_session_ends_when_the_account_changes(accounts: Accounts, how: str) -> None:
    session = accounts.login("李工", PASSWORD, HOME)
    assert isinstance(session, str)
    ENDS[how](accounts)
    assert accounts.who(session) is None


def test_a_name_is_looked_at_a_few_times_alone(accounts: Accounts, clock: Clock) -> None:
    for name in ("李工", "张三"):  # as for a name that nobody has, so that nothing is told by it
        for _ in range(MOST_BY_NAME):
            assert accounts.login(name, "wrong one", HOME) is Refused.WRONG
        assert accounts.login(name, "wrong one", HOME) is Refused.TOO_MANY
    assert accounts.login("李工", PASSWORD, AWAY) is Refused.TOO_MANY
    clock.passes(minutes=15, seconds=1)
    assert isinstance(accounts.login("李工", PASSWORD, HOME), str)


def test_a_right_login_makes_the_failures_before_it_good(accounts: Accounts) -> None:
    for _ in range(MOST_BY_NAME):
        for _ in range(MOST_BY_NAME - 1):
            accounts.login("李工", "wrong one", HOME)
        assert isinstance(accounts.login("李工", PASSWORD, HOME), str)


def test_a_place_is_looked_at_only_so_often(accounts: Accounts) -> None:
    for number in range(MOST_BY_ADDRESS):
        accounts.login(f"名字{number}", "wrong one", HOME)
    assert accounts.login("李工", PASSWORD, HOME) is Refused.TOO_MANY
    assert isinstance(accounts.login("李工", PASSWORD, AWAY), str)


def test_tries_made_together_in_several_processes_are_all_counted(accounts: Accounts, address: str) -> None:
    """Each thread has an engine of its own, as a process would."""
    answers: list[object] = []

    def guess(number: int) -> None:
        store = Store(address)
        try:
            answers.append(Accounts(store, Clock(), SECRET, CHEAP).login("李工", f"guess number {number}", HOME))
        finally:
            store.close()

    del accounts
    threads = [threading.Thread(target=guess, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(Refused.WRONG) == MOST_BY_NAME
    assert answers.count(Refused.TOO_MANY) == 12 - MOST_BY_NAME


def test_the_time_taken_does_not_tell_whether_a_name_is_there(store: Store, clock: Clock) -> None:
    accounts = Accounts(store, clock, SECRET)
    accounts.add("李工", "editor", PASSWORD)

    def seconds(name: str) -> float:
        began = time.perf_counter()
        accounts.login(name, "wrong one", "")
        return time.perf_counter() - began

    there, nobody = [], []
    for number in range(MOST_BY_NAME):
        there.append(seconds("李工"))
        nobody.append(seconds(f"无名{number}"))
    assert 0.5 < median(there) / median(nobody) < 2  # without the second hash it is some fifty


def test_a_password_kept_under_a_cheaper_hash_is_kept_under_a_costlier_one(accounts: Accounts, store: Store) -> None:
    (cheap,) = rows(store, "staff")
    session = Accounts(store, Clock(), SECRET).login("李工", PASSWORD, HOME)
    (costly,) = rows(store, "staff")
    assert costly.password != cheap.password
    assert isinstance(session, str)
    assert isinstance(accounts.login("李工", PASSWORD, HOME), str)


def test_a_name_that_nobody_has_is_not_written_down(accounts: Accounts, store: Store) -> None:
    accounts.login("hunter2-in-the-wrong-field", "x", HOME)
    line = rows(store, "audit")[-1]
    assert (line.action, line.staff[0], line.address) == ("login_failed", "?", HOME)
    assert "hunter2" not in str(line)


def test_what_is_done_to_accounts_is_written_down(accounts: Accounts, store: Store) -> None:
    session = accounts.login("李工", PASSWORD, HOME)
    assert isinstance(session, str)
    accounts.logout(session, "李工")
    accounts.change_role("李工", "viewer")
    accounts.change_password("李工", PASSWORD + "!")
    accounts.remove("李工")
    assert [(line.staff, line.action, line.about) for line in rows(store, "audit")] == [
        ("", "staff_added", "李工 editor"),
        ("李工", "login", ""),
        ("李工", "logout", ""),
        ("", "staff_role", "李工 viewer"),
        ("", "staff_password", "李工"),
        ("", "staff_removed", "李工"),
    ]


def test_what_ran_out_is_dropped_at_the_next_login(accounts: Accounts, store: Store, clock: Clock) -> None:
    accounts.login("李工", PASSWORD, HOME)
    clock.passes(days=366)
    accounts.login("李工", PASSWORD, HOME)
    assert [line.action for line in rows(store, "audit")] == ["login"]
    assert len(rows(store, "sessions")) == 1
