"""Many messages in one transaction come to the same as one after the other."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest

from bot.dialogue import Message, Reply
from bot.limits import Limits
from bot.service import Outgoing, Service
from bot.storage import Store, StoreUnavailableError
from tests.databases import rows
from tests.service.small_talk import Echo, clock
from tests.service.test_service import KilledError, Stumbles, service

Opens = Callable[[str], Store]
TABLES = ("claims", "conversations", "outbox", "events", "said", "failures")


def heard(*said: tuple[str, str, str]) -> list[tuple[Message, Reply | None]]:
    """Return messages of (chat, id, text)."""
    return [(Message("telegram", chat, message_id, text), None) for chat, message_id, text in said]


def of_chats(waiting: tuple[Outgoing, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in waiting:
        found.setdefault(row.chat, []).append(row.reply.text)
    return found


MIXED = heard(
    *(("7", "1", "你好"), ("8", "2", "两条"), ("7", "3", "两条"), ("9", "4", "你好")),
    *(("7", "1", "你好"), ("9", "5", "忘记我"), ("9", "6", "还在吗"), ("8", "7", "你好"), ("9", "8", "两条")),
)


def stored(store: Store) -> dict[str, list[Any]]:
    """Return what is stored, without the numbers that only tell in which order it was written."""
    hide = {"id", "leased_by"}
    found = {}
    for table in TABLES:
        kept = [tuple(value for name, value in row._asdict().items() if name not in hide) for row in rows(store, table)]
        found[table] = sorted(kept, key=repr)
    return found


def test_all_at_once_is_stored_as_one_after_the_other(address: str, tmp_path: Any, opened: Opens) -> None:
    together, apart = service(opened(address)), service(opened(str(tmp_path / "apart.db")))
    waiting = together.receive_all(MIXED)
    last = {message.chat: apart.receive(message) for message, _ in MIXED}
    assert of_chats(waiting) == {chat: [row.reply.text for row in some] for chat, some in last.items()}
    assert stored(together._store) == stored(apart._store)


def test_each_chat_is_answered_in_order_and_a_repeat_has_no_effect(store: Store) -> None:
    assert of_chats(service(store).receive_all(MIXED)) == {
        "7": ["1：你好", "2：两条", "2：第二条"],
        "8": ["1：两条", "1：第二条", "2：你好"],
        "9": ["已忘记。", "1：还在吗", "2：两条", "2：第二条"],
    }


def test_one_that_breaks_something_breaks_no_other(store: Store) -> None:
    talk = service(store)
    waiting = talk.receive_all(heard(("7", "1", "你好"), ("8", "2", "出错"), ("8", "3", "再见"), ("9", "4", "你好")))
    told = of_chats(waiting)
    assert (told["7"], told["9"]) == (["1：你好"], ["1：你好"])
    assert (told["8"][0][:2], told["8"][1:]) == ("抱歉", ["1：再见"])
    assert [row.chat for row in rows(store, "failures")] == ["8"]


def test_what_is_said_instead_and_what_is_left_unread(store: Store) -> None:
    talk = Service(store, Echo(), clock, limits=Limits(burst=2))
    flood = heard(*(("7", str(number), "快") for number in range(5)), ("8", "9", "你好"))
    told = of_chats(talk.receive_all([*flood, (Message("telegram", "-5", "10"), Reply("群里不答"))]))
    assert (told["8"], told["-5"]) == (["1：你好"], ["群里不答"])
    assert [text[:2] for text in told["7"]] == ["1：", "2：", "您发"]
    assert len(rows(store, "claims")) == 5
    assert talk.receive_all([]) == ()


def test_what_comes_again_because_it_could_not_be_stored_is_no_flood(address: str) -> None:
    said = heard(*(("7", str(number), "勾一项") for number in range(10)))
    with closing(Stumbles(address, "expect", StoreUnavailableError("locked"))) as store:
        talk = Service(store, Echo(), clock, limits=Limits())
        for step in ("expect", "save", "commit"):
            store.step = step
            with pytest.raises(StoreUnavailableError):
                talk.receive_all(said)
            store.step = "commit"
            with pytest.raises(StoreUnavailableError):
                talk.receive(said[0][0])
        assert len(of_chats(talk.receive_all(said))["7"]) == 10
        assert len(rows(store, "claims")) == 10


def test_several_replies_are_marked_at_once(store: Store) -> None:
    talk = service(store)
    waiting = talk.receive_all(heard(("7", "1", "两条"), ("8", "2", "你好")))
    first = [row for row in waiting if row.reply.text.startswith("1：") and "第二条" not in row.reply.text]
    assert of_chats(talk.sent_all([(row, "sent") for row in first])) == {"7": ["1：第二条"]}
    assert sorted(str(row.outcome) for row in rows(store, "outbox")) == ["None", "sent", "sent"]


def test_another_worker_serves_one_of_the_chats(store: Store) -> None:
    one, two = service(store), service(store)
    (first,) = one.receive_all(heard(("7", "1", "你好")))
    assert of_chats(two.receive_all(heard(("7", "2", "在吗"), ("8", "3", "你好")))) == {"8": ["1：你好"]}
    assert of_chats(one.sent_all([(first, "sent")])) == {"7": ["2：在吗"]}


@pytest.mark.parametrize(
    "step", ["expect", "claim", "load_held", "save", "enqueue", "lease_chats", "commit", "committed"]
)
@pytest.mark.parametrize("error", [KilledError(), StoreUnavailableError("locked")], ids=["killed", "locked"])
def test_ended_at_any_step_all_come_again(address: str, opened: Opens, step: str, error: BaseException) -> None:
    said = heard(("7", "1", "你好"), ("8", "2", "两条"))
    with closing(Stumbles(address, step, error)) as dying, pytest.raises(type(error)):
        service(dying).receive_all(said)
    store = opened(address)
    if step != "committed":
        assert all(rows(store, table) == [] for table in TABLES)
    talk = service(store)
    talk.take_over("telegram")
    assert of_chats(talk.receive_all(said)) == {"7": ["1：你好"], "8": ["1：两条", "1：第二条"]}
    assert [len(rows(store, table)) for table in ("claims", "conversations", "outbox")] == [2, 2, 3]


def test_workers_that_share_all_their_chats_do_not_wait_for_each_other_for_ever(address: str, opened: Opens) -> None:
    chance = random.Random(11)
    said = heard(*((str(chat), f"{chat}-{number}", "两条") for chat in range(12) for number in range(8)))
    shown: list[tuple[str, str]] = []

    def work(mine: list[tuple[Message, Reply | None]]) -> None:
        talk = service(opened(address))
        for start in range(0, len(mine), 10):
            waiting = again(lambda: talk.receive_all(mine[start : start + 10]))  # noqa: B023 - called at once
            while waiting:
                heads = {row.chat: row for row in reversed(waiting)}
                shown.extend((row.chat, row.reply.text) for row in heads.values())
                waiting = again(lambda: talk.sent_all([(row, "sent") for row in heads.values()]))  # noqa: B023

    with ThreadPoolExecutor(3) as threads:
        for done in [threads.submit(work, chance.sample(said, len(said))) for _ in range(3)]:
            done.result()
    expected = [text for number in range(1, 9) for text in (f"{number}：两条", f"{number}：第二条")]
    for chat in range(12):
        assert [text for of_chat, text in shown if of_chat == str(chat)] == expected


def again(do: Callable[[], tuple[Outgoing, ...]]) -> tuple[Outgoing, ...]:
    """Do as Telegram does when the database says that two workers waited for each other."""
    for _ in range(20):
        try:
            return do()
        except StoreUnavailableError:
            continue
    raise AssertionError("the database never let it through")


def test_what_need_not_last_does_not_wait_for_the_disk_and_the_next_does(address: str, opened: Opens) -> None:
    store = opened(address)
    ask = "SHOW synchronous_commit" if address.startswith("postgresql") else "PRAGMA synchronous"
    found = []
    for lasting in (True, False, True):
        with store.transaction(lasting=lasting) as tx:
            found.append(str(tx.connection.exec_driver_sql(ask).scalar_one()))
    assert found in (["on", "off", "on"], ["2", "1", "2"])
