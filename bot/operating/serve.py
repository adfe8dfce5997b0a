"""`huiqi serve` and `huiqi telegram`: everything put together, and the content read anew on SIGHUP."""

import asyncio
import logging
import signal
import time
from contextlib import closing
from datetime import UTC, datetime

from starlette.routing import BaseRoute

from bot.accounts import Accounts
from bot.channels.api import Api, Clients, api_routes
from bot.channels.telegram import Webhook, run, stop_on_signals
from bot.channels.web import web
from bot.content import load
from bot.desk import PAGES, Desk, Library, desk_routes
from bot.dialogue import Dialogue
from bot.http import behind, listening, new_secret
from bot.limits import Limits
from bot.logs import write_logs
from bot.operating.reloading import Reloading
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
        service = Service(store, dialogue, _clock, ours.keep_chats, Limits(), secret)
        reloading = Reloading(service, settings.content, dialogue)
        asyncio.run(_serve(service, store, reloading, settings, webhook, pages, secret))


def _clock() -> datetime:
    return datetime.now(UTC)


def _secret_for_now() -> bytes:
    logger.warning("HUIQI_SECRET is not set: until it is, every start makes strangers of all visitors")
    return new_secret()


async def _serve(
    service: Service, store: Store, reloading: Reloading, settings: Settings, url: str, pages: bool, secret: bytes
) -> None:
    ours = settings.of_service
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloading.ask)
    webhook = Webhook(url, ours.webhook_secret.get_secret_value()) if url else None
    listen = ours.listen or (LISTEN if webhook or pages else "")
    stop = stop_on_signals()
    routes = _pages(service, store, reloading, settings, secret, stop) if pages else []
    looking = asyncio.create_task(reloading.look(ours.content_watch))
    try:
        await _run(service, ours, stop, webhook, listen, routes)
    finally:
        looking.cancel()


async def _run(
    service: Service,
    ours: ServiceSettings,
    stop: asyncio.Event,
    webhook: Webhook | None,
    listen: str,
    routes: list[BaseRoute],
) -> None:
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
    )


def _pages(
    service: Service, store: Store, reloading: Reloading, settings: Settings, secret: bytes, stop: asyncio.Event
) -> list[BaseRoute]:
    """Return the routes of the rooms that people and programs come to."""
    ours = settings.of_service
    clients = Clients(time.monotonic, ours.api_keys, ours.api_per_minute)
    api = Api(lambda: reloading.content, _clock, clients)
    api.prepare()
    library = Library(settings.content, reloading.now, writable=ours.content_writable)
    desk = Desk(service, Accounts(store, _clock, secret), lambda: reloading.content, _clock, secret, library)
    chat = web(service, lambda: reloading.dialogue, secret, ours.keep_chats, stop)
    return behind(ours.proxies, [*api_routes(api), *desk_routes(desk, PAGES), chat])  # the chat takes what is left
