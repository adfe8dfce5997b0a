"""The application: one request in, one JSON answer out, and the work beside the event loop."""

import json
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.types import Receive, Scope, Send

from bot.channels.api.calls import CALLS, Call
from bot.channels.api.clients import Clients
from bot.channels.api.openapi import openapi
from bot.channels.api.problem import Problem
from bot.channels.api.read import read_body, read_query
from bot.channels.beside import Answering, Beside
from bot.content import SHANGHAI
from bot.http import SafeHeaders

BASE = "/api/v1"
DESCRIPTION = "/openapi.json"

logger = logging.getLogger(__name__)


def api_routes(api: "Api") -> list[BaseRoute]:
    """Return the routes that serve the API."""
    return [Mount(BASE, SafeHeaders(api))]


class Api:
    """Answers out of whatever content is in force when asked; ``clock`` returns aware times."""

    def __init__(self, beside: Beside, clock: Callable[[], datetime], clients: Clients) -> None:
        self._beside = beside
        self._clock = clock
        self._clients = clients

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        request = Request(scope, receive)
        try:
            response = await self._answer(request)
        except Problem as problem:
            response = _json({"error": str(problem)}, problem.status, problem.headers)
        except Exception as error:  # ours; who asked can do nothing about it
            logger.error("a call could not be answered", extra={"error": type(error).__name__})
            response = _json({"error": "this could not be answered; it is a fault of the server"}, 500)
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path = request.scope["path"].removeprefix(request.scope["root_path"])
        self._clients.admit(request, everybody=path == DESCRIPTION)
        call = _called(path, request.method)
        if call is None:
            return _json(await self._beside.do(self._described))
        given = await read_body(request, call.fields) if call.method == "POST" else read_query(request, call.fields)
        today = self._clock().astimezone(SHANGHAI).date()
        return _json(await self._beside.do(lambda answering: _written(call.answer(answering, given, today))))

    def _described(self, answering: Answering) -> bytes:
        return _written(openapi(answering.content, BASE, keys=bool(self._clients.keys)))


def _called(path: str, method: str) -> Call | None:
    """Return the call that is meant, None for the description; raises Problem 404 or 405."""
    methods: dict[str, Call | None] = {call.method: call for call in CALLS if call.path == path}
    if path == DESCRIPTION:
        methods = {"GET": None}
    if not methods:
        raise Problem(404, f"there is no {path or '/'} here; {BASE}{DESCRIPTION} lists what there is")
    wanted = "GET" if method == "HEAD" else method
    if wanted not in methods:
        allowed = ", ".join([*methods, *(["HEAD"] if "GET" in methods else [])])
        raise Problem(405, f"{method} is not for {path}; use {' or '.join(methods)}", Allow=allowed)
    return methods[wanted]


def _json(value: bytes | Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    body = value if isinstance(value, bytes) else _written(value)
    return Response(body, status, headers, "application/json")


def _written(value: Mapping[str, Any]) -> bytes:
    """Write one line, as the command line does for one line of many."""
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"
