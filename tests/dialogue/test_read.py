"""Which day is said of which certification."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue.read import days_said

FACT = load(Path(__file__).parents[2]).facts["certifications"]
TODAY = date(2025, 6, 1)
BOTH = ("shanxi_quality", "jincheng_brand")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("山西精品、晋城老字号", (None, None)),
        ("2024年拿了山西精品、晋城老字号", ("2024", "2024")),
        ("山西精品 2024年，还有晋城老字号", ("2024", None)),
        ("去年山西精品，今年晋城老字号", ("2024", "2025")),
        ("山西精品，去年，晋城老字号，2023年12月", ("2024", "2023-12")),
        ("去年，山西精品、晋城老字号", ("2024", "2024")),
        ("山西精品和晋城老字号，明年", (None, None)),
    ],
)
def test_a_day_belongs_to_what_its_clause_names(text: str, days: tuple[str | None, str | None]) -> None:
    said = days_said(FACT, BOTH, text, TODAY)
    assert (said["shanxi_quality"], said["jincheng_brand"]) == days
