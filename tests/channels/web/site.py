"""The real page, served over real HTTP from a database of its own; and an owner who speaks HTTP without a browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Self

import httpx

from bot.channels.web import web
from bot.dialogue import Dialogue, Reply
from bot.http import Signing, behind, listening
from bot.limits import Limits
from bot.service import Service
from bot.storage import Store
from tests.addresses import free_address, until_up
from tests.helpers import dialogue

SECRET = b"0123456789abcdef0123456789abcdef"
KEEP = timedelta(days=180)


@dataclass
class Site:
    """A running page; ``now`` is its clock, ``dialogue`` the one in force."""

    root: str
    store: Store
    service: Service
    stop: asyncio.Event
    now: datetime
    dialogue: Dialogue

    def staff_says(self, chat: str, text: str) -> None:
        """Store a reply of staff, as the desk does, in whatever process."""
        with self.store.transaction() as tx:
            tx.enqueue("web", chat, [Reply(text)], "", datetime.now(UTC), who="staff")

    def chats(self) -> list[str]:
        """Return the chats that the database knows."""
        with self.store.transaction() as tx:
            return list(tx.news("web", 0))


@asynccontextmanager
async def site_running(
    database: str,
    *,
    limits: Limits | None = None,
    newcomers: Limits | None = None,
    proxies: tuple[str, ...] = (),
) -> AsyncIterator[Site]:
    """Serve the page for the block."""
    address = free_address()
    store = Store(database)
    stop = asyncio.Event()
    site: Site

    def clock() -> datetime:
        site.now += timedelta(milliseconds=1)  # no two things happen at once
        return site.now

    service = Service(store, dialogue(), clock, KEEP, limits, SECRET)
    site = Site(f"http://{address}", store, service, stop, datetime(2026, 11, 22, 12, tzinfo=UTC), dialogue())
    page = web(
        service,
        lambda: site.dialogue,
        SECRET,
        KEEP,
        stop,
        clock=clock,
        newcomers=newcomers or Limits(burst=10_000, a_second=10_000),
    )
    async with listening(address, service, *behind(proxies, [page])):
        await until_up(site.root)
        try:
            yield site
        finally:
            stop.set()
    store.close()


class Visitor:
    """An owner whose browser has no JavaScript, only forms."""

    def __init__(self, root: str, **headers: str) -> None:
        self.client = httpx.AsyncClient(base_url=root, headers=headers)
        self.page = ""

    async def __aenter__(self) -> Self:
        """Open the first page."""
        await self.opens()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    @property
    def chat(self) -> str:
        """The chat that the visitor's cookie names."""
        return str(Signing(SECRET, "visitor").read(self.client.cookies["huiqi"]))

    async def opens(self, path: str = "/") -> str:
        """Open a page; return its HTML."""
        self.page = (await self.client.get(path, follow_redirects=True)).text
        return self.page

    async def says(self, text: str, **fields: str) -> httpx.Response:
        """Send the form of typed words."""
        return await self.sends(text=text, **fields)

    async def taps(self, label: str) -> httpx.Response:
        """Send the form with the button of this label."""
        return await self.sends(tap=self.value_of(label))

    def value_of(self, label: str) -> str:
        """Return the value of the button of this label, the last one of the page."""
        found = re.findall(r'<button[^>]*name="tap" value="([^"]*)"[^>]*>([^<]*)', self.page)
        return next(unescape(value) for value, words in reversed(found) if unescape(words).strip() == label)

    async def sends(self, path: str = "/say", **fields: str) -> httpx.Response:
        """Send a form of the page as it is shown, with these fields."""
        form = {name: self.field(name) for name in ("token", "id")} | fields
        response = await self.client.post(path, data=form)
        if response.status_code == httpx.codes.SEE_OTHER:
            await self.opens()
        return response

    def field(self, name: str) -> str:
        """Return a hidden field of the page."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        assert found, name
        return unescape(found[1])

    @property
    def words(self) -> str:
        """What the page says, without its markup."""
        return unescape(re.sub(r"<[^>]+>", "", self.page))
