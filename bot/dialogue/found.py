"""What a result tells the figures: an event for each award, how it stands and, where it does not apply, why."""

from collections.abc import Iterator

from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event
from bot.matching import Finding, Status


def found_events(talk: Talk) -> tuple[Event, ...]:
    """Return the events of a result that was not shown before.

    Of each award its status, and once more where near; and which policies have an award that may apply.
    """
    findings = talk.house.paying.explain(talk.profile, talk.today)
    covered = {f.measure.policy.id: None for f in findings if f.status is not Status.NOT_ELIGIBLE}
    policies = (Event("covered", {"policy": policy}) for policy in covered)
    return (*policies, *(event for finding in findings for event in _events(finding)))


def _events(finding: Finding) -> Iterator[Event]:
    measure = finding.measure.topic
    ended = {"reason": "ended"} if finding.ended else {}
    yield Event("found", {"measure": measure, **_outcome(finding), **ended})
    if finding.shortfall and finding.status is not Status.LAPSED:
        yield Event("found", {"measure": measure, "outcome": "near", **ended})


def _outcome(finding: Finding) -> dict[str, str]:
    if finding.status is Status.ELIGIBLE and finding.certain is None:
        return {"outcome": "unstated"}
    if finding.status is Status.ELIGIBLE:
        return {"outcome": "eligible", "amount": str(finding.certain)}
    if finding.status is Status.NOT_ELIGIBLE:
        reasons = finding.reasons
        return {"outcome": "no", **({"fact": reasons[0].leaf.fact.id} if reasons else {})}
    return {"outcome": str(finding.status.value)}
