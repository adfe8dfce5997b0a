"""After an answer changed: which later answers no longer apply."""

from bot.content import Fact
from bot.dialogue.talk import Talk
from bot.matching import ProfileError, read_profile


def prune(talk: Talk, changed: str) -> tuple[Talk, tuple[Fact, ...]]:
    """Drop answers that contradict the changed one, and later ones that can no longer change any finding.

    Again until nothing changes. Returns the dropped facts, in asking order.
    """
    dropped: set[str] = set()
    # Each round drops an answer, so there are no more rounds than facts.
    for _ in talk.facts:
        stale = _contradicting(talk, changed) or _pointless(talk, changed)
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


def _pointless(talk: Talk, changed: str) -> str | None:
    order = list(talk.facts)
    for fact_id in reversed(order[order.index(changed) + 1 :]):
        if fact_id in talk.conversation.answers:
            without = talk.without(fact_id).but(thorough=True)
            if all(question.fact.id != fact_id for question in without.questions):
                return fact_id
    return None
