"""``first_reaches: {step: award}``: a yearly figure reaches a step that no earlier year had reached.

The highest step reached counts. A figure belongs to its whole year, so it is achieved on 31 December.
``reaches: {step: award}`` is the same without looking at earlier years.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import ClassVar

from bot.content.conditions.condition import Earlier, Known, Leaf, Reading, Shortfall, Window
from bot.content.conditions.newly import inside
from bot.content.fact import Fact
from bot.content.money import Amount, read_sum, write_amount, write_sum
from bot.content.verdict import Verdict
from bot.content.when import When
from bot.content.yaml_lines import Keys, Node

KINDS = ("money",)

_NEVER = Amount(0, 0)
_RECENT = 3
_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class FirstReaches(Leaf):
    """Holds while a step is newly reached: ``steps`` ascend, ``pays`` is the award of each, all in yuan.

    ``before`` is the fact that holds the best figure of earlier years, empty where earlier years do not matter.
    """

    steps: tuple[int, ...]
    pays: tuple[int, ...]
    before: str
    window: Window

    dated: ClassVar[bool] = True

    def verdict(self, known: Known, /) -> Verdict:
        """Hold both ends of both figures against the steps, then the year against the window."""
        now = known.get(self.fact.id)
        if now is None:
            return _UNKNOWN
        least, most = self.bounds(known)
        if not most:
            return _NO
        year = self._year(now)
        if year < _UNKNOWN:
            return year
        return _YES if least == most else _UNKNOWN

    def bounds(self, known: Known, /) -> tuple[int, int]:
        """Return the least and the most that can be paid for what is known, in yuan.

        What is paid never falls as the figure grows, and never grows with the best earlier one, so the two
        corners bound it.
        """
        now = known.get(self.fact.id)
        if now is None:
            return 0, self.pays[-1]
        before = known.get(self.before) if self.before else _NEVER
        if before is None:
            return 0, self._pays(now[1], 0)
        return self._pays(now[0], before[1]), self._pays(now[1], before[0])

    def _pays(self, now: int, before: int) -> int:
        reached = bisect_right(self.steps, now)
        return self.pays[reached - 1] if reached and before < self.steps[reached - 1] else 0

    def _year(self, now: Amount) -> Verdict:
        if now.year is None:
            return _YES
        return inside(_closing(now.year), self.window)

    def missing(self, known: Known, /) -> tuple[str, ...]:
        """Return the figure while it, and the earlier best while that, can still change what is paid."""
        if self.verdict(known) is not _UNKNOWN:
            return ()
        now, before = known.get(self.fact.id), known.get(self.before)
        wanted = []
        if now is None or bisect_right(self.steps, now[0]) != bisect_right(self.steps, now[1]):
            wanted.append(self.fact.id)
        if self.before and (
            before is None or bisect_right(self.steps, before[0]) != bisect_right(self.steps, before[1])
        ):
            wanted.append(self.before)
        return tuple(wanted)

    def edges(self) -> tuple[int, ...]:
        """Give the steps."""
        return self.steps

    def need(self) -> str:
        """Say the steps."""
        verb = "首次达到" if self.before else "达到"
        return f"{self.fact.name}{verb} {'、'.join(map(write_sum, self.steps))}"

    def because(self, known: Known, /) -> str:
        """Say the figure and the step it reaches, has reached before, or falls short of."""
        now = known.get(self.fact.id)
        if now is None:
            return f"还不知道：{self.fact.name}"
        said = f"{self.fact.name} {self.fact.say(now)}"
        reached = bisect_right(self.steps, now.high)
        if not reached:
            return f"{said}，未达到 {write_sum(self.steps[0])}"
        step = write_sum(self.steps[reached - 1])
        verdict = self.verdict(known)
        if verdict is Verdict.LAPSED:
            return f"{said}，晚于政策截止日 {self.window.last}"
        if verdict is Verdict.NOT_YET:
            return f"{said}，早于政策施行日 {self.window.first}"
        if verdict is _NO:
            return f"{said}，此前最高 {write_amount(known[self.before])}，{step}不是首次达到"
        if verdict is _UNKNOWN:
            return f"{said}，要知道{step}是否{'首次' if self.before else ''}达到"
        return f"{said}，{'首次' if self.before else ''}达到 {step}"

    def shortfall(self, known: Known, /) -> Shortfall | None:
        """Return the distance to the next step that would be new, where the figure has come near it."""
        now = known.get(self.fact.id)
        if now is None:
            return None
        above = bisect_right(self.steps, now[1])
        best = (known.get(self.before) or _NEVER)[1]
        if above == len(self.steps) or best >= self.steps[above]:
            return None
        if now[0] < self.steps[above] * self.fact.near:
            return None
        return Shortfall(self.fact.id, now[1], self.steps[above], self.pays[above])

    def earlier(self, known: Known, /) -> Earlier | None:
        """Return the highest step passed before, where this is a no and the step may have been new inside the window.

        A year said of the best earlier figure is taken for the one in which it was; where the text names no first day,
        the last few years are told.
        """
        now, best = known.get(self.fact.id), known.get(self.before)
        if now is None or now.year is None or best is None or self.verdict(known) >= _UNKNOWN:
            return None
        passed = bisect_right(self.steps, best.low)
        said = best.year is not None and best.year < now.year
        last = min(now.year - 1, self.window.last.year)
        first = last - _RECENT + 1 if self.window.first == date.min else self.window.first.year
        years = (best.year,) if said else range(first, last + 1)
        inner = tuple(year for year in years if inside(_closing(year), self.window) is _YES)
        return Earlier(self.fact.id, self.steps[passed - 1], inner) if passed and inner else None


@cache
def _closing(year: int) -> When:
    """Return the last day of a year; every ladder asks for the same few."""
    day = date(year, 12, 31)
    return When(day, day)


def read(node: Node, fact: Fact, where: str, reading: Reading) -> FirstReaches:
    """Read the steps after ``first_reaches``; they must ascend, and each must pay more than the one below."""
    if not fact.best_before:
        raise reading.reader.refuse(node, where, f"fact {fact.id} names no best_before, so nothing can be a first time")
    return _read(node, fact, where, reading, fact.best_before)


def read_reaches(node: Node, fact: Fact, where: str, reading: Reading) -> FirstReaches:
    """Read the steps after ``reaches``."""
    return _read(node, fact, where, reading, "")


def _read(node: Node, fact: Fact, where: str, reading: Reading, before: str) -> FirstReaches:
    reader = reading.reader
    if not isinstance(node, Keys) or not node:
        raise reader.refuse(node, where, "expected steps such as {5亿元: 10万元, 10亿元: 20万元}")
    steps = [reader.value(key, where, read_sum) for key in node]  # type: ignore[arg-type] # keys are Text
    pays = [reader.value(value, where, read_sum) for value in node.values()]
    for lower, upper, less, more in zip(steps, steps[1:], pays, pays[1:], strict=False):
        if upper <= lower:
            reader.fault(node, where, f"step {write_sum(upper)} cannot be reached: it stands after {write_sum(lower)}")
        elif more <= less:
            reader.fault(node, where, f"step {write_sum(upper)} pays no more than {write_sum(lower)}")
    return FirstReaches(fact, tuple(steps), tuple(pays), before, reading.window)
