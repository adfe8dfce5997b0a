"""``all: [conditions]``: every one must hold. A known no settles it, whatever is unknown beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.conditions.condition import Condition, Known, Leaf
from bot.content.verdict import Verdict

_UNKNOWN = Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class All:
    """Holds while every part holds."""

    parts: tuple[Condition, ...]

    def verdict(self, known: Known) -> Verdict:
        """Return the least verdict of the parts."""
        least = Verdict.YES
        for part in self.parts:
            verdict = part.verdict(known)
            if verdict < least:
                if not verdict:
                    return verdict
                least = verdict
        return least

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf below."""
        for part in self.parts:
            yield from part.leaves()

    def missing(self, known: Known) -> tuple[str, ...]:
        """Return what every unknown part misses, so that none is asked for twice; nothing once settled."""
        missing: dict[str, None] = {}
        for part in self.parts:
            verdict = part.verdict(known)
            if verdict < _UNKNOWN:
                return ()
            if verdict is _UNKNOWN:
                missing.update(dict.fromkeys(part.missing(known)))
        return tuple(missing)

    def reasons(self, known: Known) -> tuple[Leaf, ...]:
        """Give the reasons of the parts that settle it as a no; of every part where there is none such."""
        if len(self.parts) == 1:
            return self.parts[0].reasons(known)
        against: list[Condition] = []
        for part in self.parts:
            if part.verdict(known) < _UNKNOWN:
                against.append(part)  # noqa: PERF401 - a plain loop is quicker for so few
        reasons: list[Leaf] = []
        for part in against or self.parts:
            reasons += part.reasons(known)
        return tuple(reasons)
