"""The sums that a message tells of the facts of money: last year's, and the best of the years before."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content import TURNOVER, Amount, Fact
from bot.dialogue.gathering.figures import Figure, figure_of, holds, told_of_each_other
from bot.dialogue.gathering.one_figure import one_figure_each
from bot.dialogue.gathering.stretches import stretches
from bot.dialogue.gathering.survey import Survey
from bot.dialogue.gathering.told import Told
from bot.dialogue.read import raw_amount
from bot.language import Understood, read_money
from bot.language.telling.assertions import after_slip
from bot.language.telling.turnover import NOT_COUNTED


def told_sums(survey: Survey, given: Mapping[str, Any]) -> dict[str, Told]:
    """Return what a message tells of the facts of money; ``given`` are the values known already."""
    facts = survey.kinds.facts
    parts = one_figure_each(stretches(survey), survey.said, survey.today)
    figures = [figure for part in parts if (figure := figure_of(part, survey.today))]
    told: dict[str, Told] = {}
    for fact in facts.values():
        if fact.kind == "money":
            told |= _one(fact, [figure for figure in figures if figure.stretch.fact == fact.id])
    main = next((fact for fact in facts.values() if fact.role == TURNOVER), None)
    if main:
        unnamed = told_of_each_other([figure for figure in figures if not figure.stretch.fact])
        told |= _by_year(survey, main, unnamed, given.get(main.id))
    return told


def _one(fact: Fact, figures: Sequence[Figure]) -> dict[str, Told]:
    amounts = list(dict.fromkeys(amount for figure in figures for amount in figure.amounts))
    return {fact.id: _told(fact, amounts, figures)} if amounts else {}


def _by_year(survey: Survey, fact: Fact, figures: Sequence[Figure], given: Any) -> dict[str, Told]:
    """Take the newest year's figure for the fact, and the highest earlier one for the fact of the best before."""
    asked = survey.today.year - 1
    years = {one: one.amounts[0].year or asked for one in figures if not one.before}
    newest = max([_year_known(survey, given), *years.values()])
    now = [one for one in figures if years.get(one) == newest]
    told = _one(fact, _as_one(survey, now))
    others = [one for one in figures if one not in now]
    earlier = [one for at, one in enumerate(others) if not _is_taken_back(survey, others[at : at + 2])]
    before = survey.kinds.facts.get(fact.best_before)
    return told | {before.id: _best(before, earlier)} if before and earlier else told


def _year_known(survey: Survey, given: Any) -> int:
    """Return the year of the figure given already, or else spoken of; 0 where there is none."""
    asked = survey.today.year - 1
    if isinstance(given, Mapping):
        return given.get("year") or asked
    return asked if given or _speaks_of_last_year(survey) else 0


def _speaks_of_last_year(survey: Survey) -> bool:
    """Whether last year is named, but for options, and its figure is not said to be unknown."""
    return any(
        day.year == survey.today.year - 1 and not NOT_COUNTED.match(survey.said, day.end)
        for cell in survey.cells
        if not cell.facts & survey.kinds.lists
        for day in survey.days(cell)
    )


def _is_taken_back(survey: Survey, one_and_next: Sequence[Figure]) -> bool:
    """Whether a figure is put right by the next one: 前年一个亿，不对，前年九千万."""
    if len(one_and_next) < 2:
        return False
    one, other = (figure.stretch for figure in one_and_next)
    return after_slip(f" {survey.said[one.end - 1 : other.start]}") > 0


def _as_one(survey: Survey, figures: Sequence[Figure]) -> Sequence[Figure]:
    """Return several figures of one year as the one that they come to: 五百万，说错了，五千万."""
    if len({figure.amounts for figure in figures}) < 2:
        return figures
    amounts = [amount for figure in figures for amount in figure.amounts]
    # 没到一个亿，九千六百万: the second says the same more closely.
    closest = [
        one for one in figures if one.amounts[0].exact and all(holds(amount, one.amounts[0]) for amount in amounts)
    ]
    if closest:
        return closest[:1]
    last = figures[-1].stretch
    reading = read_money(survey.said[figures[0].stretch.start : last.end], survey.today)
    if not isinstance(reading, Understood):
        return figures
    year = reading.value.year or next((amount.year for amount in amounts if amount.year), None)
    return [Figure((reading.value._replace(year=year),), before=False, stretch=last, words=reading.words)]


def _best(fact: Fact, earlier: Sequence[Figure]) -> Told:
    """Return the highest of the earlier figures; all where it is open which that is."""
    amounts = [amount for figure in earlier for amount in figure.amounts]
    # 之前没过5亿，最高4.4亿: the closer figure is the one meant.
    amounts = [one for one in amounts if not any(holds(one, other) for other in amounts if other != one)] or amounts
    highest = max(amount.low for amount in amounts), max(amount.high for amount in amounts)
    settled = all(len(figure.amounts) == 1 for figure in earlier)
    top = [one for one in amounts if settled and (one.low, one.high) == highest]
    return _told(fact, top[:1] or list(dict.fromkeys(amounts)), earlier)


def _told(fact: Fact, amounts: Sequence[Amount], figures: Sequence[Figure]) -> Told:
    values = list({str(raw): raw for raw in (raw_amount(amount, fact) for amount in amounts)}.values())
    right = [figure for figure in figures if set(figure.amounts) & set(amounts)]
    return Told(tuple(values[:3]), right[0].words, tuple(figure.stretch.start for figure in right))
