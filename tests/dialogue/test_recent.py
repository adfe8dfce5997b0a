"""What was computed lately is found again, by any number of threads."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.dialogue import Conversation, Dialogue, Message
from bot.dialogue.recent import Recent
from tests.helpers import content

NOON = datetime(2025, 6, 1, 4, tzinfo=UTC)
SAID = ("我们是高平做丝绸的，去年营收十个亿", "质量认证补多少，找谁", "翻砂的", "5.3个亿", "小巨人有奖吗", "看结果")


@pytest.fixture
def often_interrupted() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def test_the_oldest_goes_first() -> None:
    recent: Recent[str] = Recent(2)
    computed = []

    def value_of(key: str) -> str:
        def compute() -> str:
            computed.append(key)
            return key.upper()

        return recent.get(key, compute)

    assert [value_of(key) for key in "abaca"] == ["A", "B", "A", "C", "A"]
    assert computed == ["a", "b", "c", "a"]


@pytest.mark.usefixtures("often_interrupted")
def test_threads_find_what_they_ask_for() -> None:
    recent: Recent[int] = Recent(3)

    def work(start: int) -> bool:
        return all(recent.get(key % 7, partial(abs, key % 7)) == key % 7 for key in range(start, start + 5000))

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(work, range(4)))


@pytest.mark.usefixtures("often_interrupted")
def test_one_dialogue_answers_several_threads_as_it_answers_one() -> None:
    dialogue = Dialogue(content())

    def talk(person: int) -> list[str]:
        conversation, heard = Conversation(), []
        for place, words in enumerate(SAID[person % 3 :]):
            turn = dialogue.respond(conversation, Message("web", str(person), str(place), words), NOON)
            conversation = turn.conversation or Conversation()
            heard += [reply.text for reply in turn.replies]
        return heard

    alone = [talk(person) for person in range(3)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(talk, range(24))) == [alone[person % 3] for person in range(24)]
