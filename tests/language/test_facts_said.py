"""Phrasings by family, in `facts_said.yaml`: trades, titles and several facts at once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue import gather, read_answer
from tests.helpers import content

TODAY = date(2025, 6, 1)
SAID: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("facts_said.yaml").read_text(encoding="utf-8"))
ASKED_BACK = "asked back"


def trades() -> Iterator[tuple[str, str]]:
    for family in SAID["sector"].values():
        for sector, texts in family.items():
            yield from ((text, sector) for text in texts)


def lines(kind: str) -> list[tuple[str, Any]]:
    return [(text, told) for family in SAID[kind].values() for text, told in family]


def taken(fact: str, text: str) -> Any:
    answer = read_answer(content().facts[fact], text, TODAY)
    return answer["value"] if answer["outcome"] == "understood" else ASKED_BACK


@pytest.mark.parametrize(("text", "sector"), list(trades()), ids=[text for text, _ in trades()])
def test_a_trade_is_read(text: str, sector: str) -> None:
    assert taken("sector", text) == sector


@pytest.mark.parametrize(("text", "held"), lines("certifications"))
def test_titles_are_read(text: str, held: Any) -> None:
    assert taken("certifications", text) == held


@pytest.mark.parametrize(("text", "told"), lines("several"))
def test_several_facts_are_read_beside_one_another(text: str, told: Any) -> None:
    assert dict(gather(content().facts, text, TODAY).values) == told
