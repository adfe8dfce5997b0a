"""The queue and its conversations as pages: what a clerk sees, does, and does not lose."""

import re

import httpx
import pytest

from tests.databases import rows
from tests.desk.served import Browser, Served, token_of
from tests.reception.owner import Owner

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"
ANSWER = "请带营业执照到窗口。"


@pytest.fixture
def owner(served: Served) -> Owner:
    return Owner(served.service, served.clock)


def entry_of(served: Served, owner: Owner) -> str:
    """Let the owner ask for a person; return the address of the entry."""
    owner.says("开始")
    owner.says("人工")
    return f"/desk/queue/{served.desk.reception.waiting()[0].id}"


def does(browser: Browser, entry: str, deed: str, **fields: str) -> httpx.Response:
    return browser.sends(entry, f"{entry}/{deed}", **fields)


def typed(page: httpx.Response) -> str:
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page.text, re.DOTALL)
    return found[1] if found else ""


def test_a_clerk_takes_answers_and_ends(served: Served, owner: Owner) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    assert entry in clerk.get("/desk/queue").text
    assert does(clerk, entry, "take").headers["Location"] == entry
    assert "在您手里" in clerk.get(entry).text
    assert does(clerk, entry, "answer", text=ANSWER, once="1\0").headers["Location"] == entry
    assert ANSWER in clerk.get(entry).text
    assert does(clerk, entry, "answer", text="再见。", close="1", once="2").status_code == 303
    assert owner.read()[-3:-1] == [ANSWER, "再见。"]
    assert entry in clerk.get("/desk/queue?show=closed").text
    deeds = [row.action for row in rows(served.store, "audit") if row.staff == "王敏"]
    assert [deed for deed in deeds if deed not in {"login", "opened"}] == ["taken", "answered", "answered", "closed"]
    assert deeds.count("opened") == 1  # by one who stayed at it


@pytest.mark.parametrize("way", ["page", "piece", "return", "close"])
def test_whoever_reads_a_conversation_is_written_down(served: Served, owner: Owner, way: str) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    token = token_of(clerk.get("/desk/queue").text)

    def reads() -> list[tuple[str, str]]:
        if way in {"page", "piece"}:
            shown = clerk.get(entry, headers={"X-Refresh": "1"} if way == "piece" else {})
        else:
            shown = clerk.post(f"{entry}/{way}", data={"token": token, "text": "还没写完"})
        assert "人工" in shown.text
        audit = rows(served.store, "audit")
        return [(row.staff, row.about) for row in audit if row.action == "opened"]

    opened = ("王敏", f"#{entry.rpartition('/')[2]}")
    assert [reads(), reads()] == [[opened]] * 2
    served.clock.passes(minutes=11)
    assert reads() == [opened] * 2
    assert "人工" in served.staff("李工").get(entry).text
    assert [row.staff for row in rows(served.store, "audit") if row.action == "opened"] == ["王敏", "王敏", "李工"]


def test_the_page_shows_who_asks_and_what_applies(served: Served, owner: Owner) -> None:
    owner.says("开始")
    owner.says("煤机制造")
    owner.says("4.8亿")
    page = served.staff().get(entry_of(served, owner)).text
    assert "4.8亿元" in page
    assert "匹配结果" in page
    assert re.search(r"第.条，市", page)


STALE = {
    "open": "这个会话已经不在您手里",
    "others": "同事正在处理这个会话",
    "closed": "这个会话已经不在您手里",
    "gone": "这个会话已经删除",
}


@pytest.mark.parametrize("now", STALE)
def test_a_form_that_comes_too_late_says_so_and_loses_nothing(served: Served, owner: Owner, now: str) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    does(clerk, entry, "take")
    page = clerk.get(entry)
    desk, number = served.desk.reception, int(entry.rpartition("/")[2])
    if now == "gone":
        owner.says("/forget")
    else:
        desk.close(number, "王敏") if now == "closed" else desk.give_back(number, "王敏")
    if now == "others":
        desk.take(number, "李工")
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    answer = clerk.post(f"{entry}/answer", data={**fields, "text": f"{ANSWER}\r\n{ATTACK}"})
    assert answer.status_code == (404 if now == "gone" else 409)
    assert STALE[now] in answer.text
    assert typed(answer).startswith(ANSWER)
    assert "<script>alert" not in answer.text
    assert ANSWER not in owner.read()


def test_what_was_typed_is_there_after_taking_again(served: Served, owner: Owner) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    again = does(clerk, entry, "take", text=ANSWER)
    assert (again.status_code, typed(again)) == (200, ANSWER)
    assert "在您手里" in again.text


@pytest.mark.parametrize("deed", ["return", "close"])
def test_what_is_typed_and_not_sent_stops_the_end(served: Served, owner: Owner, deed: str) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    does(clerk, entry, "take")
    page = does(clerk, entry, deed, text=ANSWER)
    assert (page.status_code, typed(page)) == (422, ANSWER)
    assert does(clerk, entry, deed, text=" ").status_code == 303


def test_nothing_to_say_is_not_sent(served: Served, owner: Owner) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    does(clerk, entry, "take")
    assert does(clerk, entry, "answer", text="  ").status_code == 422
    assert does(clerk, entry, "answer", text="长" * 3001).status_code == 422


def test_two_clerks_see_who_has_it(served: Served, owner: Owner) -> None:
    wang, li, entry = served.staff("王敏"), served.staff("李工"), entry_of(served, owner)
    does(wang, entry, "take")
    assert "王敏 正在处理" in li.get(entry).text
    assert "同事正在处理" in does(li, entry, "take").text
    shelves = {
        (who, shelf): entry in browser.get(f"/desk/queue?show={shelf}").text
        for who, browser in (("wang", wang), ("li", li))
        for shelf in ("open", "mine", "others", "closed")
    }
    assert [key for key, there in shelves.items() if there] == [("wang", "mine"), ("li", "others")]


def test_what_owners_type_stays_text_on_every_page(served: Served, owner: Owner) -> None:
    owner.says("开始")
    owner.says(f"{ATTACK}在吗？你们食堂几点开饭？")
    owner.says(choice=ATTACK)
    owner.taps("找工作人员")
    clerk = served.staff("王敏", "editor")
    entry = f"/desk/queue/{served.desk.reception.waiting()[0].id}"
    does(clerk, entry, "take")
    does(clerk, entry, "answer", text=ATTACK)
    for path in ("/desk/queue?show=mine", entry, "/desk/records", f"/desk/queue?show={ATTACK}&done={ATTACK}"):
        for headers in ({}, {"X-Refresh": "1"}):
            page = clerk.get(path, headers=headers).text
            assert "<script>alert" not in page
            assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in clerk.get(entry).text
    assert ATTACK in owner.read()  # and arrives as it was typed


def test_what_staff_are_called_stays_text(served: Served) -> None:
    clerk = served.staff("<b>x</b>", "editor")
    assert "<b>x</b>" not in clerk.get("/desk/records").text
    login = served.browser().logs_in(ATTACK)
    assert "<script>alert" not in login.text


def test_a_page_is_fetched_again_only_where_it_changed(served: Served, owner: Owner) -> None:
    clerk, entry = served.staff(), entry_of(served, owner)
    first = clerk.get(entry, headers={"X-Refresh": "1"})
    assert "<html" not in first.text
    headers = {"X-Refresh": "1", "If-None-Match": first.headers["ETag"]}
    assert clerk.get(entry, headers=headers).status_code == 304
    owner.says("还在吗？")
    assert "还在吗？" in clerk.get(entry, headers=headers).text
    owner.says("/forget")
    gone = clerk.get(entry, headers=headers)
    assert (gone.status_code, "已经删除" in gone.text) == (404, True)


@pytest.mark.parametrize("entry", ["0", "-1", "x", "9" * 30, "999999"])
def test_what_is_no_entry_is_not_there(served: Served, entry: str) -> None:
    assert served.staff().get(f"/desk/queue/{entry}").status_code == 404


def test_what_did_not_arrive_is_marked(served: Served) -> None:
    owner = Owner(served.service, served.clock, "700001", "telegram")
    clerk, entry = served.staff(), entry_of(served, owner)
    does(clerk, entry, "take")
    does(clerk, entry, "answer", text=ANSWER)
    assert "正在发" in clerk.get(entry).text
    for outcome, told in (("sent", False), ("blocked", True)):
        served.service.take_over("telegram")
        while waiting := served.service.unsent("telegram"):
            for outgoing in waiting:
                served.service.sent(outgoing, outcome)
        assert "正在发" not in clerk.get(entry).text
        assert ("没有送达" in clerk.get(entry).text) is told
        does(clerk, entry, "answer", text="再说一句。")
