"""`huiqi read`: how an answer is understood."""

import json
from pathlib import Path

from tests.commands import Runs, write


def test_read_tells_value_words_and_how_it_reads_back(huiqi: Runs) -> None:
    reading = json.loads(huiqi("read", "revenue", "去年两亿三", "--as-of", "2025-06-01", "--json").out)
    assert reading["value"] == {"low": 230_000_000, "high": 230_000_000, "year": 2024}
    assert (reading["outcome"], reading["say"]) == ("understood", "2.3亿元（2024 年）")


def test_read_takes_a_file_one_text_a_line(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("read", "county", "--file", write(tmp_path, "t.txt", "高平\n火星\n"), "--json")
    assert [json.loads(line)["outcome"] for line in ran.out.splitlines()] == ["understood", "not_understood"]


def test_read_any_tells_every_fact_of_a_message(huiqi: Runs) -> None:
    said = "高平做铸件的，去年营收6.2亿元"
    reading = json.loads(huiqi("read", "any", said, "--as-of", "2025-06-01", "--json").out)
    assert (reading["fact"], reading["outcome"], reading["text"]) == ("any", "understood", said)
    assert reading["values"] == {
        "sector": "casting",
        "revenue": {"low": 620_000_000, "high": 620_000_000, "year": 2024},
        "county": "gaoping",
    }
    assert reading["words"].keys() == reading["values"].keys()
    assert "年营收：6.2亿元（2024 年）" in reading["say"]


def test_read_any_of_nothing_told_says_so(huiqi: Runs) -> None:
    ran = huiqi("read", "any", "今天天气怎么样")
    assert (ran.status, ran.out) == (0, "not_understood: 没看出说的是哪些情况，请换个说法\n")
