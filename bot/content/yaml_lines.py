"""YAML whose values remember the file and line they stand on. Every scalar stays text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.content.fault import Fault

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Text(str):
    """A scalar, as written."""

    file: str
    line: int


class Items(list["Node"]):
    """A sequence."""

    file: str
    line: int


class Keys(dict[str, "Node"]):
    """A mapping; its keys are `Text`."""

    file: str
    line: int


Node = Text | Items | Keys


def read_yaml(text: str, file: str, faults: list[Fault]) -> Node | None:
    """Read one YAML document; syntax faults, repeated keys and aliases are added to ``faults``."""
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        faults.append(Fault(file, mark.line + 1 if mark else 0, "", f"this is not YAML: {problem}"))
        return None
    if root is None:
        faults.append(Fault(file, 0, "", "the file is empty"))
        return None
    return _convert(root, file, faults, frozenset())


def load_yaml(path: Path, name: str, faults: list[Fault]) -> Node | None:
    """Read a YAML file, called ``name`` in faults."""
    try:
        return read_yaml(path.read_text("utf-8"), name, faults)
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", "the file is missing"))
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, "", f"the file cannot be read as UTF-8 text: {error}"))
    return None


def read_yaml_mapping(text: str, name: str) -> dict[str, Any]:
    """Read a YAML mapping into plain values, every scalar as text; raises ValueError with file and line."""
    faults: list[Fault] = []
    root = read_yaml(text, name, faults)
    if faults or not isinstance(root, Keys):
        raise ValueError(str(faults[0]) if faults else f"{name}: expected a mapping of facts, such as revenue: 4.8亿元")
    return {str(key): plain(value) for key, value in root.items()}


def plain(node: Node) -> Any:
    """Return a node as plain mappings, lists and text."""
    if isinstance(node, Keys):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, Items) else str(node)


def at(node: Node, where: str, problem: str) -> Fault:
    """Make a fault that points at a node."""
    return Fault(node.file, node.line, where, problem)


def _convert(node: yaml.Node, file: str, faults: list[Fault], above: frozenset[int]) -> Node | None:
    line = node.start_mark.line + 1
    if id(node) in above:
        faults.append(Fault(file, line, "", "a value contains itself; write it out without & and *"))
        return None
    result: Node
    if isinstance(node, yaml.ScalarNode):
        result = Text(node.value)
    elif isinstance(node, yaml.SequenceNode):
        below = above | {id(node)}
        result = Items(item for child in node.value if (item := _convert(child, file, faults, below)) is not None)
    else:
        result = Keys(_pairs(node, file, faults, above | {id(node)}))
    result.file, result.line = file, line
    return result


def _pairs(node: yaml.Node, file: str, faults: list[Fault], above: frozenset[int]) -> Iterator[tuple[str, Node]]:
    seen = set()
    for key_node, value_node in node.value:
        key = Text(key_node.value if isinstance(key_node, yaml.ScalarNode) else "?")
        key.file, key.line = file, key_node.start_mark.line + 1
        if key in seen:
            faults.append(Fault(file, key.line, key, "this key stands twice; keep one of the two"))
            continue
        seen.add(key)
        value = _convert(value_node, file, faults, above)
        if value is not None:
            yield key, value
