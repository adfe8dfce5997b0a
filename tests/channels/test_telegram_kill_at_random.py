"""The serving process, killed with SIGKILL at random instants of a load, and started again.

`pytest tests/channels/test_telegram_kill_at_random.py --kills 200` is the long run.
"""

import asyncio
import random
import signal
from dataclasses import dataclass, field
from itertools import groupby

import pytest

from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.person import Person
from tests.channels.test_telegram_kill import process
from tests.databases import rows

PEOPLE = 3
BUSY = 0.08
"""Seconds: about what a burst of messages takes, so that most kills fall into it."""
STARTING = 1.0
"""Seconds: about what a process takes to start."""


@dataclass
class Talker:
    """Somebody who says things, and knows what `Echo` must answer."""

    person: Person
    expected: list[str] = field(default_factory=list)
    said: int = 0

    def says(self, text: str) -> None:
        self.person.says(text)
        self.said += 1
        self.expected.append(f"{self.said}：{text}")
        if text == "两条":
            self.expected.append(f"{self.said}：第二条")

    @property
    def seen(self) -> list[str]:
        """Every reply that came, in order."""
        return [shown.text for shown in self.person.screen.values()]

    @property
    def seen_once(self) -> list[str]:
        """The same, with a reply that came again at once counted as one."""
        return [text for text, _ in groupby(self.seen)]


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    given: int | None = request.config.getoption("--seed")
    return random.randrange(1_000_000) if given is None else given


async def test_killed_at_random_instants_nothing_is_lost_and_order_is_kept(
    address: str, store: Store, seed: int, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, chance = request.config.getoption("--kills"), random.Random(seed)
    async with BotApi() as telegram:
        talkers = [Talker(telegram.person()) for _ in range(PEOPLE)]
        interrupted = 0
        for _ in range(kills):
            await serve_until_killed(telegram, address, talkers, chance)
            interrupted += any(talker.seen_once != talker.expected for talker in talkers)
        async with process(telegram, address, "never"):
            await all_is_quiet(telegram, store, talkers)
        for talker in talkers:
            assert talker.seen_once == talker.expected
    said, answers = sum(talker.said for talker in talkers), sum(len(talker.expected) for talker in talkers)
    repeated = sum(len(talker.seen) for talker in talkers) - answers
    with capsys.disabled():
        kind = "postgresql" if address.startswith("postgresql") else "sqlite"
        print(  # noqa: T201 - the table that the long run is for
            f"\n{kind}: seed {seed}, {kills} kills, {interrupted} amid work, {said} messages, {answers} replies,"
            f" lost 0, out of order 0, repeated {repeated}"
        )
    assert repeated <= kills * PEOPLE  # each kill cuts off one reply of a chat at most
    handled_once(store, talkers)


async def serve_until_killed(telegram: BotApi, address: str, talkers: list[Talker], chance: random.Random) -> None:
    """Start a process, let people talk to it, and kill it somewhere: one time in five while it starts."""
    polls = telegram.times("getUpdates")
    async with process(telegram, address, "never") as bot:
        starting = chance.random() < 0.2
        if not starting:
            await telegram.called("getUpdates", polls + 1, within=60)
        for talker in talkers:
            for _ in range(chance.randint(1, 3)):
                talker.says(chance.choice(["你好", "两条"]))
        await asyncio.sleep(chance.uniform(0, STARTING if starting else BUSY))
        bot.kill()
        assert await bot.wait() == -signal.SIGKILL  # of this, and of nothing that befell it before


async def all_is_quiet(telegram: BotApi, store: Store, talkers: list[Talker]) -> None:
    """Wait until all has come and is marked as sent, or nothing has for longer than one poll takes."""
    calls = -1
    while not all_has_come(store, talkers) and calls != len(telegram.calls):
        calls = len(telegram.calls)
        for _ in range(400):
            if all_has_come(store, talkers):
                return
            await asyncio.sleep(0.1)


def all_has_come(store: Store, talkers: list[Talker]) -> bool:
    """Tell whether everybody has seen every answer, and no reply is still to be sent, or sent but not marked."""
    seen = all(talker.seen_once == talker.expected for talker in talkers)
    return seen and all(row.sent_at for row in rows(store, "outbox"))


def handled_once(store: Store, talkers: list[Talker]) -> None:
    """Check what the database holds: each message claimed and answered once, each answer sent."""
    assert len(rows(store, "claims")) == len(rows(store, "events")) == sum(talker.said for talker in talkers)
    assert rows(store, "failures") == []
    for talker in talkers:
        chat = str(talker.person.chat)
        with store.transaction() as tx:
            held = tx.export("telegram", chat)
        assert [row["state"]["answers"]["count"] for row in held["conversations"]] == [talker.said]
        replies = sorted(held["outbox"], key=lambda row: int(row["id"]))
        assert [row["reply"]["text"] for row in replies] == talker.expected
        assert all(row["outcome"].startswith("sent") for row in replies)
