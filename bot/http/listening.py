"""A small HTTP server: the routes of the rooms, and what whoever runs the service asks."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.service import Service

CLOSE_SECONDS = 3
"""How long requests under way may take to end."""

OF_THIS_MACHINE = "an address that this machine has, such as 127.0.0.1:8080"
_INSTEAD = {
    errno.EADDRINUSE: "another port, or stop what has this one",
    errno.EACCES: "a port from 1024 on, which needs no rights",
}
"""What to set by why an address was refused, where it is not because no such host is here."""


class ListenError(Exception):
    """The address cannot be listened at; one line that says what to do."""


@asynccontextmanager
async def listening(address: str, service: Service, *routes: BaseRoute) -> AsyncIterator[None]:
    """Listen at ``host:port`` for the block, then let requests under way end. Raises ListenError."""
    app = Starlette(routes=[*_health(service), *routes])
    config = uvicorn.Config(
        app,
        lifespan="off",
        access_log=False,  # it would tell the path of the webhook, and nothing that metrics do not
        log_config=None,
        server_header=False,
        proxy_headers=False,  # by itself it believes whoever connects from this machine; `behind` asks the settings
        timeout_graceful_shutdown=CLOSE_SECONDS,
    )
    server = _Server(config)
    with _bound(address) as bound:
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


def read_address(address: str) -> tuple[str, int]:
    """Return the host and the port of an address to listen at; raises ListenError."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal() and int(port) < 1 << 16):
        raise ListenError(f"{address!r} is no address to listen at; write HUIQI_LISTEN like 127.0.0.1:8080")
    return host.strip("[]"), int(port)


class _Server(uvicorn.Server):
    """Leaves the signals to us: they stop more than this server."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextmanager
def _bound(address: str) -> Iterator[socket.socket]:
    host, port = read_address(address)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        bound = socket.create_server((host, port), family=family, backlog=512)
    except OSError as error:
        why = (error.strerror or str(error)).partition(" (")[0]
        told = f"{address} cannot be listened at ({why}); set HUIQI_LISTEN to "
        raise ListenError(told + _INSTEAD.get(error.errno or 0, OF_THIS_MACHINE)) from None
    with bound:
        yield bound


def _health(service: Service) -> list[Route]:
    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    async def ready(_: Request) -> Response:
        # In a thread: a database that is away is waited for, and this process must go on saying that it lives.
        there = await asyncio.to_thread(service.ready)
        return PlainTextResponse("ok\n" if there else "the database is away\n", 200 if there else 503)

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]
