"""``rate: {fact, percent, up_to}``: a share of a figure is paid, so only the figure itself says how much.

A figure known within bounds is enough where both ends come to the same sum, as they do beyond the cap.
"""

from dataclasses import dataclass
from fractions import Fraction

from bot.content.conditions.condition import Known, Leaf, Reading
from bot.content.fact import Fact
from bot.content.money import UNBOUNDED, read_sum, write_sum
from bot.content.percent import read_percent, write_percent
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Keys

KINDS = ("money",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Rate(Leaf):
    """Holds once it is known what the share of the figure comes to: at most ``cap`` yuan where there is a cap."""

    share: Fraction
    cap: int | None

    @property
    def percent(self) -> str:
        """The share as documents write it: ``70%``."""
        return write_percent(self.share)

    def verdict(self, known: Known, /) -> Verdict:
        """Hold the least against the most; a share that is less than a yuan pays nothing."""
        bounds = self.bounds(known)
        if bounds is None:
            return _UNKNOWN
        least, most = bounds
        if not most:
            return _NO
        return _YES if least == most else _UNKNOWN

    def bounds(self, known: Known, /) -> tuple[int, int] | None:
        """Return the least and the most that can be paid for what is known, in yuan; None where nothing bounds it."""
        low, high, *_ = known.get(self.fact.id) or (0, UNBOUNDED)
        if high >= UNBOUNDED and self.cap is None:
            return None
        return self._pays(low), self._pays(high)

    def _pays(self, yuan: int) -> int:
        """Return the share of a sum, in whole yuan, rounded down."""
        paid = int(yuan * self.share)
        return paid if self.cap is None else min(paid, self.cap)

    def need(self) -> str:
        """Say the share and the cap."""
        return f"按{self.fact.name}的 {self.percent} 算" + ("" if self.cap is None else f"，最高 {write_sum(self.cap)}")

    def because(self, known: Known, /) -> str:
        """Say the figure, and what its share comes to or why that cannot be said yet."""
        now = known.get(self.fact.id)
        if now is None:
            return f"还不知道：{self.fact.name}"
        said = f"{self.fact.name} {self.fact.say(now)}"
        bounds, verdict = self.bounds(known), self.verdict(known)
        if bounds is None or verdict is _UNKNOWN:
            return f"{said}，要知道准数才能按 {self.percent} 算"
        if verdict is _NO:
            return f"{said}，按 {self.percent} 算不到 1元"
        comes_to = "，最高 " if bounds[1] == self.cap else "是 "
        return f"{said}，按 {self.percent} 算{comes_to}{write_sum(bounds[1])}"


def read(keys: Keys, fact: Fact, where: str, reading: Reading) -> Rate:
    """Read the share under ``percent`` and the cap under ``up_to``, which may be left out."""
    reader = reading.reader
    share = reader.value(keys["percent"], where, read_percent)
    return Rate(fact, share, reader.value(keys["up_to"], where, read_sum) if "up_to" in keys else None)
