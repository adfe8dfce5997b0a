"""The real API, served over real HTTP on a port of its own."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from bot.channels.api import Api, Clients, api_routes
from bot.channels.beside import Beside
from bot.content import Content
from bot.http import behind, listening
from bot.service import Service
from bot.storage import Store
from tests.addresses import free_address, until_up
from tests.helpers import content as real
from tests.service.small_talk import Echo

KEY = "a-key-of-no-use-anywhere-else"
NOON = datetime(2025, 6, 1, 4, tzinfo=UTC)


def clock() -> datetime:
    return NOON


def standing() -> float:
    """A clock that stands still: what is used up does not come back."""
    return 1000.0


def keys(**secrets: str) -> Mapping[str, bytes]:
    return {name: sha256(secret.encode()).digest() for name, secret in secrets.items()}


@asynccontextmanager
async def api_running(
    clients: Clients | None = None, content: Callable[[], Content] = real, proxies: Sequence[str] = ()
) -> AsyncIterator[httpx.AsyncClient]:
    """Serve for the block; yield a client whose addresses begin at the API's root."""
    address = free_address()
    api = Api(Beside(content), clock, clients or Clients(standing, burst=100_000))
    with TemporaryDirectory() as folder:
        store = Store(str(Path(folder) / "huiqi.db"))
        service = Service(store, Echo(), clock)
        try:
            async with listening(address, service, *behind(proxies, api_routes(api))):
                await until_up(f"http://{address}")
                async with httpx.AsyncClient(base_url=f"http://{address}/api/v1", timeout=30) as client:
                    yield client
        finally:
            store.close()


@contextmanager
def api_aside() -> Iterator[httpx.Client]:
    """Serve for the block in a thread, for tests that are not in a loop of their own."""
    ready: Future[str] = Future()
    done = threading.Event()

    async def serve() -> None:
        async with api_running() as client:
            ready.set_result(str(client.base_url))
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        with httpx.Client(base_url=ready.result(10), timeout=30) as client:
            yield client
    finally:
        done.set()
        thread.join()
