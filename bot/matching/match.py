"""Profile x measures -> findings. Only this file says what is eligible."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.content import All, FirstReaches, Known, Leaf, Measure, Shortfall, Verdict
from bot.matching.finding import Finding, Status
from bot.matching.index import Index, build_index
from bot.matching.profile import Profile

_STATUS = {
    Verdict.YES: Status.ELIGIBLE,
    Verdict.UNKNOWN: Status.POSSIBLE,
    Verdict.NOT_YET: Status.NOT_YET,
    Verdict.LAPSED: Status.LAPSED,
    Verdict.NO: Status.NOT_ELIGIBLE,
}
_NO, _LAPSED, _NOT_YET, _UNKNOWN, _YES = Verdict


class Matcher:
    """Measures made ready for matching many profiles: an index that leaves out those a known answer excludes."""

    def __init__(self, measures: Sequence[Measure]) -> None:
        self.measures = tuple(measures)
        self._index: Index[_Ready] = build_index([_ready(measure) for measure in measures], _Ready.keys)

    def match(self, profile: Profile, as_of: date) -> tuple[Finding, ...]:
        """Return the findings that are eligible, possible, near, lapsed or not yet, in the document's order."""
        known = profile.known
        return tuple(
            finding
            for ready in self._index.candidates(known)
            if (finding := _find(ready, known, as_of)).status is not Status.NOT_ELIGIBLE or finding.shortfall
        )

    def explain(self, profile: Profile, as_of: date) -> tuple[Finding, ...]:
        """Return a finding for every measure, those not eligible with all their reasons."""
        return tuple(_find(_ready(measure), profile.known, as_of) for measure in self.measures)

    def amounts(self, profiles: Iterable[Profile], as_of: date) -> Iterator[dict[str, int]]:
        """For each profile, yield what is certain: ``policy/measure`` to whole yuan, of eligible measures alone."""
        candidates = self._index.candidates
        for profile in profiles:
            known = profile.known
            paid = {}
            for ready in candidates(known):
                if _verdict(ready, known, as_of) is _YES and (bounds := ready.measure.award.bounds(known)):
                    paid[ready.name] = bounds[0]
            yield paid


def find(measure: Measure, known: Known, as_of: date) -> Finding:
    """Hold one measure against what is known."""
    return _find(_ready(measure), known, as_of)


class _Ready(NamedTuple):
    """A measure with what is looked up often. ``figure`` is the test on a figure that may come near, if any."""

    measure: Measure
    name: str
    parts: tuple[Leaf, ...]
    figure: Leaf | None
    first: date
    last: date
    dated: bool

    def keys(self) -> dict[str, frozenset[str]]:
        """For each fact, the options without any of which the measure is a settled no."""
        keys: dict[str, frozenset[str]] = {}
        for part in self.parts:
            options = part.keys() if isinstance(part, Leaf) else None
            if options is not None:
                mine = frozenset(options)
                keys[part.fact.id] = keys[part.fact.id] & mine if part.fact.id in keys else mine
        return keys


def _ready(measure: Measure) -> _Ready:
    condition = measure.condition
    parts = condition.parts if isinstance(condition, All) else (condition,)
    figures = [part for part in parts if isinstance(part, Leaf) and part.fact.kind == "money"]
    return _Ready(
        measure,
        f"{measure.policy.id}/{measure.id}",
        parts,  # type: ignore[arg-type] # groups offer what is used here of a leaf: verdict
        next((f for f in figures if isinstance(f, FirstReaches)), figures[0] if figures else None),
        *measure.policy.window,
        measure.dated,
    )


def _verdict(ready: _Ready, known: Known, as_of: date) -> Verdict:
    """Join the conditions with the days in force.

    A dated measure goes by the day of the achievement; any other must be in force on the day asked.
    """
    least = _YES
    for part in ready.parts:
        verdict = part.verdict(known)
        if verdict < least:
            if not verdict:
                return _NO
            least = verdict
    if as_of < ready.first:
        return min(least, _NOT_YET)
    if as_of > ready.last and not ready.dated:
        return min(least, _LAPSED)
    return least


def _find(ready: _Ready, known: Known, as_of: date) -> Finding:
    verdict = _verdict(ready, known, as_of)
    measure = ready.measure
    shortfall = _shortfall(ready, known, verdict)
    if verdict < _UNKNOWN:
        return Finding(measure, _STATUS[verdict], known, None, None, (), shortfall, as_of > ready.last)
    least, most = measure.award.bounds(known) or (None, None)
    missing = measure.condition.missing(known) if verdict is _UNKNOWN else ()
    return Finding(measure, _STATUS[verdict], known, least, most, missing, shortfall, as_of > ready.last)


def _shortfall(ready: _Ready, known: Known, verdict: Verdict) -> Shortfall | None:
    """Return the distance to the next step, where nothing but the figure stands in the way."""
    if ready.figure is None:
        return None
    if verdict is _NO and any(p.verdict(known) < _UNKNOWN for p in ready.parts if p is not ready.figure):
        return None
    return ready.figure.shortfall(known)
