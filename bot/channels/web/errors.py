"""What a page says where nothing could be done, in plain words and with a way on."""

from collections.abc import Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.pages import respond
from bot.http import TooLongError
from bot.service import StoreUnavailableError

NOT_HERE = "没有这个页面，可能是地址打错了。"
NOT_SO = "这个地址不能这样打开。"
TOO_LONG = "内容太长了，没有收下。请分成几句发，每条不超过 1000 个字。"
AWAY = "现在存不进去，请过一会儿再试。之前的回答都还在。"
BROKEN = "出了点问题，没处理好。之前的回答都还在，请回到对话再试一次。"
WORDS = {404: NOT_HERE, 405: NOT_SO}


def sorry(status: int, words: str) -> Response:
    """Return a page that says what is wrong and leads back to the conversation."""
    return respond("sorry", status, words=words)


async def refused(_: Request, error: Exception) -> Response:
    """Answer for an address or a method that is none."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    response = sorry(status, WORDS.get(status, BROKEN))
    response.headers.update(getattr(error, "headers", None) or {})
    return response


async def too_long(_: Request, __: Exception) -> Response:
    """Answer for a body past its bound."""
    return sorry(413, TOO_LONG)


async def away(_: Request, __: Exception) -> Response:
    """Answer while the database cannot be used."""
    response = sorry(503, AWAY)
    response.headers["Retry-After"] = "5"
    return response


async def broken(_: Request, __: Exception) -> Response:
    """Answer for a fault of ours; its traceback goes to the log."""
    return sorry(500, BROKEN)


HANDLERS: Mapping[Any, Callable[[Request, Exception], Any]] = {
    HTTPException: refused,
    TooLongError: too_long,
    StoreUnavailableError: away,
    Exception: broken,
}
