"""The pages of figures, over HTTP."""

import json
import re
from html import unescape

import httpx
import pytest

from bot.desk.called import Called
from bot.desk.figures import EVENTS, OUTCOMES, REASONS
from bot.dialogue import Event
from bot.storage import Store
from bot.storage.figures import FIGURES
from tests.databases import rows
from tests.desk.served import Served
from tests.helpers import ROOT, content
from tests.simulated import FIRST, simulate

HOSTILE = '"><script>alert(1)</script>'


def formulas() -> list[str]:
    columns = [column.formula for figure in FIGURES.values() for column in figure.columns]
    return [*(figure.formula for figure in FIGURES.values()), *columns]


@pytest.fixture
def viewer(served: Served) -> httpx.Client:
    simulate(served.store, 8, seed=3, days=2)
    return served.staff("查看的人", "viewer")


def test_every_figure_is_a_page_a_csv_and_a_json_at_one_address(viewer: httpx.Client) -> None:
    for figure in FIGURES.values():
        page = viewer.get(f"/desk/figures/{figure.id}")
        assert (page.status_code, figure.title in page.text, figure.formula in page.text) == (200, True, True)
        assert all(column.formula in page.text for column in figure.columns)
        csv = viewer.get(f"/desk/figures/{figure.id}.csv")
        assert (csv.status_code, csv.headers["content-type"]) == (200, "text/csv; charset=utf-8")
        assert f'filename="huiqi-{figure.id}.csv"' in csv.headers["content-disposition"]
        assert csv.content.startswith(b"\xef\xbb\xbf")
        assert json.loads(viewer.get(f"/desk/figures/{figure.id}.json").text)["figure"] == figure.id


def test_the_first_page_leads_to_all_figures(viewer: httpx.Client) -> None:
    page = viewer.get("/desk/figures?channel=web")
    assert page.status_code == 200
    for figure in FIGURES.values():
        assert f"/desk/figures/{figure.id}?channel=web" in page.text


def test_every_number_of_a_page_opens_its_events(viewer: httpx.Client) -> None:
    walked = 0
    for figure in ("use-channels", "funnel", "awards", "overview"):
        page = viewer.get(f"/desk/figures/{figure}").text
        links = [unescape(link) for link in re.findall(r'href="([^"]*/rows\?[^"]*)"', page)]
        assert links
        for link in links[:6]:
            behind = viewer.get(link)
            assert (behind.status_code, "没有记录" in behind.text) == (200, False), link
            walked += 1
    assert walked > 12


def test_events_are_told_in_the_words_of_the_desk(served: Served, viewer: httpx.Client) -> None:
    simulate(served.store, 40, seed=5, days=2)
    words = {word for formula in formulas() for word in re.findall("[a-z_]{3,}", formula)}
    words |= {"staff", "owner", "timeout", "answered", "unanswered", "ended", "typed", "tapped", "first", "again"}
    told = set()
    for figure in FIGURES.values():
        for column in figure.columns:
            page = viewer.get(f"/desk/figures/{figure.id}/rows?column={column.id}").text
            for cell in re.findall(r'data-label="(?:事件|内容)">([^<]*)<', page):
                told |= set(cell.split("，"))
    assert len(told) > 20
    assert told & words == set()


def test_a_formula_begins_with_words_that_a_clerk_reads() -> None:
    assert len(formulas()) > 50
    assert [each for each in formulas() if re.search("[a-z]", re.sub("（[^）]*）", "", each))] == []


def test_the_chart_of_who_came_counts_people() -> None:
    daily = FIGURES["use-daily"]
    assert (daily.title, daily.column(daily.drawn).title) == ("每天有多少人来", "人数")


def test_events_behind_a_number_are_paged(viewer: httpx.Client) -> None:
    first = viewer.get("/desk/figures/use-channels/rows?column=messages").text
    second = viewer.get("/desk/figures/use-channels/rows?column=messages&page=1").text
    assert ("更早的" in first, "较新的" in first, "较新的" in second) == (True, False, True)
    assert first.count("<tr><td") == second.count("<tr><td") == 25


def test_what_is_not_there_is_said(viewer: httpx.Client) -> None:
    for path in ("nothing", "topics.xml", "topics/rows", "topics/rows?column=nothing", "nothing/rows?column=asked"):
        assert viewer.get(f"/desk/figures/{path}").status_code == 404, path


@pytest.mark.parametrize("name", ["since", "until", "channel", "policy", "county", "sector", "of_topic"])
def test_what_an_address_brings_is_never_markup(viewer: httpx.Client, name: str) -> None:
    for path in ("", "/topics", "/topics.json", "/topics.csv", "/topics/rows?column=asked"):
        joint = "&" if "?" in path else "?"
        answer = viewer.get(f"/desk/figures{path}{joint}{name}={HOSTILE}")
        assert answer.status_code == (400 if name in {"since", "until"} else 200)
        if answer.headers["content-type"].startswith("text/html"):
            assert "<script>alert" not in answer.text


def test_nul_in_an_address_is_left_out(viewer: httpx.Client) -> None:
    for path in ("", "/topics.json", "/topics/rows?column=asked&of_topic=%00"):
        joint = "&" if "?" in path else "?"
        assert viewer.get(f"/desk/figures{path}{joint}county=%00&channel=we%00b").status_code == 200
    filters = viewer.get("/desk/figures/topics.json?county=%00&channel=we%00b").json()["filters"]
    assert filters == {"channel": "web"}


def test_a_source_from_outside_is_never_markup(served: Served) -> None:
    with served.store.transaction() as tx:
        tx.record([Event("began", {"outcome": "first", "source": HOSTILE})], "web", "p", FIRST)
        tx.record([Event("inquiry", {"outcome": "answer", "topic": HOSTILE})], "web", "p", FIRST)
    viewer = served.staff("查看的人", "viewer")
    assert ">other<" in viewer.get("/desk/figures/use-sources").text
    assert "<script>alert" not in viewer.get("/desk/figures/topics").text


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("since=2030-13-45", "开始日期“2030-13-45”不是日期，请写成 2026-11-01 这样。"),
        ("until=yesterday", "结束日期“yesterday”不是日期，请写成 2026-11-01 这样。"),
        ("since=2026-11-02&until=2026-11-01", "开始日期 2026-11-02 比结束日期 2026-11-01 还晚，请改一个。"),
    ],
)
def test_days_that_choose_nothing_are_told_in_one_line_and_no_number_is_shown(
    viewer: httpx.Client, query: str, told: str
) -> None:
    for path in ("", "/topics", "/topics/rows"):
        page = viewer.get(f"/desk/figures{path}?column=asked&{query}")
        assert (page.status_code, told in page.text, "没有记录" in page.text) == (400, True, False), path
        assert not re.search(r"/rows\?|<table", page.text)
    csv, json_ = (viewer.get(f"/desk/figures/topics.{form}?{query}") for form in ("csv", "json"))
    assert (csv.status_code, csv.text) == (400, f"{told}\n")
    assert (json_.status_code, json_.json()) == (400, {"error": told})


def test_one_day_is_a_span_too(viewer: httpx.Client) -> None:
    assert viewer.get("/desk/figures/topics?since=2026-11-02&until=2026-11-02").status_code == 200


def test_an_id_that_is_none_chooses_nothing(viewer: httpx.Client) -> None:
    assert viewer.get("/desk/figures/use-channels.json?channel=none").json()["rows"] == []


def test_names_are_those_of_the_content() -> None:
    called = Called(content())
    assert called("county", "zezhou") == "泽州县"
    assert called("fact", "revenue") == "年营收"
    assert called("measure", "jincheng-2023-39/little-giant") == "国家级“小巨人”企业奖励"
    assert called("topic", "gone/away") == "gone/away"
    assert (called("source", ""), called("county", "")) == ("（直接来的）", "（未说明）")


def coded(text: str) -> set[str]:
    return set(re.findall(r"`([a-z_]+)`", text))


def test_every_word_of_an_event_is_told_in_the_desks_words() -> None:
    docs = (ROOT / "docs" / "analytics.md").read_text("utf-8")
    table = docs.split("| event | when | says |\n|---|---|---|\n", 1)[1].split("\n\n", 1)[0]
    assert {name for row in table.splitlines() for name in coded(row.split("|")[1])} - {"fact"} == set(EVENTS)
    assert coded(docs.split("\nThe outcomes: ", 1)[1].split("\n\n", 1)[0]) == set(OUTCOMES)
    assert coded(docs.split("\nThe reasons: ", 1)[1].split("\n\n", 1)[0]) == set(REASONS)


def test_what_happens_has_a_word(store: Store) -> None:
    simulate(store, 8, seed=3, days=2)
    happened = rows(store, "events")
    assert {row.name for row in happened} <= set(EVENTS)
    assert {row.outcome for row in happened} <= {"", *OUTCOMES}
    assert {row.reason for row in happened} <= {"", *REASONS}
    assert len({row.name for row in happened}) > 10


def test_what_came_of_a_question_in_the_queue_is_told_in_words(served: Served) -> None:
    about = {"reason": "timeout", "outcome": "unanswered", "seconds": "90"}
    with served.store.transaction() as tx:
        tx.record([Event("queued", {"reason": "person"}), Event("closed", about)], "web", "p", FIRST)
    viewer = served.staff("查看的人", "viewer")
    queued = viewer.get("/desk/figures/desk-daily/rows?column=queued").text
    closed = viewer.get("/desk/figures/desk-daily/rows?column=closed").text
    assert ("进队列" in queued, "找人工" in queued) == (True, True)
    assert "超时" in closed
    assert "没有答复" in closed
