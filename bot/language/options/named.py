"""Names written out in a text, the longer before the shorter inside it."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from bot.content import once_for_each
from bot.language.lookup import Lookup
from bot.language.normalise import normalise
from bot.language.options.sound import sound
from bot.language.sounds import heard

GAP = "…"
"""What stands in a frame for anything: 养… is whatever is kept, …厂 whatever a works is named after."""

LONG = 3
"""A name of so many characters is known by the syllables alone; a shorter one only by characters often mixed up.

But for what is kept or grown: 养住 can be nothing but 养猪.
"""

GROWS = frozenset("养种栽")
_SELLS = "卖"

_WARE = 4
"""So many characters at most fill the gap in a name of a ware: 蚕丝夏凉被."""

_KEPT = 16
"""So many texts are remembered: one message is held against the names of every fact."""


class Name(NamedTuple):
    """One name of an option, without blanks and marks, and the option's first name as it is shown."""

    option: str
    text: str
    label: str


class Names(tuple[Name, ...]):
    """All names of the options of one fact, in the order handed in.

    ``verbs`` and ``ends``: the frames with their gap behind (养…) and before (…厂), longer ones first;
    ``gapped``: those with it inside (蚕丝…被), each with its option.
    """

    verbs: Mapping[str, tuple[str, ...]]
    ends: Mapping[str, tuple[str, ...]]
    gapped: Sequence[tuple[re.Pattern[str], str]]

    @cached_property
    def options(self) -> dict[str, tuple[str, ...]]:
        """Return name -> the options called so, longer names first."""
        options: dict[str, tuple[str, ...]] = {}
        for name in sorted(self, key=lambda name: -len(name.text)):
            options[name.text] = tuple(dict.fromkeys((*options.get(name.text, ()), name.option)))
        return options

    @cached_property
    def as_heard(self) -> dict[str, list[str]]:
        """Return how names that can be misspelt sound -> the names, longer ones first."""
        alike: dict[str, list[str]] = {}
        for name in self.options:
            if len(name) > 1:
                alike.setdefault(sound(name), []).append(name)
            if len(name) >= LONG or (len(name) > 1 and name[0] in GROWS):
                alike.setdefault(heard(name), []).append(name)
        return alike

    @cached_property
    def grown(self) -> frozenset[str]:
        """The options of those who grow or keep."""
        return frozenset(option for verb in GROWS for option in self.options.get(verb, ()))

    @cached_property
    def sold(self) -> frozenset[str]:
        """The options of those who sell."""
        return frozenset(self.options.get(_SELLS, ()))

    @cached_property
    def written(self) -> Lookup:
        """The names to look for as they are written."""
        return Lookup(self.options)

    @cached_property
    def by_ear(self) -> Lookup:
        """The names to look for as they sound."""
        return Lookup(self.as_heard)

    def openings(self, text: str, options: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """Return the openings, of two characters or more, of names that end as a name does, with their options.

        三晋老字号 and 晋城老字号 have 三晋 and 晋城. A name of one option ends as any other of its names (9001 as
        质量体系).
        """
        key = (text, options)
        if key not in self._openings:
            texts = [name.text for name in self if (name.option,) == options] or [text]
            self._openings[key] = _openings_of(self, texts)
        return self._openings[key]

    @cached_property
    def _openings(self) -> dict[tuple[str, tuple[str, ...]], list[tuple[str, tuple[str, ...]]]]:
        return {}


def _openings_of(names: Names, texts: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, ...]] = {}
    suffixes = {text[at:] for text in texts for at in range(len(text))}
    for name in names:
        shared = max((size for size in range(1, len(name.text) + 1) if name.text[-size:] in suffixes), default=0)
        cut = max(len(name.text) - shared, 2)
        if shared and len(name.text) - cut >= 2 and not name.text[:cut].isascii():
            opening = name.text[:cut]
            found[opening] = tuple(dict.fromkeys((*found.get(opening, ()), name.option)))
    return sorted(found.items(), key=lambda pair: -len(pair[0]))


class Named(NamedTuple):
    """A name found in the slice ``[start:end]`` of a text, and the options that are called so."""

    start: int
    end: int
    options: tuple[str, ...]


@once_for_each
def plain_names(names: Mapping[str, Sequence[str]]) -> Names:
    """Return all names, in the order handed in, bared of blanks and marks.

    A name of marks alone is left out.
    """
    known = Names(
        Name(option, text, called[0])
        for option, called in names.items()
        for name in called
        if GAP not in name and (text := plain(normalise(name))[0])
    )
    known.verbs = _framing(names, lambda name: name.endswith(GAP))
    known.ends = _framing(names, lambda name: name.startswith(GAP))
    known.gapped = [
        (re.compile(pattern), option)
        for option, called in names.items()
        for name in called
        if (pattern := gap_pattern(name, _WARE))
    ]
    return known


def gap_pattern(name: str, size: int) -> str:
    """Return the pattern of a name with a gap inside, which so many characters fill at most; "" for any other.

    Either side may hold words to choose from: 打算|准备…上市|挂牌.
    """
    before, gap, after = name.partition(GAP)
    if not (before and gap and after):
        return ""
    return rf"(?:{_any_of(before)})[^,。;!?()不没]{{0,{size}}}?(?:{_any_of(after)})(?:[和与及、]?(?:{_any_of(after)}))*"


def _any_of(words: str) -> str:
    return "|".join(re.escape(normalise(word)) for word in sorted(words.split("|"), key=len, reverse=True))


def _framing(names: Mapping[str, Sequence[str]], fits: Callable[[str], bool]) -> dict[str, tuple[str, ...]]:
    frames: dict[str, tuple[str, ...]] = {}
    for option, called in names.items():
        for name in called:
            if fits(name) and (text := plain(normalise(name))[0]):
                frames[text] = tuple(dict.fromkeys((*frames.get(text, ()), option)))
    return dict(sorted(frames.items(), key=lambda pair: -len(pair[0])))


@lru_cache(_KEPT)
def plain(said: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without blanks and marks (“专精特新” -> 专精特新).

    And where in it each character stood.
    """
    kept = tuple(at for at, character in enumerate(said) if character.isalnum())
    return "".join([said[at] for at in kept]), kept


def named_in(said: str, known: Names) -> list[Named]:
    """Return the names that stand in a text, in order and without overlap.

    Where two overlap the longer is taken, of two equally long the earlier (瓷砖厂 is 瓷砖, not 砖厂). One of a
    single character counts only where it opens a phrase (种小米) or ends a name (桑葚酒). A list is not read
    across its commas, nor a name inside a Latin word.
    """
    text, kept = plain(said)
    standing = known.written.places(text)
    opened = {at for at, _ in standing}
    taken: list[tuple[int, int]] = []
    found: list[Named] = []
    for at, end in standing:
        if len(found) == MOST_NAMES:
            break
        name = text[at:end]
        grows = name in GROWS and end in opened and not _PART_OF_WORD.search(text[:at])
        if end - at == 1 and not (grows or _alone(text, at) or any(last == at for _, last in taken)):
            continue
        if _apart(said, kept, at, end) and all(end <= first or last <= at for first, last in taken):
            taken.append((at, end))
            found.append(Named(kept[at], kept[end - 1] + 1, known.options[name]))
    return sorted(found)


MOST_NAMES = 64
"""So many names are read in one text, the longest: each is held against the others, and nobody says more."""

_OPENS = re.compile(
    r"(?:^|[养种栽喂放贩酿][了着过点些]|[轮成])$|(?:^|[们我咱家司厂社人是的在搞做干开专己改还又也都全要,。、])$"
)
_GROWS_BEHIND = frozenset("上里地亩棚头边户光只")
_OF_VERB = re.compile(r"[了的着过]")
_PART_OF_WORD = re.compile(r"[各品一多这那某几保培营康疗]$")


def _alone(text: str, at: int) -> bool:
    """Whether the character at an index is a word: it opens a phrase, or is a verb (种了三百亩, not 品种)."""
    placed = text[at] in GROWS and text[at - 1 : at] in _GROWS_BEHIND
    return bool(
        placed or _OPENS.search(text[:at]) or (_OF_VERB.match(text, at + 1) and not _PART_OF_WORD.search(text[:at]))
    )


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
