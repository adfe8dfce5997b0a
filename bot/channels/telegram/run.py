"""The loop: ask Telegram for updates, hand each to the service, and confirm it by asking for the next."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine
from typing import Any

import telegram
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.read import CHANNEL, READERS, read_update
from bot.channels.telegram.send import FIRST_WAIT, LONGEST_WAIT, PER_SECOND, Chats, seconds_of
from bot.service import Service, TooManyError

OFFICIAL_API = "https://api.telegram.org"
POLL_SECONDS = 30
CLOSE_SECONDS = 4.0
COMMANDS = (
    ("start", "开始"),
    ("help", "帮助"),
    ("back", "上一题"),
    ("restart", "重新开始"),
    ("forget", "忘记我"),
)

logger = logging.getLogger(__name__)


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
) -> None:
    """Serve the bot until ``stop`` is set; replies under way then get a few seconds to finish.

    ``api_base`` is the root of another Bot API server, such as ``http://127.0.0.1:8081``; ``pause`` is the
    time in seconds between messages to one chat, ``per_second`` how many may go to all chats together. Raises
    TelegramChannelError, whose text is for standard error; anything that time may cure is waited out.
    """
    _keep_secrets()
    async with HTTPXRequest(read_timeout=20, pool_timeout=20) as request, _ReadableUpdates() as updates:
        bot = _bot(token, api_base or OFFICIAL_API, request, updates)
        polling = _Polling(bot, service, Chats(bot, service, pause, per_second))
        working = asyncio.create_task(polling.work())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            working.cancel()
            ended = await asyncio.gather(working, return_exceptions=True)
            await polling.close()
    _raise_plainly(ended[0])


async def name_of(token: str, api_base: str | None) -> str:
    """Return the name of the bot this token belongs to; raises TelegramChannelError."""
    _keep_secrets()
    async with HTTPXRequest() as request:
        try:
            bot = await _bot(token, api_base or OFFICIAL_API, request, request).get_me()
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


class _Polling:
    """One bot's updates, from Telegram to the service to the chats."""

    def __init__(self, bot: telegram.Bot, service: Service, chats: Chats) -> None:
        self._bot = bot
        self._service = service
        self._chats = chats
        self._answers: set[asyncio.Task[None]] = set()
        self._offset = 0
        self._wait = FIRST_WAIT

    async def work(self) -> None:
        """Prepare, send what an earlier process left, then poll for ever."""
        for step in (self._prepare, self._take_over):
            while not await self._tried(step):
                pass
        logger.info("polling")
        while True:
            await self._tried(self._poll)

    async def close(self) -> None:
        """Let replies and button answers under way finish."""
        await self._chats.close(CLOSE_SECONDS)
        for answer in self._answers:
            answer.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)

    async def _tried(self, step: Callable[[], Coroutine[Any, Any, None]]) -> bool:
        """Take a step, or wait for a better moment: as long as Telegram says, else longer each time.

        An update whose handling raised was not committed, so not confirmed either: it comes again.
        """
        try:
            await step()
        except (Conflict, InvalidToken):
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
            return False
        except Exception as error:  # the network, or the store
            logger.warning("trying again", extra={"step": step.__name__.strip("_"), "error": type(error).__name__})
            await asyncio.sleep(self._wait)
            self._wait = min(self._wait * 2, LONGEST_WAIT)
            return False
        self._wait = FIRST_WAIT
        return True

    async def _prepare(self) -> None:
        # A webhook left from another set-up would refuse polling; its waiting updates are kept.
        await self._bot.delete_webhook(drop_pending_updates=False)
        try:
            await self._bot.set_my_commands(COMMANDS)
        except TelegramError as error:  # a convenience, not worth the long wait Telegram may ask for
            logger.warning("the command menu was not set", extra={"error": type(error).__name__})

    async def _take_over(self) -> None:
        # Telegram answers one poller at a time, so what an earlier process was sending is ours.
        self._service.take_over(CHANNEL)

    async def _poll(self) -> None:
        """Send what waits, ask once; the offset moves past an update only when the service has committed it."""
        self._chats.send(self._service.unsent(CHANNEL))
        updates = await self._bot.get_updates(offset=self._offset, timeout=POLL_SECONDS, allowed_updates=list(READERS))
        for update in sorted(updates, key=lambda update: update.update_id):
            self._take(update)
            self._offset = update.update_id + 1
            # Lets button answers and sending chats go on in between; with too much to do, the rest waits at Telegram.
            await asyncio.sleep(self._service.busy())

    def _take(self, update: telegram.Update) -> None:
        heard = read_update(update)
        if heard is not None:
            try:
                self._chats.send(self._service.receive(*heard))
            except TooManyError:
                return
        if update.callback_query is not None:
            answer = asyncio.create_task(self._answer(update.callback_query.id))
            self._answers.add(answer)
            answer.add_done_callback(self._answers.discard)

    async def _answer(self, query_id: str) -> None:
        """Stop the phone's progress bar; when it is too late for that, the tap still counts."""
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:
            logger.info("a tap was not acknowledged", extra={"error": type(error).__name__})


class _ReadableUpdates(HTTPXRequest):
    """Asks for updates; one the library cannot read comes out empty, or it would block all after it."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer, emptying the updates that cannot be read."""
        answer: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        telegram.Update.de_json(update)
    except Exception as error:  # any shape Telegram may come to send
        logger.error("an update could not be read", extra={"error": type(error).__name__})
        return {"update_id": update["update_id"]}
    return update


def _bot(token: str, root: str, request: HTTPXRequest, updates: HTTPXRequest) -> telegram.Bot:
    """Return the library's bot, not initialised: that would call Telegram, and a start offline must wait."""
    if not root.startswith(("http://", "https://")):
        raise TelegramChannelError(f"the Bot API root {root!r} is no address; write it like http://127.0.0.1:8081")
    root = root.rstrip("/")
    try:
        return telegram.Bot(
            token.strip(),
            base_url=f"{root}/bot",
            base_file_url=f"{root}/file/bot",
            request=request,
            get_updates_request=updates,
        )
    except InvalidToken:
        raise BadTokenError("the Telegram bot token is empty; put it in TELEGRAM_BOT_TOKEN") from None


def _keep_secrets() -> None:
    """Silence the loggers that write addresses, which hold the token, and messages' texts."""
    for name in ("httpx", "httpcore", "telegram"):
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
