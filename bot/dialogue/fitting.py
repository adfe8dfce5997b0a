"""Which awards what was told speaks for, beside those that it only does not rule out."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from bot.content import Content, Verdict
from bot.matching import Finding, Status, find

_FEW = 6
"""So many awards told first still are an answer."""

_LIKELY = {Status.ELIGIBLE, Status.POSSIBLE}


class Fit(NamedTuple):
    """An award that fits what was told, and the names of the facts that it hangs on still."""

    finding: Finding
    lacks: tuple[str, ...]


def fitting(content: Content, findings: Iterable[Finding], today: date) -> tuple[Fit, ...]:
    """Return the awards that most of what was told speaks for, the largest first; () for none, or too many."""
    spoken = [(finding, _speaking(finding)) for finding in findings if _may_pay(finding)]
    most = max((count for _, count in spoken), default=0)
    best = [finding for finding, count in spoken if count == most > 0]
    if len(best) > _FEW:
        return ()
    best.sort(key=lambda finding: -(finding.most or 0))
    return tuple(Fit(finding, _lacks(content, finding, today)) for finding in best)


def _may_pay(finding: Finding) -> bool:
    return finding.measure.award.paying and finding.status in _LIKELY


def _speaking(finding: Finding) -> int:
    """Return how many tests of the award hold by what was told, rather than by what is presumed of everybody."""
    known = finding.known
    told = [leaf for leaf in finding.measure.condition.leaves() if known.get(leaf.fact.id, "") != leaf.fact.presumed]
    return sum(leaf.verdict(known) is Verdict.YES for leaf in told)


def _lacks(content: Content, finding: Finding, today: date) -> tuple[str, ...]:
    """Return the names of the facts missing; of what is presumed only where that rules the award out."""
    return tuple(
        fact.name
        for fact in (content.facts[fact_id] for fact_id in finding.missing)
        if not (fact.presumed and _may_pay(find(finding.measure, {**finding.known, fact.id: fact.presumed}, today)))
    )
