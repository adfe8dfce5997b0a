"""Facts and policies as JSON: the versioned shape of docs/json.md. Amounts in whole yuan, dates ISO 8601."""

from collections.abc import Iterable
from typing import Any

from bot.content.fact import Fact
from bot.content.policy import Article, Award, Departments, Measure, Policy

VERSION = 1


def facts_json(facts: Iterable[Fact]) -> dict[str, Any]:
    """Return every fact with its kind and options: what a profile may hold."""
    return {"version": VERSION, "facts": [_fact_json(fact) for fact in facts]}


def policies_json(articles: Iterable[Article], measures: Iterable[Measure]) -> dict[str, Any]:
    """Return what the documents state, policy by policy, in their order."""
    of_policy: dict[str, list[Article]] = {}
    for article in articles:
        of_policy.setdefault(article.policy.id, []).append(article)
    of_article: dict[tuple[str, str], list[Measure]] = {}
    for measure in measures:
        of_article.setdefault((measure.policy.id, measure.article.number), []).append(measure)
    return {
        "version": VERSION,
        "policies": [
            {
                **_policy_json(those[0].policy),
                "articles": [_article_json(each, of_article.get((policy_id, each.number), ())) for each in those],
            }
            for policy_id, those in of_policy.items()
        ],
    }


def _fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id,
        "kind": fact.kind,
        "name": fact.name,
        "also": list(fact.also),
        "ask": fact.ask,
        "hint": fact.hint,
        "yearly": fact.yearly,
        "dated": fact.dated,
        "presumed": fact.presumed or None,
        "options": [
            {"id": o.id, "label": o.label, "also": list(o.also), "implies": dict(o.implies)} for o in fact.options
        ],
    }


def _policy_json(policy: Policy) -> dict[str, Any]:
    return {
        "id": policy.id,
        "title": policy.title,
        "short": policy.short,
        "number": policy.number or None,
        "region": policy.region.name,
        "issuer": policy.issuer,
        "issued": policy.issued.isoformat() if policy.issued else None,
        "valid_from": policy.window.written[0],
        "valid_until": policy.window.written[1],
        "validity": policy.validity.text,
        "overlap": policy.overlap.text if policy.overlap else None,
        "hotline": policy.region.hotline or None,
    }


def _article_json(article: Article, measures: Iterable[Measure]) -> dict[str, Any]:
    return {
        "number": article.number,
        "heading": article.heading,
        **_departments_json(article.departments),
        "grants_nothing": [quote.text for quote in article.grants_nothing],
        "measures": [_measure_json(measure) for measure in measures],
    }


def _measure_json(measure: Measure) -> dict[str, Any]:
    bounds = measure.award.bounds({})
    return {
        "id": measure.id,
        "name": measure.name,
        "award": measure.award.kind,
        "award_words": measure.award.words,
        "amount": measure.award.yuan,
        "most": bounds[1] if bounds else None,
        "steps": _steps_json(measure.award),
        **_departments_json(measure.departments),
        "quotes": [quote.text for quote in measure.basis],
        "notes": [quote.text for quote in measure.notes],
        "open": [doubt.note for doubt in measure.doubts],
    }


def _departments_json(departments: Departments) -> dict[str, Any]:
    quote = departments.quote
    return {"departments": list(departments.names), "departments_quote": quote.text if quote else None}


def _steps_json(award: Award) -> list[dict[str, int]]:
    ladder = award.ladder
    if ladder is None:
        return []
    return [{"reaches": step, "pays": pays} for step, pays in zip(ladder.steps, ladder.pays, strict=True)]
