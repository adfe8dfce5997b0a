"""Labelled questions (questions, beyond and several .jsonl) name measures, facts and options that exist."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content import load
from bot.matching import read_profile

HERE = Path(__file__).parent
CONTENT = load(HERE.parents[1])
GENERAL = {f"general:{topic}" for topic in ("validity", "overlap", "offices", "what", "policies", "total")}
TOPICS = {measure.id for measure in CONTENT.measures} | GENERAL | {"general"}
ASPECTS = {"amount", "who", "conditions", "when", "how", "text", "about"}
OUTCOMES = {"not_stated", "out_of_scope", "small_talk", "person"}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(("name", "least"), [("questions", 300), ("beyond", 150), ("several", 60)])
def test_there_are_enough_and_none_stands_twice(name: str, least: int) -> None:
    texts = [(row["text"], row.get("after")) for row in rows(name)]
    assert len(texts) >= least
    assert len(set(texts)) == len(texts)


def test_questions_name_topics_and_aspects_that_exist() -> None:
    for row in rows("questions"):
        pairs = row.get("expect", [])
        assert pairs or row["outcome"] == "clarify", row["text"]
        named = {topic for pair in pairs for topic in pair[0].split("|")} | set(row.get("among", ()))
        assert named <= TOPICS, row["text"]
        assert {aspect for _, aspect in pairs} <= ASPECTS, row["text"]


def test_what_is_beyond_has_an_outcome() -> None:
    for row in rows("beyond"):
        assert row["outcome"] in OUTCOMES, row["text"]
        assert row.get("topic", "general") in TOPICS, row["text"]


def test_several_facts_make_a_profile() -> None:
    for row in rows("several"):
        assert read_profile(row["facts"], CONTENT.facts, date(2025, 6, 1)).given == row["facts"].keys(), row["text"]
