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
        (("service",), "个体户转企业那两万", ("upgrade",)),
        (("service",), "2万那个找谁", ("upgrade",)),
        (("service",), "我们去年卖了两万", ("service",)),
        (("service",), "那两百万找谁", ("service",)),
    ],
)
def test_what_pays_the_sum_is_meant(topics: tuple[str, ...], text: str, meant: tuple[str, ...]) -> None:
    (wanted,) = BySum(PAYS).narrowed((Wanted(topics, "who"),), text, near=PAYS)
    assert wanted == Wanted(meant, "who")


def test_a_sum_pointed_at_in_one_question_is_none_of_another() -> None:
    asked = (Wanted(("mark",), "who"), Wanted(("service",), "about"))
    assert BySum(PAYS).narrowed(asked, "那三万找谁，另一个是啥", near=PAYS) == asked
