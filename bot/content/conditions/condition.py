"""What every condition word offers. A *leaf* tests one fact; a *group* (`all`, `any`) joins conditions."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, Protocol

from bot.content.fact import Fact
from bot.content.reader import Reader
from bot.content.verdict import Verdict

_UNKNOWN = Verdict.UNKNOWN
"""Named here because looking a member up on its enum takes longer than the test."""

Known = Mapping[str, Any]
"""The facts known of one enterprise: id to a value of the fact's kind (checked on entry); an absent one is unknown."""


class Window(NamedTuple):
    """The days on which a policy is in force, both included; ``date.min`` or ``date.max`` where the text names none.

    Those two are never shown: `said` and `written` are for whoever shows a window.
    """

    first: date
    last: date

    @property
    def said(self) -> str:
        """Say when something must have been achieved to fall inside; empty where any day will do."""
        if self.first == date.min:
            return "" if self.last == date.max else f"{self.last} 及以前"
        return f"{self.first} 及以后" if self.last == date.max else f"{self.first} 至 {self.last} 间"

    @property
    def written(self) -> tuple[str | None, str | None]:
        """Its first and last day in ISO 8601; None for one that the text does not name."""
        first, last = self
        return None if first == date.min else first.isoformat(), None if last == date.max else last.isoformat()


class Reading(NamedTuple):
    """What reading a condition needs: the reader that gathers faults, the facts, and the policy's window."""

    reader: Reader
    facts: Mapping[str, Fact]
    window: Window


class Shortfall(NamedTuple):
    """How far a figure is from the next step: in whole yuan; ``pays`` is None where no sum is tied to the step."""

    fact: str
    have: int
    step: int
    pays: int | None

    @property
    def gap(self) -> int:
        """What is still missing, in yuan."""
        return self.step - self.have


class Earlier(NamedTuple):
    """A step (in yuan) that had been passed before, and the years inside the window in which it may have been first."""

    fact: str
    step: int
    years: tuple[int, ...]


class Condition(Protocol):
    """A test on facts."""

    def verdict(self, known: Known, /) -> Verdict:
        """Whether it holds for what is known."""

    def leaves(self) -> "Iterator[Leaf]":
        """Every leaf below, in the order written."""

    def missing(self, known: Known, /) -> tuple[str, ...]:
        """The facts that can still settle it, as ids; empty where it is settled."""

    def reasons(self, known: Known, /) -> "tuple[Leaf, ...]":
        """The leaves that make its verdict what it is."""


@dataclass(frozen=True, slots=True)
class Leaf(ABC):
    """A test on one fact, with its words."""

    fact: Fact

    dated: ClassVar[bool] = False
    """Whether it holds the day of an achievement against the policy's window."""

    @abstractmethod
    def verdict(self, known: Known, /) -> Verdict:
        """Whether it holds for what is known."""

    @abstractmethod
    def need(self) -> str:
        """What is asked for, as ``年营收达到 5亿元``."""

    def excepted(self) -> str:
        """Who meets it, as what stands before 除外."""
        return f"{self.need()}的"

    @abstractmethod
    def because(self, known: Known, /) -> str:
        """Why the verdict is what it is, with the owner's figure and the limit."""

    def leaves(self) -> "Iterator[Leaf]":
        """Give itself."""
        return iter((self,))

    def reasons(self, known: Known, /) -> "tuple[Leaf, ...]":  # noqa: ARG002 - a leaf is its own reason
        """Give itself."""
        return (self,)

    def missing(self, known: Known, /) -> tuple[str, ...]:
        """Return the fact, while the verdict is unknown."""
        return (self.fact.id,) if self.verdict(known) is _UNKNOWN else ()

    def keys(self) -> tuple[str, ...] | None:
        """Return the option ids without any of which it is a settled no; None where there is no such list."""
        return None

    def sums(self) -> tuple[int, ...]:
        """Return the sums it is stated by, in yuan, which must stand in the quote."""
        return ()

    def edges(self) -> tuple[int, ...]:
        """Return the figures, in yuan, from each of which on its verdict may be another."""
        return ()

    def shortfall(self, known: Known, /) -> Shortfall | None:  # noqa: ARG002 - most leaves have no distance
        """How far the figure is from the next step, where it is near enough to tell."""
        return None

    def earlier(self, known: Known, /) -> Earlier | None:  # noqa: ARG002 - most leaves look at no other year
        """The step that an earlier year may have reached for the first time, where this year's figure did not."""
        return None
