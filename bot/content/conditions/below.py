"""``below: sum``: a figure stays under a sum; the sum itself is too much."""

from dataclasses import dataclass

from bot.content.conditions.condition import Known, Leaf, Reading
from bot.content.fact import Fact
from bot.content.money import read_sum, write_amount, write_sum
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Node

KINDS = ("money",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Below(Leaf):
    """Holds up to one yuan under ``limit``."""

    limit: int

    def verdict(self, known: Known, /) -> Verdict:
        """Compare both ends of the amount with the limit."""
        amount = known.get(self.fact.id)
        if amount is None:
            return _UNKNOWN
        if amount[1] < self.limit:
            return _YES
        return _NO if amount[0] >= self.limit else _UNKNOWN

    def sums(self) -> tuple[int, ...]:
        """Give the limit."""
        return (self.limit,)

    def edges(self) -> tuple[int, ...]:
        """Give the limit."""
        return (self.limit,)

    def need(self) -> str:
        """Say the limit."""
        return f"{self.fact.name}不到 {write_sum(self.limit)}"

    def because(self, known: Known, /) -> str:
        """Say the figure beside the limit."""
        amount = known.get(self.fact.id)
        if amount is None:
            return f"还不知道：{self.fact.name}"
        words = {_YES: "不到", _NO: "已达到", _UNKNOWN: "要知道是否不到"}
        return f"{self.fact.name} {write_amount(amount)}，{words[self.verdict(known)]} {write_sum(self.limit)}"


def read(node: Node, fact: Fact, where: str, reading: Reading) -> Below:
    """Read the sum after ``below``."""
    return Below(fact, reading.reader.value(node, where, read_sum))
