"""Who only looks does so in a transaction that can only read: nobody waits for it, and it waits for nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from bot.accounts import Accounts
from bot.dialogue import Kept, Message
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from bot.threads import Threads
from tests.service.small_talk import NOON, Echo, clock


@dataclass
class House:
    """Whoever looks, on one database in which one chat waits for a person."""

    service: Service
    reception: Reception
    threads: Threads
    accounts: Accounts


@pytest.fixture
def house(store: Store) -> House:
    service, reception = Service(store, Echo(), clock), Reception(store, clock)
    service.receive(Message("telegram", "7", "1", "你好"))
    with store.transaction() as tx:
        tx.keep_question(Message("telegram", "7", "1", "你好"), Kept("你好", "person"), NOON)
    threads = Threads(store, reception, clock)
    assert len(threads.views()) == 1  # from now on none is missing
    return House(service, reception, threads, Accounts(store, clock))


LOOKS: dict[str, Callable[[House], Any]] = {
    "lines": lambda house: house.service.lines("telegram", "7"),
    "conversation": lambda house: house.service.conversation("telegram", "7"),
    "newest": lambda house: house.service.newest("telegram"),
    "news": lambda house: house.service.news("telegram", 0),
    "kept questions": lambda house: house.service.kept_questions(9),
    "kept question": lambda house: house.service.kept_question(1),
    "queue": lambda house: house.reception.waiting(),
    "closed": lambda house: house.reception.closed() == (),
    "case": lambda house: house.reception.case(1),
    "overdue": lambda house: house.reception.look() == 0,
    "threads": lambda house: house.threads.views(),
    "thread": lambda house: house.threads.again(house.threads.views()[0].thread),
    "entry": lambda house: house.threads.entry_at("nowhere") is None,
    "staff": lambda house: house.accounts.everyone() == (),
    "visitor": lambda house: house.accounts.who("nobody") is None,
    "deeds": lambda house: house.accounts.deeds(9, 9) == (),
}


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS)
def test_who_looks_does_not_wait_for_who_writes(
    house: House, look: Callable[[House], Any], address: str, opened: Callable[[str], Store]
) -> None:
    with opened(address).transaction() as tx:
        tx.claim("telegram", "2", NOON)
        assert look(house)
