"""Sending: one queue and one task for each chat, so that no chat waits for another."""

import asyncio
import logging
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta

import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram.request import call_api
from bot.channels.telegram.together import Together
from bot.channels.telegram.write import Call, as_new, as_plain, write_reply
from bot.service import Outgoing, Service, StoreUnavailableError

BURST = 4
"""Messages that may follow each other at once in a chat; after them, one each pause."""
PER_SECOND = 30.0
"""Messages that Telegram takes from one bot in a second, to all chats together."""
LONG_WAIT = 10.0
"""Seconds of waiting over which the lease on a chat, which runs for a minute, is made longer."""
FIRST_WAIT, LONGEST_WAIT = 0.5, 30.0
"""Seconds before a failed call is repeated: doubled each time from the first to the longest."""
CLOSE_LOOKS = 0.01
"""Seconds between looks whether all has gone out, while closing."""
CANNOT_EDIT = ("message to edit not found", "message can't be edited", "message_id_invalid")

logger = logging.getLogger(__name__)


class ForgottenError(Exception):
    """The chat was forgotten while this reply waited: it must not be sent."""


class Chats:
    """Sends stored replies: each chat in order, all chats side by side.

    What waits for a chat is what the store said last, so that replies forgotten there are not sent.
    ``pause`` is the time in seconds between messages to one chat, once a short burst is over, and ``per_second``
    how many go to all chats together.
    """

    def __init__(self, bot: telegram.Bot, service: Service, pause: float, per_second: float) -> None:
        self._bot = bot
        self._service = service
        self._pause = pause
        # Nine tenths at an even pace and one tenth at once come to no more than all of it in any second.
        self._everyone = Pace(1 / (per_second * 0.9), max(1, int(per_second / 10)))
        self._note = Together(self._note_all)
        self._waiting: dict[str, deque[Outgoing]] = {}
        self._news: dict[str, asyncio.Event] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def send(self, rows: Iterable[Outgoing]) -> None:
        """Send replies; for each chat among them, these are the next that it has yet to be sent."""
        waiting: dict[str, deque[Outgoing]] = {}
        for row in rows:
            waiting.setdefault(row.chat, deque()).append(row)
        self._waiting |= waiting
        for chat in waiting:
            if chat in self._news:
                self._news[chat].set()
            else:
                self._open(chat)

    async def close(self, seconds: float) -> None:
        """Let what waits go out for so long, then stop; the rest stays in the store, unsent."""
        try:
            async with asyncio.timeout(seconds):
                while any(self._waiting.values()):
                    await asyncio.sleep(CLOSE_LOOKS)
        except TimeoutError:
            left = sum(map(len, self._waiting.values()))
            logger.warning("replies left for the next start", extra={"replies": left})
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _open(self, chat: str) -> None:
        self._news[chat] = asyncio.Event()
        task = asyncio.create_task(self._serve(chat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, chat: str) -> None:
        """Send one chat's replies until it has been quiet for long enough to have its burst back."""
        pace = Pace(self._pause, BURST)
        while True:
            while self._waiting[chat]:
                await self._deliver(self._waiting[chat][0], pace)
            self._news[chat].clear()
            try:
                async with asyncio.timeout(BURST * self._pause):
                    await self._news[chat].wait()
            except TimeoutError:
                if not self._waiting[chat]:
                    del self._waiting[chat], self._news[chat]
                    return

    async def _deliver(self, row: Outgoing, pace: "Pace") -> None:
        """Send a reply and note how it went, whatever happens: the chat's next replies must still go out."""
        try:
            outcome = await self._send(row, pace)
        except Exception as error:  # unforeseen, so not to be tried for ever
            outcome = f"failed: {type(error).__name__}"
        if outcome != "sent":
            plainly = outcome.partition(":")[0]  # what follows are Telegram's words
            logger.warning("a reply was not plainly sent", extra={"reply": row.id, "outcome": plainly})
        try:
            await self._note((row, outcome))
        except Exception as error:  # it stays unsent, and goes out again: rather twice than never
            logger.error("the sending of a reply was not noted", extra={"reply": row.id, "error": type(error).__name__})
            self._waiting[row.chat] = deque(other for other in self._waiting[row.chat] if other.id != row.id)

    def _note_all(self, ended: Sequence[tuple[Outgoing, str]]) -> list[None]:
        """Note how the sending of replies ended, and what their chats have yet to be sent.

        That at once: by the time those who wait for it go on, a message may have caused more.
        """
        waiting: dict[str, deque[Outgoing]] = {row.chat: deque() for row, _ in ended}
        for row in self._service.sent_all(ended):
            waiting[row.chat].append(row)
        self._waiting |= waiting
        return [None] * len(ended)

    async def _send(self, row: Outgoing, pace: "Pace") -> str:
        """Send a reply and return the outcome to note."""
        repeated = False
        try:
            for call in write_reply(row):
                repeated |= await self._insist(row, call, pace)
        except ForgottenError:
            return "forgotten"
        except Forbidden:
            return "blocked"
        except (BadRequest, ChatMigrated) as error:
            return f"refused: {error.message}"
        return "sent, perhaps twice" if repeated else "sent"

    async def _insist(self, row: Outgoing, call: Call, pace: "Pace") -> bool:
        """Make a call until it is through; return whether a try before may have arrived as well.

        BadRequest is a NetworkError to the library, yet final: repeating it never helps.
        """
        wait, repeated = FIRST_WAIT, False
        while True:
            await self._turn(row, pace)
            try:
                await make(self._bot, call)
            except RetryAfter as error:
                await self._wait(row, seconds_of(error))
            except (BadRequest, ChatMigrated, Forbidden):
                raise
            except TelegramError:
                repeated = True
                await self._wait(row, wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return repeated

    async def _turn(self, row: Outgoing, pace: "Pace") -> None:
        """Wait until Telegram takes one more message in this chat, and one more at all."""
        for of_whom in (pace, self._everyone):
            seconds = of_whom.wait(asyncio.get_running_loop().time())
            if seconds > 0:
                await (self._wait(row, seconds) if seconds > LONG_WAIT else asyncio.sleep(seconds))
        if row not in self._waiting[row.chat]:
            raise ForgottenError

    async def _wait(self, row: Outgoing, seconds: float) -> None:
        """Wait, and let no other worker take the chat meanwhile."""
        with suppress(StoreUnavailableError):  # at worst another worker sends it too
            self._service.delays(row, seconds)
        await asyncio.sleep(seconds)


class Pace:
    """Spaces messages out, with a short burst allowed: each ``wait`` is one message."""

    def __init__(self, pause: float, burst: int) -> None:
        self._pause = pause
        self._burst = burst
        self._due = 0.0  # when the next message would be due, had all come at an even pace

    def wait(self, now: float) -> float:
        """Count one more message; return the seconds until it may be sent."""
        self._due = max(self._due, now) + self._pause
        return max(0.0, self._due - self._burst * self._pause - now)


async def make(bot: telegram.Bot, call: Call) -> None:
    """Make a call, and when Telegram finds fault with its form, the nearest call that shows the same.

    Raises TelegramError; among them BadRequest for what no other form would cure.
    """
    try:
        await call_api(bot, call.method, call.params)
    except BadRequest as error:
        words = error.message.lower()
        if "message is not modified" in words:
            return  # it already reads so: a double tap, or a repeat
        if call.method == "editMessageText" and any(reason in words for reason in CANNOT_EDIT):
            await make(bot, as_new(call))
        elif call.params["parse_mode"] and "entit" in words:
            await make(bot, as_plain(call))
        else:
            raise


def seconds_of(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, whichever of its two types the library gives."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
