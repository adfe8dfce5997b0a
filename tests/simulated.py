"""Owners who tap and type at random: whole conversations through the real service, the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from bot.dialogue import Choice, Dialogue, Message
from bot.service import Service
from bot.storage import Store
from tests.helpers import content

SECRET = b"for tests alone, 32 bytes or more"
FIRST = datetime(2025, 10, 6, 1, tzinfo=UTC)
SAYS = (
    "质量认证多少钱", "专精特新找谁", "小巨人有什么条件", "什么时候截止", "铸造", "5.3个亿", "不清楚", "泽州县",
    "中华老字号给多少钱", "明天天气怎么样", "我要找人工", "上一题", "重新开始", "网上销售有奖励吗",
    "展会补助需要什么材料", "养猪的", "看结果", "=1+1",
)  # fmt: skip
SOURCES = ("", "", "counter", "expo", "=cmd|' /C calc'!A0")
AVOIDS = ("重新开始", "没答对", "找工作人员", "帮助", "更多…")


@dataclass
class Clock:
    now: datetime = FIRST

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


def simulate(store: Store, people: int, seed: int, days: int = 20, first: datetime = FIRST) -> Service:
    """Let so many people talk, one after the other, some of them twice; return the service they talked to."""
    clock, chance = Clock(first), Random(seed)
    service = Service(store, Dialogue(content()), clock, secret=SECRET)
    for number in range(people):
        clock.passes(hours=days * 24 / people)
        chat = str(number if chance.random() < 0.8 else chance.randrange(number + 1))
        for message in _talk(service, clock, chance, chat, number):
            service.receive(message)
    clock.passes(hours=2)
    return service


def _talk(service: Service, clock: Clock, chance: Random, chat: str, number: int) -> Iterator[Message]:
    channel = chance.choice(("web", "web", "telegram"))
    yield Message(channel, chat, f"{number}.0", text="/start", source=chance.choice(SOURCES))
    for turn in range(1, chance.choice((2, 6, 14, 22))):
        clock.passes(seconds=chance.randint(2, 90))
        lines = service.lines(channel, chat)
        choices = [choice for choice in lines[-1].reply.choices if choice.label not in AVOIDS] if lines else []
        message_id = f"{number}.{turn}"
        if not choices or chance.random() < 0.2:
            yield Message(channel, chat, message_id, text=chance.choice(SAYS))
        else:
            yield Message(channel, chat, message_id, choice=_tapped(chance, choices).id)


def _tapped(chance: Random, choices: list[Choice]) -> Choice:
    wanted = [choice for choice in choices if choice.label not in {"上一题", "为什么问？", "改答案"}]
    return chance.choice(wanted or choices)
