"""Checks of content that need findings; `huiqi check` joins them with those of `bot.content`."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations
from typing import Any

from bot.content import Content, Fault, FirstReaches, Leaf, Measure, write_bounds, write_sum
from bot.matching.finding import Finding, Status
from bot.matching.match import Matcher, find
from bot.matching.profile import Profile, ProfileError, read_profile


def check_examples(content: Content) -> Iterator[Fault]:
    """Every example comes out as it says."""
    for measure in content.measures:
        for example in measure.examples:
            try:
                profile = read_profile(example.given, content.facts, example.as_of)
            except ProfileError as error:
                yield _fault(measure, example.line, "examples", str(error))
                continue
            found = _outcome(find(measure, profile.known, example.as_of))
            expected = example.pays or example.finds
            if found != expected:
                yield _fault(measure, example.line, "examples", f"expected {expected}, but the rule gives {found}")


def check_steps(content: Content) -> Iterator[Fault]:
    """Every step of a ladder is paid by some case."""
    for measure in content.measures:
        ladder = measure.award.ladder
        if ladder is None or not measure.examples:
            continue
        reached = {
            step
            for example in measure.examples
            for step, pays in zip(ladder.steps, ladder.pays, strict=True)
            if _pays(measure, example.given, example.as_of, ladder, step, content) == pays
        }
        for step in ladder.steps:
            if step not in reached:
                yield _fault(measure, measure.line, "award", f"step {write_sum(step)} cannot be reached in any example")


def check_agreement(content: Content) -> Iterator[Fault]:
    """No case is paid two different sums for one and the same thing."""
    matcher = Matcher(content.measures)
    for measure in content.measures:
        for example in measure.examples:
            try:
                profile = read_profile(example.given, content.facts, example.as_of)
            except ProfileError:
                continue
            found = matcher.match(profile, example.as_of)
            paid = [f for f in found if f.status is Status.ELIGIBLE and f.certain is not None]
            for one, other in combinations(paid, 2):
                if one.most != other.most and _same_thing(one.measure, other.measure):
                    problem = (
                        f"pays {write_sum(one.most or 0)}, but {other.measure.id} pays {write_sum(other.most or 0)}"
                    )
                    yield _fault(one.measure, example.line, "award", f"{problem} for the same case")


CHECKS: tuple[Callable[[Content], Iterator[Fault]], ...] = (check_examples, check_steps, check_agreement)


def check(content: Content) -> tuple[Fault, ...]:
    """Return every fault that findings show."""
    return tuple(dict.fromkeys(fault for one in CHECKS for fault in one(content)))


def _outcome(finding: Finding) -> str:
    if finding.status is not Status.ELIGIBLE:
        return finding.status.value
    if finding.least is None or finding.most is None:
        return finding.measure.award.kind
    return write_bounds(finding.least, finding.most)


def _pays(
    measure: Measure, given: Mapping[str, object], as_of: Any, ladder: FirstReaches, step: int, content: Content
) -> int | None:
    case = {**given, ladder.fact.id: step}
    if ladder.before:
        case[ladder.before] = 0
    try:
        profile: Profile = read_profile(case, content.facts, as_of)
    except ProfileError:
        return None
    finding = find(measure, profile.known, as_of)
    return finding.most if finding.status is Status.ELIGIBLE else None


def _same_thing(one: Measure, other: Measure) -> bool:
    """Whether both measures pay for the same achievement of the same policy."""
    return one.policy is other.policy and bool(_achievements(one) & _achievements(other))


def _achievements(measure: Measure) -> set[tuple[str, str]]:
    return {(leaf.fact.id, key) for leaf in measure.condition.leaves() if leaf.dated for key in _keys(leaf)}


def _keys(leaf: Leaf) -> tuple[str, ...]:
    return leaf.keys() or ("",)


def _fault(measure: Measure, line: int, part: str, problem: str) -> Fault:
    return Fault(measure.policy.file, line, f"{measure.id}, {part}", problem)
