"""Values that come back as they were given out, or not at all: what stands in cookies, links and forms."""

import secrets
from typing import Any

from itsdangerous import BadSignature, URLSafeTimedSerializer


class Signing:
    """Signs with the service's secret; ``purpose`` keeps what is signed for one use from another."""

    def __init__(self, secret: bytes, purpose: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret, salt=purpose)

    def sign(self, value: Any) -> str:
        """Return a JSON value as signed text for a cookie or an address; anyone can read it, nobody change it."""
        return str(self._serializer.dumps(value))

    def read(self, text: str, seconds: int | None = None) -> Any:
        """Return what was signed, at most so many ``seconds`` ago; None where it was not signed so."""
        try:
            return self._serializer.loads(text, max_age=seconds)
        except BadSignature:
            return None


def new_secret() -> bytes:
    """Return a secret for a process that was given none."""
    return secrets.token_bytes(32)
