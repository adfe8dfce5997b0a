"""What was said since a page was drawn: one look at the database a second, for all open pages together."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.chat import CHANNEL
from bot.channels.web.visitors import Visitors
from bot.service import Service

MOST, MOST_OF_ONE = 500, 6
"""Streams open at once in this process, and of one visitor; a page that gets none asks now and then instead."""
HEARTBEAT = 15.0
"""Seconds after which a stream that has nothing to say is kept from being taken for dead."""
LATE = 200
"""A reply may be committed after so many with higher ids, by other processes; each look goes back so far."""
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

logger = logging.getLogger(__name__)


class News:
    """Streams of server-sent events: each says that there is a newer reply, and nothing of what it is."""

    def __init__(
        self, service: Service, visitors: Visitors, stop: asyncio.Event, every: float = 1.0, most: int = MOST
    ) -> None:
        self._service = service
        self._visitors = visitors
        self._stop = stop
        self._every = every
        self._most = most
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._newest: dict[str, int] = {}
        self._looking: asyncio.Task[None] | None = None

    async def stream(self, request: Request) -> Response:
        """Open a stream; 204 tells a browser not to try again."""
        chat = self._visitors.chat_of(request)
        if not chat or not self._has_room(chat) or self._stop.is_set():
            return Response(status_code=204)
        seen = request.headers.get("Last-Event-ID") or request.query_params.get("after", "")
        after = int(seen) if seen.isdecimal() and len(seen) < 19 else 0
        return StreamingResponse(self._events(chat, after), media_type="text/event-stream", headers=HEADERS)

    def _has_room(self, chat: str) -> bool:
        everybody = sum(map(len, self._waiting.values()))
        return everybody < self._most and len(self._waiting.get(chat, ())) < MOST_OF_ONE

    async def _events(self, chat: str, after: int) -> AsyncIterator[str]:
        with self._told(chat) as told:
            yield "retry: 3000\n\n"
            lines = await asyncio.to_thread(self._service.lines, CHANNEL, chat, 1)
            self._note(chat, max((line.id for line in lines), default=0))
            while not self._stop.is_set():
                newest = self._newest.get(chat, 0)
                if newest > after:
                    after = newest
                    yield f"id: {newest}\nevent: news\ndata: {newest}\n\n"
                told.clear()
                try:
                    await asyncio.wait_for(told.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"

    @contextmanager
    def _told(self, chat: str) -> Iterator[asyncio.Event]:
        told = asyncio.Event()
        self._waiting.setdefault(chat, set()).add(told)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield told
        finally:
            self._waiting[chat].discard(told)
            if not self._waiting[chat]:
                del self._waiting[chat]
                self._newest.pop(chat, None)

    async def _look(self) -> None:
        """Look while anybody waits; on stopping, wake them all so that no stream holds the server up."""
        last = -1
        while self._waiting and not self._stop.is_set():
            try:
                if last < 0:
                    last = await asyncio.to_thread(self._service.newest, CHANNEL)
                news = await asyncio.to_thread(self._service.news, CHANNEL, last - LATE)
            except Exception as error:  # whatever it was, every open page waits for the next look
                logger.warning("no news could be read", extra={"error": type(error).__name__})
                news = {}
            last = max((last, *news.values()))
            for chat, newest in news.items():
                self._note(chat, newest)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), self._every)
        for waiting in self._waiting.values():
            for told in waiting:
                told.set()

    def _note(self, chat: str, newest: int) -> None:
        if newest > self._newest.get(chat, 0) and chat in self._waiting:
            self._newest[chat] = newest
            for told in self._waiting[chat]:
                told.set()
