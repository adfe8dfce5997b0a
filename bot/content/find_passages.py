"""Passages that `policy.yaml` quotes -> where they stand in the source; one that does not is a fault."""

from bot.content.reader import Reader
from bot.content.source import Quote, Source
from bot.content.yaml_lines import Keys, Node

SHOWN = 40
"""So many characters of a passage tell which one a fault is about."""


def find_quote(node: Node, where: str, source: Source, reader: Reader, start: int = 0, end: int | None = None) -> Quote:
    """Find a passage between two places where it stands there, else anywhere."""
    passage = reader.text(node, where)
    quote = source.find(passage, start, end) or source.find(passage)
    if quote is None:
        raise reader.refuse(node, where, f"the quote is not in the source text: {passage[:SHOWN]}")
    return quote


def find_passages(keys: Keys, key: str, where: str, source: Source, reader: Reader) -> tuple[Quote, ...]:
    """Find the passages listed under a key, none where it is left out."""
    found = []
    for passage in reader.texts(keys[key], where) if key in keys else ():
        with reader.going_on():
            found.append(find_quote(passage, where, source, reader))
    return tuple(found)


def find_answers(keys: Keys, where: str, source: Source, reader: Reader) -> dict[str, tuple[Quote, ...]]:
    """Find the passages that answer an aspect, from anywhere in the source; `check_answers` knows the aspects."""
    if "answers" not in keys:
        return {}
    node = keys["answers"]
    if not isinstance(node, Keys):
        raise reader.refuse(node, where, "expected aspects with passages such as {payment: 2年内予以兑现奖励。}")
    return {str(aspect): find_passages(node, aspect, where, source, reader) for aspect in node}
