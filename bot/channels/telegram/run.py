"""Running a bot: by polling or by webhook, until told to stop."""

import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from contextlib import AsyncExitStack

import telegram
from starlette.routing import BaseRoute
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.telegram.aside import Aside
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.request import AiohttpRequest
from bot.channels.telegram.send import PER_SECOND, Chats
from bot.channels.telegram.serving import Serving
from bot.channels.telegram.webhook import Receiving, Webhook
from bot.http import listening
from bot.service import Service

OFFICIAL_API = "https://api.telegram.org"


class TelegramChannelError(Exception):
    """The family; the message is one line that says what to do, and never holds the token."""


class AnotherPollerError(TelegramChannelError):
    """Telegram answers one process at a time, and another one is asking."""


class BadTokenError(TelegramChannelError):
    """Telegram does not know the token."""


async def run(
    service: Service,
    token: str,
    api_base: str | None,
    stop: asyncio.Event,
    pause: float = 1.0,
    per_second: float = PER_SECOND,
    webhook: Webhook | None = None,
    listen: str = "",
    routes: Sequence[BaseRoute] = (),
    asides: Sequence[Aside] = (),
) -> None:
    """Serve the bot until ``stop`` is set; replies under way then get a few seconds to finish.

    ``api_base`` is the root of another Bot API server, such as ``http://127.0.0.1:8081``; ``pause`` is the
    time in seconds between messages to one chat, ``per_second`` how many may go to all chats together. ``listen``
    is where health is told, a webhook and ``routes`` of other rooms served; without a ``webhook``, it polls. ``asides``
    see each update before the conversations do. Raises
    TelegramChannelError or ListenError, whose text is for standard error; anything that time may cure is waited out.
    """
    _keep_secrets()
    root = _root(api_base)
    async with AiohttpRequest(root) as request:
        bot = _bot(token, root, request)
        chats = Chats(bot, service, pause, per_second)
        serving: Serving = Polling(bot, service, chats, asides)
        if webhook:
            serving = Receiving(bot, service, chats, asides, webhook, listen, routes)
        async with AsyncExitStack() as stack:
            if listen and not webhook:
                await stack.enter_async_context(listening(listen, service, *routes))
            ended = await _until(stop, serving)
    _raise_plainly(ended)


async def _until(stop: asyncio.Event, serving: Serving) -> BaseException | None:
    """Serve until told to stop or until it fails; return how it ended."""
    working = asyncio.create_task(serving.work())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        working.cancel()
        ended = await asyncio.gather(working, return_exceptions=True)
        await serving.close()
    return ended[0]


async def name_of(token: str, api_base: str | None) -> str:
    """Return the name of the bot this token belongs to; raises TelegramChannelError."""
    _keep_secrets()
    root = _root(api_base)
    async with AiohttpRequest(root) as request:
        try:
            bot = await _bot(token, root, request).get_me()
        except InvalidToken as error:
            _raise_plainly(error)
            raise
        except TelegramError as error:
            raise TelegramChannelError(
                f"Telegram cannot be reached ({type(error).__name__}); check the network and TELEGRAM_API_BASE"
            ) from None
    return bot.name


def stop_on_signals() -> asyncio.Event:
    """Return an event that SIGTERM and SIGINT set; to be called inside the running loop."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _root(api_base: str | None) -> str:
    root = (api_base or OFFICIAL_API).rstrip("/")
    if not root.startswith(("http://", "https://")):
        raise TelegramChannelError(f"the Bot API root {root!r} is no address; write it like http://127.0.0.1:8081")
    return root


def _bot(token: str, root: str, request: AiohttpRequest) -> telegram.Bot:
    """Return the library's bot, not initialised: that would call Telegram, and a start offline must wait."""
    try:
        return telegram.Bot(
            token.strip(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=request,
            get_updates_request=request,
        )
    except InvalidToken:
        raise BadTokenError("the Telegram bot token is empty; put it in TELEGRAM_BOT_TOKEN") from None


def _keep_secrets() -> None:
    """Silence the loggers that write addresses, which hold the token, and messages' texts."""
    for name in ("aiohttp", "telegram"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Without this the library warns each time it is told to wait.
    os.environ.setdefault("PTB_TIMEDELTA", "true")


def _raise_plainly(ended: BaseException | None) -> None:
    """Raise what ended the work in words for an operator; the library's own would show the token."""
    match ended:
        case Conflict():
            raise AnotherPollerError(
                "another process is polling this bot; stop it or use another bot's token"
            ) from None
        case InvalidToken():
            raise BadTokenError("Telegram does not accept this bot token; check TELEGRAM_BOT_TOKEN") from None
        case None | asyncio.CancelledError():
            return
        case _:
            raise ended
