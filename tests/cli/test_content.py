"""`huiqi check` and `huiqi facts`: whether the content is right, and what it asks."""

import json
from pathlib import Path

import pytest

from tests.commands import Runs
from tests.wangjiang import changed


def test_check_ends_with_every_sentence_accounted_for(huiqi: Runs) -> None:
    ran = huiqi("check")
    assert ran.status == 0
    last = ran.out.splitlines()[-2:]
    assert last[0] == "1 policy, 16 articles, 64 measures, 11 facts: no fault"
    assert last[1].endswith("20 marked as granting nothing or quoted otherwise, 0 neither")
    assert "NEITHER" not in ran.out


def test_check_tells_what_may_be_wrong_and_goes_on(huiqi: Runs, tmp_path: Path) -> None:
    root = changed(tmp_path, "policy_data/facts.yaml", "维修150万元，", "维修250万元，")
    ran = huiqi("check", str(root))
    assert ran.status == 0
    assert ran.err.startswith("look again: policy_data/facts.yaml:3 first_step: 250万元 stands in no source.md")


def test_facts_tell_what_a_profile_may_hold(huiqi: Runs) -> None:
    facts = json.loads(huiqi("facts", "--json").out)["facts"]
    assert [fact["id"] for fact in facts][:3] == ["sector", "revenue", "certifications"]
    assert {fact["kind"] for fact in facts} == {"choice", "choices", "money", "yes_no"}
    assert "quality_system" in {option["id"] for option in facts[2]["options"]}


def test_faulty_content_is_told_in_one_line(huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy_data").mkdir()
    monkeypatch.setenv("HUIQI_CONTENT", str(tmp_path))
    ran = huiqi("facts")
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    assert "policy_data/facts.yaml the file is missing" in ran.err
