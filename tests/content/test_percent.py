from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.percent import percentages_in, read_percent, write_percent


@given(st.integers(1, 100_000).map(lambda thousandths: Fraction(thousandths, 100_000)))
def test_a_share_written_is_read_back(share: Fraction) -> None:
    assert read_percent(write_percent(share)) == share


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("按70%执行", ["70%"]),
        ("按70.0%执行，利率2.5%", ["70%", "2.5%"]),
        ("分别按10%、20%补助", ["10%", "20%"]),
        ("按10-20%补助", ["10%", "20%"]),
        ("第70条，5万元", []),
    ],
)
def test_percentages_are_found_whole(text: str, shares: list[str]) -> None:
    assert percentages_in(text) == set(map(read_percent, shares))


def test_a_percentage_within_another_is_none() -> None:
    assert percentages_in("按170%执行") == {Fraction(17, 10)}
