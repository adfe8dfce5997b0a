"""``rate: {fact, percent, up_to}``: a share of a figure is paid, so only the figure itself says how much.

A figure known within bounds is enough where both ends come to the same sum, as they do beyond the cap.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from bot.content.conditions.condition import Known, Leaf, Reading
from bot.content.fact import Fact
from bot.content.money import UNBOUNDED, read_sum, write_bounds, write_sum
from bot.content.percent import read_percent, write_percent
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Keys

KINDS = ("money",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Rate(Leaf):
    """Holds once it is known what the share of the figure comes to: at most ``cap`` yuan where there is a cap.

    Where the text gives a range (5%—20%), ``least`` is its lower end, and the sum stays open between both.
    """

    share: Fraction
    cap: int | None
    least: Fraction | None = None

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The shares that the text names, one or the two ends of a range."""
        return (self.share,) if self.least is None else (self.least, self.share)

    @property
    def percent(self) -> str:
        """The share, or the range of shares, as documents write it: ``70%``, ``5%—20%``."""
        return "—".join(map(write_percent, self.shares))

    def verdict(self, known: Known, /) -> Verdict:
        """Hold the least against the most; a share that is less than a yuan pays nothing."""
        bounds = self.bounds(known)
        if bounds is None:
            return _UNKNOWN
        least, most = bounds
        if not most:
            return _NO
        exact = least == most or (self.least is not None and self._is_exact(known))
        return _YES if exact else _UNKNOWN

    def _is_exact(self, known: Known) -> bool:
        """Whether the figure can be known no better, so that only the text leaves the sum open."""
        now = known.get(self.fact.id)
        return now is not None and now[0] == now[1]

    def bounds(self, known: Known, /) -> tuple[int, int] | None:
        """Return the least and the most that can be paid for what is known, in yuan; None where nothing bounds it."""
        low, high, *_ = known.get(self.fact.id) or (0, UNBOUNDED)
        if high >= UNBOUNDED and self.cap is None:
            return None
        return self._pays(low, self.share if self.least is None else self.least), self._pays(high, self.share)

    def _pays(self, yuan: int, share: Fraction) -> int:
        """Return a share of a sum, in whole yuan, rounded down."""
        paid = int(yuan * share)
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
        if bounds[0] != bounds[1]:
            return f"{said}，按 {self.percent} 算是 {write_bounds(*bounds)}"
        comes_to = "，最高 " if bounds[1] == self.cap else "是 "
        return f"{said}，按 {self.percent} 算{comes_to}{write_sum(bounds[1])}"


def read(keys: Keys, fact: Fact, where: str, reading: Reading) -> Rate:
    """Read the share under ``percent``, or a range of shares, and the cap under ``up_to``, which may be left out."""
    reader = reading.reader
    shares = reader.value(keys["percent"], where, _read_shares)
    cap = reader.value(keys["up_to"], where, read_sum) if "up_to" in keys else None
    return Rate(fact, shares[-1], cap, shares[0] if len(shares) > 1 else None)


def _read_shares(text: str) -> tuple[Fraction, ...]:
    """Read ``70%`` or ``5%—20%``; raises ValueError, in words fit for an author, for any other text."""
    shares = tuple(map(read_percent, re.split("[—–~～至-]+", text)))
    if len(shares) > 2 or (len(shares) == 2 and shares[0] >= shares[1]):
        raise ValueError(f"{text!r} is no range of shares; write it as 5%—20%")
    return shares
