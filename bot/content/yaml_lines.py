"""YAML whose values remember the file and line they stand on. Every scalar stays text."""

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

_DEEPEST = 40


def read_yaml(text: str, file: str, faults: list[Fault]) -> Node | None:
    """Read one YAML document; syntax faults, repeated keys, aliases and deep nesting are added to ``faults``."""
    builder = _Builder(file, faults)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        if mark:
            line = mark.line + 1
        else:  # libyaml counts bytes
            line = text.encode("utf-8", "replace").count(b"\n", 0, getattr(error, "position", 0)) + 1
        faults.append(Fault(file, line, "", f"this is not YAML: {problem}"))
        return None
    except _RefusedError as error:
        faults.append(error.fault)
        return None
    if builder.root is None:
        faults.append(Fault(file, 0, "", "the file is empty"))
    return builder.root


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


class _RefusedError(Exception):
    """Raised where a file must not be read on; holds the fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


class _Builder:
    """Builds nodes out of the parser's events, one at a time: no nesting, however deep, can exhaust the stack."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.root: Node | None = None
        self._file = file
        self._faults = faults
        self._open: list[Items | Keys] = []
        self._keys: list[Text | None] = []

    def take(self, event: yaml.Event) -> None:
        """Take the next event of the parser."""
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(Fault(self._file, line, "", "an alias (*) is not allowed here; write the value out"))
        if isinstance(event, yaml.ScalarEvent):
            self._add(self._placed(Text(event.value), line))
        elif isinstance(event, yaml.CollectionStartEvent):
            if len(self._open) >= _DEEPEST:
                raise _RefusedError(Fault(self._file, line, "", f"nested more than {_DEEPEST} deep; write it flatter"))
            node = self._placed(Keys() if isinstance(event, yaml.MappingStartEvent) else Items(), line)
            self._add(node)
            self._open.append(node)
            self._keys.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._keys.pop()

    def _placed(self, node: Any, line: int) -> Any:
        node.file, node.line = self._file, line
        return node

    def _add(self, node: Node) -> None:
        if not self._open:
            if self.root is not None:
                raise _RefusedError(
                    Fault(self._file, node.line, "", "a second document begins here; keep one to a file")
                )
            self.root = node
        elif isinstance(parent := self._open[-1], Items):
            parent.append(node)
        elif (key := self._keys[-1]) is None:
            self._keys[-1] = node if isinstance(node, Text) else self._placed(Text("?"), node.line)
        else:
            self._keys[-1] = None
            if key in parent:
                self._faults.append(Fault(self._file, key.line, key, "this key stands twice; keep one of the two"))
            else:
                parent[key] = node
