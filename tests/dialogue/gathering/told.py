"""Tables of messages and what is told in them, by what is hard; today is 2025-06-01."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bot.dialogue import gather
from tests.helpers import content

FACTS = content().facts
TODAY = date(2025, 6, 1)

Told = dict[str, dict[str, dict[str, Any]]]
"""What is hard -> message -> fact -> value, as a profile file holds it."""


def yuan(amount: int, year: int | None = None) -> dict[str, int]:
    """Return a sum known to the yuan, with the year where one is told."""
    return between(amount, amount, year)


def between(low: int, high: int, year: int | None = None) -> dict[str, int]:
    """Return a sum known within bounds, with the year where one is told."""
    return {"low": low, "high": high, **({"year": year} if year else {})}


def each(table: Told) -> pytest.MarkDecorator:
    """Run a test for each message of a table."""
    rows = [pytest.param(text, told, id=f"{idea}: {text}") for idea, row in table.items() for text, told in row.items()]
    return pytest.mark.parametrize(("text", "told"), rows)


def told_by(text: str) -> Mapping[str, Any]:
    """Return all that a message tells."""
    return gather(FACTS, text, TODAY).values
