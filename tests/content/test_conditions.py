"""Runs `conditions/<word>.yaml`: facts, a condition, and what it comes to, case by case.

A condition is read for a policy in force from 2023-10-31 to 2025-12-31. A case holds what is ``given`` (read as on
2026-12-31, so that a yearly figure without a year is that of 2025), the ``verdict``, the facts still ``missing``, the
``words`` of its reasons in order, and for a ladder or rate what it ``pays``: the least and the most.
``refused`` are conditions that no author can write, with words of the fault.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.content import Condition, Fault, FirstReaches, Window, write_sum
from bot.content.conditions import LADDERS, WORDS, Rate, Reading, rate, read_condition, read_fact
from bot.content.read_facts import read_facts
from bot.content.reader import Reader, Unreadable
from bot.content.yaml_lines import Keys, load_yaml
from tests.helpers import ROOT

WORD_FILES = ROOT / "bot/content/conditions"
CASE_FILES = Path(__file__).parent / "conditions"
TODAY = date(2026, 12, 31)
WINDOW = Window(date(2023, 10, 31), date(2025, 12, 31))


def tables() -> Iterator[tuple[str, Any]]:
    for path in sorted(CASE_FILES.glob("*.yaml")):
        faults: list[Fault] = []
        table: Any = load_yaml(path, path.name, faults)
        assert not faults
        yield path.stem, table


def conditions() -> Iterator[tuple[str, Any, Any]]:
    for stem, table in tables():
        for number, test in enumerate(table["tests"], 1):
            yield f"{stem}-{number}", table["facts"], test


def cases() -> Iterator[Any]:
    for name, facts, test in conditions():
        for case in test["cases"]:
            said = ", ".join(f"{fact} {value}" for fact, value in case["given"].items()) or "nothing known"
            yield pytest.param(facts, test["condition"], case, id=f"{name}: {said}")


def refusals() -> Iterator[Any]:
    for stem, table in tables():
        for refusal in table.get("refused", ()):
            yield pytest.param(table["facts"], refusal, id=f"{stem}: {refusal['words']}")


def read(facts: Any, node: Any, faults: list[Fault]) -> tuple[Condition, Reading]:
    reader = Reader(faults)
    reading = Reading(reader, read_facts(facts, reader), WINDOW)
    if isinstance(node, Keys) and ("percent" in node or str(node.get("at_most", "")).endswith("%")):
        return rate.read(node, read_fact(node, "", reading, rate.KINDS), "", reading), reading
    ladder = next((word for word in LADDERS if word in node), None)
    if ladder is None:
        return read_condition(node, "", reading), reading
    return LADDERS[ladder](node[ladder], read_fact(node, "", reading, ("money",)), "", reading), reading


def several(one_or_more: Any) -> list[str]:
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def words_below(node: Any) -> Iterator[str]:
    if isinstance(node, Mapping):
        for word, inner in node.items():
            yield word
            yield from words_below(inner)
    elif isinstance(node, list):
        for item in node:
            yield from words_below(item)


@pytest.mark.parametrize(("facts", "node", "case"), list(cases()))
def test_a_condition_comes_to_what_its_case_says(facts: Any, node: Any, case: Any) -> None:
    faults: list[Fault] = []
    condition, reading = read(facts, node, faults)
    known = {fact: reading.facts[fact].read(raw, TODAY) for fact, raw in case["given"].items()}
    assert not faults
    assert condition.verdict(known).name.lower() == case["verdict"]
    assert list(condition.missing(known)) == list(case.get("missing", []))
    assert [leaf.because(known) for leaf in condition.reasons(known)] == several(case["words"])
    if isinstance(condition, FirstReaches | Rate):
        assert " to ".join(map(write_sum, condition.bounds(known) or ())) == case["pays"]


@pytest.mark.parametrize(("name", "facts", "test"), list(conditions()))
def test_every_leaf_says_what_it_needs(name: str, facts: Any, test: Any) -> None:
    condition, _ = read(facts, test["condition"], [])
    assert [leaf.need() for leaf in condition.leaves()] == several(test["need"]), name


@pytest.mark.parametrize(("facts", "refusal"), list(refusals()))
def test_a_condition_that_means_nothing_is_refused(facts: Any, refusal: Any) -> None:
    faults: list[Fault] = []
    with suppress(Unreadable):
        read(facts, refusal["condition"], faults)
    assert [fault.problem for fault in faults] == several(refusal["words"])
    assert all(fault.line > 0 for fault in faults)


def test_every_word_file_has_a_case_file_of_its_name() -> None:
    word_files = {path.stem for path in WORD_FILES.glob("*.py")} - {"__init__", "condition"}
    assert len(word_files) == 12
    assert {path.stem for path in CASE_FILES.glob("*.yaml")} == word_files


def test_every_word_stands_in_the_case_file_of_its_module() -> None:
    tested = {stem: {w for test in table["tests"] for w in words_below(test["condition"])} for stem, table in tables()}
    modules = {word: read.__module__ for word, (_, read) in WORDS.items()}
    modules |= {word: read.__module__ for word, read in LADDERS.items()}
    assert set(modules) == {
        "is",
        "has",
        "newly",
        "at_least",
        "more_than",
        "below",
        "at_most",
        "first_reaches",
        "reaches",
    }
    for word, module in modules.items():
        assert word in tested[module.rpartition(".")[2]]
