"""``at_least: sum``: a figure reaches a sum; the sum itself is enough (达到)."""

from dataclasses import dataclass

from bot.content.conditions.condition import Known, Leaf, Reading, Shortfall
from bot.content.fact import Fact
from bot.content.money import read_sum, write_amount, write_sum
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Node

KINDS = ("money",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class AtLeast(Leaf):
    """Holds from ``limit`` yuan on."""

    limit: int

    def verdict(self, known: Known, /) -> Verdict:
        """Compare both ends of the amount with the limit."""
        amount = known.get(self.fact.id)
        if amount is None:
            return _UNKNOWN
        if amount[0] >= self.limit:
            return _YES
        return _NO if amount[1] < self.limit else _UNKNOWN

    def sums(self) -> tuple[int, ...]:
        """Give the limit."""
        return (self.limit,)

    def edges(self) -> tuple[int, ...]:
        """Give the limit."""
        return (self.limit,)

    def need(self) -> str:
        """Say the limit."""
        return f"{self.fact.name}达到 {write_sum(self.limit)}"

    def because(self, known: Known, /) -> str:
        """Say the figure beside the limit."""
        amount = known.get(self.fact.id)
        if amount is None:
            return f"还不知道：{self.fact.name}"
        words = {_YES: "已达到", _NO: "未达到", _UNKNOWN: "要知道是否达到"}
        return f"{self.fact.name} {write_amount(amount)}，{words[self.verdict(known)]} {write_sum(self.limit)}"

    def shortfall(self, known: Known, /) -> Shortfall | None:
        """Return the distance, where the figure has come near the limit."""
        amount = known.get(self.fact.id)
        if amount is None or not self.limit * self.fact.near <= amount[0] <= amount[1] < self.limit:
            return None
        return Shortfall(self.fact.id, amount[1], self.limit, None)


def read(node: Node, fact: Fact, where: str, reading: Reading) -> AtLeast:
    """Read the sum after ``at_least``."""
    return AtLeast(fact, reading.reader.value(node, where, read_sum))
