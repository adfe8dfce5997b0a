"""At, one yuan below and unknown: generated for every threshold that the content holds."""

from itertools import pairwise
from typing import Any

import pytest

from bot.content import Amount, Condition, FirstReaches, Leaf, Measure, Shortfall, Verdict, write_sum
from bot.matching import Finding, Status, find, read_profile
from tests.helpers import content
from tests.matching.cases import limits, thresholds


def ladders() -> list[Any]:
    return [
        pytest.param(measure, measure.award.ladder, place, id=f"{measure.id} {write_sum(step)}")
        for measure in content().measures
        if measure.award.ladder
        for place, step in enumerate(measure.award.ladder.steps)
    ]


def unless() -> list[Any]:
    conditions: list[tuple[str, Condition]] = [
        (f"{measure.id} {write_sum(limit)} {leaf.need()}", leaf)
        for measure in content().measures
        for doubt in measure.doubts
        for leaf in (doubt.unless.leaves() if doubt.unless else ())
        for limit in limits(leaf)
    ]
    conditions += [
        (f"{measure.id} {leaf.need()}", leaf)
        for measure in content().measures
        for leaf in measure.condition.leaves()
        if limits(leaf) and not isinstance(leaf, FirstReaches)
    ]
    return [pytest.param(leaf, id=name) for name, leaf in conditions]


def held(measure: Measure, **facts: Any) -> Finding:
    """Hold a measure against its first paying example, with some facts put otherwise; None takes one away."""
    example = next(example for example in measure.examples if example.pays)
    given = {key: value for key, value in {**example.given, **facts}.items() if value is not None}
    return find(measure, read_profile(given, content().facts, example.as_of).known, example.as_of)


def outcome(finding: Finding) -> tuple[Status, int | None]:
    return finding.status, finding.most


@pytest.mark.parametrize(("measure", "ladder", "place"), ladders())
def test_a_step_is_paid_from_its_very_sum_on(measure: Measure, ladder: FirstReaches, place: int) -> None:
    step, pays = ladder.steps[place], ladder.pays[place]
    below = (Status.ELIGIBLE, ladder.pays[place - 1]) if place else (Status.NOT_ELIGIBLE, None)
    assert outcome(held(measure, **{ladder.fact.id: step, ladder.before: 0})) == (Status.ELIGIBLE, pays)
    assert outcome(held(measure, **{ladder.fact.id: step + 1, ladder.before: 0})) == (Status.ELIGIBLE, pays)
    assert outcome(held(measure, **{ladder.fact.id: step - 1, ladder.before: 0})) == below


@pytest.mark.parametrize(("measure", "ladder", "place"), ladders())
def test_a_step_reached_before_is_not_paid_again(measure: Measure, ladder: FirstReaches, place: int) -> None:
    step, pays = ladder.steps[place], ladder.pays[place]
    assert outcome(held(measure, **{ladder.fact.id: step, ladder.before: step - 1})) == (Status.ELIGIBLE, pays)
    again = held(measure, **{ladder.fact.id: step, ladder.before: step})
    assert outcome(again) == (Status.NOT_ELIGIBLE, None)
    assert [reason.words for reason in again.reasons] == [
        f"年营收 {write_sum(step)}（2024 年），此前最高 {write_sum(step)}，{write_sum(step)}不是首次达到"
    ]


@pytest.mark.parametrize(("measure", "ladder", "place"), ladders())
def test_an_unknown_figure_leaves_every_step_possible(measure: Measure, ladder: FirstReaches, place: int) -> None:
    unknown = held(measure, **{ladder.fact.id: None, ladder.before: None})
    assert (unknown.status, unknown.least, unknown.most) == (Status.POSSIBLE, 0, ladder.pays[-1])
    assert unknown.missing == (ladder.fact.id, ladder.before)
    first = held(measure, **{ladder.fact.id: ladder.steps[place], ladder.before: None})
    assert (first.status, first.least, first.most) == (Status.POSSIBLE, 0, ladder.pays[place])
    assert first.missing == (ladder.before,)


@pytest.mark.parametrize(("measure", "ladder", "place"), ladders())
def test_a_range_across_a_step_is_asked_again(measure: Measure, ladder: FirstReaches, place: int) -> None:
    step, pays = ladder.steps[place], ladder.pays[place]
    lower = ladder.pays[place - 1] if place else 0
    across = held(measure, **{ladder.fact.id: {"low": step - 1, "high": step}, ladder.before: 0})
    assert (across.status, across.least, across.most) == (Status.POSSIBLE, lower, pays)
    assert across.missing == (ladder.fact.id,)


@pytest.mark.parametrize(("measure", "ladder", "place"), ladders())
def test_the_distance_to_a_step_is_told_from_three_quarters_on(
    measure: Measure, ladder: FirstReaches, place: int
) -> None:
    step, below = ladder.steps[place], ladder.steps[place - 1] if place else 0
    near = held(measure, **{ladder.fact.id: max(step * 3 // 4, below), ladder.before: 0}).shortfall
    assert near == Shortfall(ladder.fact.id, max(step * 3 // 4, below), step, ladder.pays[place])
    assert near.gap == step - max(step * 3 // 4, below)
    if step * 3 // 4 > below:
        assert held(measure, **{ladder.fact.id: step * 3 // 4 - 1, ladder.before: 0}).shortfall is None


@pytest.mark.parametrize("leaf", unless())
def test_every_other_limit_is_closed_below(leaf: Leaf) -> None:
    (limit,) = limits(leaf)
    verdicts = [leaf.verdict({leaf.fact.id: Amount(yuan, yuan)}) for yuan in (limit - 1, limit)]
    assert verdicts in ([Verdict.NO, Verdict.YES], [Verdict.YES, Verdict.NO])
    assert leaf.verdict({leaf.fact.id: Amount(limit - 1, limit)}) is Verdict.UNKNOWN
    assert leaf.verdict({}) is Verdict.UNKNOWN


def test_the_sweeps_found_the_thresholds_of_the_content() -> None:
    assert len(ladders()) == 8
    assert len(unless()) == 12
    assert [write_sum(limit) for limit in thresholds()] == ["1亿元", "3亿元", "5亿元", "10亿元", "20亿元", "50亿元"]
    assert all(lower < upper for lower, upper in pairwise(thresholds()))
