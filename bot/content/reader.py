"""Reading checked mappings out of YAML nodes: what is missing, unknown or of the wrong shape becomes a fault."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TypeVar

from bot.content.fault import Fault
from bot.content.yaml_lines import Items, Keys, Node, Text, at

T = TypeVar("T")


class Unreadable(Exception):  # noqa: N818 - not an error to anyone outside: the fault is already noted
    """Raised where a node cannot be read at all, after its fault has been noted."""


class Reader:
    """Reads nodes and gathers faults. ``where`` names the place in words, as ``revenue-milestone, award``."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults

    def fault(self, node: Node, where: str, problem: str) -> None:
        """Note a fault and go on."""
        self.faults.append(at(node, where, problem))

    def refuse(self, node: Node, where: str, problem: str) -> Unreadable:
        """Note a fault and return the exception to raise where going on makes no sense."""
        self.fault(node, where, problem)
        return Unreadable(problem)

    def keys(self, node: Node | None, where: str, required: Sequence[str], optional: Sequence[str] = ()) -> Keys:
        """Return a mapping that has the required keys; unknown keys are faults that list those allowed."""
        if not isinstance(node, Keys):
            if node is None:
                raise Unreadable(where)
            raise self.refuse(
                node, where, f"expected a mapping with the keys {', '.join(required) or ', '.join(optional)}"
            )
        allowed = [*required, *optional]
        for key in node:
            if key not in allowed:
                self.fault(node[key], where, f"unknown key {key}; allowed here: {', '.join(allowed)}")
        missing = [key for key in required if key not in node]
        if missing:
            raise self.refuse(node, where, f"{missing[0]} is missing")
        blank = [key for key in required if isinstance(node[key], Text) and not str(node[key]).strip()]
        if blank:
            raise self.refuse(node[blank[0]], where, f"{blank[0]} is empty; it needs a value")
        return node

    def text(self, node: Node, where: str) -> Text:
        """Return a scalar that is not empty."""
        if not isinstance(node, Text):
            raise self.refuse(node, where, "expected one line of text")
        if not node.strip():
            raise self.refuse(node, where, "is empty; write a value or take the key away")
        return node

    def items(self, node: Node) -> Items:
        """Return a sequence; a single value stands for a sequence of one."""
        if isinstance(node, Items):
            return node
        one = Items([node])
        one.file, one.line = node.file, node.line
        return one

    def texts(self, node: Node, where: str) -> tuple[Text, ...]:
        """Return the scalars of a sequence, or of one scalar."""
        return tuple(self.text(item, where) for item in self.items(node))

    def each(self, node: Node, where: str, read: Callable[[Node], T]) -> Iterator[T]:
        """Read every item of a sequence, going on after an unreadable one."""
        if not isinstance(node, Items):
            self.fault(node, where, "expected a list")
            return
        for item in node:
            try:
                yield read(item)
            except Unreadable:
                continue

    def value(self, node: Node, where: str, read: Callable[[str], T]) -> T:
        """Read one scalar with a function that raises ValueError in words fit for an author."""
        text = self.text(node, where)
        try:
            return read(text)
        except ValueError as error:
            raise self.refuse(node, where, str(error)) from error

    @staticmethod
    def going_on() -> suppress:
        """Go on after an unreadable part, whose fault is noted."""
        return suppress(Unreadable)
