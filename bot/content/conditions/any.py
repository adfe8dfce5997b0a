"""``any: [conditions]``: one must hold. A known yes settles it, whatever is unknown beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.content.conditions.condition import Condition, Known, Leaf
from bot.content.verdict import Verdict

_UNKNOWN = Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class Any:
    """Holds once one part holds."""

    parts: tuple[Condition, ...]

    def verdict(self, known: Known) -> Verdict:
        """Return the greatest verdict of the parts."""
        return max(part.verdict(known) for part in self.parts)

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf below."""
        for part in self.parts:
            yield from part.leaves()

    def missing(self, known: Known) -> tuple[str, ...]:
        """Return what every unknown part misses; nothing once settled."""
        if self.verdict(known) is not _UNKNOWN:
            return ()
        return tuple(dict.fromkeys(fact for part in self.parts for fact in part.missing(known)))

    def reasons(self, known: Known) -> tuple[Leaf, ...]:
        """Return the reasons of the parts that come as far as the whole does."""
        whole = self.verdict(known)
        return tuple(leaf for part in self.parts if part.verdict(known) is whole for leaf in part.reasons(known))
