"""The real bot with the staff's group, an owner who asks, and what staff see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels.telegram import StaffGroup
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from bot.threads import Threads
from tests.channels.played.bot_api import BotApi
from tests.channels.played.person import Person
from tests.channels.running import polling
from tests.databases import rows
from tests.helpers import dialogue


@dataclass
class Desk:
    """What runs: the store, and the queue's own functions."""

    store: Store
    reception: Reception
    group: StaffGroup


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def running(telegram: BotApi, address: str) -> AsyncIterator[Desk]:
    """Run the real bot with the group for the block, on a database that outlives it."""
    store = Store(address)
    desk = desk_of(store, telegram.group.chat)
    try:
        async with polling(telegram, Service(store, dialogue(), now), asides=[desk.group]):
            yield desk
    finally:
        store.close()


def desk_of(store: Store, chat: int) -> Desk:
    """Return the queue of a store, shown in the group of this chat."""
    reception = Reception(store, now)
    threads = Threads(store, reception, now)
    return Desk(store, reception, StaffGroup(chat, threads, reception, dialogue, now, every=0.05))


async def until_seen(person: Person, words: str) -> str:
    """Return the first message with these words among those to come."""
    while words not in (text := (await person.sees()).text):
        pass
    return text


async def asks(telegram: BotApi) -> tuple[Person, int]:
    """An owner who has told about the enterprise calls for a person; returns the topic."""
    owner, before = telegram.person(), len(telegram.group.topics)
    owner.says("铸造，去年营收5.3亿")
    await until_seen(owner, "记下")
    owner.says("转人工")
    await until_seen(owner, "给工作人员看")
    return owner, await telegram.group.opens(before + 1)


def said_by_staff(desk: Desk) -> list[str]:
    return [row.reply for row in rows(desk.store, "outbox") if row.who == "staff"]


async def toast(telegram: BotApi, query_id: str) -> str:
    await telegram.group.until(lambda: query_id in telegram.toasts)
    return telegram.toasts[query_id]
