"""A finding (匹配结果): one measure held against one profile."""

from enum import StrEnum
from typing import NamedTuple

from bot.content import Earlier, Known, Leaf, Measure, Office, Shortfall, Verdict


class Status(StrEnum):
    """What a finding comes to; ``docs/json.md`` explains each."""

    ELIGIBLE = "eligible"
    POSSIBLE = "possible"
    NOT_ELIGIBLE = "not_eligible"
    LAPSED = "lapsed"
    NOT_YET = "not_yet"


class Reason(NamedTuple):
    """Why a condition holds, fails or is open: a test and what it was held against."""

    leaf: Leaf
    known: Known

    @property
    def verdict(self) -> Verdict:
        """What the test comes to."""
        return self.leaf.verdict(self.known)

    @property
    def words(self) -> str:
        """The owner's figure and the limit, in Chinese."""
        return self.leaf.because(self.known)


class Finding(NamedTuple):
    """One measure held against one profile on one day.

    ``least`` and ``most`` bound what it pays, in yuan (equal once eligible, but where the text itself leaves the
    sum open between both); None where the text states no sum, and where a rate has no cap and its
    figure is not bounded.
    ``shortfall`` and ``earlier`` are told where nothing but a figure stands in the way. ``ended`` tells that the policy
    is no longer in force on the day asked, though the achievement fell inside it.
    """

    measure: Measure
    status: Status
    known: Known
    least: int | None
    most: int | None
    missing: tuple[str, ...]
    shortfall: Shortfall | None
    earlier: Earlier | None
    ended: bool

    @property
    def certain(self) -> int | None:
        """What it pays, in yuan, where that is one sum."""
        return self.most if self.least == self.most else None

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every test that makes the status what it is, in the order written."""
        known = self.known
        return tuple([Reason(leaf, known) for leaf in self.measure.condition.reasons(known)])

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the text leaves open for this profile."""
        if not self.measure.doubts:
            return ()
        known = self.known
        return tuple(
            doubt.note
            for doubt in self.measure.doubts
            if doubt.unless is None or doubt.unless.verdict(known) is not Verdict.YES
        )

    @property
    def offices(self) -> tuple[Office, ...]:
        """The offices in the document's order, the local one named where the owner has said where they are."""
        region = self.measure.policy.region
        local = self.local_offices
        return tuple(
            local[0] if local and name == region.local else region.offices.get(name, Office(name))
            for name in self.measure.departments.names
        )

    @property
    def first_offices(self) -> tuple[Office, ...]:
        """Those of the offices to turn to first."""
        return self.offices[: len(self.measure.departments.first)]

    @property
    def local_offices(self) -> tuple[Office, ...]:
        """The office of the owner's own county among them; none where the county is not known."""
        region = self.measure.policy.region
        office = region.local_offices.get(self.known.get(region.local_fact, ""))
        return (office,) if office and region.local in self.measure.departments.names else ()
