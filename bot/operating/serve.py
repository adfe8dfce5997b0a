"""`huiqi telegram`: everything put together, and the content read anew on SIGHUP."""

import asyncio
import logging
import signal
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.channels.telegram import run, stop_on_signals
from bot.content import ContentError, load
from bot.dialogue import Dialogue
from bot.limits import Limits
from bot.logs import write_logs
from bot.matching import check
from bot.service import Service
from bot.settings import Settings
from bot.storage import Store

logger = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; raises TelegramChannelError, StoreError or ContentError."""
    ours = settings.of_service
    write_logs(ours.log)
    dialogue = Dialogue(load(settings.content))
    dialogue.prepare()
    with closing(Store(ours.database)) as store:
        service = Service(store, dialogue, lambda: datetime.now(UTC), ours.keep_chats, Limits())
        asyncio.run(_serve(service, settings))


async def _serve(service: Service, settings: Settings) -> None:
    ours = settings.of_service
    reloading = Reloading(service, settings.content)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloading.ask)
    await run(service, ours.token, ours.telegram_api, stop_on_signals(), per_second=ours.per_second)


class Reloading:
    """Reads the content anew while the service goes on; what has a fault is not taken."""

    def __init__(self, service: Service, folder: Path) -> None:
        self._service = service
        self._folder = folder
        self._asked = False
        self._task: asyncio.Task[None] | None = None

    def ask(self) -> None:
        """Begin; or, while one is under way, go through the content once more afterwards."""
        self._asked = True
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._asked:
            self._asked = False
            await self._reload()

    async def _reload(self) -> None:
        try:
            dialogue = await asyncio.to_thread(read_content, self._folder)
        except ContentError as error:
            first, count = str(error.faults[0]), len(error.faults)
            logger.error("the content has faults; the old one stays", extra={"faults": count, "first": first})
        except Exception as error:  # a file taken away in between, say: whatever it is, the old content is whole
            logger.error("the content cannot be read; the old one stays", extra={"error": type(error).__name__})
        else:
            self._service.talk_with(dialogue)
            logger.info("the content was read anew")


def read_content(folder: Path) -> Dialogue:
    """Return a dialogue ready to answer, of content without a fault; raises ContentError."""
    content = load(folder)
    if faults := check(content):
        raise ContentError(tuple(faults))
    dialogue = Dialogue(content)
    dialogue.prepare()
    return dialogue
