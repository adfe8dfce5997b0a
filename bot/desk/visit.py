"""One request of one of the staff: what a page of the desk is handed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.accounts import Accounts, Member
from bot.content import SHANGHAI, Content
from bot.desk.grouped import Grouped
from bot.desk.library import Library
from bot.desk.look import Look
from bot.dialogue import Dialogue
from bot.http import Forms, Signing
from bot.reception import Reception
from bot.service import Service


class Desk:
    """What the pages work with. ``dialogue`` returns the one in force now; the clock returns aware times.

    ``library`` is the folder that its content was read from.
    """

    def __init__(
        self,
        service: Service,
        accounts: Accounts,
        reception: Reception,
        dialogue: Callable[[], Dialogue],
        clock: Callable[[], datetime],
        secret: bytes,
        library: Library,
    ) -> None:
        self.service = service
        self.accounts = accounts
        self.reception = reception
        self.dialogue = dialogue
        self.clock = clock
        self.library = library
        self.forms = Forms(secret)
        self.cookies = Signing(secret, "desk")
        self.look = Look()
        self.grouped = Grouped()

    def content(self) -> Content:
        """Return the content in force now."""
        return self.dialogue().content


@dataclass(frozen=True, slots=True)
class Visit:
    """One of the staff asks for a page; ``form`` holds what they sent, checked to come from a page of ours."""

    desk: Desk
    request: Request
    member: Member
    session: str
    form: Mapping[str, str]
    paths: frozenset[str]

    @property
    def now(self) -> datetime:
        """The time."""
        return self.desk.clock()

    @property
    def today(self) -> date:
        """The day in Shanghai: in the first eight hours of it, UTC has the day before."""
        return self.now.astimezone(SHANGHAI).date()

    def page(self, template: str, status: int = 200, **view: Any) -> Response:
        """Show a template within the desk's frame."""
        frame = {
            "member": self.member,
            "token": self.desk.forms.token(self.session),
            "here": self.request.url.path,
            "paths": self.paths,
        }
        return HTMLResponse(self.desk.look.render(template, **frame, **view), status)

    @property
    def refreshes(self) -> bool:
        """Whether the page's own script asks for what may have changed, and not a person for the page."""
        return "X-Refresh" in self.request.headers

    def live(self, template: str, part: str, **view: Any) -> Response:
        """Show a page or, to its script, the part of it that changes; the template includes that part."""
        return self.part(part, **view) if self.refreshes else self.page(template, **view)

    def part(self, template: str, status: int = 200, **view: Any) -> Response:
        """Return a piece of a page; nothing where it is as it was when last fetched."""
        body = self.desk.look.render(template, member=self.member, **view).encode()
        tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
        if self.request.headers.get("If-None-Match") == tag:
            return Response(status_code=304, headers={"ETag": tag})
        return HTMLResponse(body, status, headers={"ETag": tag})

    def not_found(self) -> Response:
        """Say that there is nothing here, or no more."""
        return self.page("told.html", 404, title="没有这一页", told="这里没有内容，或者已经被删除。", typed="")

    def gone(self, told: str, typed: str = "") -> Response:
        """Say that what was here is here no more; what was typed is given back."""
        if self.refreshes:
            return self.part("_gone.html", 404, told=told)
        return self.page("told.html", 404, title="已删除", told=told, typed=typed)

    def to(self, path: str) -> Response:
        """Send the browser on, after something was done."""
        return RedirectResponse(f"/desk{path}", 303)


@dataclass(frozen=True, slots=True)
class Page:
    """An address of the desk, below ``/desk``; ``role`` is the least that may open it, ``show`` what answers."""

    method: str
    path: str
    role: str
    show: Callable[[Visit], Response]
