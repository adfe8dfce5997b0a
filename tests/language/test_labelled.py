"""Answers as people type them, labelled by hand: how many are read as meant, and that no amount is read wrong."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content import load
from bot.dialogue import gather, read_answer

HERE = Path(__file__).parent
FACTS = load(HERE.parents[1]).facts
TODAY = date(2025, 6, 1)
YEAR_ASKED = TODAY.year - 1
"""The year that is asked for, and meant where none is said."""

MONEY_AT_LEAST = 0.973
SECTOR_AT_LEAST = 0.969
CERTIFICATION_AT_LEAST = 0.96
SEVERAL_AT_LEAST = 0.96

WRONG_AMOUNTS: dict[str, str] = {}
"""Text -> why its amount is read otherwise than labelled."""


def lines(name: str, at_least: int) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) >= at_least
    return found


def read(fact: str, text: str) -> Any:
    """Return the value taken; "ask" where none is."""
    answer = read_answer(FACTS[fact], text, TODAY)
    return answer["value"] if answer["outcome"] == "understood" else "ask"


def amount(value: Any) -> Any:
    return value if value == "ask" else (value["low"], value["high"], value.get("year", YEAR_ASKED))


def amount_meant(line: dict[str, Any]) -> Any:
    return amount(line) if "low" in line else "ask"


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_no_amount_is_read_wrong() -> None:
    wrong = {
        line["text"]: taken
        for line in lines("money", 150)
        if (taken := amount(read("revenue", line["text"]))) not in ("ask", amount_meant(line))
    }
    assert set(wrong) <= set(WRONG_AMOUNTS), wrong


def test_most_amounts_are_read() -> None:
    assert share([amount(read("revenue", line["text"])) == amount_meant(line) for line in lines("money", 150)]) >= (
        MONEY_AT_LEAST
    )


@pytest.mark.parametrize(
    ("fact", "file", "label", "count", "at_least"),
    [
        ("sector", "sector", "sector", 100, SECTOR_AT_LEAST),
        ("certifications", "certification", "held", 150, CERTIFICATION_AT_LEAST),
    ],
)
def test_most_choices_are_read(fact: str, file: str, label: str, count: int, at_least: float) -> None:
    right = []
    for line in lines(file, count):
        meant = line.get(label, "ask")
        taken = read(fact, line["text"])
        right.append(taken in meant.split("|") if isinstance(meant, str) else taken == meant)
    assert share(right) >= at_least


def told(line: dict[str, Any]) -> dict[str, Any]:
    """Return the facts taken out of a message; one that is presumed anyway tells nothing."""
    values = gather(FACTS, line["text"], TODAY).values
    return {fact: FACTS[fact].read(raw, TODAY) for fact, raw in values.items() if raw != FACTS[fact].presumed}


def meant(line: dict[str, Any]) -> dict[str, Any]:
    return {fact: FACTS[fact].read(raw, TODAY) for fact, raw in line["facts"].items()}


def test_several_facts_are_told_at_once() -> None:
    assert share([told(line) == meant(line) for line in lines("several", 60)]) >= SEVERAL_AT_LEAST


def test_no_amount_among_several_facts_is_read_wrong() -> None:
    money = [fact.id for fact in FACTS.values() if fact.kind == "money"]
    wrong = {
        line["text"]: fact
        for line in lines("several", 60)
        for fact in money
        if told(line).get(fact) not in (None, meant(line).get(fact))
    }
    assert not wrong
