"""Phrasings by family, in `money_said.yaml`: each is read as a reply would write it, whatever is said around it."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.content.money import Amount, write_amount
from bot.language import Understood, read_money

TODAY = date(2025, 6, 1)
SAID: dict[str, dict[str, str] | list[str]] = yaml.safe_load(
    Path(__file__).with_name("money_said.yaml").read_text(encoding="utf-8")
)
READ = [(text, words) for family in SAID.values() if isinstance(family, dict) for text, words in family.items()]
ASKED_BACK = [text for family in SAID.values() if isinstance(family, list) for text in family]
AROUND = ["{}", "嗯，{}", "您好，{}。", "{}，谢谢", "{} 😅", "我说一下：{}", "{}！"]


def taken(text: str) -> Amount | None:
    reading = read_money(text, TODAY)
    return reading.value if isinstance(reading, Understood) else None


def written(amount: Amount | None) -> str:
    if amount is None:
        return "asked back"
    return write_amount(amount) + (f"（{amount.year} 年）" if amount.year else "")


@pytest.mark.parametrize(("text", "words"), READ, ids=[text for text, _ in READ])
def test_a_phrasing_is_read(text: str, words: str) -> None:
    assert {around: written(taken(around.format(text))) for around in AROUND} == dict.fromkeys(AROUND, words)


@pytest.mark.parametrize("text", ASKED_BACK)
def test_a_phrasing_is_asked_back(text: str) -> None:
    assert {around: written(taken(around.format(text))) for around in AROUND} == dict.fromkeys(AROUND, "asked back")
