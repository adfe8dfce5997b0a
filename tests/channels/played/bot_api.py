"""Telegram, played over real HTTP on 127.0.0.1: one bot, any number of people, and faults on request.

    async with BotApi() as telegram:
        owner = telegram.person()
        owner.says("/start")
        seen = await owner.sees()
        owner.taps("制造业")

It refuses what Telegram refuses, in Telegram's words: unknown tags, texts too long or empty, long callback
data, edits that change nothing, a second poller.
"""

import asyncio
import json
import re
from dataclasses import replace
from typing import Any, Self
from urllib.parse import parse_qsl

from tests.channels.played.fault import NOT_FOUND, NOT_MODIFIED, TOO_OLD, Fault, RefusedError
from tests.channels.played.group import Group
from tests.channels.played.person import Person
from tests.channels.played.shown import BOT, found_of, message_of, shown_of
from tests.channels.played.updates import Updates

TOKEN = "4839:AAF-not-a-real-token"  # noqa: S105 - of no bot


class BotApi(Updates):
    """The server; ``root`` is its address, ``calls`` every call made, as (method, parameters)."""

    def __init__(self) -> None:
        super().__init__()
        self.token, self.root = TOKEN, ""
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.group = Group(self)
        self.toasts: dict[str, str] = {}
        self._people: dict[int, Person] = {}
        self._faults: list[tuple[str, int | None, Fault]] = []
        self._connections: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        host, port = self._server.sockets[0].getsockname()
        self.root = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for connection in list(self._connections):
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    # What a test does.

    def person(self) -> Person:
        """Add somebody who has opened the chat."""
        person = Person(self, 700_001 + len(self._people))
        self._people[person.chat] = person
        return person

    def fails(self, method: str, *faults: Fault, person: Person | None = None) -> None:
        """Let the next calls of a method go wrong, one for each fault; of one chat only, where given."""
        chat = person.chat if person else None
        self._faults += [(method, chat, fault) for fault in faults]

    def times(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(called == method for called, _ in self.calls)

    async def called(self, method: str, times: int = 1, within: float = 10.0) -> None:
        """Wait until a method has been called so often."""
        async with asyncio.timeout(within):
            while self.times(method) < times:
                await asyncio.sleep(0.01)

    # HTTP.

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                await self._serve(head.decode(), reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the bot has gone, or was killed; or the test is over
        finally:
            self._connections.discard(task)
            writer.close()

    async def _serve(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        length = re.search(r"content-length: (\d+)", head, re.IGNORECASE)
        body = await reader.readexactly(int(length[1])) if length else b""
        path = head.split(" ", 2)[1].partition("?")[0]
        params = json.loads(body) if body[:1] == b"{" else dict(parse_qsl(body.decode(), keep_blank_values=True))
        code, answer, cut = await self._answer(path, params)
        payload = json.dumps(answer).encode()
        headers = f"content-type: application/json\r\ncontent-length: {len(payload)}"
        writer.write(f"HTTP/1.1 {code} X\r\n{headers}\r\n\r\n".encode())
        writer.write(payload[: len(payload) // 2] if cut else payload)
        await writer.drain()
        if cut:
            raise ConnectionError

    async def _answer(self, path: str, params: dict[str, str]) -> tuple[int, dict[str, Any], bool]:
        method = path.rpartition("/")[2]
        self.calls.append((method, params))
        if path != f"/bot{self.token}/{method}":
            return _error(Fault(401, "Unauthorized"))
        fault = self._next_fault(method, params)
        await asyncio.sleep(fault.seconds if fault else 0)
        if fault and fault.code != 200 and not fault.done:
            return _error(fault)
        if fault and fault.cut and not fault.done:
            return 200, {"ok": True}, True
        try:
            result = await self._do(method, params)
        except RefusedError as refused:
            return _error(refused.fault)
        if fault and fault.code != 200:
            return _error(fault)
        return 200, {"ok": True, "result": result}, bool(fault and fault.cut)

    def _next_fault(self, method: str, params: dict[str, str]) -> Fault | None:
        for index, (of_method, chat, fault) in enumerate(self._faults):
            if of_method == method and chat in (None, int(params.get("chat_id", 0))):
                del self._faults[index]
                return fault
        return None

    # What Telegram does.

    async def _do(self, method: str, params: dict[str, str]) -> object:
        if str(params.get("chat_id")) == str(self.group.chat):
            return self._in_group(method, params)
        match method:
            case "getUpdates":
                return await self.get_updates(int(params.get("offset", 0)), float(params.get("timeout", 0)))
            case "sendMessage":
                return self._send_message(params)
            case "editMessageText":
                return self._edit_message(params)
            case "getChat" | "createForumTopic":
                raise RefusedError(Fault(400, "Bad Request: chat not found"))
            case "getMe":
                return BOT
            case "answerInlineQuery":
                return self._answer_inline(params)
            case "answerCallbackQuery":
                self.toasts[str(params["callback_query_id"])] = params.get("text", "")
                return True
            case "setMyCommands" | "deleteWebhook" | "setWebhook":
                return True
        raise RefusedError(Fault(404, "Not Found"))

    def _in_group(self, method: str, params: dict[str, Any]) -> object:
        group = self.group
        match method:
            case "getChat":
                return group.about()
            case "createForumTopic":
                return group.create(params)
            case "closeForumTopic" | "reopenForumTopic":
                return group.close(params, closed=method == "closeForumTopic")
            case "deleteForumTopic":
                return group.delete(params)
            case "pinChatMessage":
                return group.pin(params)
            case "sendMessage":
                return group.send(params)
            case "editMessageText":
                return group.edit(params)
        raise RefusedError(Fault(404, "Not Found"))

    def _answer_inline(self, params: dict[str, Any]) -> bool:
        waiting = self.queries.get(params["inline_query_id"])
        if waiting is None or waiting.done():
            raise RefusedError(TOO_OLD)
        waiting.set_result(found_of(params))
        return True

    def _send_message(self, params: dict[str, str]) -> dict[str, Any]:
        person = self._people.get(int(params["chat_id"]))
        if person is None:
            raise RefusedError(Fault(400, "Bad Request: chat not found"))
        shown = shown_of(self.next_message(), params)
        person.show(shown)
        return message_of(person.about(), shown)

    def _edit_message(self, params: dict[str, str]) -> dict[str, Any]:
        person = self._people[int(params["chat_id"])]
        before = person.screen.get(int(params["message_id"]))
        if before is None:
            raise RefusedError(NOT_FOUND)
        shown = replace(shown_of(before.id, params), edited=True)
        if (shown.html, shown.rows) == (before.html, before.rows):
            raise RefusedError(NOT_MODIFIED)
        person.show(shown)
        return message_of(person.about(), shown)


def _error(fault: Fault) -> tuple[int, dict[str, Any], bool]:
    answer: dict[str, Any] = {"ok": False, "error_code": fault.code, "description": fault.description}
    if fault.retry_after:
        answer["parameters"] = {"retry_after": fault.retry_after}
    return fault.code, answer, fault.cut
