"""Checks over content that has been read: each yields faults; the tuple at the end is the table of contents."""

import re
from collections.abc import Callable, Iterator

from bot.content.conditions import Not
from bot.content.fault import Fault
from bot.content.money import write_sum
from bot.content.percent import percentages_in, write_percent
from bot.content.policy import Article, Content, Measure
from bot.content.source import normal_form

_SUMS = re.compile(r"(\d+(?:\.\d+)?(?:[、,;和及或至~-]\d+(?:\.\d+)?)*)(亿元?|万元?|元)")
_UNITS = {"亿": 10**8, "万": 10**4, "元": 1}


def sums_in(text: str) -> set[int]:
    """Return every sum written in a passage, in whole yuan; ``5、10、20万元`` are three."""
    found = set()
    for numbers, unit in _SUMS.findall(text):
        for number in re.findall(r"\d+(?:\.\d+)?", numbers):
            found.add(round(float(number) * _UNITS[unit[0]]))
    return found


def check_ids(content: Content) -> Iterator[Fault]:
    """An id names one thing only."""
    seen: set[tuple[str, str]] = set()
    for measure in content.measures:
        key = (measure.policy.id, measure.id)
        if key in seen:
            yield _fault(measure, "id", "another measure has this id already")
        seen.add(key)
    policies: set[str] = set()
    for policy in content.policies:
        if policy.id in policies:
            yield Fault(policy.file, policy.line, policy.id, "another policy has this id already")
        policies.add(policy.id)


def check_amounts(content: Content) -> Iterator[Fault]:
    """Every sum of an award or condition stands in the quote, and so do the words of an award without one."""
    for measure in content.measures:
        text = " ".join(normal_form(quote.text, {}) for quote in measure.quotes)
        written = sums_in(text)
        for part, yuan in _sums(measure):
            if yuan not in written:
                there = "、".join(map(write_sum, sorted(sums_in(_article_text(measure.article))))) or "no sum"
                problem = f"{write_sum(yuan)} is not in its quote; article {measure.article.number} has {there}"
                yield _fault(measure, part, problem + _stands_elsewhere(yuan, measure))
        award = measure.award
        words = normal_form(award.words, {})
        if award.counted and not (sums_in(words) or percentages_in(words)):
            yield _fault(measure, "award", f"the words {award.words!r} hold no sum and no share; write unstated")
        if award.kind in {"per_unit", "unstated", "case_by_case"} and words not in text:
            yield _fault(measure, "award", f"the words {award.words!r} are not in its quote")
        for share in award.rate.shares if award.rate else ():
            if share not in percentages_in(text):
                there = "、".join(map(write_percent, sorted(percentages_in(_article_text(measure.article)))))
                problem = f"{write_percent(share)} is not in its quote; article {measure.article.number} has"
                yield _fault(measure, "award", f"{problem} {there or 'no percentage'}")


def check_terms(content: Content) -> Iterator[Fault]:
    """Every sum of what must hold for all a policy pays stands in its quote."""
    for policy in content.policies:
        if policy.terms:
            written = sums_in(" ".join(normal_form(quote.text, {}) for quote in policy.terms.quotes))
            for yuan in (yuan for leaf in policy.terms.condition.leaves() for yuan in leaf.sums()):
                if yuan not in written:
                    yield Fault(policy.file, policy.line, "conditions", f"{write_sum(yuan)} is not in its quote")


def check_facts_used(content: Content) -> Iterator[Fault]:
    """A fact that nothing depends on is a question nobody should be asked."""
    used = {leaf.fact.id for measure in content.measures for leaf in measure.condition.leaves()}
    used |= {policy.region.local_fact for policy in content.policies}
    used |= {fact.best_before for fact in content.facts.values() if fact.id in used}
    for fact in content.facts.values():
        implied = {target for option in fact.options for target in option.implies}
        if fact.id not in used and not implied & used:
            yield Fault(
                "policy_data/facts.yaml", fact.line, fact.id, "no measure uses this fact; take it away, or use it"
            )


def check_options_used(content: Content) -> Iterator[Fault]:
    """An option to tick that no measure looks at would be asked for nothing."""
    used = {
        (leaf.fact.id, key)
        for measure in content.measures
        for leaf in measure.condition.leaves()
        for key in (leaf.inner if isinstance(leaf, Not) else leaf).keys() or ()
    }
    for fact in content.facts.values():
        if fact.kind == "choices":
            for option in fact.options:
                if (fact.id, option.id) not in used:
                    yield Fault(
                        "policy_data/facts.yaml", option.line, fact.id, f"no measure looks at option {option.id}"
                    )


def check_answers(content: Content) -> Iterator[Fault]:
    """A passage answers an aspect that is looked up; the others are answered from the policy's structure."""
    looked_up = [aspect.id for aspect in content.wording.aspects.values() if aspect.stands]
    for policy in content.policies:
        for aspect in policy.answers:
            if aspect not in looked_up:
                yield Fault(policy.file, policy.line, "answers", _no_aspect(aspect, looked_up))
    for measure in content.measures:
        for aspect in measure.answers:
            if aspect not in looked_up:
                yield _fault(measure, "answers", _no_aspect(aspect, looked_up))


def _no_aspect(aspect: str, looked_up: list[str]) -> str:
    return f"{aspect} is nothing that a passage answers; allowed here: {', '.join(looked_up)}"


CHECKS: tuple[Callable[[Content], Iterator[Fault]], ...] = (check_ids, check_amounts, check_terms, check_answers)

CHECKS_OF_THE_WHOLE: tuple[Callable[[Content], Iterator[Fault]], ...] = (check_facts_used, check_options_used)
"""These say that nothing uses a thing, so they need everything read."""


def _sums(measure: Measure) -> Iterator[tuple[str, int]]:
    award = measure.award
    if award.yuan is not None:
        yield "award", award.yuan
    if award.ladder:
        yield from (("award", yuan) for yuan in (*award.ladder.steps, *award.ladder.pays))
    for cap in (award.cap, award.rate.cap if award.rate else None):
        if cap is not None:
            yield "award", cap
    shared = measure.policy.terms
    terms = tuple(shared.condition.leaves()) if shared and award.paying else ()
    for leaf in measure.condition.leaves():
        if leaf not in terms:
            yield from (("conditions", yuan) for yuan in leaf.sums())


def _stands_elsewhere(yuan: int, measure: Measure) -> str:
    """Tell where the text has a sum only in another article, whose passage may be quoted too."""
    text = normal_form(measure.policy.source.text, {})
    here = yuan in sums_in(_article_text(measure.article))
    return "" if here or yuan not in sums_in(text) else "; it stands elsewhere in the text: quote that passage too"


def _article_text(article: Article) -> str:
    return normal_form(article.policy.source.text[article.start : article.end], {})


def _fault(measure: Measure, part: str, problem: str) -> Fault:
    return Fault(measure.policy.file, measure.line, f"{measure.id}, {part}", problem)
