"""The staff's group: each enterprise that waits for a person is a thread, and what is written there reaches it.

Whoever is in the group is of the staff; so it must be private. The deeds are those of the desk's pages, done by the
same functions, and what is said goes through the outbox like every reply.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.channels.telegram.read import SAY_SOMETHING, Json
from bot.channels.telegram.request import call_api
from bot.channels.telegram.send import LONGEST_WAIT, seconds_of
from bot.channels.telegram.thread_card import BACK, CLOSE, TAKE, card, name_of
from bot.channels.telegram.write import write_reply
from bot.content import SHANGHAI
from bot.dialogue import Dialogue, Portrait, Reply
from bot.reception import LONGEST_ANSWER, Outcome, Reception
from bot.service import Outgoing, StoreUnavailableError
from bot.staff_names import name_in_telegram
from bot.storage import Thread, storable
from bot.threads import CHANNEL, Threads, View

EVERY = 2.0
"""Seconds between looks for what a thread has yet to show."""
CLOSE_SECONDS = 3.0
REST = 60.0
"""Seconds for which a thread that Telegram refuses something of is left alone."""
NOTE = "//"
"""What is begun with this stays among staff."""
GONE = ("thread not found", "topic_id_invalid", "topic_deleted", "message to edit not found")
DONE_ALREADY = ("message is not modified", "topic_not_modified")
ANEW: dict[str, Any] = {"card": 0, "pinned": 0, "shown": "", "asked": 0, "said": 0}
"""What is noted of a thread of which nothing is shown yet."""
TOASTS = {
    (TAKE.id, Outcome.DONE): "您接手了，写在这里的字会发给企业。",
    (BACK.id, Outcome.DONE): "放回队列了，等别人接手。",
    (CLOSE.id, Outcome.DONE): "结束了，惠企接着为企业服务。",
}
WHY_NOT = {
    Outcome.GONE: "企业已经要求忘记它，这里马上删除。",
    Outcome.HAD: "别人正接着。",
    Outcome.NOT_HAD: "您没有接着，请先点“接手”。",
    Outcome.CLOSED: "已经结束了。",
}
NOT_SENT = {
    Outcome.GONE: "没有发出：企业已经要求忘记它。",
    Outcome.HAD: "没有发出：别人正接着。",
    Outcome.NOT_HAD: "没有发出：请先点上面置顶消息里的“接手”。",
    Outcome.CLOSED: "没有发出：已经结束了。",
    Outcome.EMPTY: "没有发出：是空的。",
    Outcome.TOO_LONG: f"没有发出：太长了，每条不超过 {LONGEST_ANSWER} 个字。",
}
ANONYMOUS = "没有发出：匿名写的看不出是谁，请关掉匿名再写。"
TEXT_ONLY = "没有发出：只能转文字。"
EDITED = "改过的话不会再发给企业；要更正，请另写一条。"

logger = logging.getLogger(__name__)


class StaffGroup:
    """Shows the queue in a group that has threads, and takes what staff do there."""

    def __init__(
        self,
        group: int,
        threads: Threads,
        reception: Reception,
        dialogue: Callable[[], Dialogue],
        clock: Callable[[], datetime],
        every: float = EVERY,
    ) -> None:
        self._group = group
        self._threads = threads
        self._reception = reception
        self._dialogue = dialogue
        self._clock = clock
        self._every = every
        self._safe: bool | None = None
        self._public = False
        self._stopping = False
        self._resting: dict[int, float] = {}
        self._portraits: dict[int, tuple[object, Portrait]] = {}
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    # What the group says.

    def take(self, update: Json, bot: telegram.Bot) -> bool:
        """Do what staff ask for; on return it is committed. All else in the group is met with silence."""
        shown = (update.get("callback_query") or {}).get("message")
        said = next((update[kind] for kind in ("message", "edited_message", "my_chat_member") if kind in update), shown)
        if said is None or said["chat"]["id"] != self._group:
            return False
        if self._safe is None:
            raise StoreUnavailableError("the staff's group was not looked at yet")
        self._see_whether_public(said["chat"])
        if self._safe and not self._public and (thread := said.get("message_thread_id")) is not None:
            self._in_thread(update, f"{self._group}/{thread}", bot)
        return True

    async def begin(self, bot: telegram.Bot) -> None:
        """Look whether the group is fit, and show the queue there from now on. Raises TelegramError: try again."""
        self._safe = await self._is_fit(bot)
        if self._safe:
            self._start(self._show_for_ever(bot))

    async def close(self) -> None:
        """Let the thread at hand be shown whole, then end; what is not shown yet is shown after the next start."""
        self._stopping = True
        self._wake.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=CLOSE_SECONDS)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _see_whether_public(self, chat: Json) -> None:
        """Note of each update whether anybody may join: whoever then writes is not known to be of the staff.

        While it is so nothing is taken and nothing shown; made private again, it goes on.
        """
        public = bool(chat.get("username"))
        if public and not self._public:
            logger.error("the staff's group was made public, and is left alone until it is private again")
        self._public = public

    async def _is_fit(self, bot: telegram.Bot) -> bool:
        """Whether the group is one with threads, and private: in a public one anybody could write to owners."""
        try:
            found = await call_api(bot, "getChat", {"chat_id": self._group})
        except (BadRequest, Forbidden, ChatMigrated) as error:
            logger.error("the staff's group cannot be used", extra={"reason": error.message})
            return False
        faults = [
            fault
            for fault, there in (
                ("it has no topics", not found.get("is_forum")),
                ("it is public", bool(found.get("username"))),
                ("it is no group", found.get("type") != "supergroup"),
            )
            if there
        ]
        if faults:
            logger.error("the staff's group cannot be used", extra={"reason": ", ".join(faults)})
        return not faults

    def _in_thread(self, update: Json, place: str, bot: telegram.Bot) -> None:
        if "callback_query" in update:
            query = update["callback_query"]
            self._start(self._toast(bot, query["id"], self._deed(query, place)))
        elif (edited := update.get("edited_message")) is not None:
            if "text" in edited and not _stays(edited):
                self._tell(place, EDITED, update)
        elif (message := update.get("message")) is not None:
            self._written(message, place, update)
        self._wake.set()

    def _written(self, message: Json, place: str, update: Json) -> None:
        staff, unnamed = _who(message), message.get("sender_chat", {}).get("id") == self._group
        if not (staff or unnamed) or SAY_SOMETHING.isdisjoint(message) or _stays(message):
            return
        entry = self._threads.entry_at(place)
        if entry is None:
            return
        if unnamed:
            self._tell(place, ANONYMOUS, update)
            return
        if "text" not in message:
            self._tell(place, TEXT_ONLY, update)
            return
        outcome = self._reception.answer(entry, staff, storable(message["text"]), f"telegram {update['update_id']}")
        if outcome in NOT_SENT:
            self._tell(place, NOT_SENT[outcome], update)

    def _tell(self, place: str, text: str, update: Json) -> None:
        self._threads.tell(place, text, f"telegram {update['update_id']}")

    def _deed(self, query: Json, place: str) -> str:
        """Do what a button is for; return what to say to who tapped it."""
        staff, entry = _who(query), self._threads.entry_at(place)
        deeds = {TAKE.id: self._reception.take, BACK.id: self._reception.give_back, CLOSE.id: self._reception.close}
        deed = deeds.get(query.get("data", ""))
        if deed is None or entry is None or not staff:
            return WHY_NOT[Outcome.GONE] if entry is None else ""
        outcome = deed(entry, staff)
        return TOASTS.get((query["data"], outcome)) or WHY_NOT.get(outcome, "")

    async def _toast(self, bot: telegram.Bot, query_id: str, text: str) -> None:
        with suppress(TelegramError):  # too late; the pinned card shows what became of it
            await call_api(bot, "answerCallbackQuery", {"callback_query_id": query_id, "text": text})

    def _start(self, work: Any) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # What the group is shown.

    async def _show_for_ever(self, bot: telegram.Bot) -> None:
        wait = self._every
        while not self._stopping:
            self._wake.clear()
            try:
                await self._show_all(bot)
                wait = self._every
            except RetryAfter as error:
                await asyncio.sleep(seconds_of(error))
            except Exception as error:  # the network, or the store; the next look finds what is left
                logger.warning("threads were not shown", extra={"error": type(error).__name__})
                wait = min(wait * 2, LONGEST_WAIT)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._wake.wait()

    async def _show_all(self, bot: telegram.Bot) -> None:
        now = asyncio.get_running_loop().time()
        for view in () if self._public else self._threads.views():
            if self._stopping or self._public:
                return
            if self._resting.get(view.thread.id, 0.0) > now:
                continue
            self._resting.pop(view.thread.id, None)
            thread = self._threads.claim(view.thread)
            if thread is None:
                continue
            try:
                await self._show(bot, replace(view, thread=thread))
            except (BadRequest, Forbidden) as error:  # Telegram's words: of rights, or of what is gone
                logger.error("a thread was not shown", extra={"thread_id": thread.id, "reason": error.message})
                self._resting[thread.id] = now + REST
            finally:
                self._threads.release(thread)

    async def _show(self, bot: telegram.Bot, view: View) -> None:
        """Bring a thread to what its entry is, one step after the other, each noted as soon as it is done."""
        thread = view.thread
        if thread.forgotten:
            await self._delete(bot, thread)
            return
        if thread.place and any(_among(words, GONE) for words in self._threads.refusals(thread)):
            thread = self._forget_place(thread)
        if not thread.place:
            thread = await self._create(bot, thread)
        if view.entry and thread.closed:
            await _once(bot, "reopenForumTopic", _of(thread.place))
            self._threads.change(thread, closed=None)
        if not await self._pin(bot, view, thread):
            return
        waits = self._threads.post(thread)
        if view.entry is None and not thread.closed and not waits:
            await _once(bot, "closeForumTopic", _of(thread.place))
            self._threads.close(thread)

    async def _create(self, bot: telegram.Bot, thread: Thread) -> Thread:
        made = await call_api(bot, "createForumTopic", {"chat_id": self._group, "name": name_of(thread.id)})
        self._threads.change(thread, **ANEW, place=f"{self._group}/{made['message_thread_id']}", closed=None)
        return self._renewed(thread)

    async def _pin(self, bot: telegram.Bot, view: View, thread: Thread) -> bool:
        """Show the card as it should be; False where the thread is gone and will be made anew."""
        reply = card(view, self._portrait(view))
        shown = sha256(repr(reply).encode()).hexdigest()
        try:
            if not thread.card:
                sent = await self._call_card(bot, thread, reply)
                self._threads.change(thread, card=int(sent["message_id"]), shown=shown)
                thread = self._renewed(thread)
            elif thread.shown != shown:
                await self._call_card(bot, thread, reply)
                self._threads.change(thread, shown=shown)
        except BadRequest as error:
            if not _among(error.message, GONE):
                raise
            self._forget_place(thread)
            self._wake.set()
            return False
        if not thread.pinned:
            pinning = {"chat_id": self._group, "message_id": thread.card, "disable_notification": True}
            await _once(bot, "pinChatMessage", pinning)
            self._threads.change(thread, pinned=1)
        return True

    def _forget_place(self, thread: Thread) -> Thread:
        """Note that staff deleted a thread by hand: it is made anew, with all that waits."""
        self._threads.change(thread, **ANEW, place="")
        return self._renewed(thread)

    async def _call_card(self, bot: telegram.Bot, thread: Thread, reply: Reply) -> Any:
        shown_in = str(thread.card) if thread.card else ""
        placed = Reply(reply.text, reply.choices, in_place=bool(shown_in))
        call = write_reply(Outgoing(0, CHANNEL, thread.place, placed, shown_in))[0]
        return await _once(bot, call.method, call.params)

    async def _delete(self, bot: telegram.Bot, thread: Thread) -> None:
        if thread.place:
            try:
                await call_api(bot, "deleteForumTopic", _of(thread.place))
            except BadRequest as error:
                if not _among(error.message, GONE):
                    raise
        self._threads.remove(thread)
        self._portraits.pop(thread.id, None)

    def _portrait(self, view: View) -> Portrait | None:
        """Return what is known of the enterprise; made anew only where something of it has changed."""
        if view.entry is None:
            self._portraits.pop(view.thread.id, None)
            return None
        dialogue, now = self._dialogue(), self._clock()
        key = (dialogue, view.conversation.to_json(), now.astimezone(SHANGHAI).date())
        kept = self._portraits.get(view.thread.id)
        if kept is None or kept[0] != key:
            kept = self._portraits[view.thread.id] = (key, dialogue.portrait(view.conversation, now))
        return kept[1]

    def _renewed(self, thread: Thread) -> Thread:
        renewed = self._threads.again(thread)
        if renewed is None:
            raise StoreUnavailableError("the thread is gone")
        return renewed


async def _once(bot: telegram.Bot, method: str, params: Json) -> Any:
    """Make a call whose effect may be there already."""
    try:
        return await call_api(bot, method, params)
    except BadRequest as error:
        if not _among(error.message, DONE_ALREADY):
            raise
        return None


def _among(words: str, reasons: tuple[str, ...]) -> bool:
    return any(reason in words.lower() for reason in reasons)


def _of(place: str) -> dict[str, int]:
    group, _, thread = place.partition("/")
    return {"chat_id": int(group), "message_thread_id": int(thread)}


def _who(said: Json) -> str:
    """Return who of the staff says something; empty for a bot, or what is said in the name of a group or a channel."""
    person = said.get("from") or {}
    if not person or person.get("is_bot") or "sender_chat" in said:
        return ""
    shown = storable(" ".join(filter(None, (person.get("first_name"), person.get("last_name")))))
    return name_in_telegram(shown, int(person["id"]))


def _stays(message: Json) -> bool:
    return str(message.get("text", "")).lstrip().startswith(NOTE)
