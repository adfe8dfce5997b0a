"""``newly: option`` or ``newly: [options]``: one of those listed was achieved while the policy was in force."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.content.conditions.condition import Known, Leaf, Reading, Window
from bot.content.conditions.is_ import read_options
from bot.content.fact import Fact, denied, say_when, stated
from bot.content.verdict import Verdict
from bot.content.when import When
from bot.content.yaml_lines import Node

KINDS = ("choices",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO
_ALWAYS = Window(date.min, date.max)


@dataclass(frozen=True, slots=True)
class Newly(Leaf):
    """Holds while one of the options was achieved inside the window; a span that straddles its edge is unknown."""

    options: tuple[str, ...]
    window: Window

    dated: ClassVar[bool] = True

    def verdict(self, known: Known, /) -> Verdict:
        """Hold the day of each option against the window; the best one counts."""
        held = known.get(self.fact.id)
        if held is None:
            return _UNKNOWN
        best = _NO
        for option in self.options:
            if option in held:
                best = max(best, inside(held[option], self.window))
        return best

    def need(self) -> str:
        """Say the options and the window."""
        return f"{self.window.said}{self._achieved()}"

    def because(self, known: Known, /) -> str:
        """Say what was achieved when, and where that falls against the window."""
        held = known.get(self.fact.id)
        if held is None:
            return f"还不知道：{self.fact.name}"
        said = [self._said(option, held[option]) for option in self.options if option in held]
        return "；".join(said) or denied(self._achieved())

    def _said(self, option: str, when: When | None) -> str:
        label = self.fact.option(option).label
        verdict = inside(when, self.window)
        if when is None:
            return f"{label}：还不知道是哪一年" if verdict is _UNKNOWN else label
        ends = {
            _YES: "",
            _UNKNOWN: f"，要知道是否在 {self.window.said}",
            Verdict.LAPSED: f"，晚于政策截止日 {self.window.last}",
            Verdict.NOT_YET: f"，早于政策施行日 {self.window.first}",
        }
        return f"{label}（{say_when(when)}）{ends[verdict]}"

    def _achieved(self) -> str:
        return stated(map(self.fact.option, self.options), "newly")

    def keys(self) -> tuple[str, ...]:
        """Return the options."""
        return self.options


def inside(when: When | None, window: Window) -> Verdict:
    """Hold a span of days against a window: wholly in it, wholly after, wholly before, or not settled.

    None is a day that nobody knows, which does no harm where any day will do.
    """
    if when is None:
        return _YES if window == _ALWAYS else _UNKNOWN
    first, last = when
    if first > window[1]:
        return Verdict.LAPSED
    if last < window[0]:
        return Verdict.NOT_YET
    return _YES if first >= window[0] and last <= window[1] else _UNKNOWN


def read(node: Node, fact: Fact, where: str, reading: Reading) -> Newly:
    """Read the options after ``newly``."""
    return Newly(fact, read_options(node, fact, where, reading), reading.window)
