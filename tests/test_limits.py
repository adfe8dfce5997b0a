"""How much is taken from one chat and from all, at times of our choosing."""

import pytest

from bot.limits import BURST, MANY_CHATS, TELL_EVERY, Admission, Limits

TAKE, TELL, DROP = Admission.TAKE, Admission.TELL, Admission.DROP
NOON = 1_700_000_000.0


def admitted(limits: Limits, *times: float, chat: str = "7") -> list[Admission]:
    return [limits.admit("telegram", chat, NOON + time) for time in times]


def test_a_burst_is_taken_and_what_exceeds_it_told_once() -> None:
    assert admitted(Limits(burst=3), *[0] * 6) == [TAKE, TAKE, TAKE, TELL, DROP, DROP]


def test_the_allowance_comes_back_by_the_second() -> None:
    assert admitted(Limits(burst=2), 0, 0, 0, 1, 1, 2, 10, 10, 10) == [
        *(TAKE, TAKE, TELL),
        *(TAKE, DROP),
        *(TAKE, TAKE, TAKE, DROP),
    ]


def test_a_flood_that_goes_on_is_told_again_after_a_while() -> None:
    flood = admitted(Limits(), *[number / 10 for number in range(int(TELL_EVERY * 25))])
    assert flood.count(TELL) == 3  # in two and a half minutes
    assert flood.count(TAKE) == pytest.approx(BURST + TELL_EVERY * 2.5, abs=2)


def test_a_person_tapping_twice_a_second_through_a_list_is_never_told() -> None:
    assert set(admitted(Limits(), *[number / 2 for number in range(36)])) == {TAKE}


def test_chats_and_channels_do_not_share() -> None:
    limits = Limits(burst=1)
    assert admitted(limits, 0, 0) == [TAKE, TELL]
    assert admitted(limits, 0, chat="8") == [TAKE]
    assert limits.admit("web", "7", NOON) is TAKE


def test_what_is_forgiven_is_counted_no_more() -> None:
    limits = Limits(burst=2, of_all=2)
    assert admitted(limits, 0, 0, 0) == [TAKE, TAKE, TELL]
    assert limits.wait(NOON) > 0
    limits.forgive("telegram", "7")
    assert limits.wait(NOON) == 0
    assert admitted(limits, 0, 0) == [TAKE, TELL]
    limits.forgive("telegram", "8")


def test_a_clock_set_back_locks_nobody_out() -> None:
    limits = Limits(burst=2)
    admitted(limits, 0, 0, 0)
    assert admitted(limits, -7200, -7198, -7197) == [TAKE] * 3


def test_a_clock_merely_corrected_gives_a_flood_nothing() -> None:
    assert admitted(Limits(burst=2), 0, 0, 0, -1, -2, -2) == [TAKE, TAKE, TELL, DROP, DROP, DROP]


def test_all_together_wait_for_nothing_when_the_clock_was_set_back() -> None:
    limits = Limits(of_all=10)
    for chat in range(10):
        limits.admit("telegram", str(chat), NOON)
    assert limits.wait(NOON - 3600) == 0


def test_what_is_kept_in_mind_is_bounded_though_the_clock_was_set_back() -> None:
    limits = Limits()
    for chat in range(2 * MANY_CHATS):
        limits.admit("telegram", str(chat), NOON - 60 * (chat // 1000))
    assert len(limits._chats) <= MANY_CHATS + 1


def test_all_together_wait_rather_than_being_turned_away() -> None:
    limits = Limits(of_all=10)
    assert {limits.admit("telegram", str(chat), NOON) for chat in range(10)} == {TAKE}
    assert limits.wait(NOON) == pytest.approx(0.1, abs=0.001)
    assert limits.wait(NOON + 1) == 0


def test_what_is_kept_in_mind_is_bounded() -> None:
    limits = Limits()
    for chat in range(3 * MANY_CHATS):
        limits.admit("telegram", str(chat), NOON + chat)
    assert len(limits._chats) <= MANY_CHATS + 1
