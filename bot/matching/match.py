"""Profile x measures -> findings. Only this file says what is eligible."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content import All, Condition, FirstReaches, Known, Leaf, Measure, Verdict
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
        """Return the findings that are eligible, possible, near, lapsed or not yet, in the document's order.

        Among them are those that fail only because a step was passed before, in a year that may have been inside.
        """
        known = profile.known
        found = []
        for ready in self._index.candidates(known):
            verdict = _verdict(ready, known, as_of)
            figure = _deciding(ready, known, verdict)
            if verdict is not _NO or (figure and (figure.shortfall(known) or figure.earlier(known))):
                found.append(_finding(ready, known, as_of, verdict, figure))
        return tuple(found)

    def explain(self, profile: Profile, as_of: date) -> tuple[Finding, ...]:
        """Return a finding for every measure, those not eligible with all their reasons."""
        return tuple(find(measure, profile.known, as_of) for measure in self.measures)

    def amounts(self, profiles: Iterable[Profile], as_of: date) -> Iterator[dict[str, int]]:
        """For each profile, yield what is certain: ``policy/measure`` to whole yuan, of eligible measures alone."""
        candidates = self._index.candidates
        for profile in profiles:
            known = profile.known
            paid = {}
            for ready in candidates(known):
                if _verdict(ready, known, as_of) is _YES and (bounds := ready.bounds(known)):
                    paid[ready.name] = bounds[0]
            yield paid


def find(measure: Measure, known: Known, as_of: date) -> Finding:
    """Hold one measure against what is known."""
    ready = _ready(measure)
    verdict = _verdict(ready, known, as_of)
    return _finding(ready, known, as_of, verdict, _deciding(ready, known, verdict))


@dataclass(frozen=True, slots=True)
class _Ready:
    """A measure with what is looked up often. ``figure`` is the test on a figure that may come near, if any."""

    measure: Measure
    name: str
    parts: tuple[Condition, ...]
    figure: Leaf | None
    bounds: Callable[[Known], tuple[int, int] | None]
    first: date
    last: date
    dated: bool

    def keys(self) -> dict[str, frozenset[str]]:
        """For each fact, the options without any of which the measure is a settled no."""
        keys: dict[str, frozenset[str]] = {}
        for part in self.parts:
            options = part.keys() if isinstance(part, Leaf) else None
            if isinstance(part, Leaf) and options is not None:
                mine = frozenset(options)
                keys[part.fact.id] = keys[part.fact.id] & mine if part.fact.id in keys else mine
        return keys


def _ready(measure: Measure) -> _Ready:
    condition, policy = measure.condition, measure.policy
    parts = condition.parts if isinstance(condition, All) else (condition,)
    figures = [part for part in parts if isinstance(part, Leaf) and part.fact.kind == "money"]
    figure = next((f for f in figures if isinstance(f, FirstReaches)), figures[0] if figures else None)
    return _Ready(
        measure=measure,
        name=measure.topic,
        parts=parts,
        figure=figure,
        bounds=measure.award.bounds,
        first=policy.window.first,
        last=policy.window.last,
        dated=measure.dated,
    )


def _verdict(ready: _Ready, known: Known, as_of: date) -> Verdict:
    """Join the conditions with the days in force.

    A dated measure goes by the day of the achievement; any other must be in force on the day asked.
    """
    least = _YES
    for part in ready.parts:
        verdict = part.verdict(known)
        if verdict is not _YES and verdict < least:
            if verdict is _NO:
                return _NO
            least = verdict
    if as_of < ready.first:
        return min(least, _NOT_YET)
    if as_of > ready.last and not ready.dated:
        return min(least, _LAPSED)
    return least


def _finding(ready: _Ready, known: Known, as_of: date, verdict: Verdict, figure: Leaf | None) -> Finding:
    measure, ended = ready.measure, ready.measure.policy.ended(as_of)
    shortfall, earlier = (figure.shortfall(known), figure.earlier(known)) if figure else (None, None)
    if verdict < _UNKNOWN:
        return Finding(measure, _STATUS[verdict], known, None, None, (), shortfall, earlier, ended)
    least, most = ready.bounds(known) or (None, None)
    missing = measure.condition.missing(known) if verdict is _UNKNOWN else ()
    return Finding(measure, _STATUS[verdict], known, least, most, missing, shortfall, earlier, ended)


def _deciding(ready: _Ready, known: Known, verdict: Verdict) -> Leaf | None:
    """Return the test on a figure, where nothing but the figure stands in the way."""
    if ready.figure is None:
        return None
    if verdict is _NO and any(part.verdict(known) < _UNKNOWN for part in ready.parts if part is not ready.figure):
        return None
    return ready.figure
