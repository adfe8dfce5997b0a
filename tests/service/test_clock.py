"""The clock is set back while the service runs: nothing is lost, and nothing waits for it to catch up but a lease."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.dialogue import Message
from bot.limits import BURST, Limits
from bot.service import Service
from bot.storage import Store
from tests.databases import rows
from tests.service.small_talk import NOON, Echo

Opens = Callable[[str], Store]
STEPS_BACK = [timedelta(seconds=1), timedelta(hours=1), timedelta(days=400)]


class Clock:
    """Shows what it was set to."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def says(number: int) -> Message:
    return Message("telegram", "7", str(number), "你好")


@pytest.mark.parametrize("back", STEPS_BACK, ids=str)
def test_messages_are_handled_once_and_replies_sent_once_in_order(store: Store, clock: Clock, back: timedelta) -> None:
    service = Service(store, Echo(), clock, limits=Limits())
    shown: list[str] = []
    for number in range(1, 7):
        clock.now = NOON + timedelta(seconds=number) - (back if number > 3 else timedelta())
        waiting = service.receive_all([(says(number), None), (says(max(1, number - 2)), None)])
        while waiting:
            shown.append(waiting[0].reply.text)
            waiting = service.sent(waiting[0], "sent")
    assert shown == [f"{number}：你好" for number in range(1, 7)]
    assert len(rows(store, "claims")) == 6
    assert {row.outcome for row in rows(store, "outbox")} == {"sent"}


@pytest.mark.parametrize("back", STEPS_BACK, ids=str)
def test_what_was_stored_before_goes_out_after(store: Store, clock: Clock, back: timedelta) -> None:
    service = Service(store, Echo(), clock)
    (reply,) = service.receive(says(1))
    clock.now = NOON - back
    assert service.receive(says(1)) == (reply,)
    assert service.sent(reply, "sent") == ()
    assert service.unsent("telegram") == ()


def test_a_lease_lasts_as_much_longer_and_then_ends(address: str, opened: Opens, clock: Clock) -> None:
    one, two = (Service(opened(address), Echo(), clock) for _ in range(2))
    (reply,) = one.receive(says(1))
    clock.now = NOON - timedelta(hours=1)
    assert two.unsent("telegram") == ()
    clock.now = NOON + timedelta(seconds=60)
    assert two.unsent("telegram") == (reply,)


def test_a_poller_that_starts_then_need_not_wait_for_it(address: str, opened: Opens, clock: Clock) -> None:
    one, two = (Service(opened(address), Echo(), clock) for _ in range(2))
    (reply,) = one.receive(says(1))
    clock.now = NOON - timedelta(hours=1)
    two.take_over("telegram")
    assert two.unsent("telegram") == (reply,)


def test_nobody_is_told_to_be_slower(store: Store, clock: Clock) -> None:
    service = Service(store, Echo(), clock, limits=Limits())
    for number in range(BURST):
        service.receive(says(number))
    clock.now = NOON - timedelta(hours=1)
    assert service.busy() == 0
    assert [row.reply.text for row in service.receive(says(99))][-1:] != []
    assert len(rows(store, "said")) == BURST + 1


def test_what_has_served_is_dropped_all_the_same(store: Store, clock: Clock) -> None:
    service = Service(store, Echo(), clock)
    for number, days in ((1, 0), (2, 30), (3, 25)):
        clock.now = NOON - timedelta(days=days)
        service.receive(says(number))
        service.tidy()
    assert {row.message_id for row in rows(store, "claims")} == {"1", "3"}
