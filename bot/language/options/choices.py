"""Which options a text names: `三晋老字号` -> that one.

`老字号` -> all that it fits, to ask back. Never a guess.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from bot.language.days.mentions import mentions
from bot.language.days.year_words import spelt_out
from bot.language.normalise import normalise
from bot.language.options.beside import ended
from bot.language.options.claims import Claim, blanked, claims
from bot.language.options.frames import framed
from bot.language.options.heads import common, own
from bot.language.options.held import settled
from bot.language.options.homophones import corrected
from bot.language.options.how import on_land
from bot.language.options.likeness import MOST, NOT_CHOSEN, like
from bot.language.options.named import Named, Names, named_in, plain, plain_names
from bot.language.options.narrow import elided, levelled, of_level, other_of_kind, without_deeds
from bot.language.options.negation import denied, denies, none_at_all, without_reason
from bot.language.options.ordinals import by_name
from bot.language.options.predicates import Says, predicates
from bot.language.options.taken_back import without_taken_back
from bot.language.options.unlisted import unlisted
from bot.language.reading import NotUnderstood, Reading, Several, Understood

T = TypeVar("T")

NONE_LEFT = NotUnderstood("听起来这些都还没有。如果都没有，请点“都没有”；如果有，请只写已经有的")
_DOUBTED = NotUnderstood("听起来您还拿不准。确定有的请从选项里点，拿不准的可以先不选")
_MANY_UNCLEAR = NotUnderstood("有几处看不出是哪一项，请从选项里逐个点选")

_ANY_DAY = date(2000, 1, 1)
"""Where dates stand in a text does not depend on the day it is read."""

_ALL = {
    2: re.compile(r"(?:两[个样种项]|俩)(?:全|都|均)"),
    3: re.compile(r"(?:三[个样种项]|仨)(?:全|都|均)"),
}
"""What says that all options of a kind are had, by how many there are."""

_HAD, _NOT_HAD = "[✅✔☑√]", "[❌✖✘❎]"
_MARKS = tuple(
    (re.compile(pattern), word)
    for mark, said in ((_HAD, "有"), (_NOT_HAD, "没有"))
    for pattern, word in ((rf"(?:^|[ ,。;]+){mark} ?", f",{said}"), (rf" ?{mark}", f"{said},"))
)
"""Ticks and crosses beside names, as words."""

_ONLY_THIS = re.compile(r"(?<=[光只就专][种养做产])[, ]?不[^,。;!?]{1,4}(?=$|[,。;!?])")
"""What is not done beside what one does: 光种不加工 grows."""

_PUBLISHED = re.compile(
    r"((?:去年|前年|[0-9零〇○一二三四五六七八九]{2,4}年)(?:底|初|[^,。;!? ]{1,4}[月日号]份?)?)公示的(?=$|[,。;!? ])"
)
"""What was published in a year named is long decided: 小巨人2024年9月公示的."""

_PARTS = re.compile(r"[、,;。!和与及跟或/+&\n ]|以及|还有|另外")


def read_choice(text: str, names: Mapping[str, Sequence[str]]) -> Reading[str]:
    """Read the one option that a text names; ``names``: option id -> its label and other names.

    The exact name first, then names inside the text (the longer wins over one inside it), then the frame of
    a name (养… with anything kept), a piece of a name or a misspelling. What fits several options is
    `Several`, at most three; a name behind 不是 or 没有 is not chosen.
    """
    typed, known = normalise(text), plain_names(names)
    said = corrected(typed, known)
    reading = _choice(said, known)
    return reading if said == typed else _in_words(typed, reading)


def _in_words(typed: str, reading: Reading[T]) -> Reading[T]:
    """Rest a reading of a text put right on the words as they were typed."""
    return reading if isinstance(reading, NotUnderstood) else replace(reading, words=typed)


def _choice(said: str, known: Names) -> Reading[str]:
    said = _ONLY_THIS.sub("", said)
    exact = _exact(said, known)
    if exact:
        return _one_of(exact, said)
    found = framed(said, named_in(said, known), known)
    blank = blanked(said, found, ())
    kept = [named for named in found if not denied(blank, named.start, named.end)]
    mine = on_land(said, own(said, blank, kept, known), known)
    if mine and not ended(said, mine):
        return _one_of(common(said, mine), said[mine[0].start : mine[-1].end])
    if found:
        return NOT_CHOSEN if kept and not ended(said, kept) else NONE_LEFT
    return NONE_LEFT if denied(said, 0, len(said)) else like(said, known)


def _one_of(options: tuple[str, ...], words: str) -> Reading[str]:
    return Understood(options[0], words) if len(options) == 1 else Several(options[:MOST], words)


def read_choices(text: str, names: Mapping[str, Sequence[str]]) -> Reading[tuple[str, ...]]:
    """Read all options that a text names, in the order written; ``names`` as for `read_choice`.

    Options said not to be had, or only applied for, are left out. Where one part of the text fits several
    options the reading is `Several`: for each of them, a tuple with it and the sure ones.
    """
    typed, known = normalise(text), plain_names(names)
    said = as_meant(typed, known)
    reading = _choices(said, known)
    return reading if said == typed else _in_words(typed, reading)


def as_meant(typed: str, known: Names) -> str:
    """Return a normalised text with names put right and written for their places, and years spelt out.

    What it takes back itself is left out.
    """
    for mark, word in _MARKS:
        typed = mark.sub(word, typed)
    typed = _PUBLISHED.sub(r"\1公示通过的", typed)
    said = without_taken_back(spelt_out(corrected(typed, known)), known)
    return by_name(said, known, lambda before: names_of(before, known)[0])


def _choices(said: str, known: Names) -> Reading[tuple[str, ...]]:
    exact = _exact(said, known)
    if exact:
        return Understood(exact, said) if len(exact) == 1 else Several(tuple((one,) for one in exact[:MOST]), said)
    found, written = names_of(said, known)
    days = mentions(said, _ANY_DAY)
    blank = blanked(said, [*found, *written], days)
    told = claims(blank, found, days)
    said_of = {named: says for named, says in settled(blank, told).items() if named.options}
    if Says.DOUBT in said_of.values() or _both(said_of):
        return _DOUBTED
    nothing = none_at_all(said) and not mentions(without_reason(said), _ANY_DAY)
    if not said_of and (nothing or _all_denied(said, told)):
        return NONE_LEFT
    said_of |= other_of_kind(said, said_of, known)
    had = [named for named, says in said_of.items() if not says.refuses]
    sure = [(named.start, named.options[0]) for named in had if len(named.options) == 1]
    unclear = [named.options for named in had if len(named.options) > 1]
    for start, part in _unnamed_parts(said, [*found, *written]):
        match like(part, known):
            case Understood(value=value):
                sure.append((start, value))
            case Several(values=values):
                unclear.append(values)
    for whole in [options for options in unclear if _all_of(said, len(options))]:
        unclear.remove(whole)
        sure += [(len(said), option) for option in whole]
    chosen = [option for _, option in sorted(sure)]
    refused = len(had) < len(said_of) or any(
        claim.says is Says.REST or (claim.says is Says.NO and claim.everyone and found) for claim in told
    )
    return _together(said, chosen, unclear, refused=refused or nothing)


def _all_denied(said: str, told: Sequence[Claim]) -> bool:
    """Whether claims that name nothing end in a no to all: 都报过，都没批."""
    last = told[-1] if told else None
    return bool(last and last.everyone and last.says is Says.NO) and "都有" not in said


def _all_of(said: str, count: int) -> bool:
    """Whether all of so many options of a kind are said to be had: 体系认证两个都过了."""
    return count in _ALL and bool(_ALL[count].search(said))


def _both(said_of: Mapping[Named, Says]) -> bool:
    """Whether a text says of one option that it is had and, further on, that it is not."""
    had: set[tuple[str, ...]] = set()
    for named, says in sorted(said_of.items()):
        if says is Says.NO and named.options in had:
            return True
        if not says.refuses and len(named.options) == 1:
            had.add(named.options)
    return False


def names_of(said: str, known: Names) -> tuple[list[Named], list[Named]]:
    """Return the names in a text with levels and common ends told apart, and all that are written in it."""
    all_named = named_in(said, known)
    # 都没有 may be an option; beside other names it is said of them.
    named = [one for one in all_named if not denies(said[one.start : one.end])] or all_named
    found = levelled(said, elided(said, without_deeds(said, named), known), known)
    # 省里 that goes with no name (等省里批) is left to be read as it stands.
    starts = {one.start for one in found}
    kept = [one for one in named if not of_level(one) or one.start in starts or said[one.start : one.end][-1] == "级"]
    free = [
        one for one in unlisted(said) if all(one.end <= other.start or other.end <= one.start for other in all_named)
    ]
    return sorted([*found, *free]), sorted([*kept, *free])


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
    return NONE_LEFT if refused else NOT_CHOSEN


def _exact(said: str, known: Names) -> tuple[str, ...]:
    return known.options.get(plain(said)[0], ())


def _unnamed_parts(said: str, found: list[Named]) -> list[tuple[int, str]]:
    """Return the parts of a list, with their starts, in which no name was found and nothing is denied."""
    starts = [0, *(match.end() for match in _PARTS.finditer(said))]
    ends = [*(match.start() for match in _PARTS.finditer(said)), len(said)]
    return [
        (start, said[start:end])
        for start, end in zip(starts, ends, strict=True)
        if start < end
        and not any(named.start < end and start < named.end for named in found)
        and not any(word.says.refuses or word.says is Says.REST for word in predicates(said[start:end]))
    ]
