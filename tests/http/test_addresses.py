"""What is counted as one place: an address, or the network that one customer has."""

import pytest
from starlette.requests import Request

from bot.http import place_of


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::2", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("a name", "a name"),
        ("", ""),
    ],
)
def test_a_place(host: str, place: str) -> None:
    assert place_of(Request({"type": "http", "headers": [], "client": (host, 1) if host else None})) == place
