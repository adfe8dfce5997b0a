"""Names written out in a text, the longer before the shorter inside it."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.language.normalise import normalise
from bot.language.sound import sound


class Name(NamedTuple):
    """One name of an option, without blanks and marks, and the option's first name as it is shown."""

    option: str
    text: str
    label: str


class Names(tuple[Name, ...]):
    """All names of the options of one fact, in the order handed in."""

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Return name -> the options called so, longer names first."""
        options: dict[str, tuple[str, ...]] = {}
        for name in sorted(self, key=lambda name: -len(name.text)):
            options[name.text] = tuple(dict.fromkeys((*options.get(name.text, ()), name.option)))
        return options

    @cached_property
    def heard(self) -> dict[str, str]:
        """Return name -> how it sounds, of names that can be misspelt."""
        return {name.text: sound(name.text) for name in self if len(name.text) > 1}


class Named(NamedTuple):
    """A name found in the slice ``[start:end]`` of a text, and the options that are called so."""

    start: int
    end: int
    options: tuple[str, ...]


def plain_names(names: Mapping[str, Sequence[str]]) -> Names:
    """Return all names, in the order handed in, bared of blanks and marks.

    A name of marks alone is left out.
    """
    return _plain_names(tuple((option, tuple(called)) for option, called in names.items()))


@lru_cache(maxsize=64)
def _plain_names(names: tuple[tuple[str, tuple[str, ...]], ...]) -> Names:
    return Names(
        Name(option, text, called[0])
        for option, called in names
        for name in called
        if (text := plain(normalise(name))[0])
    )


def plain(said: str) -> tuple[str, list[int]]:
    """Return a text without blanks and marks (“专精特新” -> 专精特新).

    And where in it each character stood.
    """
    kept = [at for at, character in enumerate(said) if character.isalnum()]
    return "".join(said[at] for at in kept), kept


def named_in(said: str, known: Names) -> list[Named]:
    """Return the names that stand in a text, in order and without overlap.

    One of a single character counts only where it opens a phrase (种小米) or ends a name (桑葚酒).

    Where two overlap the longer is taken. A list is not read across its commas, nor a name inside a Latin
    word.
    """
    text, kept = plain(said)
    taken: list[tuple[int, int]] = []
    found: list[Named] = []
    for name_text in [name_text for name_text in known.options if name_text in text]:
        for at in _places(text, name_text):
            end = at + len(name_text)
            if len(name_text) == 1 and not (_OPENS.search(text[:at]) or any(last == at for _, last in taken)):
                continue
            if _apart(said, kept, at, end) and all(end <= first or last <= at for first, last in taken):
                taken.append((at, end))
                found.append(Named(kept[at], kept[end - 1] + 1, known.options[name_text]))
    return sorted(found)


_OPENS = re.compile(r"(?:^|[们我咱家司厂社人是的在搞做干开专己改,。、])$")


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
