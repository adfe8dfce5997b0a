"""Random profiles of the real facts, written as in a profile file; values crowd where something changes."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from bot.content import Fact, Leaf, Policy, write_sum
from bot.matching import Profile, ProfileError, read_profile
from tests.helpers import content

PROPERTY = settings(max_examples=150, derandomize=True, database=None)
AS_OF = date(2026, 11, 22)
"""A day after every window, so that nothing lies in the future."""


def limits(leaf: Leaf) -> tuple[int, ...]:
    """Return the sums at which a test changes."""
    return leaf.edges()


def all_leaves() -> list[Leaf]:
    """Return every test of every measure."""
    return [leaf for measure in content().measures for leaf in measure.condition.leaves()]


def thresholds() -> list[int]:
    """Return every sum at which some test changes, ascending."""
    return sorted({limit for leaf in all_leaves() for limit in limits(leaf)})


def edges(policy: Policy) -> list[date]:
    """Return the days on both sides of each end of a window."""
    day = timedelta(days=1)
    return [policy.window.first - day, policy.window.first, policy.window.last, policy.window.last + day]


def raw(fact: Fact) -> st.SearchStrategy[Any]:
    """Return values of a fact as a profile file holds them."""
    if fact.kind == "money":
        return _money(fact)
    if fact.kind == "choices":
        return _held(fact)
    return st.sampled_from([option.id for option in fact.options])


def _money(fact: Fact) -> st.SearchStrategy[Any]:
    near = [limit + by for limit in thresholds() for by in (-1, 0, 1)]
    sums = st.sampled_from([0, *near, thresholds()[-1] * 2])
    ranges = st.tuples(sums, sums).map(lambda two: {"low": min(two), "high": max(two)})
    amounts = st.one_of(sums, sums.map(write_sum), ranges, sums.map(lambda low: {"low": low}))
    if not fact.yearly:
        return amounts
    years = st.sampled_from([2022, 2023, 2024, 2025])
    dated = st.tuples(sums, years).map(lambda two: {"amount": two[0], "year": two[1]})
    return st.one_of(amounts, dated)


def _held(fact: Fact) -> st.SearchStrategy[Any]:
    days = [day.isoformat() for policy in content().policies for day in edges(policy)]
    when = st.sampled_from([None, "2022", "2023", "2023-10", "2024", "2025-06..2026-02", "2026", *days])
    return st.dictionaries(st.sampled_from([option.id for option in fact.options]), when, max_size=4)


@st.composite
def raw_profiles(draw: st.DrawFn, *always: str, most: int | None = None) -> dict[str, Any]:
    """Draw facts that do not contradict each other; those in ``always`` are among them, in any order."""
    facts = content().facts
    drawn = draw(st.lists(st.sampled_from(list(facts)), unique=True, max_size=most or len(facts)))
    found: dict[str, Any] = {}
    for fact_id in draw(st.permutations(list(dict.fromkeys((*drawn, *always))))):
        found = with_fact(found, fact_id, draw(raw(facts[fact_id]))) or found
    return found


def with_fact(given: Mapping[str, Any], fact_id: str, value: Any) -> dict[str, Any] | None:
    """Return a profile with one more fact, or None where that contradicts it."""
    more = {**given, fact_id: value}
    with suppress(ProfileError):
        known(more)
        return more
    return None


def known(given: Mapping[str, Any]) -> Profile:
    """Read a profile as on `AS_OF`."""
    return read_profile(given, content().facts, AS_OF)


def further(profile: Profile, besides: Iterable[str] = ()) -> list[str]:
    """Return the facts that can still be told: neither known, nor presumed, nor skipped, nor listed in ``besides``."""
    settled = {*profile.known, *profile.skipped, *besides}
    return [fact_id for fact_id in content().facts if fact_id not in settled]
