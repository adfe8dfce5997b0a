"""`python -m tests.channels.killed_bot ROOT TOKEN DATABASE MOMENT`: a real process, dies by SIGKILL then."""

import asyncio
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from bot.channels.telegram import TelegramChannelError, run, stop_on_signals
from bot.dialogue import Conversation, Message, Reply, Turn
from bot.service import Outgoing, Service
from bot.storage import Store
from tests.service.small_talk import Echo

MOMENT = sys.argv[4]


def die_if(moment: str) -> None:
    if moment == MOMENT:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingEcho(Echo):
    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        turn = super().respond(conversation, message, now)
        die_if("before the commit")
        return turn


class DyingService(Service):
    def receive_all(self, heard: Iterable[tuple[Message, Reply | None]]) -> tuple[Outgoing, ...]:
        rows = super().receive_all(heard)
        die_if("after the commit")
        return rows

    def sent_all(self, ended: Sequence[tuple[Outgoing, str]]) -> tuple[Outgoing, ...]:
        die_if("after sending")
        rows = super().sent_all(ended)
        die_if("after marking")
        return rows


async def main() -> None:
    root, token, database = sys.argv[1:4]
    service = DyingService(Store(database), DyingEcho(), lambda: datetime.now(UTC))
    await run(service, token, root, stop_on_signals(), pause=0.01, per_second=1000)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except TelegramChannelError as error:
        sys.exit(str(error))
