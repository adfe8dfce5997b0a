"""What a message tells of a choice of one: where the enterprise is, how large it is, or the like."""

from collections.abc import Sequence

from bot.content import Fact
from bot.dialogue.gathering.standing import MOST
from bot.dialogue.gathering.survey import Survey
from bot.dialogue.gathering.told import Told
from bot.dialogue.read import names
from bot.language import Reading, Several, Understood, read_choice
from bot.language.telling.anchors import Anchor
from bot.language.telling.assertions import after_slip
from bot.language.telling.cells import Cell
from bot.language.telling.places import is_elsewhere


def told_choice(survey: Survey, fact: Fact) -> Told | None:
    """Return which option a message tells; None where none, or too many to ask back."""
    own = as_meant(survey, fact, _where_it_is(survey, fact))
    return settled(survey, fact, own, read_choice(survey.words(own), names(fact))) if own else None


def _where_it_is(survey: Survey, fact: Fact) -> list[Cell]:
    """Return the cells of a choice without the places in them where the enterprise is not, if any is left."""
    own = survey.own(fact)
    opened = {one.start for cell in survey.cells for one in cell.anchors if one.fact != fact.id}
    found = anchors_of(fact, own)
    gone = [one for one in found if is_elsewhere(survey.said, one, goods=one.end in opened)]
    if not gone or len(gone) == len(found):
        return own
    kept = []
    for cell in own:
        left = tuple(one for one in cell.anchors if one not in gone)
        before = [one.end for one in cell.anchors if one in gone and left and one.end <= left[0].start]
        if any(one.fact == fact.id for one in left):
            kept.append(cell._replace(start=max(before, default=cell.start), anchors=left))
    return kept


def anchors_of(fact: Fact, cells: Sequence[Cell]) -> list[Anchor]:
    """Return the names of a fact in cells."""
    return [one for cell in cells for one in cell.anchors if one.fact == fact.id]


def as_meant(survey: Survey, fact: Fact, own: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a choice as far as they are not taken back: 阳城，不对，|沁水的."""
    anchors = anchors_of(fact, own)
    if not anchors:
        return []
    first = own[0].start if len(anchors) == 1 else anchors[0].end
    slip = after_slip(survey.said[first : anchors[-1].start])
    if not slip:
        return list(own)
    kept = [cell for cell in own if cell.end > first + slip]
    start = max(kept[0].start, first + slip)
    right = tuple(one for one in kept[0].anchors if one.start >= start)
    return [kept[0]._replace(start=start, anchors=right), *kept[1:]]


def settled(survey: Survey, fact: Fact, own: Sequence[Cell], reading: Reading[str]) -> Told | None:
    """Return what cells come to as they are read, with the names that it rests on."""
    anchors, at = anchors_of(fact, own), tuple(cell.start for cell in own)
    if isinstance(reading, Understood):
        named = [one for one in anchors if reading.value in one.options]
        return Told((reading.value,), survey.slice(named or anchors), at)
    if isinstance(reading, Several) and min(len(one.options) for one in anchors) <= MOST:
        return Told(reading.values, survey.slice(anchors), at)
    return None
