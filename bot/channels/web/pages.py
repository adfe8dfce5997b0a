"""Templates and static files. A template draws what it is handed, and decides nothing."""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.channels.web.markup import as_html
from bot.content import SHANGHAI
from bot.dialogue import tone

HERE = Path(__file__).parent
STATIC = HERE / "static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".json": "application/manifest+json"}
FOR_EVER = "public, max-age=31536000, immutable"

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(page: str, **view: Any) -> Markup:
    """Return a page, or a piece of one."""
    return Markup(_environment.get_template(f"{page}.html.j2").render(view))  # noqa: S704 - what it escaped itself


def respond(page: str, status: int = 200, **view: Any) -> HTMLResponse:
    """Return a page as a response."""
    return HTMLResponse(render(page, **view), status)


def address_of(name: str) -> str:
    """Return the address of a static file, another one once its bytes are others."""
    return f"/static/{name}?{_digest(name)}"


async def static(request: Request) -> Response:
    """Serve a file of the static folder; it may be kept for ever, since its address holds its digest."""
    name = request.path_params["name"]
    if name not in {path.name for path in STATIC.iterdir()}:
        return PlainTextResponse("没有这个文件。\n", 404)
    headers = {"Content-Type": f"{KINDS[Path(name).suffix]}; charset=utf-8", "Cache-Control": FOR_EVER}
    return Response(_bytes(name), headers=headers)


@cache
def _bytes(name: str) -> bytes:
    return (STATIC / name).read_bytes()


@cache
def _digest(name: str) -> str:
    return blake2b(_bytes(name), digest_size=6).hexdigest()


_environment.globals["static"] = address_of
_environment.filters |= {
    "tone": tone,
    "html": as_html,
    "clock": lambda at: at.astimezone(SHANGHAI).strftime("%-m月%-d日 %H:%M"),
}
