"""Rewriting a text while keeping where each character of it came from, so that words can be shown as typed."""

import re
from collections.abc import Iterable
from typing import NamedTuple


class Rewritten(NamedTuple):
    """A text as typed and rewritten; ``places`` holds where each boundary of the rewritten one lies in the other."""

    said: str
    text: str
    places: tuple[int, ...]

    def typed(self, start: int, end: int) -> str:
        """Return what was typed where the slice ``[start:end]`` of the rewritten text stands."""
        return self.said[self.places[start] : self.places[end]].strip()


def rewritten(said: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> Rewritten:
    """Apply rules, each a pattern and the template of what it becomes, one after the other."""
    text, places = said, tuple(range(len(said) + 1))
    for pattern, template in rules:
        if pattern.search(text):
            text, places = _one_rule(text, places, pattern, template)
    return Rewritten(said, text, places)


def _one_rule(
    text: str, places: tuple[int, ...], pattern: re.Pattern[str], template: str
) -> tuple[str, tuple[int, ...]]:
    pieces: list[str] = []
    kept: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        new = match.expand(template)
        pieces += [text[at : match.start()], new]
        kept += [*places[at : match.start()], *[places[match.start()]] * len(new)]
        at = match.end()
    return "".join([*pieces, text[at:]]), (*kept, *places[at:])
