"""Who is at the page: a random id in a signed cookie, so that closing the tab loses nothing."""

from collections.abc import Callable
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.http import Signing

COOKIE = "huiqi"


class Visitors:
    """Knows visitors by their cookie, for as long as their conversations are kept."""

    def __init__(self, secret: bytes, keep: timedelta, new_id: Callable[[], str]) -> None:
        self._signing = Signing(secret, "visitor")
        self._seconds = int(keep.total_seconds())
        self._new_id = new_id

    def chat_of(self, request: Request) -> str:
        """Return the chat that the cookie names, empty where there is none that we gave out."""
        chat = self._signing.read(request.cookies.get(COOKIE, ""), self._seconds)
        return chat if isinstance(chat, str) else ""

    def chat_or_new(self, request: Request) -> str:
        """Return the visitor's chat, a new one where there is none."""
        return self.chat_of(request) or self._new_id()

    def remember(self, request: Request, response: Response, chat: str) -> None:
        """Give the cookie with a response; its time begins anew."""
        response.set_cookie(
            COOKIE,
            self._signing.sign(chat),
            max_age=self._seconds,
            path="/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
