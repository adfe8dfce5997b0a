"""Plausible events, as many as wanted: visits of the kind that the service records, without its conversations."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from bot.content import SHANGHAI, Content
from bot.dialogue import Event, Visit
from bot.storage.rows import event_row, visit_row

LAST_DAY = datetime(2026, 11, 22, tzinfo=UTC)
CHANNELS = ("telegram", "web", "api")
SOURCES = ("", "", "", "counter", "wechat", "expo", "poster")
PER_VISIT = 48
"""About so many events make a visit; most of them say how one award stands in its result."""


def happenings(content: Content, seed: int, wanted: int, days: int = 365) -> Iterator[dict[str, Any]]:
    """Yield rows of events, oldest first, of about a year before `LAST_DAY`."""
    chance = Random(seed)
    visits = max(1, wanted // PER_VISIT)
    step = timedelta(days=days) / visits
    start = LAST_DAY - timedelta(days=days)
    endless = (row for number in range(visits * 2) for row in _visit(content, chance, start + number * step, visits))
    return islice(endless, wanted)


def _visit(content: Content, chance: Random, at: datetime, visits: int) -> Iterator[dict[str, Any]]:
    number = int(chance.paretovariate(1.2) * visits / 8) % max(visits // 2, 5)
    person, channel = f"{number:016x}", chance.choices(CHANNELS, (3, 6, 1))[0]
    county = chance.choice([option.id for option in content.facts["county"].options])
    sector = chance.choice([option.id for option in content.facts["sector"].options])
    done = chance.random() < 0.7
    visit = Visit(int(at.timestamp() * 1000), county if done else "", sector)
    common = {"day": at.astimezone(SHANGHAI).date().isoformat(), "channel": channel, "person": person}
    common |= visit_row(visit, person)
    for event in _events(content, chance, done=done):
        at += timedelta(seconds=chance.randint(0, 20))
        yield {"at": at, **common, **event_row(event)}


def _events(content: Content, chance: Random, *, done: bool) -> Iterator[Event]:
    again = "again" if chance.random() < 0.3 else "first"
    yield Event("began", {"outcome": again, "source": chance.choice(SOURCES)})
    facts = list(content.facts)
    for fact in facts[: 8 if done else chance.randint(1, 7)]:
        yield Event("message", {"outcome": chance.choice(("typed", "tapped"))})
        yield from _step(chance, fact)
        if chance.random() < 0.2:
            yield from _inquiry(content, chance)
    yield Event("asked", {"fact": facts[8]})
    if done:
        yield Event("result")
        yield Event("covered", {"policy": content.policies[0].id})
        yield from _result(content, chance)
    if chance.random() < 0.04:
        yield from _handed_over(chance)


def _step(chance: Random, fact: str) -> Iterator[Event]:
    yield Event("asked", {"fact": fact})
    seconds = str(int(chance.lognormvariate(2.5, 1)))
    if chance.random() < 0.1:
        yield Event("skipped", {"fact": fact, "outcome": "unknown", "seconds": seconds})
    else:
        yield Event("answered", {"fact": fact, "seconds": seconds})
    if chance.random() < 0.03:
        yield Event("back", {"fact": fact})


def _inquiry(content: Content, chance: Random) -> Iterator[Event]:
    outcome = chance.choices(("answer", "not_stated", "clarify", "out_of_scope"), (6, 2, 1, 1))[0]
    if outcome in {"clarify", "out_of_scope"}:
        yield Event("inquiry", {"outcome": outcome})
        return
    topics = list(content.by_id)
    topic = topics[min(int(chance.paretovariate(0.8)) - 1, len(topics) - 1)]
    about = {"topic": topic, "aspect": chance.choice(list(content.wording.aspects))}
    yield Event("inquiry", {"outcome": outcome, "reason": "ended", **about})
    if chance.random() < 0.05:
        yield Event("wrong", about)


def _result(content: Content, chance: Random) -> Iterator[Event]:
    facts: Sequence[str] = list(content.facts)
    for name, measure in content.by_id.items():
        if not measure.award.paying:
            continue
        outcome = chance.choices(
            ("no", "eligible", "unstated", "possible", "near", "lapsed"), (70, 8, 4, 10, 3, 5)
        )[0]  # fmt: skip
        more = {"eligible": {"amount": "100000"}, "no": {"fact": chance.choice(facts)}}.get(outcome, {})
        yield Event("found", {"measure": name, "outcome": outcome, **more})


def _handed_over(chance: Random) -> Iterator[Event]:
    yield Event("queued")
    yield Event("handoff_asked", {"reason": "person"})
    yield Event("taken", {"seconds": str(chance.randint(30, 7200))})
    yield Event("answered")
    if chance.random() < 0.9:
        yield Event("closed", {"seconds": str(chance.randint(60, 9000))})
        yield Event(chance.choice(("helped", "helped", "not_helped")))
