"""The page of the conversation, with JavaScript and without: one set of forms, one way in."""

import asyncio
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.channels.web.bubbles import BAR, MORE, Bubble, bubbles, since
from bot.channels.web.pages import render, respond
from bot.channels.web.visitors import Visitors
from bot.dialogue import LONGEST_CHOICE, START, Conversation, Dialogue, Message, quick_questions
from bot.http import Forms, place_of, read_form
from bot.limits import Admission, Limits
from bot.service import Line, Service, TooManyError

CHANNEL = "web"
PIECE = "Huiqi-Piece"
"""The header with which the page's own script asks for what is new instead of a whole page."""
SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
LONGEST_ID = 64
LONGEST_LINE = 18
"""Digits of the number of a line: what is longer, no database counts to."""

STALE = "这一页放得太久了，请再点一次发送。"
NO_COOKIE = "浏览器没有保存本站的 cookie，对话接不上。请在浏览器设置里允许 cookie，再回来试一次。"
TOO_FAST = "您发得太快了，我跟不上。请等一会儿再发，您打的字还在。"
TOO_MANY = "现在来的人太多了，请过几分钟再试。"


class ChatPage:
    """Shows a conversation and takes what is typed or tapped."""

    def __init__(
        self,
        service: Service,
        dialogue: Callable[[], Dialogue],
        visitors: Visitors,
        forms: Forms,
        clock: Callable[[], datetime],
        newcomers: Limits,
    ) -> None:
        self.service = service
        self.dialogue = dialogue
        self.visitors = visitors
        self.forms = forms
        self.clock = clock
        self.newcomers = newcomers

    async def show(self, request: Request) -> Response:
        """Show the conversation; to somebody new, how it would begin. Looking stores nothing."""
        chat = self.visitors.chat_or_new(request)
        shown = await asyncio.to_thread(self._shown, chat)
        response = self._page(shown, chat, source=source_in(request.query_params))
        self.visitors.remember(request, response, chat)
        return response

    async def lines(self, request: Request) -> Response:
        """Return what was said, from a bubble on, as a piece of the page."""
        chat = self.visitors.chat_of(request)
        return await self._piece(request, chat) if chat else Response(status_code=403)

    async def say(self, request: Request) -> Response:
        """Take a form: typed words, or a tap."""
        form = await read_form(request)
        chat = self.visitors.chat_of(request)
        if not chat:
            return await self._refused(request, chat, form, 403, NO_COOKIE)
        if not self.forms.are_ours(request, form, chat):
            return await self._refused(request, chat, form, 403, STALE)
        message = read_message(form, chat)
        refusal = await self.take(request, message) if message.text or message.choice else ""
        if refusal:
            return await self._refused(request, chat, form, 429, refusal)
        if PIECE in request.headers:
            return await self._piece(request, chat)
        return RedirectResponse("/#now", 303)

    async def take(self, request: Request, message: Message) -> str:
        """Hand a message to the service; return what to say where it is not taken."""
        try:
            await asyncio.to_thread(self._take, message, place_of(request))
        except TooManyError:
            return TOO_FAST
        except TooManyNewError:
            return TOO_MANY
        return ""

    def _take(self, message: Message, address: str) -> None:
        """Hand a message over, behind the one that begins where nothing has been said yet."""
        if not self.service.lines(CHANNEL, message.chat, 1):
            if self.newcomers.admit("address", address, self.clock().timestamp()) is not Admission.TAKE:
                raise TooManyNewError
            if message.brought:
                self.service.receive(message)
                return
            begin = Message(CHANNEL, message.chat, f"{message.id}:begin", choice=START.id, source=message.source)
            self.service.receive(begin)
            if message.choice == START.id:
                return
            message = standing(message, self.service.lines(CHANNEL, message.chat))
        self.service.receive(message)

    def _shown(self, chat: str) -> tuple[Bubble, ...]:
        """Return what was said; where nothing was, or it is no longer kept, how the conversation would go on."""
        lines = self.service.lines(CHANNEL, chat)
        if lines:
            return bubbles(lines)
        now = self.clock()
        conversation = self.service.conversation(CHANNEL, chat) or Conversation()
        turn = self.dialogue().respond(conversation, Message(CHANNEL, chat, "", choice=START.id), now)
        return bubbles(Line(-place, now, "huiqi", reply, "") for place, reply in enumerate(turn.replies))

    def _page(self, shown: tuple[Bubble, ...], chat: str, status: int = 200, **view: str) -> Response:
        return respond(
            "chat",
            status,
            **{"source": "", "notice": "", "typed": "", **view},
            bubbles=shown,
            whole=True,
            fresh=all(bubble.who == "huiqi" for bubble in shown),
            bar=BAR,
            menu=MORE,
            quick=quick_questions(self.dialogue().content),
            token=self.forms.token(chat),
            nonce=secrets.token_urlsafe(12),
        )

    async def _piece(self, request: Request, chat: str) -> Response:
        shown = await asyncio.to_thread(self._shown, chat)
        piece = render("bubbles", whole=False, bubbles=since(shown, request.query_params.get("from", "")))
        return HTMLResponse(piece, headers={"Huiqi-Token": self.forms.token(chat)})

    async def _refused(self, request: Request, chat: str, form: dict[str, str], status: int, words: str) -> Response:
        """Say why nothing was taken; what was typed stays in its box."""
        if PIECE in request.headers:
            headers = {"Huiqi-Token": self.forms.token(chat)} if chat else {}
            return HTMLResponse(render("notice", words=words), status, headers)
        chat = chat or self.visitors.chat_or_new(request)
        shown = await asyncio.to_thread(self._shown, chat)
        response = self._page(shown, chat, status, notice=words, typed=form.get("text", ""))
        self.visitors.remember(request, response, chat)
        return response


class TooManyNewError(Exception):
    """Too many new chats come from one address."""


def read_message(form: dict[str, str], chat: str) -> Message:
    """Return the message in a form: ``tap`` is the line a button stands in and the choice's id, ``text`` typed words.

    The message's id says which form it was and what was in it: a double tap or a retry is known as a repeat, and
    another button of a form that the browser kept is not taken for one.
    """
    line, choice = _tapped(form.get("tap", ""))
    text = "" if choice else form.get("text", "").strip()
    source = form.get("from", "")
    return Message(
        CHANNEL,
        chat,
        message_id(chat, form.get("id", ""), choice, text),
        text=text,
        choice=choice,
        shown_in=line,
        source=source if SOURCE.fullmatch(source) else "",
    )


def _tapped(tap: str) -> tuple[str, str]:
    """Return the line that a button stands in and the choice's id; either is empty where it is none of ours."""
    line, _, choice = tap.partition(" ")
    # What is longer is forged.
    ours = len(choice.encode("utf-8", "surrogatepass")) <= LONGEST_CHOICE
    return line if line.isdecimal() and len(line) <= LONGEST_LINE else "", choice if ours else ""


def message_id(chat: str, form_id: str, *said: str) -> str:
    """Return an id that is the same only for the same words of the same form of the same visitor."""
    whole = "\0".join((chat, form_id[:LONGEST_ID], *said))
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def source_in(query: QueryParams) -> str:
    """Return where a visitor says to come from, as a link or a QR code has it: ``/?from=expo``."""
    source = query.get("from", "")
    return source if SOURCE.fullmatch(source) else ""


def standing(message: Message, lines: tuple[Line, ...]) -> Message:
    """Return a tap on what was shown before it was stored, with the line in which its button stands now."""
    holding = [line.id for line in lines if any(choice.id == message.choice for choice in line.reply.choices)]
    shown_in = str(holding[-1]) if holding else message.shown_in
    return Message(message.channel, message.chat, message.id, message.text, message.choice, shown_in, message.source)
