"""Where a message names something, whichever fact it belongs to; one place tells one fact.

The longer name wins (国家级非遗传承人 before 传承人), and what two facts call alike tells both.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.content import once_for_each
from bot.language.days.mentions import Mention
from bot.language.lookup import Lookup
from bot.language.normalise import normalise
from bot.language.options.homophones import corrected
from bot.language.options.named import GAP, gap_pattern, named_in, plain_names

SUM = "¥"
"""Stands for the fact of an anchor that is a figure: which sum it is, what is around it says."""

_DIGITS = "0-9零〇一二两俩三四五六七八九十百千几半壹贰叁肆伍陆柒捌玖拾"
_FIGURE = re.compile(
    rf"(?:[0-9][0-9.]*(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?|[{_DIGITS}上过近])"
    rf"(?:[{_DIGITS}.万亿数多来个余点把佰仟wke-]| (?=[百千万亿元w]))*(?:元|块)?"
)
# What is counted is no sum: 两百多头猪, 八千只, 三百年的作坊.
_COUNTED = re.compile(
    r" ?(?:多|来|余)?个?(?:[头只亩箱群羽窝株棵口台辆张枚套栋座户名位匹吨斤件盆垄孔峰]|平方?|间|个人|人|号人|条线|公里"
    r"|年(?=的|历史))"
)
_GAP_SIZE = 8
"""So many characters at most fill the gap of a name: 贷了点款."""

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
    pieces, lookup = _pieces(names)
    return [
        (Anchor(at, end, fact, (option,)), whole)
        for at, end in lookup.places(said)
        for option, whole in [pieces[said[at:end]]]
    ]


def gap_anchors(said: str, names: Mapping[str, Sequence[str]], fact: str) -> list[tuple[Anchor, str]]:
    """Return where names with a gap inside stand (贷…款), each with a name of its option that has none."""
    return [
        (Anchor(match.start(), match.end(), fact, (option,)), whole)
        for pattern, option, whole in _gapped(names)
        for match in pattern.finditer(said)
    ]


@once_for_each
def _gapped(names: Mapping[str, Sequence[str]]) -> list[tuple[re.Pattern[str], str, str]]:
    found = []
    for option, called in names.items():
        plain = next((name for name in called if GAP not in name and "、" not in name), called[0])
        found += [
            (re.compile(pattern), option, normalise(plain))
            for name in called
            if (pattern := gap_pattern(name, _GAP_SIZE))
        ]
    return found


@once_for_each
def _pieces(names: Mapping[str, Sequence[str]]) -> tuple[dict[str, tuple[str, str]], Lookup]:
    """Return the pieces, each with its option and whole name, and what looks for them."""
    found: dict[str, tuple[str, str]] = {}
    shared: set[str] = set()
    for option, called in names.items():
        for name in map(normalise, called):
            size = max(_PIECE, -(-len(name) * 3 // 5))
            whole = size >= len(name) or _LATIN.search(name) or GAP in name
            for piece in () if whole else {name[:size], name[-size:]}:
                if found.setdefault(piece, (option, name))[0] != option:
                    shared.add(piece)
    own = {piece: whole for piece, whole in found.items() if piece not in shared}
    return own, Lookup(own)


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
        if _SIZED.search(match[0])
        and not _COUNTED.match(said, match.end())
        and not any(match.start() < day.end and day.start < match.end() for day in dates)
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
