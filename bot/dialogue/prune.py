"""Answers that cannot stand beside a new one. What was told stays unless something is against it."""

from collections.abc import Collection
from datetime import date

from bot.content import Amount, Fact
from bot.dialogue.talk import Talk
from bot.matching import UNKNOWN, WONT_SAY, ProfileError, read_profile


def clash(talk: Talk, fact_id: str) -> str:
    """Return an earlier answer that cannot stand beside this one; empty where all go together."""
    facts, answers = talk.house.content.facts, talk.conversation.answers
    for other in answers:
        if other != fact_id:
            try:
                read_profile({other: answers[other], fact_id: answers[fact_id]}, facts, talk.today)
            except ProfileError:
                return other
    return ""


def prune(talk: Talk, changed: str, was: object, told: Collection[str] = ()) -> tuple[Talk, tuple[Fact, ...]]:
    """Drop the answers that contradict the changed one, which ``was`` another; but none ``told`` along with it.

    Again until nothing changes. Returns the dropped facts, in asking order.
    """
    dropped: set[str] = set()
    # Each round drops an answer, so there are no more rounds than facts.
    for _ in talk.facts:
        stale = _contradicting(talk, changed) or _best_before_another(talk, changed, was, told)
        if not stale:
            break
        dropped.add(stale)
        talk = talk.without(stale)
    return talk, tuple(fact for fact in talk.facts.values() if fact.id in dropped)


def _contradicting(talk: Talk, changed: str) -> str | None:
    facts, answers = talk.house.content.facts, talk.conversation.answers
    kept = {changed: answers[changed]}
    for fact_id, raw in answers.items():
        try:
            read_profile({**kept, fact_id: raw}, facts, talk.today)
        except ProfileError:
            return fact_id
        kept[fact_id] = raw
    return None


def _best_before_another(talk: Talk, changed: str, was: object, told: Collection[str]) -> str | None:
    """Return the best figure before a changed one, where that is now of another year or too small for it to matter."""
    fact = talk.facts[changed]
    if fact.best_before not in talk.conversation.answers or fact.best_before in told:
        return None
    years = {_year(fact, raw, talk.today) for raw in (was, talk.conversation.answers[changed])}
    asked = {question.fact.id for question in talk.without(fact.best_before).but(thorough=True).questions}
    return fact.best_before if len(years - {None}) > 1 or fact.best_before not in asked else None


def _year(fact: Fact, raw: object, today: date) -> int | None:
    value = None if raw in (UNKNOWN, WONT_SAY) else fact.read(raw, today)
    return value.year if isinstance(value, Amount) else None
