"""The result on one page of its own, and the link that brings its answers back."""

import asyncio
import json
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.channels.web.chat import CHANNEL, NO_COOKIE, STALE, ChatPage, message_id
from bot.channels.web.errors import sorry
from bot.channels.web.pages import respond
from bot.dialogue import Message
from bot.http import Signing, read_form

NOTHING_YET = "还没有答案。先回到对话答几个小问题，再来打印。"
NO_LINK = "这个链接打不开：可能没有复制完整，或者已经失效。"


class ResultPage:
    """Prints the result of a visitor's conversation, and opens answers that a link holds."""

    def __init__(self, chat: ChatPage, secret: bytes) -> None:
        self._chat = chat
        self._signing = Signing(secret, "answers")

    async def show(self, request: Request) -> Response:
        """Show the result as it stands."""
        chat = self._chat.visitors.chat_of(request)
        conversation = await asyncio.to_thread(self._chat.service.conversation, CHANNEL, chat) if chat else None
        if conversation is None or not conversation.answers:
            return sorry(404, NOTHING_YET)
        now, dialogue = self._chat.clock(), self._chat.dialogue()
        carried = self._signing.sign(dialogue.carried(conversation, now))
        link = str(request.url_for("again", link=carried))
        return respond("result", report=dialogue.report(conversation, now), link=link)

    async def again(self, request: Request) -> Response:
        """Say what a link holds; take it on only when the visitor asks for it."""
        carried = self._signing.read(request.path_params["link"])
        if carried is None:
            return sorry(404, NO_LINK)
        if request.method == "POST":
            return await self._reopen(request, carried)
        chat = self._chat.visitors.chat_or_new(request)
        held: dict[str, Any] = json.loads(carried)
        here = await asyncio.to_thread(self._chat.service.conversation, CHANNEL, chat)
        response = respond(
            "again",
            names=list(held["names"].values()),
            day=held["day"],
            renewed=held["version"] != self._chat.dialogue().content.version,
            here=bool(here and here.answers),
            token=self._chat.forms.token(chat),
            nonce=secrets.token_urlsafe(12),
        )
        self._chat.visitors.remember(request, response, chat)
        return response

    async def _reopen(self, request: Request, carried: str) -> Response:
        form = await read_form(request)
        chat = self._chat.visitors.chat_of(request)
        if not chat:
            return sorry(403, NO_COOKIE)
        if not self._chat.forms.are_ours(request, form, chat):
            return sorry(403, STALE)
        message = Message(CHANNEL, chat, message_id(chat, form.get("id", ""), carried), brought=carried)
        refusal = await self._chat.take(request, message)
        return sorry(429, refusal) if refusal else RedirectResponse("/#now", 303)
