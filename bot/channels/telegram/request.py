"""Calls of the Bot API over aiohttp, at a fraction of the processor time that the library's own client takes."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import telegram
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

CONNECTIONS = 256
CONNECT_SECONDS = 10.0
READ_SECONDS = 20.0
"""How long an answer may take."""


class AiohttpRequest(BaseRequest):
    """What `telegram.Bot` makes its calls with; it sends no files. ``root`` is where the Bot API is."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take where a call does not say."""
        return READ_SECONDS

    async def initialize(self) -> None:
        """Open the session."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT, "Content-Type": "application/json"},
            proxy=_proxy_to(self._root),
        )

    async def shutdown(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a request; errors name no address, which would hold the token."""
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise NetworkError("the session is not open")
        seconds = read_timeout if isinstance(read_timeout, int | float) else READ_SECONDS
        timeout = aiohttp.ClientTimeout(sock_connect=CONNECT_SECONDS, sock_read=seconds)
        body = request_data.json_payload if request_data else None
        try:
            async with self._session.request(method, url, data=body, timeout=timeout) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut(type(error).__name__) from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


async def call_api(
    bot: telegram.Bot, method: str, params: Mapping[str, Any], read_seconds: float = READ_SECONDS
) -> Any:
    """Make a call of plain JSON values; return the result as such. Raises TelegramError.

    The library's own methods wrap each value in an object and its answer in others, which for one message costs more
    than all the rest that is done about it.
    """
    data = RequestData([RequestParameter(name, value, None) for name, value in params.items()])
    return await bot.request.post(f"{bot.base_url}/{method}", data, read_timeout=read_seconds)


def _proxy_to(root: str) -> str | None:
    """Return the proxy that the environment names, if any; once, since looking it up takes longer than a call."""
    where = urlsplit(root)
    if not where.hostname or proxy_bypass(where.hostname):
        return None
    return getproxies().get(where.scheme)
