"""`huiqi serve` and `huiqi telegram`: everything put together, and the content read anew on SIGHUP."""

import asyncio
import logging
import signal
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from starlette.routing import BaseRoute

from bot.channels.api import Api, Clients, api_routes
from bot.channels.beside import Beside
from bot.channels.telegram import LookUp, Webhook, run, stop_on_signals
from bot.channels.web import web
from bot.content import Content, ContentError, load
from bot.dialogue import Dialogue
from bot.http import behind, listening, new_secret
from bot.limits import Limits
from bot.logs import write_logs
from bot.matching import check
from bot.metrics import RELOADS
from bot.service import Service
from bot.service_settings import ServiceSettings
from bot.settings import Settings
from bot.storage import Store

LISTEN = "127.0.0.1:8080"

logger = logging.getLogger(__name__)


def serve(settings: Settings, webhook: str = "", *, pages: bool = False) -> None:
    """Serve until SIGTERM or SIGINT: Telegram where there is a token, by polling or at the webhook's address.

    With ``pages``, the web chat, the desk and the API too.

    Raises ListenError, TelegramChannelError, StoreError or ContentError.
    """
    ours = settings.of_service
    write_logs(ours.log)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # until it can be obeyed, it must not end us
    dialogue = Dialogue(load(settings.content))
    dialogue.prepare()
    with closing(Store(ours.database)) as store:
        secret = ours.secret or _secret_for_now()
        service = Service(store, dialogue, lambda: datetime.now(UTC), ours.keep_chats, Limits(), secret)
        reloading = Reloading(service, settings.content, dialogue)
        asyncio.run(_serve(service, reloading, settings, webhook, pages, secret))


def _secret_for_now() -> bytes:
    logger.warning("HUIQI_SECRET is not set: until it is, every start makes strangers of all visitors")
    return new_secret()


async def _serve(
    service: Service, reloading: "Reloading", settings: Settings, url: str, pages: bool, secret: bytes
) -> None:
    ours = settings.of_service
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloading.ask)
    webhook = Webhook(url, ours.webhook_secret.get_secret_value()) if url else None
    beside = Beside(lambda: reloading.dialogue.content)
    beside.prepare()
    routes = _pages(service, reloading, beside, ours, secret) if pages else []
    listen = ours.listen or (LISTEN if webhook or pages else "")
    stop = stop_on_signals()
    if not ours.token:
        async with listening(listen, service, *routes):
            logger.info("listening", extra={"at": f"http://{listen}"})
            await stop.wait()
        return
    await run(
        service,
        ours.token,
        ours.telegram_api,
        stop,
        per_second=ours.per_second,
        webhook=webhook,
        listen=listen,
        routes=routes,
        asides=[LookUp(beside, lambda: datetime.now(UTC))],
    )


def _pages(
    service: Service, reloading: "Reloading", beside: Beside, ours: ServiceSettings, secret: bytes
) -> list[BaseRoute]:
    """Return the routes of the rooms that people and programs come to."""
    api = Api(beside, lambda: datetime.now(UTC), Clients(time.monotonic, ours.api_keys, ours.api_per_minute))
    chat = web(service, lambda: reloading.dialogue, secret, ours.keep_chats)
    return behind(ours.proxies, [*api_routes(api), chat])


class Reloading:
    """Reads the content anew while the service goes on; what has a fault is not taken. ``dialogue`` is in force."""

    def __init__(self, service: Service, folder: Path, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self._service = service
        self._folder = folder
        self._asked = False
        self._task: asyncio.Task[None] | None = None

    @property
    def content(self) -> Content:
        """The content in force."""
        return self.dialogue.content

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
            RELOADS.labels("faulty").inc()
            first, count = str(error.faults[0]), len(error.faults)
            logger.error("the content has faults; the old one stays", extra={"faults": count, "first": first})
        except Exception as error:  # a file taken away in between, say: whatever it is, the old content is whole
            RELOADS.labels("failed").inc()
            logger.error("the content cannot be read; the old one stays", extra={"error": type(error).__name__})
        else:
            RELOADS.labels("taken").inc()
            self._service.talk_with(dialogue)
            self.dialogue = dialogue
            logger.info("the content was read anew")


def read_content(folder: Path) -> Dialogue:
    """Return a dialogue ready to answer, of content without a fault; raises ContentError."""
    content = load(folder)
    if faults := check(content):
        raise ContentError(tuple(faults))
    dialogue = Dialogue(content)
    dialogue.prepare()
    return dialogue
