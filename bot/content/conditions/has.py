"""``has: option`` or ``has: [options]``: one of those listed is held, whenever it was obtained."""

from dataclasses import dataclass

from bot.content.conditions.condition import Known, Leaf, Reading
from bot.content.conditions.is_ import read_options
from bot.content.fact import Fact, denied, stated
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Node

KINDS = ("choices",)

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Has(Leaf):
    """Holds while one of the options is held."""

    options: tuple[str, ...]

    def verdict(self, known: Known, /) -> Verdict:
        """Look for one of the options among those held."""
        held = known.get(self.fact.id)
        if held is None:
            return _UNKNOWN
        return _NO if held.keys().isdisjoint(self.options) else _YES

    def need(self) -> str:
        """Say the options, joined by 或."""
        return stated(map(self.fact.option, self.options), "has")

    def because(self, known: Known, /) -> str:
        """Say which of the options is held, or that none is."""
        held = known.get(self.fact.id)
        if held is None:
            return f"还不知道：{self.fact.name}"
        mine = {option: held[option] for option in self.options if option in held}
        return self.fact.say(mine) if mine else denied(self.need())

    def keys(self) -> tuple[str, ...]:
        """Return the options."""
        return self.options


def read(node: Node, fact: Fact, where: str, reading: Reading) -> Has:
    """Read the options after ``has``."""
    return Has(fact, read_options(node, fact, where, reading))
