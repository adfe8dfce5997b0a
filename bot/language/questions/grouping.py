"""Questions put together by likeness: each group has one that stands for it, asked in these words most often."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.content import Wording
from bot.language.questions.likeness import Heard, Likeness

ALIKE = 60.0
"""Questions that are so like the one that stands for a group belong to it."""

LOOKED_AT = 32
"""So many groups at most are compared with a question: those that share what tells most."""

LOOKED_UP = 7
"""By so many of its pieces, those that tell most, the groups like a question are looked up."""

COMMON = 100
"""What so many groups share is looked up no further."""


class Question(NamedTuple):
    """One question as it was asked: ``who`` stands for the person, ``order`` for when."""

    text: str
    who: Hashable
    order: int


@dataclass(slots=True)
class _Same:
    """A question in the same words, by whoever asked it."""

    heard: Heard
    places: list[int] = field(default_factory=list)
    people: set[Hashable] = field(default_factory=set)


def group(asked: Sequence[Question], wording: Wording) -> tuple[tuple[int, ...], ...]:
    """Return groups of places in ``asked``, the one that stands for it first, then the others as they were asked.

    The group of most people comes first; each person counts once. The order of ``asked`` does not matter.
    """
    likeness = Likeness(wording)
    leaders: list[_Same] = []
    members: list[list[_Same]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for same in _in_same_words(asked, likeness):
        telling = likeness.telling(same.heard.pieces)[:LOOKED_UP]
        near = _near(telling, index)
        place, score = likeness.nearest(same.heard, [leaders[each].heard for each in near])
        if score >= ALIKE:
            members[near[place]].append(same)
            continue
        for piece in telling:
            index[piece].append(len(leaders))
        leaders.append(same)
        members.append([same])
    groups = [_places(each, asked) for each in members]
    return tuple(sorted(groups, key=lambda places: _rank(places, asked)))


def _in_same_words(asked: Sequence[Question], likeness: Likeness) -> list[_Same]:
    """Return the questions that differ, those of most people first."""
    found: dict[str, _Same] = {}
    for place in sorted(range(len(asked)), key=lambda place: asked[place].order):
        heard = likeness.hear(asked[place].text)
        same = found.setdefault(heard.text or asked[place].text, _Same(heard))
        same.places.append(place)
        same.people.add(asked[place].who)
    return sorted(found.values(), key=lambda same: (-len(same.people), asked[same.places[0]].order, same.heard.text))


def _near(telling: Iterable[str], index: dict[str, list[int]]) -> list[int]:
    """Return the groups that share most of what tells most, the older first among equals."""
    shared: dict[int, int] = defaultdict(int)
    for piece in telling:
        groups = index.get(piece, ())
        for each in groups if len(groups) <= COMMON else groups[:COMMON]:
            shared[each] += 1
    return sorted(shared, key=lambda each: (-shared[each], each))[:LOOKED_AT]


def _places(same: Iterable[_Same], asked: Sequence[Question]) -> tuple[int, ...]:
    first, *others = (place for each in same for place in each.places)
    return (first, *sorted(others, key=lambda place: (asked[place].order, place)))


def _rank(places: Sequence[int], asked: Sequence[Question]) -> tuple[int, int, int]:
    return -len({asked[place].who for place in places}), -len(places), asked[places[0]].order
