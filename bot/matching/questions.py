"""Which fact to ask next: only those whose answer can still change a finding, in the order of `facts.yaml`."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.content import Fact, FirstReaches, Leaf
from bot.matching.finding import Finding, Status
from bot.matching.match import Matcher
from bot.matching.profile import Profile

_LIKELY = {Status.ELIGIBLE, Status.POSSIBLE}


class Question(NamedTuple):
    """A fact to ask, and why: the findings its answer can change, and the most money at stake in one of them (yuan).

    ``most`` is None where none of them states a sum. ``limits`` are the sums (yuan, ascending) at which a figure
    changes them; where the figure is known roughly, those inside its bounds. ``exact``: a share of the figure is paid,
    so that no range is enough.
    ``local`` tells that the answer changes no finding, only which local office is named.
    """

    fact: Fact
    decides: tuple[Finding, ...]
    most: int | None = None
    limits: tuple[int, ...] = ()
    exact: bool = False
    local: bool = False


def open_questions(matcher: Matcher, profile: Profile, facts: Mapping[str, Fact], as_of: date) -> tuple[Question, ...]:
    """Return the questions that a set of measures leaves open, in asking order; empty when nothing can change.

    What is known roughly and has to be known exactly comes last.
    """
    findings = matcher.match(profile, as_of)
    wanted: dict[str, list[Finding]] = {}
    implying = [(fact.id, fact.may_imply - profile.known.keys()) for fact in facts.values() if fact.may_imply]
    implying = [(fact_id, targets) for fact_id, targets in implying if fact_id not in profile.known]
    for finding in findings:
        for fact_id in _askable(finding.missing, implying) - profile.skipped:
            wanted.setdefault(fact_id, []).append(finding)
    being_settled = wanted.keys() | profile.skipped
    for fact_id in profile.presumed - profile.skipped:
        held_up = _held_up_by(fact_id, matcher, profile, findings, as_of)
        wanted.setdefault(fact_id, []).extend(f for f in held_up if being_settled.isdisjoint(f.missing))
    questions = {fact_id: _question(facts[fact_id], found, profile) for fact_id, found in wanted.items() if found}
    likely = tuple(finding for finding in findings if finding.status in _LIKELY)
    for fact_id in _local_facts(likely, profile):
        questions.setdefault(fact_id, Question(facts[fact_id], likely, local=True))
    ordered = (questions[fact_id] for fact_id in facts if fact_id in questions)
    # A rough figure serves until nothing else is left that may make its share matter.
    return tuple(sorted(ordered, key=lambda question: question.exact and question.fact.id in profile.known))


def _askable(missing: Collection[str], implying: Iterable[tuple[str, Set[str]]]) -> set[str]:
    """Return the missing facts and, for each that is wholly unknown, those that may imply it."""
    askable = set(missing)
    if missing:
        for fact_id, targets in implying:
            if not targets.isdisjoint(askable):
                askable.add(fact_id)
    return askable


def _held_up_by(
    fact_id: str, matcher: Matcher, profile: Profile, findings: Iterable[Finding], as_of: date
) -> list[Finding]:
    """Return the findings that pay and that what is presumed of one fact stands against."""
    bare = replace(profile, known=profile.without(fact_id))
    open_now = {id(finding.measure) for finding in findings if finding.status is not Status.NOT_ELIGIBLE}
    return [
        finding
        for finding in matcher.match(bare, as_of)
        if finding.measure.award.paying and fact_id in finding.missing and id(finding.measure) not in open_now
    ]


def _question(fact: Fact, deciding: Sequence[Finding], profile: Profile) -> Question:
    sums = [finding.most for finding in deciding if finding.most is not None]
    rates = [finding.measure.award.rate for finding in deciding]
    exact = any(rate is not None and rate.fact is fact for rate in rates)
    return Question(fact, tuple(deciding), max(sums, default=None), _limits(fact, deciding, profile), exact)


def _limits(fact: Fact, deciding: Sequence[Finding], profile: Profile) -> tuple[int, ...]:
    if fact.kind != "money":
        return ()
    limits = {
        limit
        for finding in deciding
        for leaf in finding.measure.condition.leaves()
        for limit in _limits_of(leaf, fact, profile)
    }
    amount = profile.known.get(fact.id)
    return tuple(sorted(limit for limit in limits if not amount or amount.low < limit <= amount.high))


def _limits_of(leaf: Leaf, fact: Fact, profile: Profile) -> tuple[int, ...]:
    if isinstance(leaf, FirstReaches) and leaf.before == fact.id:
        # An earlier best above what is reached now changes nothing.
        now = profile.known.get(leaf.fact.id)
        return tuple(step for step in leaf.steps if now is None or step <= now.high)
    return leaf.edges() if leaf.fact is fact else ()


def _local_facts(likely: Sequence[Finding], profile: Profile) -> set[str]:
    """Return the facts that would name the local office of something likely, where they are not known yet."""
    regions = [f.measure.policy.region for f in likely if f.measure.policy.region.local in f.measure.departments.names]
    return {region.local_fact for region in regions if region.local_fact} - profile.known.keys() - profile.skipped
