"""How fast messages go out: the pace by itself, and over real HTTP."""

from itertools import pairwise

import pytest

from bot.channels.telegram.send import Pace
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import too_many
from tests.channels.played.person import Person
from tests.channels.running import bot_running
from tests.service.small_talk import Echo


def test_a_short_burst_goes_at_once_and_the_rest_at_an_even_pace() -> None:
    pace = Pace(1.0, 4)
    assert [pace.wait(50.0) for _ in range(7)] == [0, 0, 0, 0, 1, 2, 3]


def test_the_burst_comes_back_with_silence() -> None:
    pace = Pace(1.0, 2)
    waits = [pace.wait(now) for now in (10.0, 10.0, 10.0, 12.0, 20.0, 20.0, 20.0)]
    assert waits == [0, 0, 1, 0, 0, 0, 1]


@pytest.mark.parametrize("burst", [1, 3])
def test_in_no_second_is_more_sent_than_the_pace_and_its_burst_allow(burst: int) -> None:
    pace, now = Pace(1 / 27, burst), 100.0
    sent = [now + pace.wait(now) for _ in range(200)]
    assert max(sum(0 <= later - first < 1 for later in sent) for first in sent) <= 27 + burst
    assert all(first <= later for first, later in pairwise(sent))


async def answered(telegram: BotApi, people: list[Person], per_second: float) -> list[float]:
    """Let everybody say something; return when each was answered, in order."""
    async with bot_running(telegram, Echo(), per_second=per_second):
        for person in people:
            person.says("你好")
        return sorted([(await person.sees()).at for person in people])


async def test_all_chats_together_are_sent_no_more_than_telegram_takes(telegram: BotApi) -> None:
    at = await answered(telegram, [telegram.person() for _ in range(20)], per_second=20)
    assert at[-1] - at[0] > 0.7  # 18 a second after the first two; a slow machine only makes it longer


async def test_a_chat_told_to_wait_holds_up_nobody_while_the_pace_is_kept(telegram: BotApi) -> None:
    slow, *others = [telegram.person() for _ in range(6)]
    telegram.fails("sendMessage", too_many(1), person=slow)
    async with bot_running(telegram, Echo(), per_second=30):
        slow.says("两条")
        for other in others:
            other.says("你好")
        quick = [(await other.sees()).at for other in others]
        assert [(await slow.sees()).text, (await slow.sees()).text] == ["1：两条", "1：第二条"]
        assert max(quick) < min(shown.at for shown in slow.screen.values())
