"""Which options a text names: `三晋老字号` -> that one.

`老字号` -> all that it fits, to ask back. Never a guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bot.language.homophones import corrected
from bot.language.named import Name, Named, Names, named_in, plain, plain_names
from bot.language.narrow import common, elided, own, settled
from bot.language.negation import denied, denies, doubted, none_at_all
from bot.language.normalise import normalise
from bot.language.reading import NotUnderstood, Reading, Several, Understood

T = TypeVar("T")

MOST = 3
"""So many options are offered back at most."""

SURE = 80.0
"""From this likeness, 0 to 100, a misspelt name of four or more characters is taken.

One wrong in five, or one left out.
"""

ASK = 60.0
"""From this likeness a name is worth asking back: three characters of five."""

MARGIN = 10.0
"""A misspelt name is taken only if the next option is so much less like the text."""

FRAGMENT = 0.4
"""A piece of a name (小巨人) stands for it if it is this much of it, has two characters and fits no other."""

_NOT_CHOSEN = NotUnderstood("没看出是哪一项，请从选项里点一个，或照选项上的字写")
NONE_LEFT = NotUnderstood("听起来这些都还没有。如果都没有，请点“都没有”；如果有，请只写已经有的")
_DOUBTED = NotUnderstood("听起来您还拿不准。确定有的请从选项里点，拿不准的可以先不选")
_TOO_SHORT = NotUnderstood("字太少，看不出是哪一项，请多写几个字或从选项里点一个")
_MANY_UNCLEAR = NotUnderstood("有几处看不出是哪一项，请从选项里逐个点选")

# Characters that make another thing of a name, not a misspelling of it: 市级 is not 省级, ISO9001 not
# ISO14001.
_TELLING = frozenset("国省市县区乡镇村一二三四五六七八九十甲乙丙首非不未无大中小主参内外上下低东南西北前后")
_LATIN = re.compile(r"[a-z0-9]+")
_PARTS = re.compile(r"[、,;。!和与及跟或/+&\n ]|以及|还有|另外")
_FILLER = re.compile(
    r"^(?:我们|我|公司|企业|是|有|做|的|了|属于|在|搞|干|获得|拿到|评上|过|已经|就是|应该|大概)+|(?:的|了|吧|呢|啊|企业|公司|行业|这个|那个)+$"
)


def read_choice(text: str, names: Mapping[str, Sequence[str]]) -> Reading[str]:
    """Read the one option that a text names; ``names``: option id -> its label and other names.

    The exact name first, then names inside the text (the longer wins over one inside it), then a piece of
    a name, then a misspelling. What fits several options is `Several`, at most three; a name behind 不是
    or 没有 is not chosen.
    """
    typed, known = normalise(text), plain_names(names)
    said = corrected(typed, known)
    reading = _choice(said, known)
    return reading if said == typed else _in_words(typed, reading)


def _in_words(typed: str, reading: Reading[T]) -> Reading[T]:
    """Rest a reading of a text put right on the words as they were typed."""
    return reading if isinstance(reading, NotUnderstood) else replace(reading, words=typed)


def read_choices(text: str, names: Mapping[str, Sequence[str]]) -> Reading[tuple[str, ...]]:
    """Read all options that a text names, in the order written; ``names`` as for `read_choice`.

    Options said not to be had, or only applied for, are left out. Where one part of the text fits several
    options the reading is `Several`: for each of them, a tuple with it and the sure ones.
    """
    typed, known = normalise(text), plain_names(names)
    said = corrected(typed, known)
    reading = _choices(said, known)
    return reading if said == typed else _in_words(typed, reading)


def _choices(said: str, known: Names) -> Reading[tuple[str, ...]]:
    exact = _exact(said, known)
    if exact:
        return Understood(exact, said) if len(exact) == 1 else Several(tuple((one,) for one in exact[:MOST]), said)
    inside, refused = _held(said, known)
    doubtful = [named for named in inside if doubted(said, named.start, named.end)]
    if doubtful:
        return _DOUBTED
    inside = settled(inside, refused, known)
    unclear: list[tuple[str, ...]] = []
    sure = [(named.start, option) for named in inside for option in named.options if len(named.options) == 1]
    unclear += [named.options for named in inside if len(named.options) > 1]
    for start, part in _parts_without(said, _held(said, known)[0] + refused):
        match _like(part, known):
            case Understood(value=value):
                sure.append((start, value))
            case Several(values=values):
                unclear.append(values)
    return _together(said, [option for _, option in sorted(sure)], unclear, refused=bool(refused))


def _together(said: str, sure: list[str], unclear: list[tuple[str, ...]], *, refused: bool) -> Reading[tuple[str, ...]]:
    chosen = tuple(dict.fromkeys(sure))
    # A part that fits several options, one of them named in full elsewhere, adds nothing to ask.
    open_parts = list(dict.fromkeys(part for part in unclear if not set(part) & set(chosen)))
    if len(open_parts) > 1:
        return _MANY_UNCLEAR
    if open_parts:
        return Several(tuple((*chosen, option) for option in open_parts[0][:MOST]), said)
    if chosen:
        return Understood(chosen, said)
    return NONE_LEFT if refused or none_at_all(said) else _NOT_CHOSEN


def _choice(said: str, known: Names) -> Reading[str]:
    exact = _exact(said, known)
    if exact:
        return Understood(exact[0], said) if len(exact) == 1 else Several(exact[:MOST], said)
    inside, refused = _held(said, known)
    mine = own(said, inside)
    if inside and not mine:
        return _NOT_CHOSEN
    if inside:
        options = common(said, mine)
        words = said[inside[0].start : inside[-1].end]
        return Understood(options[0], words) if len(options) == 1 else Several(options[:MOST], words)
    if refused or denied(said, 0, len(said)):
        return NONE_LEFT
    return _like(said, known)


def _exact(said: str, known: Names) -> tuple[str, ...]:
    wanted = plain(said)[0]
    return tuple(dict.fromkeys(name.option for name in known if name.text == wanted))


def _held(said: str, known: Names) -> tuple[list[Named], list[Named]]:
    """Return the names written out in a text: those said to be had, and those said not to be."""
    found = elided(said, named_in(said, known), known)
    # 都没有 may be an option; beside other names it is said of them.
    others = [named for named in found if not denies(said[named.start : named.end])]
    found = others or found
    blanked = said
    for named in found:
        # A name may hold a 非 or 未 of its own, which denies nothing.
        blanked = blanked[: named.start] + "\0" * (named.end - named.start) + blanked[named.end :]
    refused = [named for named in found if denied(blanked, named.start, named.end)]
    return [named for named in found if named not in refused], refused


def _parts_without(said: str, found: list[Named]) -> list[tuple[int, str]]:
    """Return the parts of a list, with their starts, in which no name was found and nothing is denied."""
    starts = [0, *(match.end() for match in _PARTS.finditer(said))]
    ends = [*(match.start() for match in _PARTS.finditer(said)), len(said)]
    return [
        (start, said[start:end])
        for start, end in zip(starts, ends, strict=True)
        if start < end
        and not any(named.start < end and start < named.end for named in found)
        and not denied(said, start, end)
        and not denied(said[start:end], 0, end - start)
    ]


def _like(part: str, known: Names) -> Reading[str]:
    """Read a text in which no name is written out: a piece of a name, or a misspelling of one."""
    short = plain(part)[0]
    core = _FILLER.sub("", short) or short
    fragment = _fragment(core, known)
    if fragment:
        return fragment
    scored = sorted(((_score(short, name), name) for name in known), key=lambda pair: -pair[0])
    best: dict[str, tuple[float, Name]] = {}
    for score, name in scored:
        if score >= ASK:
            best.setdefault(name.option, (score, name))
    ranked = list(best.values())
    if not ranked:
        return _NOT_CHOSEN
    score, name = ranked[0]
    clear = len(ranked) == 1 or score - ranked[1][0] >= MARGIN
    if clear and score >= SURE and len(name.text) >= 4 and not _telling(short, name.text):
        return Understood(name.option, part)
    if len(ranked) == 1:
        return NotUnderstood(f"您是说“{name.label}”吗？是的话请点它或照着写，不是请换个说法")
    return Several(tuple(name.option for _, name in ranked[:MOST]), part)


def _fragment(core: str, known: Names) -> Reading[str] | None:
    """Read a piece of a name: 小巨人 fits one, 老字号 several.

    A lone character or a small piece is not enough.
    """
    fits = [name for name in known if core and core in name.text]
    # The option of which it is the greatest part comes first; equal ones stay in the order handed in.
    options = tuple(dict.fromkeys(name.option for name in sorted(fits, key=lambda name: len(name.text))))
    if len(options) > 1:
        return Several(options[:MOST], core)
    if not options:
        return None
    if len(core) < 2:
        return _TOO_SHORT
    if any(len(core) >= FRAGMENT * len(name.text) for name in fits):
        return Understood(options[0], core)
    return NotUnderstood(f"您是说“{fits[0].label}”吗？是的话请点它或照着写，不是请换个说法")


def _score(text: str, name: Name) -> float:
    """Return how like a name the likest stretch of the text is, 0 to 100.

    A text much shorter is unlike it.
    """
    if len(text) < len(name.text):
        return fuzz.ratio(text, name.text, score_cutoff=ASK)
    return fuzz.partial_ratio(text, name.text, score_cutoff=ASK)


def _telling(text: str, name: str) -> bool:
    """Whether what differs between a name and the likest stretch of a text is a figure.

    A letter or a telling word.
    """
    if not set(_LATIN.findall(name)) <= set(_LATIN.findall(text)):
        return True
    at = fuzz.partial_ratio_alignment(text, name) if len(text) >= len(name) else None
    stretch = text[at.src_start : at.src_end] if at else text
    differs = {
        character
        for op in Levenshtein.editops(stretch, name)
        for character in (
            stretch[op.src_pos : op.src_pos + 1] if op.tag != "insert" else "",
            name[op.dest_pos : op.dest_pos + 1] if op.tag != "delete" else "",
        )
    }
    return any(character in _TELLING or character.isascii() for character in differs - {""})
