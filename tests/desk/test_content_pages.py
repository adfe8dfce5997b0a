"""The content pages: quotes beside the official text, what is accounted for, doubts, offices, the check."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from bot.content import coverage, load
from bot.desk.catalogue import article_page, policy_line
from tests.databases import rows
from tests.desk.served import Served
from tests.helpers import JINCHENG, content


def bare(text: str) -> str:
    return re.sub(r"[\s*#_]", "", text)


def test_the_pieces_of_an_article_are_its_text() -> None:
    sentences = coverage(content())
    assert len(content().articles) == 16
    for article in content().articles:
        page = article_page(article, content(), sentences)
        shown, text = bare("".join(piece.text for piece in page.pieces)), article.policy.source.text
        assert shown in bare(text[article.start : article.end])
        assert len(shown) > len(bare(text[article.start : article.end])) - 25  # less the next heading


def test_every_quote_is_marked_and_numbered() -> None:
    sentences = coverage(content())
    for article in content().articles:
        page = article_page(article, content(), sentences)
        marked = bare("".join(piece.text for piece in page.pieces if piece.kind == "measure"))
        assert all(bare(quote.text) in marked for measure in page.measures for quote in measure.quotes)
        assert {end for piece in page.pieces for end in piece.ends} == set(range(1, len(page.measures) + 1))


@pytest.mark.parametrize(("hour", "ended"), [(15, False), (16, True)])
def test_the_day_is_that_of_shanghai(served: Served, hour: int, ended: bool) -> None:
    assert str(content().policies[0].window.last) == "2025-12-31"
    served.clock.now = datetime(2025, 12, 31, hour, tzinfo=UTC)
    assert ("（已到期）" in served.staff().get("/desk/content").text) is ended


def test_what_is_in_no_measure_and_grants_something_is_told(folder: Path) -> None:
    path = folder / "policy_data" / JINCHENG / "policy.yaml"
    text = path.read_text("utf-8")
    start = text.index("    grants_nothing:")
    end = text.index("- number:", start)
    path.write_text(text[:start].rstrip() + "\n  " + text[end:], "utf-8")
    less = load(folder)
    line = policy_line(less.policies[0], less, coverage(less))
    assert line.neither > 0
    page = article_page(less.articles[0], less, coverage(less))
    assert "市级财政每年单列" in "".join(piece.text for piece in page.pieces if piece.kind == "neither")


def test_the_overview_counts_and_the_check_finds_nothing(editable: Served) -> None:
    page = editable.staff(role="viewer").get("/desk/content").text
    for words in ("16 条，64 项", "75 句：55 句已入库，20 句不给东西", "没有漏的", "没有错", "奖补的钱从哪里出"):
        assert words in page
    assert "重新载入" not in page
    assert "/desk/draft" not in page


def test_faults_are_told_with_file_and_line(editable: Served, folder: Path) -> None:
    path = folder / "intents/faq.yaml"
    text = path.read_text("utf-8")
    line = text[: text.index("article: 一")].count("\n") + 1
    path.write_text(text.replace("article: 一", "article: 二<b>"), "utf-8")
    page = editable.staff(role="editor").get("/desk/content").text
    assert f"intents/faq.yaml:{line}" in page
    assert "<b>" not in page


def test_the_policy_stands_beside_its_text(editable: Served) -> None:
    page = editable.staff(role="viewer").get(f"/desk/content/policies/{JINCHENG}").text
    assert page.count('<section class="card" id="article-') == 16
    assert page.count("<details id=") == 64
    links = set(re.findall(r'href="#(m-\d+-\d+)"', page))
    assert links == set(re.findall(r'id="(m-\d+-\d+)"', page))
    assert "条件：" in page


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fetc", "%3Cb%3E"])
def test_a_policy_that_is_not_there_is_not_found(editable: Served, name: str) -> None:
    assert editable.staff(role="viewer").get(f"/desk/content/policies/{name}").status_code == 404


def test_every_doubt_and_every_office_is_listed(editable: Served) -> None:
    browser = editable.staff(role="viewer")
    doubts, offices = unescape(browser.get("/desk/content/doubts").text), browser.get("/desk/content/offices").text
    wanted = [doubt.note for measure in content().measures for doubt in measure.doubts]
    assert len(wanted) > 20
    assert all(note in doubts for note in wanted)
    region = content().policies[0].region
    names = [office.name for office in (*region.offices.values(), *region.local_offices.values())]
    assert all(name in offices for name in names)
    assert offices.count("还没有") == len(names) + 1
    assert "填写" not in offices


def test_an_editor_reloads_and_it_is_written_down(editable: Served, folder: Path) -> None:
    path = folder / "intents/faq.yaml"
    path.write_text(path.read_text("utf-8").replace("奖补的钱从哪里出", "奖补的钱是从哪里来的"), "utf-8")
    editor = editable.staff(role="editor")
    assert editor.sends("/desk/content", "/desk/content/reload").headers["Location"] == "/desk/content?told=reloaded"
    assert "奖补的钱是从哪里来的" in editor.get("/desk/content").text
    path.write_text("- id: x\n", "utf-8")
    assert editor.sends("/desk/content", "/desk/content/reload").headers["Location"] == "/desk/content?told=faulty"
    page = editor.get("/desk/content?told=faulty").text
    assert "还用原来的内容" in page
    assert "奖补的钱是从哪里来的" in page, "the old content stays"
    assert [row.about for row in rows(editable.store, "audit") if row.action == "content_reloaded"] == [
        "reloaded",
        "faulty",
    ]


def test_others_may_not_reload(editable: Served) -> None:
    answerer = editable.staff()
    assert answerer.sends("/desk/content/offices", "/desk/content/reload").status_code == 403
