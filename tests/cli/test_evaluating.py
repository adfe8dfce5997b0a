"""`huiqi evaluate`: how many labelled questions and answers are understood."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Runs, write

LABELLED: dict[str, list[dict[str, Any]]] = {
    "questions.jsonl": [
        {"text": "山西精品给多少钱", "expect": [["shanxi-quality", "amount"]]},
        {"text": "那找谁？", "after": "小巨人给多少钱", "expect": [["little-giant", "who"]]},
        {"text": "山西精品要什么条件", "expect": [["little-giant", "conditions"]]},
        {"text": "老字号给多少钱", "outcome": "clarify"},
    ],
    "beyond.jsonl": [{"text": "太原的小巨人给多少钱", "outcome": "out_of_scope"}],
    "money.jsonl": [
        {"text": "去年两亿三", "low": 230_000_000, "high": 230_000_000},
        {"text": "今天天气怎么样"},
    ],
    "sector.jsonl": [{"text": "我们养猪", "sector": "pigs|other_farming"}],
    "certification.jsonl": [{"text": "评上中华老字号了", "held": {"china_brand": None}}],
    "several.jsonl": [{"text": "高平做铸件的", "facts": {"sector": "casting", "county": "gaoping"}}],
}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    for name, lines in LABELLED.items():
        write(tmp_path, name, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return tmp_path


def test_evaluate_counts_what_is_read_as_labelled(huiqi: Runs, labelled: Path) -> None:
    report = json.loads(huiqi("evaluate", labelled, "--json").out)
    right = {kind: (each["right"], each["total"], each["wrong"]) for kind, each in report["kinds"].items()}
    assert right == {
        "topics": (2, 3, 1),
        "questions": (1, 2, 1),
        "follow-ups": (1, 1, 0),
        "clarify": (1, 1, 0),
        "out_of_scope": (1, 1, 0),
        "money": (2, 2, 0),
        "sector": (1, 1, 0),
        "certification": (1, 1, 0),
        "several facts": (1, 1, 0),
    }
    assert report["topics_confused"] == [{"labelled": "little-giant", "read": "shanxi-quality", "count": 1}]
    assert {miss["text"] for miss in report["misses"]} == {"山西精品要什么条件"}


def test_evaluate_prints_a_table_of_one_half_and_its_misses(huiqi: Runs, labelled: Path) -> None:
    # The first line, the third and so on are the development half: counted from nought, they are even.
    lines = huiqi("evaluate", labelled, "--half", "development").out.splitlines()
    assert [line.split() for line in lines[: lines.index("")]] == [
        ["kind", "right", "of", "share", "wrong"],
        ["topics", "1", "2", "50.0%", "1"],
        ["questions", "1", "2", "50.0%", "1"],
        ["out_of_scope", "1", "1", "100.0%", "0"],
        ["money", "1", "1", "100.0%", "0"],
        ["sector", "1", "1", "100.0%", "0"],
        ["certification", "1", "1", "100.0%", "0"],
        ["several", "facts", "1", "1", "100.0%", "0"],
    ]
    assert "    1  little-giant -> shanxi-quality" in lines
    assert any(line.startswith("questions\t山西精品要什么条件\t") for line in lines)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": 5, "expect": []}', "questions.jsonl:1: expected an object with a text"),
        ('{"text": "小巨人"}', "outcome"),
    ],
)
def test_a_broken_labelled_file_is_told_in_one_line(huiqi: Runs, tmp_path: Path, line: str, words: str) -> None:
    write(tmp_path, "questions.jsonl", line)
    ran = huiqi("evaluate", tmp_path)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err
