"""Addresses of this machine, for what is served in a test."""

import asyncio
import socket

import httpx


def free_address() -> str:
    """Return an address that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return f"127.0.0.1:{bound.getsockname()[1]}"


async def until_up(root: str, within: float = 30.0) -> None:
    """Wait until a server is up and can use its database; raises TimeoutError."""
    async with asyncio.timeout(within), httpx.AsyncClient() as client:
        while True:
            try:
                if (await client.get(f"{root}/readyz")).is_success:
                    return
            except httpx.TransportError:
                pass  # it does not listen yet
            await asyncio.sleep(0.02)
