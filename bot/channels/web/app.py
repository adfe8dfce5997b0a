"""The rooms of the page put together: addresses, and what every answer passes through."""

import asyncio
import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, Route

from bot.channels.web import errors
from bot.channels.web.chat import ChatPage
from bot.channels.web.news import News
from bot.channels.web.pages import static
from bot.channels.web.poster import code, poster
from bot.channels.web.printed import ResultPage
from bot.channels.web.visitors import Visitors
from bot.dialogue import Dialogue
from bot.http import Forms, SafeHeaders
from bot.limits import Limits
from bot.service import Service

NEW_CHATS, A_SECOND = 60, 0.2
"""So many visitors may come from one address at once, such as the guests of a fair, and then so many a second."""


def web(
    service: Service,
    dialogue: Callable[[], Dialogue],
    secret: bytes,
    keep: timedelta,
    stop: asyncio.Event,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    new_id: Callable[[], str] = lambda: secrets.token_urlsafe(16),
    newcomers: Limits | None = None,
) -> Mount:
    """Return the page, for every address that no other room has taken: it stands last.

    ``dialogue`` returns the one in force; ``stop`` ends the streams that wait for news; ``newcomers`` bounds the new
    chats from each client's address.
    """
    visitors = Visitors(secret, keep, new_id)
    news = News(service, visitors, stop)
    chat = ChatPage(service, dialogue, visitors, Forms(secret), clock, newcomers or Limits(NEW_CHATS, A_SECOND))
    result = ResultPage(chat, secret)
    routes = [
        Route("/", chat.show),
        Route("/say", chat.say, methods=["POST"]),
        Route("/lines", chat.lines),
        Route("/events", news.stream),
        Route("/result", result.show),
        Route("/again/{link}", result.again, methods=["GET", "POST"], name="again"),
        Route("/poster", poster),
        Route("/qr.svg", code),
        Route("/static/{name}", static),
    ]
    middleware = [Middleware(SafeHeaders), Middleware(GZipMiddleware, minimum_size=800, compresslevel=6)]
    return Mount("/", app=Starlette(routes=routes, middleware=middleware, exception_handlers=errors.HANDLERS))
