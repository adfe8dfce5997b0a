"""`huiqi serve` and `huiqi telegram`: everything put together, and the content read anew on SIGHUP."""

import asyncio
import logging
import signal
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.routing import BaseRoute

from bot.accounts import Accounts
from bot.channels.api import Api, Clients, api_routes
from bot.channels.beside import Beside
from bot.channels.telegram import Aside, LookUp, StaffGroup, Webhook, run, stop_on_signals
from bot.channels.web import web
from bot.content import load
from bot.desk import PAGES, Desk, Library, desk_routes
from bot.dialogue import Dialogue
from bot.http import behind, listening, new_secret
from bot.limits import Limits
from bot.logs import write_logs
from bot.operating.reloading import Reloading, set_aside
from bot.reception import Reception
from bot.service import Service
from bot.settings import Settings
from bot.storage import Store
from bot.threads import Threads

LOOK_EVERY = 10.0
"""Seconds between looks for conversations that staff have had for too long, and for what is old."""
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
    dialogue = Dialogue(load(settings.content), hours=ours.hours)
    dialogue.prepare()
    set_aside()
    with closing(Store(ours.database)) as store:
        secret = ours.secret or _secret_for_now()
        service = Service(store, dialogue, _clock, ours.keep_chats, Limits(), secret)
        reloading = Reloading(service, settings.content, dialogue, ours.hours)
        reception = Reception(store, _clock, secret, ours.hold)
        asyncio.run(_Process(settings, store, service, reloading, reception, secret).serve(webhook, pages=pages))


async def _again_and_again(look: Callable[[], object], failed: str) -> None:
    """Do what comes due by time alone, for ever; a failure is logged in these words."""
    while True:
        try:
            await asyncio.to_thread(look)
        except Exception as error:  # the database is away, say; the next look finds the same
            logger.warning(failed, extra={"error": type(error).__name__})
        await asyncio.sleep(LOOK_EVERY)


def _clock() -> datetime:
    return datetime.now(UTC)


def _secret_for_now() -> bytes:
    logger.warning("HUIQI_SECRET is not set: until it is, every start makes strangers of all visitors")
    return new_secret()


@dataclass(frozen=True)
class _Process:
    """What all that is served here shares."""

    settings: Settings
    store: Store
    service: Service
    reloading: Reloading
    reception: Reception
    secret: bytes

    async def serve(self, webhook: str, *, pages: bool) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.reloading.ask)
        stop = stop_on_signals()
        beside = Beside(lambda: self.reloading.content)
        beside.prepare()
        routes = self._pages(beside, stop) if pages else []
        listen = self.settings.of_service.listen or (LISTEN if webhook or pages else "")
        looking = asyncio.gather(
            self.reloading.look(self.settings.of_service.content_watch),
            _again_and_again(self.reception.look, "holds were not looked at"),
            _again_and_again(self.service.tidy, "what is old was not dropped"),
        )
        try:
            if self.settings.of_service.token:
                await self._telegram(webhook, beside, stop, listen, routes)
            else:
                await self._pages_alone(stop, listen, routes)
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking

    async def _pages_alone(self, stop: asyncio.Event, listen: str, routes: list[BaseRoute]) -> None:
        async with listening(listen, self.service, *routes):
            logger.info("listening", extra={"at": f"http://{listen}"})
            await stop.wait()

    async def _telegram(
        self, url: str, beside: Beside, stop: asyncio.Event, listen: str, routes: list[BaseRoute]
    ) -> None:
        ours = self.settings.of_service
        await run(
            self.service,
            ours.token,
            ours.telegram_api,
            stop,
            per_second=ours.per_second,
            webhook=Webhook(url, ours.webhook_secret.get_secret_value()) if url else None,
            listen=listen,
            routes=routes,
            asides=[LookUp(beside, _clock), *self._group(ours.staff_group)],
        )

    def _group(self, group: int | None) -> list[Aside]:
        """Return the staff's group, where there is one."""
        if group is None:
            return []
        threads = Threads(self.store, self.reception, _clock)
        return [StaffGroup(group, threads, self.reception, lambda: self.reloading.dialogue, _clock)]

    def _pages(self, beside: Beside, stop: asyncio.Event) -> list[BaseRoute]:
        """Return the routes of the rooms that people and programs come to."""
        ours, reloading = self.settings.of_service, self.reloading
        api = Api(beside, _clock, Clients(time.monotonic, ours.api_keys, ours.api_per_minute))
        library = Library(self.settings.content, reloading.now, writable=ours.content_writable)
        accounts = Accounts(self.store, _clock, self.secret)
        desk = Desk(self.service, accounts, self.reception, lambda: reloading.dialogue, _clock, self.secret, library)
        chat = web(self.service, lambda: reloading.dialogue, self.secret, ours.keep_chats, stop)
        return behind(ours.proxies, [*api_routes(api), *desk_routes(desk, PAGES), chat])  # the chat takes what is left
