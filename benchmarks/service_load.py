"""People who talk with a bot, and the Bot API between them: one process, so that a bot has its own processor.

    python -m benchmarks.service_load '{"people": 100, "seconds": 10}'

Prints the address it listens at; reads where updates are to be brought (``[]``: the bot polls); prints a line when it
begins to measure, and one of what it measured. Each person types what a button says, or taps it, and figures where
those are asked for; answers at once, and after twelve messages goes, and the next comes in. All is lean, so that the
bot is what is measured: a protocol of its own, answers made beforehand, JSON parsed only where a button must be found.
"""

import asyncio
import json
import re
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import partial
from itertools import count
from random import Random
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any, cast
from urllib.parse import unquote_plus, urlsplit

TOKEN = "4839:AAF-not-a-real-token"  # noqa: S105 - of no bot
SECRET = "of-the-webhook-0123456789"  # noqa: S105 - of no bot
MESSAGES = 12
"""Of one conversation."""
FIGURES = ("3000万", "5.3亿", "四亿八", "1.2个亿", "八千多万", "12亿", "650万", "2亿元")
ANSWERS = ("a.", "t.", "d.", "n.", "g.", "y.", "m.", "f.")
"""How the ids of buttons begin that answer a question or open a result."""
FLOODER = 700_000
STALLED = 60.0
"""Seconds without any answer after which something is lost."""

FIELD = re.compile(rb"(?:^|&)(chat_id|reply_markup)=([^&]*)")
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
STATUS = re.compile(rb"HTTP/1\.[01] (\d+)")


@dataclass
class Plan:
    """What is to be played.

    ``people`` talk at once, or, where there is a ``rate``, so many messages come a second from whoever is not
    waiting. It lasts ``seconds`` after a ``warm_up``, or until so many ``conversations`` are over.
    ``faults`` is the share of calls that go wrong, of those for updates a tenth of it: all wait for those.
    ``flood`` is how many messages a second one more chat sends, without ever waiting.
    """

    people: int = 100
    seconds: float = 10.0
    warm_up: float = 2.0
    rate: float = 0.0
    conversations: int = 0
    taps: bool = False
    echo: bool = False
    faults: float = 0.0
    flood: float = 0.0
    seed: int = 4


@dataclass
class Played:
    """What came of it; times in seconds."""

    handled: int = 0
    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    conversations: int = 0
    updates: int = 0
    faults: int = 0
    repeated: int = 0
    lost: int = 0
    processor: float = 0.0

    def summary(self) -> dict[str, float]:
        """Return all that fits a line."""
        kept = {name: value for name, value in asdict(self).items() if name != "took"}
        cuts = quantiles(self.took, n=100) if len(self.took) > 1 else [0.0] * 99
        return {**kept, "median": median(self.took or [0.0]), "p99": cuts[98]}


class Person:
    """One chat: what to say next follows from the buttons shown last."""

    __slots__ = ("awaits", "began", "buttons", "chance", "chat", "said", "twice")

    def __init__(self, chat: int, seed: int) -> None:
        self.chat = chat
        self.chance = Random(seed * 1_000_003 + chat)
        self.said = 0
        self.began = 0.0
        self.awaits = False
        self.buttons = b""
        self.twice = b""

    def next(self, plan: Plan) -> tuple[str, str]:
        """Return what is typed, or what a tap sends."""
        self.said += 1
        if self.said == 1 or not self.buttons:
            return "你好", ""
        keyboard = json.loads(self.buttons)["inline_keyboard"]
        buttons = [button for row in keyboard for button in row if button["callback_data"].startswith(ANSWERS)]
        if not buttons or (buttons[0]["callback_data"].startswith("m.") and self.chance.random() < 0.7):
            return self.chance.choice(FIGURES), ""
        button = self.chance.choice(buttons)
        return ("", button["callback_data"]) if plan.taps else (button["text"].lstrip("☐☑ "), "")


class World:
    """Everybody, and what the bot has yet to fetch or to be brought."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.played = Played()
        self.over = asyncio.Event()
        self.there = asyncio.Event()
        self.bring: Callable[[int, bytes], None] | None = None
        self._chance = Random(plan.seed)
        self._ids = count(870_001)
        self._chats = count(700_001)
        self._people: dict[int, Person] = {}
        self._idle: deque[Person] = deque()
        self._waiting: deque[tuple[int, bytes]] = deque()
        self._fetched: list[tuple[int, bytes]] = []
        self._poll: tuple[Api, asyncio.TimerHandle] | None = None
        self._measures = False
        self._ends = False
        self._last = perf_counter()

    async def play(self) -> Played:
        """Let everybody talk until it is over."""
        tasks = [asyncio.create_task(task) for task in (self._begin(), self._watch(), self._flood())]
        await self.over.wait()
        for task in tasks:
            task.cancel()
        self.played.lost = sum(person.awaits for person in self._people.values())
        return self.played

    async def _begin(self) -> None:
        await self.there.wait()
        for _ in range(self.plan.people):
            self._comes()
        if self.plan.rate:
            asyncio.get_running_loop().call_soon(self._at_a_rate, perf_counter())
        await asyncio.sleep(self.plan.warm_up)
        print("measuring", flush=True)
        self._measures, began, processor = True, perf_counter(), process_time()
        if self.plan.conversations:
            await asyncio.Event().wait()
        await asyncio.sleep(self.plan.seconds)
        self.played.seconds = perf_counter() - began
        self.played.processor = process_time() - processor
        self._measures, self._ends = False, True
        await asyncio.sleep(0.5)
        self.over.set()

    async def _watch(self) -> None:
        began = perf_counter()
        while perf_counter() - self._last < STALLED:
            await asyncio.sleep(0.2)
            if self.plan.conversations and self.played.conversations >= self.plan.conversations:
                break
        self.played.seconds = self.played.seconds or perf_counter() - began
        self.over.set()

    async def _flood(self) -> None:
        await self.there.wait()
        due = perf_counter()
        while self.plan.flood:
            while due <= perf_counter():
                update_id = next(self._ids)
                self._deliver(FLOODER, update_id, _update(update_id, FLOODER, "在吗", ""))
                due += 1 / self.plan.flood
            await asyncio.sleep(0.005)

    def _comes(self) -> None:
        if self.plan.conversations and self.played.conversations + len(self._people) >= self.plan.conversations:
            return
        person = Person(next(self._chats), self.plan.seed)
        self._people[person.chat] = person
        if self.plan.rate:
            self._idle.append(person)
        else:
            self._speaks(person, perf_counter())

    def _at_a_rate(self, due: float) -> None:
        """Let somebody speak whenever one is due; who is waiting for an answer does not."""
        loop = asyncio.get_running_loop()
        while due <= perf_counter():
            if self._idle:
                self._speaks(self._idle.popleft(), due)
            due += self._chance.expovariate(self.plan.rate)
        if not self._ends:
            loop.call_later(max(0.0, due - perf_counter()), self._at_a_rate, due)

    def _speaks(self, person: Person, now: float) -> None:
        if self._ends:
            return
        text, data = person.next(self.plan)
        person.awaits, person.began = True, now
        self.played.updates += 1
        update_id = next(self._ids)
        self._deliver(person.chat, update_id, _update(update_id, person.chat, text, data))

    def _deliver(self, chat: int, update_id: int, update: bytes) -> None:
        if self.bring:
            self.bring(chat, update)
            return
        self._waiting.append((update_id, update))
        if self._poll:
            asker, handle = self._poll
            handle.cancel()
            self._poll = None
            asyncio.get_running_loop().call_soon(self._hand_over, asker)

    # Called by the Bot API.

    def asks(self, asker: "Api", offset: int, seconds: float) -> None:
        """Hand out updates, when there are any; those below the offset are confirmed."""
        self.there.set()
        self._waiting.extendleft(reversed([one for one in self._fetched if one[0] >= offset]))
        self._fetched = []
        if self._waiting:
            self._hand_over(asker)
        else:
            later = asyncio.get_running_loop().call_later(seconds, self._hand_over, asker)
            self._poll = (asker, later)

    def _hand_over(self, asker: "Api") -> None:
        self._poll = None
        self._fetched = [self._waiting.popleft() for _ in range(min(100, len(self._waiting)))]
        asker.answers(b'{"ok":true,"result":[' + b",".join(update for _, update in self._fetched) + b"]}")

    def fault(self, method: bytes) -> str:
        """Return what is to go wrong with a call, mostly nothing."""
        share = self.plan.faults / (10 if method == b"getUpdates" else 1)
        if method == b"answerCallbackQuery" or self._chance.random() >= share:
            return ""
        self.played.faults += 1
        return self._chance.choice(["429", "500", "reset", "cut", "cut, yet done"])

    def shows(self, chat: int, buttons: bytes, body: bytes, fault: str) -> None:
        """Show a reply; the person's next message comes when it is the last of its turn."""
        person = self._people.get(chat)
        if person is None:
            return  # the one who floods, or somebody gone after the first of two last replies
        if person.twice == body:
            self.played.repeated += 1
            return
        person.twice = body if fault else b""
        if buttons:
            person.buttons = buttons
        elif not self.plan.echo:
            return
        self._last = perf_counter()
        if not person.awaits:
            return
        person.awaits = False
        if self._measures:
            self.played.handled += 1
            self.played.took.append(self._last - person.began)
        if person.said >= MESSAGES:
            del self._people[chat]
            self.played.conversations += 1
            self._comes()
        elif self.plan.rate:
            self._idle.append(person)
        else:
            self._speaks(person, self._last)


def _update(update_id: int, chat: int, text: str, data: str) -> bytes:
    who = f'{{"id":{chat},"is_bot":false,"first_name":"\\u738b","language_code":"zh-hans"}}'
    place = f'{{"id":{chat},"type":"private","first_name":"\\u738b"}}'
    message = f'{{"message_id":{update_id},"date":1700000000,"chat":{place},"from":{who}'
    if not data:
        return f'{{"update_id":{update_id},"message":{message},"text":{json.dumps(text)}}}}}'.encode()
    query = f'{{"id":"{update_id}","from":{who},"chat_instance":"1","message":{message},"text":"\\u95ee"}}'
    return f'{{"update_id":{update_id},"callback_query":{query},"data":{json.dumps(data)}}}}}'.encode()


class Api(asyncio.Protocol):
    """One connection of a bot to the Bot API."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._data = bytearray()
        self._loop = asyncio.get_running_loop()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take each whole request."""
        self._data += data
        while (end := self._data.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self._data, 0, end)
            after = end + 4 + (int(length[1]) if length else 0)
            if len(self._data) < after:
                return
            method = self._data[: self._data.index(b"\r")].split(b" ")[1].partition(b"?")[0].rpartition(b"/")[2]
            body = bytes(self._data[end + 4 : after])
            del self._data[:after]
            self._called(bytes(method), body)

    def answers(self, payload: bytes, status: bytes = b"200 OK", cut: bool = False) -> None:
        """Answer, or half."""
        head = b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % len(payload) + (payload[: len(payload) // 2] if cut else payload))
        if cut:
            self._transport.close()

    def _called(self, method: bytes, body: bytes) -> None:
        fault = self._world.fault(method)
        match fault:
            case "429":
                words = (
                    b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}'
                )
                self.answers(words, b"429 Too Many Requests")
            case "500":
                self.answers(b'{"ok":false,"error_code":500,"description":"Internal"}', b"500 Internal Server Error")
            case "reset":
                self._transport.abort()
            case "cut":
                self.answers(b'{"ok":true,"result":true}', cut=True)
            case _:
                self._does(method, body, fault)

    def _does(self, method: bytes, body: bytes, fault: str) -> None:
        if method == b"getUpdates":
            params = _params(body)
            self._world.asks(self, int(params.get("offset") or 0), float(params.get("timeout") or 0))
        elif method in {b"sendMessage", b"editMessageText"}:
            chat, buttons = _shown(body)
            said = b'{"message_id":7,"date":1700000000,"chat":{"id":%d,"type":"private"},"text":"x"}' % chat
            self.answers(b'{"ok":true,"result":' + said + b"}", cut=bool(fault))
            self._world.shows(chat, buttons, body, fault)
        elif method == b"getMe":
            self.answers(b'{"ok":true,"result":{"id":4839,"is_bot":true,"first_name":"b","username":"b_bot"}}')
        else:
            self.answers(b'{"ok":true,"result":true}')


def _params(body: bytes) -> dict[str, Any]:
    if body[:1] == b"{":
        return dict(json.loads(body))
    return dict(pair.split("=", 1) for pair in body.decode().split("&") if "=" in pair)


def _shown(body: bytes) -> tuple[int, bytes]:
    """Return the chat and the buttons of a message, unread."""
    if body[:1] == b"{":
        params = json.loads(body)
        buttons = params.get("reply_markup") or ""
        return int(params["chat_id"]), (buttons if isinstance(buttons, str) else json.dumps(buttons)).encode()
    found = dict(FIELD.findall(body))
    return int(found[b"chat_id"]), unquote_plus(found.get(b"reply_markup", b"").decode()).encode()


class Bringer(asyncio.Protocol):
    """One connection of Telegram to a webhook: one update after the other."""

    def __init__(self, gone: Callable[["Bringer"], None], free: Callable[["Bringer", bytes], None]) -> None:
        self._free = free
        self._gone = gone
        self._data = b""
        self._update = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport = cast("asyncio.Transport", transport)

    def brings(self, head: bytes, update: bytes) -> None:
        """Post an update."""
        self._update = update
        self._transport.write(head % len(update) + update)

    def data_received(self, data: bytes) -> None:
        """Read a status; a body is not expected."""
        self._data += data
        if b"\r\n\r\n" in self._data:
            status = STATUS.match(self._data)
            self._data = b""
            self._free(self, b"" if status and status[1][:1] == b"2" else self._update)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let the update come again on another connection."""
        del exc
        self._gone(self)


class Webhooks:
    """Brings updates to the processes in turn, at most so many at once, as Telegram does by default."""

    AT_ONCE = 40

    def __init__(self, roots: list[str]) -> None:
        self._roots = roots
        self._waiting: deque[bytes] = deque()
        self._free: deque[tuple[Bringer, bytes]] = deque()
        self._heads: dict[Bringer, bytes] = {}

    async def connect(self) -> None:
        """Open the connections."""
        loop = asyncio.get_running_loop()
        for number in range(self.AT_ONCE):
            where = urlsplit(self._roots[number % len(self._roots)])
            make = partial(Bringer, self._lost, self._done)
            _, bringer = await loop.create_connection(make, str(where.hostname), int(where.port or 80))
            head = (
                f"POST /telegram HTTP/1.1\r\nHost: {where.netloc}\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
                "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            ).encode()
            self._heads[bringer] = head
            self._free.append((bringer, head))

    def __call__(self, chat: int, update: bytes) -> None:
        """Bring an update as soon as a connection is free."""
        del chat
        self._waiting.append(update)
        self._go_on()

    def _done(self, bringer: Bringer, again: bytes) -> None:
        if again:
            self._waiting.append(again)
        self._free.append((bringer, self._heads[bringer]))
        self._go_on()

    def _lost(self, bringer: Bringer) -> None:
        del self._heads[bringer]

    def _go_on(self) -> None:
        while self._waiting and self._free:
            bringer, head = self._free.popleft()
            bringer.brings(head, self._waiting.popleft())


async def main(plan: Plan) -> None:
    """Listen, wait to be told where the bot is, and play."""
    loop = asyncio.get_running_loop()
    world = World(plan)
    server = await loop.create_server(lambda: Api(world), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    roots = json.loads(await asyncio.to_thread(sys.stdin.readline))
    if roots:
        webhooks = Webhooks(roots)
        await webhooks.connect()
        world.bring = webhooks
        world.there.set()
    print(json.dumps((await world.play()).summary()), flush=True)
    server.close()


if __name__ == "__main__":
    asyncio.run(main(Plan(**json.loads(sys.argv[1]))))
