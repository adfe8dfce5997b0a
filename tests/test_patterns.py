"""No pattern of the program can be made to take a time that doubles with every few characters of a text."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

import bot

# Python's own parser of patterns: what it gives has no types.
parser: Any = importlib.import_module("re._parser")

MOST_WORDS = 4000
"""So many words of a loop are looked at."""


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern of the program by its text."""
    found: dict[str, re.Pattern[str]] = {}

    def gather(value: object) -> None:
        if isinstance(value, re.Pattern):
            found[value.pattern] = value
        elif isinstance(value, (tuple, list)):
            for each in value:
                gather(each)
        elif isinstance(value, dict):
            gather([*value, *value.values()])

    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not re.search("__main__|migrations", module.name):  # those two do something when they are imported
            for value in vars(importlib.import_module(module.name)).values():
                gather(value)
    return found


def loops(tree: Any) -> Iterator[Any]:
    """Yield the body of every loop without an end that gives characters back."""
    for operator, value in tree:
        name = str(operator)
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and value[1] > MOST_WORDS:
            yield value[2]
        match name:
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                yield from loops(value[2])
            case "BRANCH":
                for each in value[1]:
                    yield from loops(each)
            case "SUBPATTERN":
                yield from loops(value[3])
            case "ASSERT" | "ASSERT_NOT":
                yield from loops(value[1])
            case "ATOMIC_GROUP":
                yield from loops(value)


def words(tree: Any) -> list[str]:
    """Return words that a part of a pattern matches, a set standing for its first characters."""
    parts = [list(dict.fromkeys(_words_of(str(operator), value))) for operator, value in tree]
    return ["".join(each) for each in islice(product(*parts), MOST_WORDS)]


def _words_of(operator: str, value: Any) -> list[str]:
    match operator:
        case "LITERAL":
            return [chr(value)]
        case "IN" if str(value[0][0]) != "NEGATE":
            return [chr(each) for kind, each in value if str(kind) == "LITERAL"] or ["某"]
        case "IN" | "ANY" | "NOT_LITERAL":
            return ["某"]
        case "BRANCH":
            return [word for each in value[1] for word in words(each)]
        case "SUBPATTERN":
            return words(value[3])
        case "ATOMIC_GROUP":
            return words(value)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            low, high, body = value
            once = words(body) if high else []
            return [*([""] if not low else []), *once]
    return [""]


def twofold(body: Any) -> list[str]:
    """Return the words of a loop that two or three words of it make up too, so that it may take them either way."""
    known = [word for word in words(body) if word]
    once = set(known)
    return sorted(
        word
        for word in once
        if any(
            word[:cut] in once and (word[cut:] in once or any(_in_two(word[cut:], once))) for cut in range(1, len(word))
        )
    )


def _in_two(word: str, known: set[str]) -> Iterator[bool]:
    return (word[:cut] in known and word[cut:] in known for cut in range(1, len(word)))


@pytest.mark.parametrize("text", patterns())
def test_what_a_loop_repeats_is_cut_in_one_way_only(text: str) -> None:
    found = [twofold(body) for body in loops(parser.parse(text)) if len(body) > 1 or str(body[0][0]) == "BRANCH"]
    assert not [each for each in found if each], "make the loop possessive (*+), or leave out what two others make up"


@pytest.mark.parametrize(
    ("loop", "found"),
    [("(?:拿到|拿|到)*", ["拿到"]), ("(?:的?收入|的)*", ["的收入"]), ("(?:拿到|拿|到)*+", []), ("(?:拿到|拿了)*", [])],
)
def test_a_loop_that_takes_a_word_in_two_ways_is_found(loop: str, found: list[str]) -> None:
    assert [word for body in loops(parser.parse(loop)) for word in twofold(body)] == found
