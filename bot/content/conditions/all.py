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
        if self.verdict(known) is not _UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for part in self.parts for fact in part.missing(known)))

    def reasons(self, known: Known) -> Iterator[Leaf]:
        """Yield the reasons of every part that has the same verdict as the whole, or that falls short of yes."""
        whole = self.verdict(known)
        for part in self.parts:
            if whole is Verdict.YES or whole is _UNKNOWN or part.verdict(known) < _UNKNOWN:
                yield from part.reasons(known)
