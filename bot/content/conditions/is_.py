"""``is: option`` or ``is: [options]``: a choice, or a yes or no, is one of those listed."""

from dataclasses import dataclass

from bot.content.conditions.condition import Known, Leaf, Reading
from bot.content.fact import Fact, one_of, stated
from bot.content.verdict import Verdict
from bot.content.yaml_lines import Node

KINDS = ("choice", "yes_no")

_UNKNOWN, _YES, _NO = Verdict.UNKNOWN, Verdict.YES, Verdict.NO


@dataclass(frozen=True, slots=True)
class Is(Leaf):
    """Holds while the fact is one of the options."""

    options: tuple[str, ...]

    def verdict(self, known: Known, /) -> Verdict:
        """Compare what is known with the options."""
        value = known.get(self.fact.id)
        if value is None:
            return _UNKNOWN
        return _YES if value in self.options else _NO

    def need(self) -> str:
        """Say the options, joined by 或."""
        return stated(map(self.fact.option, self.options), "says")

    def excepted(self) -> str:
        """Name the options of a choice."""
        if self.fact.kind != "choice":
            return Leaf.excepted(self)
        return one_of([self.fact.option(option).label for option in self.options])

    def because(self, known: Known, /) -> str:
        """Say what the owner is and, where that falls short, what the article wants."""
        value = known.get(self.fact.id)
        if value is None:
            return f"还不知道：{self.fact.name}"
        says = stated([self.fact.option(value)], "says")
        return says if value in self.options else f"{says}，条款要求{self.need()}"

    def keys(self) -> tuple[str, ...]:
        """Return the options."""
        return self.options


def read(node: Node, fact: Fact, where: str, reading: Reading) -> Is:
    """Read the options after ``is``."""
    return Is(fact, read_options(node, fact, where, reading))


def read_options(node: Node, fact: Fact, where: str, reading: Reading) -> tuple[str, ...]:
    """Read one option id or a list of them."""
    reader = reading.reader
    return tuple(reader.value(item, where, lambda text: fact.option(text).id) for item in reader.items(node))
