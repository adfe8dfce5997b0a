"""`huiqi report` prints the figures of the desk."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.dialogue import Event
from bot.storage import Store

DAY = datetime(2026, 11, 20, 2, tzinfo=UTC)


@pytest.fixture
def seeded(address: str, opened: Callable[[str], Store]) -> str:
    """A database of three visits by the counter's link, six by none, and what was asked in them."""
    store = opened(address)
    with store.transaction() as tx:
        for number in range(9):
            source = {"source": "counter"} if number < 3 else {}
            tx.record([Event("began", {"outcome": "first", **source}), Event("message")], "web", f"{number}", DAY)
        topic = {"topic": "jincheng-2023-39/little-giant", "aspect": "amount", "outcome": "answer"}
        tx.record([Event("inquiry", topic)] * 12, "web", "1", DAY)
    return address


def report(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    where = "HUIQI_DATABASE_URL" if "://" in address else "HUIQI_DATABASE"
    return subprocess.run(
        [sys.executable, "-m", "bot", "report", *arguments],
        env={where: address, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_figure_is_a_table_whose_columns_stand_in_line(seeded: str) -> None:
    lines = report(seeded, "use-sources").stdout.splitlines()
    assert [line.rstrip() for line in lines] == [
        "从哪个链接来 · use-sources",
        "┏━━━━━━━━━━━━━━┳━━━━━━┳━━━━━━┳━━━━━━┓",
        "┃ 来源         ┃ 人数 ┃ 会话 ┃ 回访 ┃",
        "┡━━━━━━━━━━━━━━╇━━━━━━╇━━━━━━╇━━━━━━┩",
        "│ （直接来的） │    6 │    6 │    0 │",
        "│ counter      │    3 │    3 │    0 │",
        "└──────────────┴──────┴──────┴──────┘",
    ]


def test_the_summary_is_one_screen(seeded: str) -> None:
    shown = report(seeded).stdout
    assert all(words in shown for words in ("人数", "国家级“小巨人”企业奖励", "从哪个渠道来", "每一问走到了多少人"))
    assert len(shown.splitlines()) < 50


def test_a_csv_hides_small_counts(seeded: str) -> None:
    ran = report(seeded, "use-sources", "--csv")
    assert ran.stdout.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(ran.stdout.removeprefix("\ufeff")))) == [
        ["来源", "来源（id）", "人数", "会话", "回访"],
        ["（直接来的）", "", "6", "*", "0"],
        ["counter", "counter", "*", "*", "0"],
    ]


def test_days_and_ids_narrow_it(seeded: str) -> None:
    whole = json.loads(report(seeded, "topics", "--json").stdout)
    assert whole["rows"][0]["numbers"]["asked"] == 12
    for narrowed in (["--since", "2026-11-21"], ["--until", "2026-11-19"], ["--channel", "telegram"]):
        assert json.loads(report(seeded, "topics", "--json", *narrowed).stdout)["rows"] == []
    since = json.loads(report(seeded, "topics", "--json", "--since", "2026-11-20", "--until", "2026-11-20").stdout)
    assert since["filters"] == {"since": "2026-11-20", "until": "2026-11-20"}
    assert since["rows"] == whole["rows"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "unknown figure 'nothing'; known: overview, use-daily"),
        (["topics", "--since", "soon"], "--since"),
        (["topics", "--csv", "--json"], "not allowed with"),
    ],
)
def test_wrong_usage_is_said_in_one_line(arguments: list[str], words: str) -> None:
    ran = report("unused.db", *arguments)
    assert (ran.returncode, len(ran.stderr.splitlines())) == (2, 1)
    assert words in ran.stderr
