"""Names written out in a text, the longer before the shorter inside it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.language.normalise import normalise


class Name(NamedTuple):
    """One name of an option, without blanks and marks, and the option's first name as it is shown."""

    option: str
    text: str
    label: str


class Named(NamedTuple):
    """A name found in the slice ``[start:end]`` of a text, and the options that are called so."""

    start: int
    end: int
    options: tuple[str, ...]


def plain_names(names: Mapping[str, Sequence[str]]) -> list[Name]:
    """Return all names, in the order handed in, bared of blanks and marks.

    A name of marks alone is left out.
    """
    return [
        Name(option, text, called[0])
        for option, called in names.items()
        for name in called
        if (text := plain(normalise(name))[0])
    ]


def plain(said: str) -> tuple[str, list[int]]:
    """Return a text without blanks and marks (“专精特新” -> 专精特新).

    And where in it each character stood.
    """
    kept = [at for at, character in enumerate(said) if character.isalnum()]
    return "".join(said[at] for at in kept), kept


def named_in(said: str, known: Sequence[Name]) -> list[Named]:
    """Return the names of two or more characters that stand in a text, in order and without overlap.

    Where two overlap the longer is taken. A list is not read across its commas, nor a name inside a Latin
    word.
    """
    text, kept = plain(said)
    options: dict[str, tuple[str, ...]] = {}
    for name in known:
        if len(name.text) > 1:
            options[name.text] = tuple(dict.fromkeys((*options.get(name.text, ()), name.option)))
    taken: list[tuple[int, int]] = []
    found: list[Named] = []
    for name_text in sorted(options, key=len, reverse=True):
        for at in _places(text, name_text):
            end = at + len(name_text)
            if _apart(said, kept, at, end) and all(end <= first or last <= at for first, last in taken):
                taken.append((at, end))
                found.append(Named(kept[at], kept[end - 1] + 1, options[name_text]))
    return sorted(found)


def _places(text: str, name: str) -> list[int]:
    places = []
    at = text.find(name)
    while at >= 0:
        places.append(at)
        at = text.find(name, at + len(name))
    return places


def _apart(said: str, kept: Sequence[int], at: int, end: int) -> bool:
    """Whether a name stands on its own: no comma inside it, no further letter or figure at a Latin edge."""
    start, last = kept[at], kept[end - 1]
    if any(mark in said[start:last] for mark in ",。;、!?"):
        return False
    return not (_same_word(said, start - 1) or _same_word(said, last))


def _same_word(said: str, at: int) -> bool:
    """Whether the characters at and after an index are of one Latin word or number."""
    pair = said[max(at, 0) : at + 2]
    return at >= 0 and len(pair) == 2 and all(c.isascii() and c.isalnum() for c in pair)
