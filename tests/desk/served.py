"""The desk and the chat page served over real HTTP, its clock in the test's hand, and staff who sit at it."""

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx
from argon2 import PasswordHasher

from bot.accounts import Accounts
from bot.channels.web import web
from bot.content import load
from bot.desk import PAGES, Desk, Library, desk_routes
from bot.dialogue import Dialogue
from bot.http import behind, listening
from bot.operating.reloading import Reloading
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from tests.addresses import free_address
from tests.helpers import ROOT, dialogue

PASSWORD = "铁打的营盘 2026"  # noqa: S105 - of no account outside the tests
CHEAP = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
SECRET = b"for tests alone, 32 bytes or more"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class Clock:
    """Stands still until it is told otherwise, but for an instant, so that no two things happen at once."""

    now: datetime = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Served:
    """A desk at an address."""

    root: str
    store: Store
    clock: Clock
    service: Service
    accounts: Accounts
    desk: Desk
    open: ExitStack = field(default_factory=ExitStack)

    def browser(self) -> "Browser":
        """Return a new browser, logged in nowhere."""
        return self.open.enter_context(Browser(base_url=self.root, timeout=30))

    def staff(self, name: str = "王敏", role: str = "answerer") -> "Browser":
        """Return a browser at which somebody with an account has logged in."""
        if name not in {member.name for member in self.accounts.everyone()}:
            self.accounts.add(name, role, PASSWORD)
        browser = self.browser()
        assert browser.logs_in(name).status_code == 303
        return browser


class Browser(httpx.Client):
    """What one of the staff uses: keeps cookies, sends forms as they were shown."""

    def logs_in(self, name: str, password: str = PASSWORD) -> httpx.Response:
        return self.sends("/desk/login", "/desk/login", name=name, password=password)

    def sends(self, shown_at: str, path: str, **fields: str) -> httpx.Response:
        """Send a form with the token of the page it is shown at."""
        return self.post(path, data={**fields, "token": token_of(self.get(shown_at).text)})


def token_of(page: str) -> str:
    found = TOKEN.search(page)
    assert found, page[:2000]
    return unescape(found[1])


@contextmanager
def desk_served(store: Store, clock: Clock | None = None, folder: Path | None = None) -> Iterator[Served]:
    """Serve a desk for the block, in a thread of its own; it changes the content of ``folder``, or none."""
    clock = clock or Clock()
    talk = Dialogue(load(folder)) if folder else dialogue()
    service = Service(store, talk, clock, secret=SECRET)
    accounts = Accounts(store, clock, SECRET, CHEAP)
    reception = Reception(store, clock, SECRET)
    reloading = Reloading(service, folder or ROOT, talk)
    library = Library(folder or ROOT, reloading.now, writable=folder is not None)
    desk = Desk(service, accounts, reception, lambda: reloading.dialogue, clock, SECRET, library)
    address = free_address()
    chat = web(
        service, lambda: reloading.dialogue, SECRET, timedelta(days=180), stopped := asyncio.Event(), clock=clock
    )
    routes = [*desk_routes(desk, PAGES), chat]
    up, loop, stop = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with listening(address, service, *behind(["127.0.0.1"], routes)):
            up.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    try:
        assert up.wait(10)
        served = Served(f"http://{address}", store, clock, service, accounts, desk)
        with served.open:
            yield served
    finally:
        loop.call_soon_threadsafe(stopped.set)
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
