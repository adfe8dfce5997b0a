"""What is signed comes back, and nothing else does; only our own pages can send forms."""

import pytest
from starlette.requests import Request

from bot.http import Forms, Signing

SECRET = b"a secret of no service, 32 bytes"


def request(**headers: str) -> Request:
    raw = [(name.replace("_", "-").lower().encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": "/", "headers": raw})


def test_what_is_signed_comes_back_for_its_purpose_alone() -> None:
    signed = Signing(SECRET, "cookie").sign({"chat": "7", "名": "惠"})
    assert Signing(SECRET, "cookie").read(signed) == {"chat": "7", "名": "惠"}
    assert Signing(SECRET, "link").read(signed) is None
    assert Signing(b"another secret of no service, 32", "cookie").read(signed) is None
    assert Signing(SECRET, "cookie").read(signed + "x") is None
    assert Signing(SECRET, "cookie").read("") is None
    assert Signing(SECRET, "cookie").read(signed, seconds=-1) is None


@pytest.mark.parametrize(
    ("headers", "session", "ours"),
    [
        ({}, "7", True),
        ({"Host": "a.example", "Origin": "https://a.example", "Sec_Fetch_Site": "same-origin"}, "7", True),
        ({"Host": "a.example", "Origin": "https://b.example"}, "7", False),
        ({"Sec_Fetch_Site": "cross-site"}, "7", False),
        ({"Host": "a.example", "Origin": "null"}, "7", False),
        ({}, "8", False),
    ],
)
def test_a_form_is_ours_if_our_page_showed_it_to_this_visitor(
    headers: dict[str, str], session: str, ours: bool
) -> None:
    forms = Forms(SECRET)
    assert forms.are_ours(request(**headers), {"token": forms.token("7")}, session) is ours
    assert not forms.are_ours(request(**headers), {}, session)
