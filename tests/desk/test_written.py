"""CSV that a spreadsheet shows and does not compute, JSON in the documented shape."""

import csv
import io
import json

import pytest

from bot.desk.called import Called
from bot.desk.written import as_csv, as_json, safe
from bot.storage.figures import FIGURES, Filters, Row
from tests.helpers import content

SOURCES = FIGURES["use-sources"]
NASTY = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "=cmd|' /C calc'!A0")


def row(source: str, people: int = 9) -> Row:
    return Row((source,), {"people": people, "conversations": people + 3, "returning": 0})


@pytest.mark.parametrize("cell", NASTY)
def test_what_looks_like_a_formula_is_text(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    written = as_csv(SOURCES, [row(cell)], Called(content()))
    (_, line) = csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline=""))
    assert line[:2] == [f"'{cell}", f"'{cell}"]


def test_numbers_stay_numbers() -> None:
    assert [safe(cell) for cell in (-3, 0, 4.5, "普通", "a=b")] == [-3, 0, 4.5, "普通", "a=b"]


def test_a_csv_is_what_excel_reads() -> None:
    written = as_csv(SOURCES, [row("", 40), row("expo", 3)], Called(content()))
    assert written.startswith("\ufeff来源,来源（id）,人数,会话,回访\r\n")
    assert written.splitlines()[1:] == ["（直接来的）,,40,43,0", "expo,expo,*,6,0"]


def test_json_hides_what_csv_hides_and_says_what() -> None:
    filters = Filters(since="2026-11-01", channel="web")
    value = json.loads(as_json(SOURCES, filters, [row("", 40), row("expo", 1)], Called(content())))
    assert (value["version"], value["figure"], value["hidden_below"]) == (1, "use-sources", 5)
    assert value["filters"] == {"since": "2026-11-01", "channel": "web"}
    assert value["rows"][1]["numbers"] == {"people": None, "conversations": None, "returning": 0}
    assert value["rows"][1]["hidden"] == ["people", "conversations"]
    assert value["rows"][0]["hidden"] == ["conversations"]
    assert [column["id"] for column in value["columns"]] == ["people", "conversations", "returning"]
