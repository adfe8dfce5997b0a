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
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import count
from typing import Any, Self
from urllib.parse import parse_qsl

TOKEN = "4839:AAF-not-a-real-token"  # noqa: S105 - of no bot
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote"}
MARKUP = re.compile(r"<(/?)([A-Za-z][\w-]*)([^<>]*)>|&(?:lt|gt|amp|quot|#\d+);|.", re.DOTALL)


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call.

    ``code`` and ``description`` are Telegram's answer; ``seconds`` pass before any answer; ``done`` lets the
    call have its effect all the same; ``cut`` breaks the connection in the middle of the answer.
    """

    code: int = 200
    description: str = "OK"
    retry_after: int = 0
    seconds: float = 0.0
    done: bool = False
    cut: bool = False


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
NO_ENTITIES = Fault(400, 'Bad Request: can\'t parse entities: unsupported start tag "x" at byte offset 0')
NOT_FOUND = Fault(400, "Bad Request: message to edit not found")
NOT_MODIFIED = Fault(
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message",
)
OTHER_POLLER = Fault(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
TOO_OLD = Fault(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


def too_many(seconds: int) -> Fault:
    return Fault(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


class RefusedError(Exception):
    """A call that Telegram answers with an error."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.description)
        self.fault = fault


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands on a screen: its text without markup, and its buttons row by row."""

    id: int
    text: str
    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    edited: bool = False
    at: float = 0.0

    @property
    def buttons(self) -> dict[str, str]:
        """Labels, and what a tap on each sends."""
        return {label: data for row in self.rows for label, data in row}


@dataclass(frozen=True)
class Found:
    """What an inline query brought: the cards as (title, line, text), and the answer as Telegram got it."""

    cards: tuple[tuple[str, str, str], ...]
    answer: dict[str, Any]


class Person:
    """Somebody who chats with the bot, and sees what comes."""

    def __init__(self, api: "BotApi", chat: int) -> None:
        self._api = api
        self.chat = chat
        self.screen: dict[int, Shown] = {}
        self._unseen: deque[Shown] = deque()
        self._news = asyncio.Event()

    def says(self, text: str) -> dict[str, Any]:
        """Type something; returns the update, for `BotApi.delivers_again`."""
        return self.sends(text=text)

    def sends(self, **content: object) -> dict[str, Any]:
        """Send a message of any kind, such as ``photo=[...]``."""
        return self._api.delivers({"message": {**self._message(self._api.next_message()), **content}})

    def taps(self, label: str, *, on: Shown | None = None) -> dict[str, Any]:
        """Tap a button, of the latest message that has it or of ``on``; fails if there is no such button."""
        shown = on or next((shown for shown in self._latest() if label in shown.buttons), None)
        there = [list(shown.buttons) for shown in self.screen.values()]
        assert shown is not None, f"no button {label!r} on the screen; there are {there}"
        query = {
            "id": str(self._api.next_message()),
            "from": self._user(),
            "chat_instance": "1",
            "message": {**self._message(shown.id), "from": BOT, "text": shown.text},
            "data": shown.buttons[label],
        }
        return self._api.delivers({"callback_query": query})

    def looks_up(self, text: str) -> str:
        """Type `@bot` and words in any chat; returns the query's id, for `finds`."""
        query_id = str(self._api.next_message())
        self._api.queries[query_id] = asyncio.get_running_loop().create_future()
        self._api.delivers({"inline_query": {"id": query_id, "from": self._user(), "query": text, "offset": ""}})
        return query_id

    async def finds(self, query_id: str, within: float = 10.0) -> Found:
        """Return what a look-up brought; waits for it some seconds."""
        async with asyncio.timeout(within):
            return await self._api.queries[query_id]

    async def sees(self, within: float = 10.0) -> Shown:
        """Return the next message, new or edited, that was not looked at yet; waits for it some seconds."""
        async with asyncio.timeout(within):
            while not self._unseen:
                self._news.clear()
                await self._news.wait()
        return self._unseen.popleft()

    async def sees_nothing(self, within: float = 0.2) -> None:
        """Check that nothing more comes in that time."""
        await asyncio.sleep(within)
        assert not self._unseen, f"unexpected: {self._unseen[0].text}"

    def show(self, shown: Shown) -> None:
        """Put a message on the screen; for `BotApi`."""
        self.screen[shown.id] = shown
        self._unseen.append(shown)
        self._news.set()

    def _latest(self) -> list[Shown]:
        return sorted(self.screen.values(), key=lambda shown: shown.id, reverse=True)

    def _user(self) -> dict[str, Any]:
        return {"id": self.chat, "is_bot": False, "first_name": "王", "language_code": "zh-hans"}

    def _message(self, message_id: int) -> dict[str, Any]:
        chat = {"id": self.chat, "type": "private", "first_name": "王"}
        return {"message_id": message_id, "date": 1700000000, "chat": chat, "from": self._user()}


class Staff(Person):
    """Somebody of the staff, who writes and taps in the group's topics; ``name`` is shown there, and may change."""

    def __init__(self, group: "Group", number: int, name: str) -> None:
        super().__init__(group.api, number)
        self._group = group
        self.name = name

    def writes(self, thread: int, text: str = "", **content: object) -> dict[str, Any]:
        """Write in a topic; returns the update."""
        said = {**({"text": text} if text else {}), **content}
        return self._api.delivers({"message": {**self._in(thread, self._api.next_message()), **said}})

    def edits(self, thread: int, text: str) -> None:
        """Change what was written in a topic."""
        self._api.delivers({"edited_message": {**self._in(thread, self._api.next_message()), "text": text}})

    def presses(self, thread: int, label: str) -> str:
        """Tap a button in a topic; returns the query's id, for `BotApi.toasts`."""
        shown = next(shown for shown in reversed(self._group.topics[thread].shown) if label in shown.buttons)
        query_id = str(self._api.next_message())
        query = {
            "id": query_id,
            "from": self._user(),
            "chat_instance": "1",
            "message": {**self._in(thread, shown.id), "from": BOT},
            "data": shown.buttons[label],
        }
        self._api.delivers({"callback_query": query})
        return query_id

    def _user(self) -> dict[str, Any]:
        return {**super()._user(), "first_name": self.name}

    def _in(self, thread: int, message_id: int) -> dict[str, Any]:
        chat = self._group.about()
        place = {"message_thread_id": thread, "is_topic_message": True}
        return {"message_id": message_id, "date": 1700000000, "chat": chat, "from": self._user(), **place}


@dataclass
class Thread:
    """A topic of the group: its messages as they stand, in order."""

    name: str
    closed: bool = False
    shown: list[Shown] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        return [shown.text for shown in self.shown]


class Group:
    """The staff's group; ``topics`` are by thread. ``forum``, ``username`` and ``rights`` may be otherwise."""

    chat = -1009876543210

    def __init__(self, api: "BotApi") -> None:
        self.api = api
        self.topics: dict[int, Thread] = {}
        self.deleted: list[int] = []
        self.forum, self.username, self.rights = True, "", True
        self._staff = count(800_001)

    def staff(self, name: str) -> Staff:
        """Add somebody of the staff."""
        return Staff(self, next(self._staff), name)

    async def until(self, holds: Callable[[], object], within: float = 20.0) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(within):
            while not holds():
                await asyncio.sleep(0.01)

    async def opens(self, topics: int = 1, within: float = 20.0) -> int:
        """Wait until there are so many topics with a pinned card; return the newest."""
        await self.until(lambda: sum(bool(topic.pinned) for topic in self.topics.values()) >= topics, within)
        return max(thread for thread, topic in self.topics.items() if topic.pinned)

    async def reads(self, thread: int, words: str, within: float = 20.0) -> Shown:
        """Wait until a message with these words stands in a topic; return it."""
        await self.until(lambda: any(words in text for text in self.topics[thread].texts), within)
        return next(shown for shown in self.topics[thread].shown if words in shown.text)

    # What Telegram does.

    def about(self) -> dict[str, Any]:
        username = {"username": self.username} if self.username else {}
        return {"id": self.chat, "type": "supergroup", "title": "惠企值班", "is_forum": self.forum, **username}

    def create(self, params: dict[str, Any]) -> dict[str, Any]:
        self._may()
        if not 1 <= len(params["name"]) <= 128:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_TITLE_EMPTY"))
        thread = self.api.next_message()
        self.topics[thread] = Thread(params["name"])
        return {"message_thread_id": thread, "name": params["name"], "icon_color": 7322096}

    def close(self, params: dict[str, Any], *, closed: bool) -> bool:
        self._may()
        topic = self._topic(params)
        if topic.closed == closed:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_NOT_MODIFIED"))
        topic.closed = closed
        return True

    def delete(self, params: dict[str, Any]) -> bool:
        self._may()
        self._topic(params)
        thread = int(params["message_thread_id"])
        del self.topics[thread]
        self.deleted.append(thread)
        return True

    def send(self, params: dict[str, Any]) -> dict[str, Any]:
        topic = self._topic(params)
        if topic.closed:
            raise RefusedError(Fault(400, "Bad Request: TOPIC_CLOSED"))
        shown = _shown(self.api.next_message(), params)
        topic.shown.append(shown)
        return {"message_id": shown.id, "date": 1700000000, "chat": self.about(), "from": BOT, "text": shown.text}

    def edit(self, params: dict[str, Any]) -> dict[str, Any]:
        topic, place = self._message(params)
        before = topic.shown[place]
        shown = replace(_shown(before.id, params), edited=True)
        if (shown.html, shown.rows) == (before.html, before.rows):
            raise RefusedError(NOT_MODIFIED)
        topic.shown[place] = shown
        return {"message_id": shown.id, "date": 1700000000, "chat": self.about(), "from": BOT, "text": shown.text}

    def pin(self, params: dict[str, Any]) -> bool:
        self._may()
        topic, place = self._message(params)
        topic.pinned.append(topic.shown[place].id)
        return True

    def _may(self) -> None:
        if not self.forum:
            raise RefusedError(Fault(400, "Bad Request: the chat is not a forum"))
        if not self.rights:
            raise RefusedError(Fault(400, "Bad Request: not enough rights"))

    def _topic(self, params: dict[str, Any]) -> Thread:
        topic = self.topics.get(int(params["message_thread_id"]))
        if topic is None:
            raise RefusedError(Fault(400, "Bad Request: message thread not found"))
        return topic

    def _message(self, params: dict[str, Any]) -> tuple[Thread, int]:
        for topic in self.topics.values():
            for place, shown in enumerate(topic.shown):
                if shown.id == int(params["message_id"]):
                    return topic, place
        raise RefusedError(NOT_FOUND)


BOT = {"id": 4839, "is_bot": True, "first_name": "惠企", "username": "huiqi_bot"}


@dataclass
class BotApi:
    """The server; ``root`` is its address, ``calls`` every call made, as (method, parameters)."""

    token: str = TOKEN
    root: str = ""
    calls: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._people: dict[int, Person] = {}
        self.group = Group(self)
        self.toasts: dict[str, str] = {}
        self.queries: dict[str, asyncio.Future[Found]] = {}
        self._updates: list[dict[str, Any]] = []
        self._again: list[dict[str, Any]] = []
        self._update_ids = count(870_001)
        self._message_ids = count(1)
        self._faults: list[tuple[str, int | None, Fault]] = []
        self._news = asyncio.Event()
        self._poller: asyncio.Task[list[dict[str, Any]]] | None = None
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

    def delivers(self, content: dict[str, Any]) -> dict[str, Any]:
        """Queue an update of this content, and return it."""
        update = {"update_id": next(self._update_ids), **content}
        self._updates.append(update)
        self._news.set()
        return update

    def delivers_again(self, update: dict[str, Any]) -> None:
        """Hand out an update once more, confirmed or not."""
        self._again.append(update)
        self._news.set()

    def takes_all(self) -> list[dict[str, Any]]:
        """Take every update not handed out yet; for the webhook's side."""
        taken, self._again, self._updates = [*self._again, *self._updates], [], []
        return taken

    def withholds(self) -> None:
        """Keep back every update not handed out yet."""
        self._updates.clear()

    def times(self, method: str) -> int:
        """Return how often a method was called."""
        return sum(called == method for called, _ in self.calls)

    async def called(self, method: str, times: int = 1, within: float = 10.0) -> None:
        """Wait until a method has been called so often."""
        async with asyncio.timeout(within):
            while self.times(method) < times:
                await asyncio.sleep(0.01)

    @property
    def unconfirmed(self) -> int:
        """How many updates the bot has not confirmed yet."""
        return len(self._updates)

    def next_message(self) -> int:
        """Return a fresh message id."""
        return next(self._message_ids)

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
                return await self._get_updates(int(params.get("offset", 0)), float(params.get("timeout", 0)))
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

    async def _get_updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        """Wait for updates; asking confirms those below the offset, and turns another poller away."""
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if self._poller is not None:
            self._poller.cancel()
        polling = self._poller = asyncio.create_task(self._wait_for_updates(seconds))
        try:
            return await polling
        except asyncio.CancelledError:
            if polling.cancelled() and self._poller is not polling:
                raise RefusedError(OTHER_POLLER) from None
            polling.cancel()
            raise
        finally:
            if self._poller is polling:
                self._poller = None

    async def _wait_for_updates(self, seconds: float) -> list[dict[str, Any]]:
        try:
            async with asyncio.timeout(seconds):
                while not (self._updates or self._again):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            return []
        again, self._again = self._again, []
        return [*again, *self._updates][:100]

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
        waiting.set_result(_found(params))
        return True

    def _send_message(self, params: dict[str, str]) -> dict[str, Any]:
        person = self._people.get(int(params["chat_id"]))
        if person is None:
            raise RefusedError(Fault(400, "Bad Request: chat not found"))
        shown = _shown(self.next_message(), params)
        person.show(shown)
        return _as_message(person, shown)

    def _edit_message(self, params: dict[str, str]) -> dict[str, Any]:
        person = self._people[int(params["chat_id"])]
        before = person.screen.get(int(params["message_id"]))
        if before is None:
            raise RefusedError(NOT_FOUND)
        shown = replace(_shown(before.id, params), edited=True)
        if (shown.html, shown.rows) == (before.html, before.rows):
            raise RefusedError(NOT_MODIFIED)
        person.show(shown)
        return _as_message(person, shown)


def _error(fault: Fault) -> tuple[int, dict[str, Any], bool]:
    answer: dict[str, Any] = {"ok": False, "error_code": fault.code, "description": fault.description}
    if fault.retry_after:
        answer["parameters"] = {"retry_after": fault.retry_after}
    return fault.code, answer, fault.cut


def _as_message(person: Person, shown: Shown) -> dict[str, Any]:
    chat = {"id": person.chat, "type": "private"}
    return {"message_id": shown.id, "date": 1700000000, "chat": chat, "from": BOT, "text": shown.text}


def _shown(message_id: int, params: dict[str, str]) -> Shown:
    """Read the parameters as Telegram does, or refuse them in its words."""
    html = params["text"]
    if len(html.encode()) > 32_768:
        raise RefusedError(Fault(400, "Bad Request: message is too long"))
    text = (plain_text(html) if params.get("parse_mode") == "HTML" else html).strip()
    if not text:
        raise RefusedError(Fault(400, "Bad Request: message text is empty"))
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise RefusedError(Fault(400, "Bad Request: message is too long"))
    keyboard = json.loads(params.get("reply_markup", "{}")).get("inline_keyboard", [])
    rows = tuple(tuple((button["text"], button["callback_data"]) for button in row) for row in keyboard)
    if any(not 1 <= len(data.encode()) <= 64 for row in rows for _, data in row):
        raise RefusedError(Fault(400, "Bad Request: BUTTON_DATA_INVALID"))
    return Shown(message_id, text, html, rows, at=asyncio.get_running_loop().time())


def _found(params: dict[str, Any]) -> Found:
    """Read an answer to an inline query as Telegram does, or refuse it in its words."""
    results = _json(params["results"])
    ids = [result["id"] for result in results]
    if len(results) > 50:
        raise RefusedError(Fault(400, "Bad Request: RESULTS_TOO_MUCH"))
    if len(set(ids)) < len(ids):
        raise RefusedError(Fault(400, "Bad Request: RESULT_ID_DUPLICATE"))
    if any(not 1 <= len(each.encode()) <= 64 for each in ids):
        raise RefusedError(Fault(400, "Bad Request: RESULT_ID_INVALID"))
    if any(not result["title"] for result in results):
        raise RefusedError(Fault(400, "Bad Request: ARTICLE_TITLE_EMPTY"))
    texts = [
        _shown(0, {"text": said["message_text"], "parse_mode": said.get("parse_mode", "")}).text
        for said in (result["input_message_content"] for result in results)
    ]
    cards = zip(results, texts, strict=True)
    told = {name: _json(value) for name, value in params.items() if name != "inline_query_id"}
    return Found(tuple((result["title"], result.get("description", ""), text) for result, text in cards), told)


def _json(value: Any) -> Any:
    """Read a parameter that is JSON: as text in a form, as it is in a body of JSON."""
    return json.loads(value) if isinstance(value, str) else value


def plain_text(html: str) -> str:
    """Return the text of Telegram's HTML; refuses tags unknown, crossed or left open, and a bare "<"."""
    shown: list[str] = []
    opened: list[str] = []
    for piece in MARKUP.finditer(html):
        closing, tag, _ = piece.groups()
        if tag is None and piece[0] == "<":
            raise RefusedError(NO_ENTITIES)
        if tag is None:
            shown.append(unescape(piece[0]))
        elif closing:
            if not opened or opened.pop() != tag:
                raise RefusedError(Fault(400, f"Bad Request: can't parse entities: unexpected end tag {tag!r}"))
        elif tag in TAGS:
            opened.append(tag)
        else:
            raise RefusedError(Fault(400, f"Bad Request: can't parse entities: unsupported start tag {tag!r}"))
    if opened:
        raise RefusedError(Fault(400, f"Bad Request: can't parse entities: can't find end tag for {opened[-1]!r}"))
    return "".join(shown)
