"""A sheet to put up at a counter or a fair: a QR code that opens the page and notes where the visitor came from."""

from io import BytesIO

import segno
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.chat import source_in
from bot.channels.web.pages import respond


def address_in(request: Request) -> str:
    """Return the address that the code holds."""
    source = source_in(request.query_params)
    return f"{request.base_url}{'?from=' + source if source else ''}"


async def poster(request: Request) -> Response:
    """Show the sheet."""
    return respond("poster", address=address_in(request), source=source_in(request.query_params))


async def code(request: Request) -> Response:
    """Return the code alone, as an image that any size suits."""
    drawn = BytesIO()
    segno.make(address_in(request), error="m", micro=False).save(drawn, kind="svg", scale=8, border=4, light="#fff")
    return Response(drawn.getvalue(), media_type="image/svg+xml")
