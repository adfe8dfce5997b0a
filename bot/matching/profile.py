"""A profile (企业画像): the facts known of one enterprise, with what follows from them."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content import Fact, Known

UNKNOWN = "unknown"
WONT_SAY = "wont_say"
"""What a profile file may hold in place of a value: the fact stays unknown, is not asked again and not presumed."""


class ProfileError(ValueError):
    """Raised for a profile that cannot be, in one line that names the fact and says what to do."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What is known. ``known`` holds what was given, what follows from it, and what is presumed until said otherwise.

    ``skipped`` are facts that the owner does not know or will not say, ``unpresumed`` those of them else presumed.
    """

    known: Known
    given: Set[str]
    presumed: Set[str]
    skipped: Set[str] = frozenset()
    unpresumed: Set[str] = frozenset()

    def without(self, fact_id: str) -> Known:
        """Return what is known but for one fact."""
        return {key: value for key, value in self.known.items() if key != fact_id}


def read_profile(raw: Mapping[str, Any], facts: Mapping[str, Fact], as_of: date) -> Profile:
    """Read a profile from facts as a profile file holds them (docs/json.md), as it stands on a day.

    Who was asked and left it open is not taken to be what is presumed of those who were not; None asks nobody.
    Raises ProfileError for an unknown fact, a value that is none, and values that contradict each other.
    """
    given: dict[str, Any] = {}
    skipped = set()
    left_open = {fact_id for fact_id, value in raw.items() if value in (UNKNOWN, WONT_SAY)}
    for fact_id, value in raw.items():
        fact = facts.get(fact_id)
        if fact is None:
            raise ProfileError(f"unknown fact {fact_id!r}; known: {', '.join(facts)}")
        if value is None or value in (UNKNOWN, WONT_SAY):
            skipped.add(fact_id)
            continue
        try:
            given[fact_id] = fact.read(value, as_of)
        except ValueError as error:
            raise ProfileError(" ".join(f"{fact_id}: {error}".split())) from error
    return make_profile(given, facts, skipped, left_open)


def make_profile(
    given: Mapping[str, Any],
    facts: Mapping[str, Fact],
    skipped: Set[str] = frozenset(),
    left_open: Set[str] = frozenset(),
) -> Profile:
    """Add what follows from the values given, and what is presumed of facts that are not ``left_open``.

    Raises ProfileError where they contradict.
    """
    known = dict(given)
    reasons = {fact_id: fact_id for fact_id in given}
    waiting = list(given)
    while waiting:
        source = waiting.pop(0)
        for target, value in implied_by(facts[source], known[source]).items():
            if target not in known:
                known[target], reasons[target] = value, source
                waiting.append(target)
            elif known[target] != value:
                said = f"{reasons[target]} says {target}: {known[target]}"
                raise ProfileError(f"{source} implies {target}: {value}, but {said}; correct one of the two")
    presuming = {fact.id for fact in facts.values() if fact.presumed} - known.keys()
    presumed = presuming - left_open
    known.update((fact_id, facts[fact_id].presumed) for fact_id in presumed)
    unpresumed = frozenset(presuming & left_open)
    return Profile(known, frozenset(given), frozenset(presumed), frozenset(skipped), unpresumed)


def implied_by(fact: Fact, value: Any) -> Mapping[str, str]:
    """Return the facts that follow from one value."""
    return fact.option(value).implies if fact.kind in {"choice", "yes_no"} else {}
