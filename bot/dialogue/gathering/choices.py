"""Which options of several a message says are had, done or planned, and since when."""

import re
from collections.abc import Sequence, Set
from typing import Any

from bot.content import PLANS, Fact
from bot.dialogue.gathering.choice import anchors_of
from bot.dialogue.gathering.followed import followed
from bot.dialogue.gathering.survey import Survey
from bot.dialogue.gathering.told import Told
from bot.dialogue.gathering.trade import is_done
from bot.dialogue.read import days_said, names
from bot.language import NONE_LEFT, Several, Understood, read_choices
from bot.language.days.mentions import mentions
from bot.language.telling.anchors import Anchor
from bot.language.telling.assertions import (
    HAD,
    NOT_YET,
    UNDERWAY,
    denies_all,
    denies_one,
    denies_rest,
    wishes,
    without_plans,
)
from bot.language.telling.cells import Cell

_PERSON = re.compile(r"(?:本人|个人)(?:就|也)?是?$")
"""Whose title it is may be who applies: 本人|省级工艺美术大师,公司没有."""

Dated = dict[str, Any]
"""Options -> the day of each, None where none was said."""


def told_choices(survey: Survey, fact: Fact, trade_at: Set[int]) -> Told | None:
    """Return which options a message tells; ``trade_at`` is where the cells stand that name the trade told."""
    own = survey.own(fact)
    # What only tells the trade is no project: 网上卖 of a maker of pans is one.
    if all(is_done(survey, cell) and trade_at <= {cell.start} for cell in own):
        return None
    around = followed(survey, own)
    at = tuple(cell.start for cell in around)
    if _none_is_told(survey, fact, own):
        return Told(({},), survey.words(own), at)
    values = _values(survey, fact, own, around)
    return Told(values, survey.said[own[0].start : around[-1].end].strip(" ,"), at) if values else None


def _none_is_told(survey: Survey, fact: Fact, own: Sequence[Cell]) -> bool:
    """Whether all are denied together, and none of those named is said to be done: 没上技改,项目啥都没有."""
    named = [(one, cell) for cell in own for one in anchors_of(fact, [cell])]
    options = [(one, cell) for one, cell in named if one.options]
    if fact.role != PLANS and not all(denies_one(*survey.around(one, cell)) for one, cell in options):
        return False
    # 山西精品没评过 denies that one alone.
    taken = set() if fact.role == PLANS else {cell.clause for _, cell in options}
    none = [(one, cell) for one, cell in named if not one.options and cell.clause not in taken]
    denied = any(denies_all(*survey.around(one, cell), survey.slice([one])) for one, cell in none)
    return denied and not any(_is_told(survey, one, cell) for one, cell in options)


def _is_told(survey: Survey, anchor: Anchor, cell: Cell) -> bool:
    words = survey.text(cell)
    done = HAD.search(words) or UNDERWAY.search(words) or survey.slice([anchor]).endswith("卖")
    return bool(done) and not denies_one(*survey.around(anchor, cell))


def _values(survey: Survey, fact: Fact, own: Sequence[Cell], around: Sequence[Cell]) -> tuple[Dated, ...]:
    """Return what is held; several where it is open which, () where nothing is told."""
    options = [one for one in anchors_of(fact, own) if one.options]
    if not options:
        return ()
    named = {survey.slice([one]) for one in options}
    values = _held(survey, fact, around, named)
    apart = len(own) > 1 and len({one.options for one in options}) > 1
    if not apart or (values and (fact.role != PLANS or len(values) > 1)):
        return values
    # What is in doubt of one option leaves the others as they are said, and so does what is planned of one.
    parts = [*(_held(survey, fact, followed(survey, [cell]), named) for cell in own), values]
    held = {option: day for part in parts if len(part) == 1 for option, day in part[0].items()}
    return (held,) if held else ()


def _held(survey: Survey, fact: Fact, around: Sequence[Cell], named: Set[str]) -> tuple[Dated, ...]:
    """Return the options that cells say are had, with their days; several where it is open which, () for none."""
    planned = _planned(survey, around, named) if fact.role == PLANS else set()
    if planned:
        # 还没动 denies no plan.
        around = [one for one in around if one.anchors or not NOT_YET.search(survey.words([one]))]
    text = _wording(survey, fact, around, named)
    reading = read_choices(text, names(fact))
    if isinstance(reading, Several):
        return tuple(dict.fromkeys(value) for value in reading.values)
    if not isinstance(reading, Understood) and fact.role == PLANS:
        return _undenied(survey, fact, around, text)
    if reading == NONE_LEFT and denies_rest(text):
        return ({},)
    if not isinstance(reading, Understood) or not reading.value:
        return ()
    days = days_said(fact, reading.value, text, survey.today) if fact.dated else dict.fromkeys(reading.value)
    # The day of a plan is none on which something was achieved.
    return ({option: None if option in planned else day for option, day in days.items()},)


def _planned(survey: Survey, around: Sequence[Cell], named: Set[str]) -> set[str]:
    """Return the options of cells that speak of plans."""
    plans = [cell for cell in around if without_plans(words := survey.words([cell]), named) != words]
    return {option for cell in plans for one in cell.anchors for option in one.options}


def _wording(survey: Survey, fact: Fact, around: Sequence[Cell], named: Set[str]) -> str:
    """Return the words of cells with whole names for pieces, and without those of planning where plans count."""
    text = survey.words([survey.with_before(cell, _PERSON) for cell in around])
    text = without_plans(text, named) if fact.role == PLANS else text
    for piece in named & survey.whole.keys():
        text = text.replace(piece, survey.whole[piece])
    return text


def _undenied(survey: Survey, fact: Fact, around: Sequence[Cell], text: str) -> tuple[Dated, ...]:
    """Return what is neither denied nor wondered about of what may as well be planned: 技改了一条线."""
    told = [one for cell in around for one in anchors_of(fact, [cell]) if _is_told(survey, one, cell)]
    if not told or any(len(one.options) != 1 for one in told):
        return ()
    options = dict.fromkeys(one.options[0] for one in told)
    if wishes(survey.words([cell for cell in around if cell.anchors])):
        return (dict.fromkeys(options),)
    days = mentions(text, survey.today)
    if len(days) == 1 and len(options) == 1:
        piece = survey.slice(told[:1])
        text = f"{text[days[0].start : days[0].end]}{survey.whole.get(piece, piece)}"
    return (dict(days_said(fact, options, text, survey.today)),)
