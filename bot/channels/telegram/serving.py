"""What polling and the webhook share: an update goes to the service, its replies to the chats."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import telegram
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.aside import Aside
from bot.channels.telegram.read import CHANNEL, Heard, Json, read_update
from bot.channels.telegram.request import call_api
from bot.channels.telegram.send import FIRST_WAIT, LONGEST_WAIT, Chats, seconds_of
from bot.service import Service

CLOSE_SECONDS = 4.0
LOOK_EVERY = 1.0
"""Seconds between looks for what others have stored: one query of an index that holds only what is unsent."""
MOST_ANSWERS = 100
"""Taps that are being acknowledged at a time; of a flood of them, the others are not worth a call."""
COMMANDS = (
    ("start", "开始"),
    ("help", "帮助"),
    ("back", "上一题"),
    ("restart", "重新开始"),
    ("forget", "忘记我"),
)

logger = logging.getLogger(__name__)


class Serving:
    """One bot's updates, from Telegram to the service to the chats."""

    def __init__(self, bot: telegram.Bot, service: Service, chats: Chats, asides: Sequence[Aside]) -> None:
        self._bot = bot
        self._asides = asides
        self._service = service
        self._chats = chats
        self._answers: set[asyncio.Task[None]] = set()
        self._wait = FIRST_WAIT

    async def work(self) -> None:
        """Serve for ever."""
        raise NotImplementedError

    async def close(self) -> None:
        """Let replies and button answers under way finish."""
        await self._chats.close(CLOSE_SECONDS)
        for aside in self._asides:
            await aside.close()
        for answer in self._answers:
            answer.cancel()
        await asyncio.gather(*self._answers, return_exceptions=True)

    async def insist(self, *steps: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Take each step, as often as it needs."""
        for step in steps:
            while not await self.tried(step):
                pass

    async def tried(self, step: Callable[[], Coroutine[Any, Any, None]]) -> bool:
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

    async def begin_asides(self) -> None:
        """Make those ready that take updates beside the conversations."""
        for aside in self._asides:
            await aside.begin(self._bot)

    async def set_menu(self) -> None:
        """Show the commands: a convenience, not worth the long wait that Telegram may ask for."""
        try:
            await self._bot.set_my_commands(COMMANDS)
        except TelegramError as error:
            logger.warning("the command menu was not set", extra={"error": type(error).__name__})

    async def keep_sending(self) -> None:
        """Send what is stored and nobody is at, for ever: what staff say, and what a process that died has left."""
        while True:
            try:
                self._chats.send(self._service.unsent(CHANNEL))
            except Exception as error:  # the store is away; the next look finds the same
                logger.warning("trying again", extra={"step": "keep_sending", "error": type(error).__name__})
            await asyncio.sleep(LOOK_EVERY)

    def take(self, updates: Sequence[Json]) -> None:
        """Hand updates over; on return they are committed. Raises StoreUnavailableError: all must come again."""
        own = [update for update in updates if not self._aside(update)]
        self._chats.send(self._service.receive_all([read for update in own if (read := _read(update)) is not None]))
        for update in own:
            query = update.get("callback_query")
            if isinstance(query, dict) and len(self._answers) < MOST_ANSWERS:
                answer = asyncio.create_task(self._answer(str(query.get("id"))))
                self._answers.add(answer)
                answer.add_done_callback(self._answers.discard)

    def _aside(self, update: Json) -> bool:
        """Whether an update was for one of those beside the conversations, or of a shape that they cannot read."""
        try:
            return any(aside.take(update, self._bot) for aside in self._asides)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            logger.error("an update could not be read", extra={"error": type(error).__name__})
            return True

    async def _answer(self, query_id: str) -> None:
        """Stop the phone's progress bar; when it is too late for that, the tap still counts."""
        try:
            await call_api(self._bot, "answerCallbackQuery", {"callback_query_id": query_id})
        except TelegramError as error:
            logger.info("a tap was not acknowledged", extra={"error": type(error).__name__})


def _read(update: Json) -> Heard | None:
    """Read an update; of a shape that nobody foresaw it is met with silence, or it would block all after it."""
    try:
        return read_update(update)
    except Exception as error:  # any shape Telegram may come to send
        logger.error("an update could not be read", extra={"error": type(error).__name__})
        return None
