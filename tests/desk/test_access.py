"""Nothing of the desk is reachable without login, with the wrong role, or by a form that is not ours."""

import re
from typing import NamedTuple

import httpx
import pytest
from starlette.routing import Mount, Route, Router
from starlette.staticfiles import StaticFiles

from bot.accounts import MOST_BY_ADDRESS, ROLES, may
from bot.desk import PAGES, desk_routes
from bot.desk.access import COOKIE
from tests.databases import rows
from tests.desk.served import PASSWORD, Served, token_of


class Address(NamedTuple):
    method: str
    path: str

    @property
    def filled(self) -> str:
        return "/desk" + re.sub(r"{[^}]*}", "1", self.path)


def all_addresses(served: Served) -> set[Address]:
    """Return every address that the desk's own router answers at, whatever table it came from."""
    *_, mount = desk_routes(served.desk, PAGES)
    assert isinstance(mount, Mount)
    router = mount.app._app  # type: ignore[attr-defined]
    assert isinstance(router, Router)
    found = set()
    for route in router.routes:
        if isinstance(route, Mount):
            assert isinstance(route.app, StaticFiles)
            assert route.path == "/static"
            continue
        assert isinstance(route, Route)
        found |= {Address(method, route.path) for method in route.methods or () if method != "HEAD"}
    return found


OPEN = {Address("GET", "/login"), Address("POST", "/login")}
FOR_ALL = {Address("GET", "/"), Address("POST", "/logout")}


def test_the_table_is_all_there_is(served: Served) -> None:
    table = {Address(page.method, page.path) for page in PAGES}
    assert len(table) == len(PAGES) > 0
    assert all_addresses(served) == table | OPEN | FOR_ALL
    assert all(page.role in ROLES for page in PAGES)


def test_the_address_that_people_are_told_leads_to_the_desk(served: Served) -> None:
    answer = served.browser().get("/desk")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/desk/")


def test_an_address_that_is_none_is_told_in_the_frame_of_the_desk(served: Served) -> None:
    for path in ("/desk/nope", "/desk/content/policies"):
        assert served.browser().get(path).headers["Location"].startswith("/desk/login?next=")
        answer = served.staff(role="viewer").get(path)
        assert (answer.status_code, "没有这一页" in answer.text, "退出" in answer.text) == (404, True, True), path


def test_no_address_shows_anything_without_login(served: Served) -> None:
    stranger = served.browser()
    walked = all_addresses(served) - OPEN
    assert walked
    for address in walked:
        for cookie in ("", "made up", served.desk.cookies.sign("a session that never was")):
            answer = stranger.request(address.method, address.filled, headers={"Cookie": f"{COOKIE}={cookie}"})
            assert (answer.status_code, answer.text) == (303, ""), address
            assert answer.headers["Location"].startswith("/desk/login?next=%2Fdesk%2F")


def test_a_form_without_login_is_refused_and_its_text_given_back(served: Served) -> None:
    stranger = served.browser()
    posts = [address for address in all_addresses(served) - OPEN if address.method == "POST"]
    assert posts
    for address in posts:
        answer = stranger.post(address.filled, data={"text": "打了很久的<b>字</b>"})
        assert answer.status_code == 401
        assert "打了很久的&lt;b&gt;字&lt;/b&gt;" in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_every_wrong_role_is_refused(served: Served, role: str) -> None:
    browser = served.staff("某人", role)
    token = token_of(browser.get("/desk/login", follow_redirects=True).text)
    refused = [page for page in PAGES if not may(role, page.role)]
    assert refused or role == ROLES[-1]
    for page in refused:
        path = Address(page.method, page.path).filled
        answer = browser.request(page.method, path, data={"token": token} if page.method == "POST" else None)
        assert (answer.status_code, "没有权限" in answer.text) == (403, True), page


def test_every_form_without_a_token_of_this_session_is_refused(served: Served) -> None:
    browser, other = served.staff("甲", "editor"), served.staff("乙", "editor")
    anothers = token_of(other.get("/desk/records").text)
    posts = [address for address in all_addresses(served) - OPEN if address.method == "POST"]
    assert posts
    before = len(rows(served.store, "audit"))
    for address in posts:
        for token in ("", "x", anothers):
            assert browser.post(address.filled, data={"token": token}).status_code == 403
    assert len(rows(served.store, "audit")) == before
    assert browser.get("/desk/records").status_code == 200  # nor was anybody logged out


def test_a_form_sent_by_another_site_is_refused(served: Served) -> None:
    browser = served.staff("甲", "editor")
    token = token_of(browser.get("/desk/records").text)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert browser.post("/desk/logout", data={"token": token}, headers=headers).status_code == 403


def test_the_roles_are_a_ladder() -> None:
    allowed = {(role, needed) for role in ROLES for needed in ROLES if may(role, needed)}
    assert len(allowed) == 6
    assert not may("viewer", "answerer")
    assert not may("nobody", "viewer")


def test_login_leads_to_the_page_that_was_wanted(served: Served) -> None:
    served.accounts.add("李工", "editor", PASSWORD)
    browser = served.browser()
    first = browser.get("/desk/records?before=9")
    login = browser.get(first.headers["Location"])
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', login.text))
    answer = browser.post("/desk/login", data={**fields, "name": "李工", "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/desk/records?before=9")
    assert browser.get(answer.headers["Location"]).status_code == 200


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example", "/desk/../x\\y", "/\\evil", "/desk/a\r\nX: 1", "/desk/login"]
)
def test_login_leads_to_no_other_site(served: Served, next_: str) -> None:
    served.accounts.add("李工", "editor", PASSWORD)
    browser = served.browser()
    answer = browser.sends("/desk/login", "/desk/login", name="李工", password=PASSWORD, next=next_)
    assert answer.headers["Location"] == "/desk/"


def test_the_cookie_is_kept_from_scripts_and_other_sites(served: Served) -> None:
    served.accounts.add("李工", "editor", PASSWORD)
    set_cookies = served.browser().logs_in("李工").headers.get_list("Set-Cookie")
    (cookie,) = [each for each in set_cookies if each.startswith(f"{COOKIE}=")]
    assert {"HttpOnly", "Path=/desk", "SameSite=strict", "Max-Age=43200"} <= set(cookie.split("; "))


def test_behind_tls_the_cookie_stays_there(served: Served) -> None:
    browser = served.browser()
    browser.headers["X-Forwarded-Proto"] = "https"  # as the proxy in front says
    assert all("Secure" in each for each in browser.get("/desk/login").headers.get_list("Set-Cookie"))


def test_the_addresses_of_one_customer_are_counted_together(served: Served) -> None:
    served.accounts.add("王敏", "viewer", PASSWORD)
    browser = served.browser()

    def logs_in(address: str, name: str = "王敏", password: str = PASSWORD) -> int:
        browser.headers["X-Forwarded-For"] = address  # as the proxy in front says
        return browser.logs_in(name, password).status_code

    for number in range(MOST_BY_ADDRESS):
        assert logs_in(f"2001:db8::{number}", f"名字{number}", "wrong one") == 401
    assert logs_in("2001:db8::ffff") == 429
    assert logs_in("2001:db8:0:1::1") == 303


def test_a_session_is_not_what_was_there_before_the_login(served: Served) -> None:
    """Fixation: whatever cookies somebody planted, the session is a new one, and theirs opens nothing."""
    first = served.staff("李工", "editor")
    planted = first.cookies[COOKIE]
    victim = served.browser()
    victim.cookies.set(COOKIE, planted, path="/desk")
    token = token_of(victim.get("/desk/records").text)
    victim.post("/desk/logout", data={"token": token})
    victim.cookies.set(COOKIE, planted, path="/desk")
    answer = victim.logs_in("李工")
    assert answer.status_code == 303
    assert COOKIE in answer.headers["Set-Cookie"]
    assert planted not in answer.headers["Set-Cookie"]
    assert first.get("/desk/records").status_code == 303


def test_the_door_has_a_token_of_its_own(served: Served) -> None:
    served.accounts.add("李工", "editor", PASSWORD)
    one, other = served.browser(), served.browser()
    token = token_of(one.get("/desk/login").text)
    other.get("/desk/login")
    fields = {"name": "李工", "password": PASSWORD, "token": token}
    assert other.post("/desk/login", data=fields).status_code == 403
    assert served.browser().post("/desk/login", data=fields).status_code == 403
    assert one.post("/desk/login", data=fields).status_code == 303


def test_nul_in_a_form_is_left_out(served: Served) -> None:
    served.accounts.add("李工", "editor", PASSWORD)
    assert served.browser().logs_in("no\0body").status_code == 401
    assert served.browser().logs_in("李\0工").status_code == 303


def test_logout_ends_the_session_for_copies_of_the_cookie_too(served: Served) -> None:
    browser = served.staff("李工", "editor")
    copy = served.browser()
    copy.cookies.set(COOKIE, browser.cookies[COOKIE], path="/desk")
    assert copy.get("/desk/records").status_code == 200
    assert browser.sends("/desk/records", "/desk/logout").headers["Location"] == "/desk/login"
    assert copy.get("/desk/records").status_code == 303


def test_a_session_ends_after_twelve_hours(served: Served) -> None:
    browser = served.staff("李工", "editor")
    served.clock.passes(hours=11, minutes=59)
    assert browser.get("/desk/records").status_code == 200
    served.clock.passes(minutes=1)
    assert browser.get("/desk/records").status_code == 303


def test_every_page_keeps_to_itself(served: Served) -> None:
    browser = served.staff("李工", "editor")
    pages = [page for page in PAGES if page.method == "GET"]
    assert pages
    for page in pages:
        answer = browser.get(Address("GET", page.path).filled)
        assert "default-src 'none'; script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=|(?:src|href)=\"?(?:https?:)?//", answer.text)


def test_the_files_are_the_looks_alone(served: Served) -> None:
    stranger = served.browser()
    assert stranger.get("/desk/static/desk.css").headers["Cache-Control"] == "no-cache"
    assert stranger.get("/desk/static/../access.py").status_code == 303  # to the door, as from any address
    for path in ("/desk/static/%2e%2e/access.py", "/desk/static/", "/desk/static/none"):
        assert stranger.get(path).status_code == 404


def test_a_body_without_end_is_refused(served: Served) -> None:
    browser = served.staff("李工", "editor")
    assert browser.post("/desk/logout", data={"text": "长" * 100_000}).status_code == 413
    assert browser.post("/desk/login", data={"name": "长" * 100_000}).status_code == 413


def test_a_page_shows_only_the_links_that_open(served: Served) -> None:
    links = {role: _links(served.staff(role, role).get("/desk/", follow_redirects=True)) for role in ROLES}
    assert "/desk/records" in links["editor"]
    assert "/desk/records" not in links["answerer"]
    for role, browser in ((role, served.staff(role)) for role in ROLES):
        assert all(browser.get(link).status_code == 200 for link in links[role])


def _links(page: httpx.Response) -> set[str]:
    nav = re.search(r"<nav.*?</nav>", page.text, re.DOTALL)
    assert nav
    return set(re.findall(r'href="([^"]+)"', nav[0]))
