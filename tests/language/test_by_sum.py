"""Of measures called alike, a sum in the message tells which one is meant."""

import pytest

from bot.language.questions.asked import Wanted
from bot.language.questions.by_sum import BySum

PAYS = {"upgrade": frozenset({20_000}), "mark": frozenset({30_000, 50_000}), "service": frozenset[int]()}


@pytest.mark.parametrize(
    ("topics", "text", "meant"),
    [
        (("mark", "upgrade"), "那三万找谁", ("mark",)),
        (("mark", "upgrade"), "给五万的找谁", ("mark",)),
        (("mark", "upgrade"), "给十万的找谁", ("mark", "upgrade")),
        (("mark", "upgrade"), "找谁", ("mark", "upgrade")),
        (("service",), "那两万找谁", ("service",)),
        (("upgrade",), "那三万找谁", ("upgrade",)),
    ],
)
def test_what_pays_the_sum_is_meant(topics: tuple[str, ...], text: str, meant: tuple[str, ...]) -> None:
    (wanted,) = BySum(PAYS).narrowed((Wanted(topics, "who"),), text)
    assert wanted == Wanted(meant, "who")
