"""`huiqi ask`: the answer to a question, alone or a file of them."""

import io
import json
from pathlib import Path

import pytest

from tests.commands import Ran, Runs, write
from tests.helpers import ROOT


def test_answers_to_a_file_stand_below_what_was_typed(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("read", "county", "--file", write(tmp_path, "t.txt", "高平\n泽州\n"))
    assert ran.out == "› 高平\nunderstood: 高平市\n\n› 泽州\nunderstood: 泽州县\n\n"
    ran = huiqi("ask", "--file", write(tmp_path, "asked.txt", ASKED))
    first, second, *_ = ran.out.split("\n\n› ")
    assert first.startswith("› 山西精品给多少钱\n山西精品")
    assert second.startswith("那找谁？\n")


def test_ask_answers_as_the_json_page_says(huiqi: Runs) -> None:
    ran = huiqi("ask", "山西精品给多少钱", "--as-of", "2025-06-01", "--json")
    asked = json.loads(ran.out)
    documented = (ROOT / "docs/json.md").read_text("utf-8").partition("## `huiqi ask TEXT --json`")[2]
    documented = documented.partition("\n## ")[0]
    assert (ran.status, ran.err, len(ran.out.splitlines())) == (0, "", 1)
    assert set(asked) - {"version"} == {"text_asked", "outcome", "text", "answers", "choices", "alternatives"}
    (answer,) = asked["answers"]
    assert all(f"`{key}`" in documented for key in {*asked, *answer} - {"version"})
    assert (asked["text_asked"], asked["outcome"], asked["choices"]) == ("山西精品给多少钱", "answer", [])
    assert (answer["topic"], answer["aspect"]) == ("jincheng-2023-39/shanxi-quality", "amount")
    assert (answer["amount"], answer["stated"], answer["article"]) == (100_000, True, "九")
    assert answer["departments"][0] == "市商务局"
    source = (ROOT / "policy_data/jincheng-2023-39/source.md").read_text("utf-8")
    assert answer["quotes"]
    assert all(quote in source for quote in answer["quotes"])
    assert asked["alternatives"][0] == {"topic": "jincheng-2023-39/shanxi-quality", "score": 1.0}


def test_ask_says_the_same_as_text(huiqi: Runs) -> None:
    ran = huiqi("ask", "老字号给多少钱")
    assert ran.out.splitlines()[0] == "您是想问哪一项？"
    assert {line.removeprefix("· ") for line in ran.out.splitlines()[1:]} == {
        "中华老字号奖励",
        "三晋老字号奖励",
        "晋城老字号奖励",
    }


def test_ask_takes_the_message_before(huiqi: Runs) -> None:
    (answer,) = json.loads(huiqi("ask", "那找谁？", "--after", "山西精品给多少钱", "--json").out)["answers"]
    assert (answer["measure"], answer["aspect"]) == ("shanxi-quality", "who")


ASKED = """山西精品给多少钱
{"text": "那找谁？", "after": "小巨人给多少钱"}
{"text": "单项冠军找谁", "after": null}
{这个不是JSON
{"after": "没有问题"}

"""


def measures(ran: Ran) -> list[list[str]]:
    return [[answer["measure"] for answer in json.loads(line)["answers"]] for line in ran.out.splitlines()]


def test_ask_takes_a_file_of_texts_and_of_json(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("ask", "--file", write(tmp_path, "asked.txt", ASKED), "--json")
    unclear = json.loads(ran.out.splitlines()[2])
    assert (unclear["outcome"], unclear["answers"]) == ("clarify", [])
    assert {choice["topic"].partition("/")[2]: choice["label"] for choice in unclear["choices"]} == {
        "champion-national": "国家级制造业单项冠军奖励",
        "champion-provincial": "省级制造业单项冠军奖励",
    }
    # One line out for each line in, an empty one too, and a brace that somebody typed is text.
    assert [json.loads(line)["text_asked"] for line in ran.out.splitlines()] == [
        "山西精品给多少钱",
        "那找谁？",
        "单项冠军找谁",
        "{这个不是JSON",
        '{"after": "没有问题"}',
        "",
    ]
    assert measures(ran)[:2] == [["shanxi-quality"], ["little-giant"]]


def test_ask_reads_standard_input(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ASKED))
    assert measures(huiqi("ask", "--file", "-", "--json"))[:2] == [["shanxi-quality"], ["little-giant"]]
