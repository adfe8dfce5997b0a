"""Who asks: a client by key or by address, and how much each may ask."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from hmac import compare_digest

from starlette.requests import Request

from bot.channels.api.problem import Problem
from bot.http import place_of
from bot.limits import MANY_CHATS, Allowance

A_MINUTE, BURST = 120, 30
"""Calls that one client may make in a minute, and at once."""


@dataclass
class Clients:
    """Admits clients or turns them away; ``clock`` returns seconds.

    ``keys`` maps names to SHA-256 hashes of secrets; where there are any, who knows none is let in nowhere else than
    to the description of the API.
    """

    clock: Callable[[], float]
    keys: Mapping[str, bytes] = field(default_factory=dict)
    a_minute: float = A_MINUTE
    burst: int = BURST
    _allowances: dict[str, Allowance] = field(default_factory=dict)

    def admit(self, request: Request, *, everybody: bool) -> None:
        """Count a call; raises Problem 429 for one too many, 401 for one without a key that it needs."""
        name = self._name_of(request)
        self._count(f"key {name}" if name else f"from {place_of(request)}")
        if self.keys and not name and not everybody:
            line = "a key is needed; send it in the header Authorization: Bearer KEY"
            raise Problem(401, line, WWW_Authenticate="Bearer")

    def _name_of(self, request: Request) -> str:
        """Return whose key was sent, empty for none. Every key is compared, in the same time."""
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        sent = sha256(secret.strip().encode()).digest()
        names = [name for name, digest in self.keys.items() if compare_digest(digest, sent)]
        return names[0] if names and scheme.lower() == "bearer" else ""

    def _count(self, client: str) -> None:
        now, gap = self.clock(), 60 / self.a_minute
        if len(self._allowances) > MANY_CHATS:
            self._allowances = {who: held for who, held in self._allowances.items() if held.due > now}
        allowance = self._allowances.setdefault(client, Allowance())
        if not allowance.take(now, gap, self.burst):
            seconds = max(1, math.ceil(allowance.wait(now, gap, self.burst)))
            raise Problem(429, f"too many calls; try again in {seconds} s", Retry_After=str(seconds))
