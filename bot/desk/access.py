"""The one way into the desk: every address, who may open it, and the door in front of all but the login page."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, Router, request_response
from starlette.staticfiles import StaticFiles

from bot.accounts import SESSION, Member, Refused, may
from bot.desk.look import NAVIGATION
from bot.desk.visit import Desk, Page, Visit
from bot.http import SafeHeaders, TooLongError, place_of, read_form

COOKIE = "huiqi_desk"
DOOR = "huiqi_desk_door"
"""Tells apart those who stand before the login page, so that its form is safe too."""
LOGIN = "/desk/login"
SECONDS = int(SESSION.total_seconds())

WRONG = "姓名或密码不对。"
TOO_MANY = "试得太多了，请过一刻钟再试。"
STALE = "这一页开得太久了，请再提交一次。"
GONE = "登录已经过期，这次没有提交成功。登录后请再提交一次。"

Endpoint = Callable[[Request], Awaitable[Response]]


class _RowId(Convertor[int]):
    """A number that a database can count to; what is larger is no address."""

    regex = "[1-9][0-9]{0,17}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


register_url_convertor("id", _RowId())


def desk_routes(desk: Desk, pages: Iterable[Page]) -> list[BaseRoute]:
    """Return the routes of the desk: the pages behind the door, the login page, and the files of the look."""
    pages = tuple(pages)
    paths = {page.path: page.role for page in pages if page.method == "GET"}
    login = _LoginPage(desk)
    inside: list[BaseRoute] = [
        Route("/login", login.show, methods=["GET"]),
        Route("/login", login.enter, methods=["POST"]),
        Mount("/static", _Files(directory=Path(__file__).parent / "static"), name="static"),
        Route("/", _guarded(desk, Page("GET", "/", "viewer", _home), paths), methods=["GET"]),
        Route("/logout", _guarded(desk, Page("POST", "/logout", "viewer", _logout), paths), methods=["POST"]),
        *(Route(page.path, _guarded(desk, page, paths), methods=[page.method]) for page in pages),
    ]
    else_ = request_response(_guarded(desk, Page("GET", "", "viewer", Visit.not_found), paths))
    # What is mounted answers below its path alone, and /desk is what people are told to type.
    return [Route("/desk", _to_home, methods=["GET"]), Mount("/desk", SafeHeaders(Router(inside, default=else_)))]


async def _to_home(_: Request) -> Response:
    return RedirectResponse("/desk/", 308)


def _guarded(desk: Desk, page: Page, paths: Mapping[str, str]) -> Endpoint:
    """Return what answers at an address: the page, for those who may open it and with forms of ours alone."""

    async def answer(request: Request) -> Response:
        session, member = await asyncio.to_thread(_who, desk, request)
        try:
            form = await read_form(request) if page.method == "POST" else {}
        except TooLongError:
            return _told(desk, 413, "内容太长", "提交的内容太长了，没有收下。", {})
        if member is None:
            return _told(desk, 401, "请重新登录", GONE, form) if form else _to_login(request)
        if not may(member.role, page.role):
            return _told(desk, 403, "没有权限", "您的账号不能使用这一页。", form)
        if page.method == "POST" and not desk.forms.are_ours(request, form, session):
            return _told(desk, 403, "请再提交一次", "这一页不是刚打开的，没有收下。请返回、刷新后再提交。", form)
        shown = frozenset(path for path, role in paths.items() if may(member.role, role))
        return await asyncio.to_thread(page.show, Visit(desk, request, member, session, form, shown))

    return answer


def _who(desk: Desk, request: Request) -> tuple[str, Member | None]:
    session = desk.cookies.read(request.cookies.get(COOKIE, ""), SECONDS)
    if not isinstance(session, str):
        return "", None
    return session, desk.accounts.who(session)


def _told(desk: Desk, status: int, title: str, told: str, form: Mapping[str, str]) -> Response:
    """Say why nothing was done; what was typed is shown, so that it is not lost."""
    view: dict[str, Any] = {"title": title, "told": told, "typed": form.get("text", "")}
    return HTMLResponse(desk.look.render("told.html", member=None, **view), status)


def _to_login(request: Request) -> Response:
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"{LOGIN}?next={quote(wanted, safe='')}", 303)


def _home(visit: Visit) -> Response:
    first = next((path for _, path in NAVIGATION if path in visit.paths), "")
    return visit.to(first) if first else visit.page("told.html", title="工作台", told="您已登录。", typed="")


def _logout(visit: Visit) -> Response:
    visit.desk.accounts.logout(visit.session, visit.member.name)
    response = visit.to("/login")
    response.delete_cookie(COOKIE, path="/desk")
    return response


class _LoginPage:
    """The door itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, request: Request) -> Response:
        """Ask for name and password; who is inside already goes on."""
        _, member = await asyncio.to_thread(_who, self._desk, request)
        wanted = _inside(request.query_params.get("next", ""))
        if member is not None:
            return RedirectResponse(wanted, 303)
        return self._page(request, wanted)

    async def enter(self, request: Request) -> Response:
        """Let in whoever knows the password."""
        try:
            form = await read_form(request)
        except TooLongError:
            return self._page(request, _inside(""), STALE, status=413)
        wanted, name = _inside(form.get("next", "")), form.get("name", "")
        if not self._desk.forms.are_ours(request, form, self._door(request)):
            return self._page(request, wanted, STALE, name, 403)
        place = place_of(request)
        session = await asyncio.to_thread(self._desk.accounts.login, name, form.get("password", ""), place)
        if session is Refused.TOO_MANY:
            return self._page(request, wanted, TOO_MANY, name, 429)
        if session is Refused.WRONG:
            return self._page(request, wanted, WRONG, name, 401)
        return self._begin(request, str(session), wanted)

    def _begin(self, request: Request, session: str, wanted: str) -> Response:
        response = RedirectResponse(wanted, 303)
        signed = self._desk.cookies.sign(session)
        _set_cookie(request, response, COOKIE, signed, SECONDS)
        response.delete_cookie(DOOR, path="/desk")
        return response

    def _page(self, request: Request, wanted: str, told: str = "", name: str = "", status: int = 200) -> Response:
        door = self._door(request) or secrets.token_urlsafe(16)
        view = {"token": self._desk.forms.token(door), "told": told, "name": name, "next": wanted, "member": None}
        response = HTMLResponse(self._desk.look.render("login.html", **view), status)
        _set_cookie(request, response, DOOR, self._desk.cookies.sign(["door", door]), SECONDS)
        return response

    def _door(self, request: Request) -> str:
        match self._desk.cookies.read(request.cookies.get(DOOR, "")):
            case ["door", str(door)]:
                return door
        return ""


def _inside(wanted: str) -> str:
    """Return an address of the desk to go on to: never one of another site."""
    good = wanted.startswith("/desk/") and wanted.isprintable() and "\\" not in wanted
    return wanted if good and not wanted.startswith(LOGIN) else "/desk/"


def _set_cookie(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, seconds, path="/desk", secure=secure, httponly=True, samesite="strict")


class _Files(StaticFiles):
    """Asks a browser to look each time whether a file is still the same: a new release is seen at once."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        """Return a file."""
        response = super().file_response(*arguments, **named)
        response.headers["Cache-Control"] = "no-cache"
        return response
