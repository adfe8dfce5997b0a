"""Which kind of fact a name in a message belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.content import Fact, once_for_each
from bot.dialogue.read import names
from bot.language.telling.anchors import SUM, Anchor


@dataclass(frozen=True, slots=True)
class Kinds:
    """The facts, those of them that take several options (``lists``), and what options are called, by fact.

    ``applicants``: the names of those who are not presumed to apply.
    """

    facts: Mapping[str, Fact]
    lists: frozenset[str]
    names: Mapping[str, Mapping[str, Sequence[str]]]
    applicants: tuple[str, ...]

    def of(self, anchor: Anchor) -> str:
        """Return the kind of the fact that a name belongs to; of a figure, which may be of several facts, SUM."""
        return self.facts[anchor.fact].kind if anchor.fact in self.facts else SUM

    def is_applicant(self, anchor: Anchor) -> bool:
        """Whether a name is one of who applies."""
        return anchor.fact in self.facts and bool(self.facts[anchor.fact].presumed)

    def is_plain_choice(self, anchor: Anchor) -> bool:
        """Whether a name is one of what is done, of where, or of the like, and not of who applies."""
        return self.of(anchor) == "choice" and not self.facts[anchor.fact].presumed


@once_for_each
def kinds_of(facts: Mapping[str, Fact]) -> Kinds:
    """Return the kinds of facts."""
    return Kinds(
        facts,
        frozenset(fact.id for fact in facts.values() if fact.kind == "choices"),
        {fact.id: names(fact) for fact in facts.values() if fact.kind in {"choice", "choices"}},
        tuple(
            name
            for fact in facts.values()
            if fact.presumed
            for option in fact.options
            if option.id != fact.presumed
            for name in option.names
        ),
    )
