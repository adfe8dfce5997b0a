"""``rate: {fact, percent, up_to}``: a share of a figure is paid, so only the figure itself says how much.

``at_most`` in place of ``percent``: the share itself is a ceiling (不超过5%), so no sum is ever certain.
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

    Where the text gives a range (5%—20%), ``least`` is its lower end, and the sum stays open between both; where it
    gives only the most (不超过5%), ``least`` is 0.
    """

    share: Fraction
    cap: int | None
    least: Fraction | None = None

    @property
    def shares(self) -> tuple[Fraction, ...]:
        """The shares that the text names, one or the two ends of a range."""
        return (self.least, self.share) if self.least else (self.share,)

    @property
    def ceiling(self) -> str:
        """The share where it is no more than the most, as ``不超过年营收的 5%``; empty for any other."""
        return f"不超过{self.fact.name}的 {self.percent}" if self.least == 0 else ""

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
        return _YES if least == most or (self.least is not None and self._is_settled(known)) else _UNKNOWN

    def _is_settled(self, known: Known) -> bool:
        """Whether the figure, known better, could change no sum, so that only the text leaves it open."""
        low, high, *_ = known.get(self.fact.id) or (0, UNBOUNDED)
        return all(self._pays(low, share) == self._pays(high, share) for share in self.shares)

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
        share = self.ceiling or f"{self.fact.name}的 {self.percent}"
        return f"按{share} 算" + ("" if self.cap is None else f"，最高 {write_sum(self.cap)}")

    def because(self, known: Known, /) -> str:
        """Say the figure, and what its share comes to or why that cannot be said yet."""
        now = known.get(self.fact.id)
        if now is None:
            return f"还不知道：{self.fact.name}"
        said = f"{self.fact.name} {self.fact.say(now)}"
        bounds, verdict = self.bounds(known), self.verdict(known)
        reckoned = f"按不超过 {self.percent} 算" if self.ceiling else f"按 {self.percent} 算"
        if bounds is None or verdict is _UNKNOWN:
            return f"{said}，要知道准数才能{reckoned}"
        if verdict is _NO:
            return f"{said}，{reckoned}不到 1元"
        if bounds[0] != bounds[1] and not self.ceiling:
            return f"{said}，{reckoned}是 {write_bounds(*bounds)}"
        comes_to = "，最高 " if self.ceiling or bounds[1] == self.cap else "是 "
        return f"{said}，{reckoned}{comes_to}{write_sum(bounds[1])}"


def read(keys: Keys, fact: Fact, where: str, reading: Reading) -> Rate:
    """Read the share under ``percent``, or a range of shares, or the most it may be under ``at_most``.

    The cap under ``up_to`` may be left out.
    """
    reader = reading.reader
    cap = reader.value(keys["up_to"], where, read_sum) if "up_to" in keys else None
    if ("percent" in keys) == ("at_most" in keys):
        raise reader.refuse(keys, where, "expected either percent, or at_most where the text says 不超过")
    if "at_most" in keys:
        return Rate(fact, reader.value(keys["at_most"], where, read_percent), cap, Fraction(0))
    shares = reader.value(keys["percent"], where, _read_shares)
    return Rate(fact, shares[-1], cap, shares[0] if len(shares) > 1 else None)


def _read_shares(text: str) -> tuple[Fraction, ...]:
    """Read ``70%`` or ``5%—20%``; raises ValueError, in words fit for an author, for any other text."""
    shares = tuple(map(read_percent, re.split("[—–~～至-]+", text)))
    if len(shares) > 2 or (len(shares) == 2 and shares[0] >= shares[1]):
        raise ValueError(f"{text!r} is no range of shares; write it as 5%—20%")
    return shares
