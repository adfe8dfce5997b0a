"""Looking something up in any chat: `@bot 质量认证`, and the answer can be sent there as a card.

What it gives is official content alone, the same for everybody: no conversation and no profile is read for it.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import telegram
from telegram.error import TelegramError

from bot.channels.beside import Beside
from bot.channels.telegram.read import Json
from bot.channels.telegram.request import call_api
from bot.channels.telegram.split import split_html
from bot.channels.telegram.write import HTML, NO_PREVIEW
from bot.content import SHANGHAI
from bot.dialogue import AnswerCard
from bot.limits import Admission, Limits

INLINE = "inline_query"
MOST_CARDS = 5
CACHE_SECONDS = 300
"""How long Telegram may answer the same words by itself."""
LONGEST = 4000
"""Characters of a card, of the 4096 that a message may have."""
GOES_ON = "\n（后面还有，请私聊我问全。）"
MOST_AT_ONCE = 64
"""Queries under way; one that comes above that is not answered, and the next letter typed asks anew."""
A_SECOND, BURST = 3.0, 30
"""Each letter typed is a query."""
TALK = {"text": "没找到？点这里私聊问我", "start_parameter": "inline"}

logger = logging.getLogger(__name__)


class LookUp:
    """Answers inline queries; a person's newer one takes the place of the one before."""

    def __init__(self, beside: Beside, clock: Callable[[], datetime]) -> None:
        self._beside = beside
        self._clock = clock
        self._limits = Limits(burst=BURST, a_second=A_SECOND)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def take(self, update: Json, bot: telegram.Bot) -> bool:
        """Begin to answer an inline query; nothing is lost with it, for whoever still types asks again."""
        query = update.get(INLINE)
        if query is None:
            return False
        person = str(query["from"]["id"])
        now = self._clock()
        if (before := self._tasks.pop(person, None)) is not None:
            before.cancel()
        if self._limits.admit(INLINE, person, now.timestamp()) is Admission.TAKE and len(self._tasks) < MOST_AT_ONCE:
            task = asyncio.create_task(self._answer(bot, str(query["id"]), str(query.get("query", "")), now))
            self._tasks[person] = task
            task.add_done_callback(lambda done: self._forget(person, done))
        return True

    async def begin(self, bot: telegram.Bot) -> None:
        """Nothing needs to be made ready."""

    async def close(self) -> None:
        """End what is under way."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, person: str, done: asyncio.Task[None]) -> None:
        if self._tasks.get(person) is done:
            del self._tasks[person]

    async def _answer(self, bot: telegram.Bot, query_id: str, text: str, now: datetime) -> None:
        today = now.astimezone(SHANGHAI).date()
        try:
            cards = await self._beside.do(lambda answering: answering.asker.cards(text, today, MOST_CARDS))
            await call_api(bot, "answerInlineQuery", {"inline_query_id": query_id, **inline_answer(cards)})
        except TelegramError as error:  # too late, mostly: somebody types faster than the line is
            logger.info("a look-up was not answered", extra={"error": type(error).__name__})
        except Exception as error:  # whatever the words broke, the bot goes on
            logger.error("a look-up could not be answered", extra={"error": type(error).__name__})


def inline_answer(cards: tuple[AnswerCard, ...]) -> dict[str, Any]:
    """Return the parameters of answerInlineQuery but for the query's id. Pure."""
    results = [_result(number, card) for number, card in enumerate(cards, start=1)]
    answer = {"results": results, "cache_time": CACHE_SECONDS, "is_personal": False}
    return answer if results else {**answer, "button": TALK}


def _result(number: int, card: AnswerCard) -> dict[str, Any]:
    first, *others = split_html(card.text, LONGEST)
    said = {"message_text": first + (GOES_ON if others else ""), "parse_mode": HTML, "link_preview_options": NO_PREVIEW}
    result = {"type": "article", "id": str(number), "title": card.title, "input_message_content": said}
    return {**result, "description": card.line} if card.line else result
