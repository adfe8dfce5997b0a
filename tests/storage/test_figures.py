"""Whole conversations through the real service give the figures that plain counting over their events gives."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest

from bot.dialogue import Event
from bot.storage import Store
from bot.storage.figures import FIGURES, Filters, Row, read_behind, read_figure
from tests.databases import KINDS, Postgresql, Sqlite, rows
from tests.simulated import simulate

LATER = datetime(2026, 11, 23, tzinfo=UTC)
LAST_DAY = datetime(2025, 12, 31, 1, tzinfo=UTC)
"""Of the policy: what is asked for the day after is asked for too late."""
Happening = Any


@pytest.fixture(scope="module", params=KINDS)
def talked(request: pytest.FixtureRequest) -> Iterable[Store]:
    databases: Postgresql | Sqlite = request.getfixturevalue(request.param)
    store = Store(databases.fresh())
    simulate(store, 40, seed=7, days=2, first=LAST_DAY)
    yield store
    store.close()


def figure(
    store: Store, figure_id: str, now: datetime = LATER, **filters: str
) -> dict[tuple[str, ...], dict[str, Any]]:
    with store.reading() as tx:
        found: tuple[Row, ...] = read_figure(tx.connection, FIGURES[figure_id], Filters(**filters), now)
    return {row.key: dict(row.numbers) for row in found}


def happened(store: Store, *names: str) -> list[Happening]:
    found = [row for row in rows(store, "events") if row.name in names]
    assert found
    return found


def column(found: dict[tuple[str, ...], dict[str, Any]], column_id: str) -> dict[Any, Any]:
    """Return what is not nought of one column, by a plain key where there is one group."""
    return {key[0] if len(key) == 1 else key: row[column_id] for key, row in found.items() if row[column_id]}


def test_use_by_day_and_channel(talked: Store) -> None:
    found = figure(talked, "use-daily")
    began, messages = happened(talked, "began"), happened(talked, "message")
    assert column(found, "conversations") == Counter((row.day, row.channel) for row in began)
    assert column(found, "messages") == Counter((row.day, row.channel) for row in messages)
    assert column(found, "returning") == Counter((row.day, row.channel) for row in began if row.outcome == "again")
    people = defaultdict(set)
    for row in began:
        people[row.day, row.channel].add(row.person)
    assert column(found, "people") == {key: len(persons) for key, persons in people.items()}
    assert len(messages) == len(rows(talked, "claims"))


def test_sources_are_counted_and_what_is_no_plain_word_is_other(talked: Store) -> None:
    found = column(figure(talked, "use-sources"), "conversations")
    assert found == Counter(row.source for row in happened(talked, "began"))
    assert set(found) == {"", "counter", "expo", "other"}


def test_the_funnel(talked: Store) -> None:
    found = figure(talked, "funnel")
    steps = happened(talked, "asked", "answered", "skipped", "back", "edited", "result")
    for name, column_id in (("asked", "seen"), ("answered", "answered"), ("back", "back")):
        assert column(found, column_id) == Counter(row.fact for row in steps if row.name == name)
    unsure = Counter(row.fact for row in steps if row.name == "skipped" and row.outcome == "unknown")
    assert column(found, "unsure") == unsure
    last = {row.visit: row for row in steps}
    left = Counter(row.fact for row in last.values() if row.name in {"asked", "back", "edited"})
    assert sum(left.values()) > 5
    assert column(found, "left") == left
    seconds = defaultdict(list)
    for row in steps:
        if row.seconds is not None:
            seconds[row.fact].append(row.seconds)
    assert {key[0]: row["median"] for key, row in found.items() if row["median"] is not None} == {
        fact: median_low(all_seconds) for fact, all_seconds in seconds.items()
    }


def test_who_talks_still_has_left_nothing(talked: Store) -> None:
    steps = {row.visit: row for row in happened(talked, "asked", "answered", "skipped", "back", "edited", "result")}
    last = max((row for row in steps.values() if row.name == "asked"), key=lambda row: row.at)
    over = figure(talked, "funnel", last.at + timedelta(minutes=31))
    under_way = figure(talked, "funnel", last.at + timedelta(minutes=1))
    assert sum(column(under_way, "left").values()) < sum(column(over, "left").values())


def test_topics_and_aspects(talked: Store) -> None:
    inquiries = happened(talked, "inquiry")
    assert column(figure(talked, "topics"), "asked") == Counter(row.topic for row in inquiries)
    aspects = Counter((row.topic, row.aspect) for row in inquiries)
    assert column(figure(talked, "aspects"), "asked") == aspects
    stated = Counter(row.topic for row in inquiries if row.outcome == "answer")
    assert column(figure(talked, "topics"), "answered") == stated


def test_the_first_question_and_what_follows_what(talked: Store) -> None:
    visits = defaultdict(list)
    for row in happened(talked, "inquiry"):
        if row.topic:
            visits[row.visit].append(row.topic)
    first = Counter(topics[0] for topics in visits.values())
    follows = Counter(pair for topics in visits.values() for pair in pairwise(topics))
    assert follows
    assert column(figure(talked, "first-questions"), "first") == first
    assert column(figure(talked, "follows"), "times") == follows


def test_awards_and_why_not(talked: Store) -> None:
    results = happened(talked, "found")
    found = figure(talked, "awards")
    for outcome in ("eligible", "unstated", "possible", "near", "lapsed", "no"):
        assert column(found, outcome) == Counter(row.measure for row in results if row.outcome == outcome), outcome
    sums: Counter[str] = Counter()
    for row in results:
        sums[row.measure] += row.amount or 0
    assert column(found, "amount") == {measure: total for measure, total in sums.items() if total}
    why = Counter((row.measure, row.fact) for row in results if row.outcome == "no")
    assert all(fact for _, fact in why)
    assert column(figure(talked, "reasons"), "no") == why


def test_counties_and_sectors_are_those_of_the_whole_visit(talked: Store) -> None:
    results = happened(talked, "found")
    for group, figure_id in (("county", "counties"), ("sector", "sectors")):
        expected = Counter(getattr(row, group) for row in results if row.outcome == "possible")
        assert column(figure(talked, figure_id), "possible") == expected
    of_visit = defaultdict(set)
    for row in rows(talked, "events"):
        of_visit[row.visit].add((row.county, row.sector))
    assert all(len(groups) == 1 for visit, groups in of_visit.items() if visit)
    assert len({groups for each in of_visit.values() for groups in each}) > 4


KEEPS: dict[str, Callable[[Happening, str], bool]] = {
    "since": lambda row, value: row.day >= value,
    "until": lambda row, value: row.day <= value,
    "channel": lambda row, value: row.channel == value,
    "county": lambda row, value: row.county == value,
    "sector": lambda row, value: row.sector == value,
}


@pytest.mark.parametrize("name", KEEPS)
def test_every_filter_keeps_what_it_says(talked: Store, name: str) -> None:
    messages = happened(talked, "message")
    field = "day" if name in {"since", "until"} else name
    values = sorted({getattr(row, field) for row in messages} - {""})
    assert values
    value = values[len(values) // 2]
    kept = sum(KEEPS[name](row, value) for row in messages)
    assert 0 < kept < len(messages)
    assert sum(column(figure(talked, "use-daily", **{name: value}), "messages").values()) == kept


def test_a_policy_keeps_the_visits_that_were_about_it(talked: Store) -> None:
    about = {row.visit for row in rows(talked, "events") if row.policy and row.name in {"covered", "inquiry", "wrong"}}
    policy = next(row.policy for row in rows(talked, "events") if row.policy)
    kept = sum(row.visit in about for row in happened(talked, "message"))
    assert sum(column(figure(talked, "use-daily", policy=policy), "messages").values()) == kept > 0
    assert not figure(talked, "topics", policy="another")
    assert not column(figure(talked, "use-daily", policy="another"), "messages")


@pytest.mark.parametrize("figure_id", FIGURES)
def test_every_number_opens_the_events_it_counts(talked: Store, figure_id: str) -> None:
    wanted = FIGURES[figure_id]
    found = list(figure(talked, figure_id).items())
    assert found
    for key, numbers in found[:3]:
        for each in wanted.columns:
            if each.kind != "count":
                continue
            with talked.reading() as tx:
                of = dict(zip(wanted.groups, key, strict=True))
                behind = read_behind(tx.connection, wanted, Filters(), LATER, of, each.id, 0, 10_000)
            assert len(behind) == numbers[each.id], each.id
            assert [event.id for event in behind] == sorted((event.id for event in behind), reverse=True)


def test_the_desk_by_day(store: Store) -> None:
    day = datetime(2026, 11, 20, 2, tzinfo=UTC)
    with store.transaction() as tx:
        for number in range(4):
            why = {"reason": "person" if number else "wrong"}
            tx.record([Event("queued", why), Event("handoff_asked", why)], "web", "p", day)
            tx.record([Event("taken", {"seconds": str(60 * number)})], "web", "p", day)
        tx.record([Event("answered", {"seconds": "5"})], "web", "p", day)
        tx.record([Event("answered", {"fact": "revenue"})], "web", "p", day)
        tx.record([Event("closed", {"seconds": "90"}), Event("helped")], "web", "p", day)
        tx.record([Event("closed", {"seconds": "30"}), Event("not_helped")], "web", "p", day + timedelta(days=1))
    found = figure(store, "desk-daily")
    first, second = found["2026-11-20",], found["2026-11-21",]
    assert (first["queued"], first["handoffs"], first["answered"], first["closed"], first["open"]) == (4, 3, 1, 1, 3)
    assert (first["waiting"], first["handling"], first["satisfaction"]) == (60, 90, 100.0)
    assert (second["open"], second["satisfaction"]) == (2, 0.0)
    assert figure(store, "desk-daily", since="2026-11-21")["2026-11-21",]["open"] == 2


@cache
def formulas() -> str:
    return (Path(__file__).parents[2] / "docs" / "analytics.md").read_text("utf-8")


@pytest.mark.parametrize("figure_id", FIGURES)
def test_the_page_of_formulas_holds_every_formula(figure_id: str) -> None:
    wanted = FIGURES[figure_id]
    section = formulas().split(f"### `{figure_id}`", 1)[1].split("\n### ", 1)[0]
    assert wanted.title in section
    assert wanted.formula in section
    for each in wanted.columns:
        assert f"| `{each.id}` | {each.title} | {each.formula} |" in section


def test_a_forgotten_person_is_in_no_count_of_people(talked: Store) -> None:
    person = happened(talked, "began")[0].person
    before = figure(talked, "overview")[()]
    with talked.transaction() as tx:
        tx.unlink(person)
    after = figure(talked, "overview")[()]
    assert (after["people"], after["conversations"]) == (before["people"] - 1, before["conversations"])


def test_to_forget_everybody_changes_no_figure_of_visits(talked: Store) -> None:
    of_visits = ("funnel", "first-questions", "follows", "topics")
    before, events = [figure(talked, each) for each in of_visits], rows(talked, "events")
    with talked.transaction() as tx:
        for person in {row.person for row in events}:
            tx.unlink(person)
    after = rows(talked, "events")
    assert [figure(talked, each) for each in of_visits] == before
    assert len({row.visit for row in after}) == len({row.visit for row in events}) > 20
    assert not {row.visit for row in after} & {row.visit for row in events if row.person and row.visit}
    assert figure(talked, "overview")[()]["people"] == 0
