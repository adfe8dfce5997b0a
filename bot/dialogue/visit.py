"""One visit of one person: where it begins and ends, and what all of its events say of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.content import TRADE, Content
from bot.dialogue.conversation import Conversation
from bot.dialogue.message import Message
from bot.dialogue.turn import Event, Turn, Visit

SILENCE = timedelta(minutes=30)
"""Who was silent for longer begins another visit with the next message."""
_TAKEN = ("answered", "skipped")


def in_visit(turn: Turn, before: Conversation, message: Message, now: datetime, content: Content) -> Turn:
    """Return the turn with the events of the visit, and with a conversation that knows when things were."""
    moment = _milliseconds(now)
    begins = moment - before.heard_at > SILENCE / timedelta(milliseconds=1)
    begun = moment if begins else before.begun_at
    asked_at = 0 if begins else before.asked_at
    events = (*_opening(before, message, begins=begins), *_timed(turn.events, before.pending, asked_at, moment))
    after = turn.conversation
    county, sector = _groups(after or before, content)
    visit = Visit(begun, county, sector, regrouped=(county, sector) != _groups(before, content))
    if after is None:
        return replace(turn, events=events, visit=visit)
    again = any(event.name in {"asked", "back", "edited"} for event in turn.events)
    asked_at = moment if again or begins or after.pending != before.pending else asked_at
    after = after.but(begun_at=begun, heard_at=moment, asked_at=asked_at)
    return replace(turn, conversation=after, events=events, visit=visit)


def _opening(before: Conversation, message: Message, *, begins: bool) -> Iterable[Event]:
    """Return the event that a message came and, where a visit begins with it, that one."""
    if begins:
        known = {"outcome": "again" if before.heard_at else "first"}
        yield Event("began", {**known, "source": message.source} if message.source else known)
    yield Event("message", {"outcome": "tapped" if message.choice else "typed"})


def _timed(events: Iterable[Event], pending: str, asked_at: int, moment: int) -> Iterable[Event]:
    """Return the events; an answer to the question that was pending tells how long that took."""
    for event in events:
        if asked_at and event.name in _TAKEN and event.about.get("fact") == pending:
            yield Event(event.name, {**event.about, "seconds": str((moment - asked_at) // 1000)})
        else:
            yield event


def _groups(conversation: Conversation, content: Content) -> tuple[str, str]:
    """Return the county and the sector answered, as ids of the content; "" where they are not known."""
    return _chosen(conversation, county_facts(content), content), _chosen(conversation, sector_facts(content), content)


def county_facts(content: Content) -> tuple[str, ...]:
    """Return the facts that tell where an enterprise is."""
    return tuple(policy.region.local_fact for policy in content.policies if policy.region.local_fact)


def sector_facts(content: Content) -> tuple[str, ...]:
    """Return the facts that tell what it does."""
    return tuple(fact.id for fact in content.facts.values() if fact.role == TRADE)


def _chosen(conversation: Conversation, facts: Iterable[str], content: Content) -> str:
    for fact_id in facts:
        raw = conversation.answers.get(fact_id)
        if raw is not None and any(option.id == raw for option in content.facts[fact_id].options):
            return str(raw)
    return ""


def _milliseconds(now: datetime) -> int:
    return int(now.timestamp() * 1000)
