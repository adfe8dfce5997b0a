"""The condition words: each is read, tested and worded in the file of its name. `docs/content.md` has the table."""

from collections.abc import Callable

from bot.content.conditions import at_least, at_most, below, first_reaches, has, is_, more_than, newly, rate
from bot.content.conditions.all import All
from bot.content.conditions.any import Any
from bot.content.conditions.at_least import AtLeast
from bot.content.conditions.at_most import AtMost
from bot.content.conditions.below import Below
from bot.content.conditions.condition import Condition, Earlier, Known, Leaf, Reading, Shortfall, Window
from bot.content.conditions.first_reaches import FirstReaches
from bot.content.conditions.more_than import MoreThan
from bot.content.conditions.newly import Newly, inside
from bot.content.conditions.not_ import Not
from bot.content.conditions.rate import Rate
from bot.content.fact import Fact
from bot.content.yaml_lines import Keys, Node

WORDS: dict[str, tuple[tuple[str, ...], Callable[[Node, Fact, str, Reading], Leaf]]] = {
    "is": (is_.KINDS, is_.read),
    "has": (has.KINDS, has.read),
    "newly": (newly.KINDS, newly.read),
    "at_least": (at_least.KINDS, at_least.read),
    "more_than": (more_than.KINDS, more_than.read),
    "at_most": (at_most.KINDS, at_most.read),
    "below": (below.KINDS, below.read),
}
"""Words of the form ``{fact: revenue, at_least: 5亿元}``: the kinds of fact they test, and how they are read."""

LADDERS: dict[str, Callable[[Node, Fact, str, Reading], FirstReaches]] = {
    "first_reaches": first_reaches.read,
    "reaches": first_reaches.read_reaches,
}
"""Words that stand in a ladder, because each step has its award."""

__all__ = [
    "LADDERS",
    "WORDS",
    "All",
    "Any",
    "AtLeast",
    "AtMost",
    "Below",
    "Condition",
    "Earlier",
    "FirstReaches",
    "Known",
    "Leaf",
    "MoreThan",
    "Newly",
    "Not",
    "Rate",
    "Reading",
    "Shortfall",
    "Window",
    "inside",
    "rate",
    "read_condition",
    "read_fact",
]


def read_condition(node: Node, where: str, reading: Reading) -> Condition:
    """Read ``{all: [...]}``, ``{any: [...]}``, ``{not: {...}}`` or ``{fact: ..., word: ...}``."""
    if not isinstance(node, Keys):
        raise reading.reader.refuse(node, where, "expected a condition such as {fact: leading_industry, is: yes}")
    if "fact" in node:
        return _read_leaf(node, where, reading)
    if len(node) != 1 or next(iter(node)) not in {"all", "any", "not"}:
        raise reading.reader.refuse(node, where, f"expected one of all, any, not, or a fact; found {', '.join(node)}")
    word, inner = next(iter(node.items()))
    if word == "not":
        return _read_not(inner, where, reading)
    parts = tuple(reading.reader.each(inner, where, lambda item: read_condition(item, where, reading)))
    if not parts:
        raise reading.reader.refuse(inner, where, f"{word} needs at least one condition")
    return All(parts) if word == "all" else Any(parts)


def read_fact(keys: Keys, where: str, reading: Reading, kinds: tuple[str, ...]) -> Fact:
    """Return the fact named under ``fact``, which must be of one of the kinds."""
    name = reading.reader.text(keys["fact"], where)
    fact = reading.facts.get(name)
    if fact is None:
        raise reading.reader.refuse(name, where, f"unknown fact {name}; known: {', '.join(reading.facts)}")
    if fact.kind not in kinds:
        raise reading.reader.refuse(name, where, f"fact {name} is of kind {fact.kind}; expected {' or '.join(kinds)}")
    return fact


def _read_leaf(node: Keys, where: str, reading: Reading) -> Leaf:
    words = [word for word in node if word != "fact"]
    if len(words) != 1 or words[0] not in WORDS:
        raise reading.reader.refuse(
            node, where, f"expected fact and one of {', '.join(WORDS)}; found {', '.join(node)}"
        )
    kinds, read = WORDS[words[0]]
    return read(node[words[0]], read_fact(node, where, reading, kinds), where, reading)


def _read_not(node: Node, where: str, reading: Reading) -> Not:
    inner = read_condition(node, where, reading)
    if not isinstance(inner, Leaf):
        raise reading.reader.refuse(node, where, "not takes one test on one fact")
    return Not(inner.fact, inner)
