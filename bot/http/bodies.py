"""Bodies of requests, never read past a bound, whatever their header says."""

from urllib.parse import parse_qsl

from starlette.requests import Request

MOST_FORM_BYTES = 1 << 16
MOST_FIELDS = 200


class TooLongError(Exception):
    """The body is longer than is read."""


async def bounded(request: Request, most: int) -> bytes:
    """Return the body; raises TooLongError past ``most`` bytes."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise TooLongError
    return bytes(body)


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a form as a browser sends them (application/x-www-form-urlencoded), the last of each name.

    What is not UTF-8 stands as replacement characters, NUL is left out. Raises TooLongError.
    """
    body = await bounded(request, MOST_FORM_BYTES)
    try:
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise TooLongError from None
    return {without_nul(name): without_nul(value) for name, value in fields}


def without_nul(text: str) -> str:
    """Return what came from outside as a text that every database can hold and compare."""
    return text.replace("\0", "")
