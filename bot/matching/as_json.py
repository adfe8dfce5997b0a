"""Findings as JSON: the versioned shape of docs/json.md. Amounts in whole yuan, dates ISO 8601."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from bot.content import Fact, Verdict
from bot.matching.finding import Finding, Reason, Status
from bot.matching.profile import UNKNOWN, Profile, read_profile

VERSION = 1

_VERDICTS = {Verdict.YES: "yes", Verdict.UNKNOWN: "unknown"}


def matched_json(
    raw: Mapping[str, Any], facts: Mapping[str, Fact], find: Callable[[Profile, date], Iterable[Finding]], as_of: date
) -> dict[str, Any]:
    """Return what ``find`` finds for a profile as a file holds it, its ``id`` given back; raises ProfileError."""
    profile = read_profile({key: value for key, value in raw.items() if key != "id"}, facts, as_of)
    result = result_json(find(profile, as_of), profile, facts, as_of)
    return {"id": raw["id"], **result} if "id" in raw else result


def result_json(
    findings: Iterable[Finding], profile: Profile, facts: Mapping[str, Fact], as_of: date
) -> dict[str, Any]:
    """Return the findings of one profile with what the profile was taken to be."""
    findings = tuple(findings)
    certain = [f.certain for f in findings if f.status is Status.ELIGIBLE and f.certain is not None]
    return {
        "version": VERSION,
        "as_of": as_of.isoformat(),
        "profile": {
            fact_id: facts[fact_id].write(profile.known[fact_id]) if fact_id in profile.known else UNKNOWN
            for fact_id in facts
            if fact_id in profile.known or fact_id in profile.unpresumed
        },
        "presumed": sorted(profile.presumed),
        "implied": sorted(profile.known.keys() - profile.given - profile.presumed),
        "certain_total": sum(certain),
        "overlap": list(dict.fromkeys(f.measure.policy.overlap.text for f in findings if f.measure.policy.overlap)),
        "notes": _notes(findings),
        "findings": [finding_json(finding) for finding in findings],
    }


def _notes(findings: Iterable[Finding]) -> list[str]:
    """Return what the policies say of all the money they pay, where some of theirs is or may be paid."""
    likely = (f for f in findings if f.measure.award.paying and f.status in {Status.ELIGIBLE, Status.POSSIBLE})
    return list(dict.fromkeys(quote.text for f in likely for quote in f.measure.policy.notes))


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding."""
    measure, policy = finding.measure, finding.measure.policy
    shortfall, earlier = finding.shortfall, finding.earlier
    settled = finding.status is Status.ELIGIBLE
    return {
        "policy": policy.id,
        "policy_number": policy.number or None,
        "article": measure.article.number,
        "article_heading": measure.article.heading,
        "measure": measure.id,
        "name": measure.name,
        "status": finding.status.value,
        "award": measure.award.kind,
        "award_words": measure.award.words,
        "amount": finding.certain if settled else None,
        "most": finding.most,
        "quotes": [quote.text for quote in measure.basis],
        "notes": [quote.text for quote in measure.notes],
        "departments": [office.name for office in finding.offices],
        "departments_quote": measure.departments.quote.text if measure.departments.quote else None,
        "reasons": [_reason_json(reason) for reason in finding.reasons],
        "missing": list(finding.missing),
        "open": list(finding.doubts),
        "distance": {**shortfall._asdict(), "gap": shortfall.gap} if shortfall else None,
        "earlier": {**earlier._asdict(), "years": list(earlier.years)} if earlier else None,
        "valid_from": policy.window.written[0],
        "valid_until": policy.window.written[1],
        "ended": finding.ended,
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "fact": reason.leaf.fact.id,
        "holds": _VERDICTS.get(reason.verdict, "no"),
        "need": reason.leaf.need(),
        "words": reason.words,
    }
