"""Where a message names something, whichever fact it belongs to; one place tells one fact.

The longer name wins (国家级非遗传承人 before 传承人), and what two facts call alike tells both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.language.days.mentions import Mention
from bot.language.normalise import normalise
from bot.language.options.homophones import corrected
from bot.language.options.named import named_in, plain_names

SUM = "¥"
"""Stands for the fact of an anchor that is a figure: which sum it is, what is around it says."""

_DIGITS = "0-9零〇一二两俩三四五六七八九十百千几半壹贰叁肆伍陆柒捌玖拾"
_FIGURE = re.compile(
    rf"(?:[0-9][0-9,.]*|[{_DIGITS}上过近])(?:[{_DIGITS}.万亿数多来个余点把佰仟wke-]| (?=[百千万亿元w]))*(?:元|块)?"
)
_LATIN = re.compile(r"[0-9a-z]")
_PIECE = 4
"""So many characters of a name at least, and three fifths of it, stand for it."""

_SIZED = re.compile(r"[万亿千百佰仟w元块ke]|[0-9]{2}")


class Anchor(NamedTuple):
    """A name in the slice ``[start:end]`` that is one of ``options`` of a fact; () where the fact itself is named."""

    start: int
    end: int
    fact: str
    options: tuple[str, ...] = ()


def name_anchors(said: str, names: Mapping[str, Mapping[str, Sequence[str]]]) -> list[Anchor]:
    """Return where options are named; ``names``: fact -> option -> its names."""
    found = []
    for fact, options in names.items():
        known = plain_names(options)
        exact = [Anchor(one.start, one.end, fact, one.options) for one in named_in(said, known)]
        heard = corrected(said, known)
        if heard != said:
            exact += [
                Anchor(one.start, one.end, fact, one.options)
                for one in named_in(heard, known)
                if all(one.end <= there.start or there.end <= one.start for there in exact)
            ]
        found += exact
    return found


def piece_anchors(said: str, names: Mapping[str, Sequence[str]], fact: str) -> list[tuple[Anchor, str]]:
    """Return where the long beginning or end of a name stands that fits one option alone, with the whole name."""
    return [
        (Anchor(at, at + len(piece), fact, (option,)), whole)
        for piece, (option, whole) in _pieces(
            tuple((option, tuple(called)) for option, called in names.items())
        ).items()
        if (at := said.find(piece)) >= 0
    ]


@lru_cache(maxsize=16)
def _pieces(names: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for option, called in names:
        for name in map(normalise, called):
            size = max(_PIECE, -(-len(name) * 3 // 5))
            for piece in {name[:size], name[-size:]} if size < len(name) and not _LATIN.search(name) else ():
                if found.setdefault(piece, (option, name))[0] != option:
                    shared.add(piece)
    return {piece: whole for piece, whole in found.items() if piece not in shared}


def word_anchors(said: str, words: Mapping[str, Iterable[str]]) -> list[Anchor]:
    """Return where facts themselves are named; ``words``: fact -> what it is called."""
    return [
        Anchor(match.start(), match.end(), fact)
        for fact, called in words.items()
        for word in called
        for match in re.finditer(re.escape(word), said)
    ]


def figure_anchors(said: str, dates: Sequence[Mention]) -> list[Anchor]:
    """Return where figures stand that can be sums, beside the dates."""
    return [
        Anchor(match.start(), match.end(), SUM)
        for match in _FIGURE.finditer(said)
        if _SIZED.search(match[0]) and not any(match.start() < day.end and day.start < match.end() for day in dates)
    ]


def unrivalled(anchors: Iterable[Anchor]) -> list[Anchor]:
    """Return the anchors that no longer, nor of equally long an earlier one, stands in the way of, in order."""
    kept: list[Anchor] = []
    # A figure gives way to any name: 9001 is one.
    for anchor in sorted(anchors, key=lambda one: (one.fact == SUM, one.start - one.end, one.start)):
        if all(_apart(anchor, other) or _shared(anchor, other) for other in kept):
            kept.append(anchor)
    return sorted(kept)


def _shared(one: Anchor, other: Anchor) -> bool:
    return one[:2] == other[:2] and one.fact != other.fact and SUM not in {one.fact, other.fact}


def _apart(one: Anchor, other: Anchor) -> bool:
    return one.end <= other.start or other.end <= one.start
