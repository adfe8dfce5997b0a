"""Forms that only our own pages can send: each carries a token made for the visitor who was shown it."""

from hmac import compare_digest
from urllib.parse import urlsplit

from starlette.requests import Request

from bot.http.signing import Signing

FIELD = "token"
A_DAY = 24 * 3600


class Forms:
    """Makes the tokens and checks what comes back; ``session`` is whatever tells visitors apart, such as a cookie."""

    def __init__(self, secret: bytes) -> None:
        self._signing = Signing(secret, "form")

    def token(self, session: str) -> str:
        """Return the value of the hidden field named `FIELD`."""
        return self._signing.sign(session)

    def are_ours(self, request: Request, form: dict[str, str], session: str) -> bool:
        """Whether a form was shown to this visitor within a day, by a page of this site."""
        shown_to = self._signing.read(form.get(FIELD, ""), A_DAY)
        return _same_site(request) and compare_digest(str(shown_to).encode(), session.encode())


def _same_site(request: Request) -> bool:
    """Whether the browser says that one of our pages asks; old ones say nothing, and then the token decides."""
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.headers.get("Host", ""):
        return False
    return request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}
