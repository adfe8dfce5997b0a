from pathlib import Path

from bot.content import load, unstated_sums
from tests.helpers import content
from tests.wangjiang import changed, wangjiang

FACTS = "policy_data/facts.yaml"


def test_sums_that_a_text_states_and_examples_of_answers_are_not_told() -> None:
    assert any("150万元" in fact.hint for fact in wangjiang().facts.values())
    assert any("例如：4.8亿" in fact.hint for fact in content().facts.values())
    assert [*unstated_sums(wangjiang()), *unstated_sums(content())] == []


def test_a_sum_of_a_hint_that_no_text_states_is_told_with_its_line(tmp_path: Path) -> None:
    (found,) = unstated_sums(load(changed(tmp_path, FACTS, "维修150万元，", "维修250万元，")))
    assert (found.line, found.where) == (3, "first_step")
    assert found.problem.startswith("250万元 stands in no source.md")


def test_so_is_one_of_an_option(tmp_path: Path) -> None:
    (found,) = unstated_sums(load(changed(tmp_path, FACTS, "label: 食品加工业}", "label: 产值2亿元的食品加工业}")))
    assert (found.where, found.problem.partition(" ")[0]) == ("sector", "2亿元")
