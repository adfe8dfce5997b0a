"""Several workers on one database, each with connections of its own, as on several machines."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.dialogue import Message
from bot.service import Service
from bot.storage import Store, StoreUnavailableError
from tests.databases import Postgresql, rows
from tests.service.small_talk import NOON, Echo, clock

CHATS = ("7", "8", "9")
OF_EACH = 12
WORKERS = 4


class Worker:
    """Handles its messages and sends what it may, noting each reply on a list shared by all."""

    def __init__(self, store: Store, messages: list[Message], shown: list[tuple[str, str]]) -> None:
        self._service = Service(store, Echo(), clock)
        self._messages = messages
        self._shown = shown

    def work(self) -> None:
        for message in self._messages:
            waiting = self._service.receive(message)
            while waiting:
                self._shown.append((waiting[0].chat, waiting[0].reply.text))
                waiting = self._service.sent(waiting[0], "sent")


def test_every_message_is_handled_once_and_every_reply_sent_once_in_order(
    address: str, opened: Callable[[str], Store]
) -> None:
    messages = [Message("telegram", chat, f"{chat}-{n}", "两条") for chat in CHATS for n in range(OF_EACH)]
    chance = random.Random(4)
    shown: list[tuple[str, str]] = []
    workers = [
        Worker(opened(address), chance.sample(half, len(half)), shown)
        for half in (messages[::2], messages[1::2]) * (WORKERS // 2)  # so each message comes to two workers
    ]
    with ThreadPoolExecutor(WORKERS) as threads:
        for done in [threads.submit(worker.work) for worker in workers]:
            done.result()
    expected = [text for n in range(1, OF_EACH + 1) for text in (f"{n}：两条", f"{n}：第二条")]
    for chat in CHATS:
        assert [text for of_chat, text in shown if of_chat == chat] == expected
    assert {row.outcome for row in rows(opened(address), "outbox")} == {"sent"}


def test_a_chat_that_is_being_handled_delays_no_other(
    postgresql: Postgresql, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.05)
    address = postgresql.fresh()
    with opened(address).transaction() as slow:
        slow.load("telegram", "7", NOON)
        with opened(address).transaction() as quick:
            assert quick.load("telegram", "8", NOON) is None
        with pytest.raises(StoreUnavailableError, match="lock timeout"), opened(address).transaction() as same:
            same.load("telegram", "7", NOON)


def test_a_chat_forgotten_while_its_next_message_waits_begins_anew(
    postgresql: Postgresql, opened: Callable[[str], Store]
) -> None:
    address = postgresql.fresh()
    one, two = (Service(opened(address), Echo(), clock) for _ in range(2))
    one.receive(Message("telegram", "7", "1", "你好"))
    with ThreadPoolExecutor(1) as thread, opened(address).transaction() as forgetting:
        forgetting.load("telegram", "7", NOON)
        waiting = thread.submit(two.receive, Message("telegram", "7", "2", "再见"))
        forgetting.erase("telegram", "7")
    assert [reply.reply.text for reply in waiting.result()] == ["1：再见"]
