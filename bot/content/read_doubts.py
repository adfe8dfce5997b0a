"""`doubts` of a policy, and `open` of a measure -> what the text leaves open."""

from collections.abc import Mapping

from bot.content.conditions import Reading, read_condition
from bot.content.policy import Doubt
from bot.content.yaml_lines import Keys, Node, Text


def read_shared_doubts(keys: Keys, reading: Reading) -> dict[str, Doubt]:
    """Read the doubts that measures share, by name."""
    if "doubts" not in keys:
        return {}
    node = keys["doubts"]
    if not isinstance(node, Keys):
        raise reading.reader.refuse(node, "doubts", "expected names, each with a note")
    doubts = {}
    for name, inner in node.items():
        with reading.reader.going_on():
            doubts[str(name)] = read_doubt(inner, f"doubts, {name}", reading, {})
    return doubts


def read_doubt(node: Node, where: str, reading: Reading, shared: Mapping[str, Doubt]) -> Doubt:
    """Read a line, ``{note, unless}``, or ``{see: name}`` for one of those shared."""
    reader = reading.reader
    if isinstance(node, Text):
        return Doubt(str(reader.text(node, where)), None)
    if isinstance(node, Keys) and "see" in node:
        name = str(reader.text(reader.keys(node, where, ("see",))["see"], where))
        if name not in shared:
            raise reader.refuse(node, where, f"no doubt called {name}; there are {', '.join(shared) or 'none'}")
        return shared[name]
    keys = reader.keys(node, where, ("note",), ("unless",))
    unless = read_condition(keys["unless"], where, reading) if "unless" in keys else None
    return Doubt(str(reader.text(keys["note"], where)), unless)
