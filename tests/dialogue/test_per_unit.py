"""A sum for each of something is stated, though it is no one sum: 每平方米展位补助200元."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import Content
from bot.dialogue import Asker
from bot.matching import check, find, read_profile
from tests.dialogue.tea import POLICY, SOURCE, tea_content

TODAY = date(2025, 6, 1)
WORDS = "每平方米展位补助 200 元"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root: Path = tmp_path_factory.mktemp("stands")
    policy = POLICY.replace("{unstated: 给予一定补助}", "{per_unit: 每平方米展位补助200元, up_to: 3万元}")
    policy = policy.replace("给予一定补助", f"{WORDS}，最高 3 万元").replace("pays: unstated", "pays: 最高3万元")
    return tea_content(root, SOURCE.replace("给予一定补助", f"{WORDS}，最高 3 万元"), policy)


def test_the_example_holds(content: Content) -> None:
    assert check(content) == ()


def test_the_amount_is_told_in_the_words_of_the_document(content: Content) -> None:
    told = Asker(content).ask("茶博会补助多少钱", "", TODAY)
    assert told["outcome"] == "answer"
    assert str(told["text"]).startswith("茶博会补助：“每平方米展位补助200元”，最高 3万元\n")
    assert "原文没写" not in str(told["text"]).split("电话")[0]
    (answer,) = told["answers"]
    assert (answer["stated"], answer["amount"], answer["award_words"]) == (True, None, "每平方米展位补助200元")


def test_it_is_never_a_certain_sum(content: Content) -> None:
    profile = read_profile({"titles": {"fair": "2025-03"}}, content.facts, TODAY)
    found = find(content.measure("tea/tea-fair"), profile.known, TODAY)
    assert (found.status.value, found.least, found.most) == ("eligible", 0, 30_000)
