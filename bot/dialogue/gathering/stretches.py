"""The stretches of a message that hold a figure, each with what stands before it and the time said apart from it."""

import re
from dataclasses import dataclass
from enum import IntEnum

from bot.dialogue.gathering.survey import Survey
from bot.language.days.mentions import mentions
from bot.language.sums.earlier import BEFORE
from bot.language.telling.anchors import SUM
from bot.language.telling.assertions import HAD
from bot.language.telling.cells import Cell
from bot.language.telling.turnover import COMPARED, SPENDS, remains

_SENTENCE = re.compile(r"[。;!?]")
_OF = ("", "的", "元", "元的", "块", "块的")
_CLAUSES_BACK, _YEAR = 3, 12


class Beside(IntEnum):
    """What stands before a figure: nothing that it can be of, something, or something that it is hardly not of."""

    NOTHING = 0
    SOMETHING = 1
    ANOTHER = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with a figure from the index ``start`` on; ``fact``: the one that is named before them.

    ``year``: the one told before, which holds where the words tell none. ``whole``: kinds of business, all of it.
    """

    start: int
    text: str
    beside: Beside = Beside.NOTHING
    fact: str = ""
    year: int = 0
    whole: bool = False

    @property
    def end(self) -> int:
        """The index behind the words."""
        return self.start + len(self.text)


def stretches(survey: Survey) -> list[Stretch]:
    """Return the words with figures, together with a time said apart: 2024年，营收五亿."""
    return [_stretch(survey, at) for at, cell in enumerate(survey.cells) if SUM in cell.facts]


def _stretch(survey: Survey, at: int) -> Stretch:
    """Return the stretch of the cell at an index."""
    cell, before, after = survey.cells[at], _cell(survey, at - 1), _cell(survey, at + 1)
    start, end = cell.start, cell.end
    if before and _is_time_of(survey, before, cell) and not _goes_on(survey, at - 1):
        start, before = before.start, _cell(survey, at - 2)
    if after and not after.anchors and _is_only_time(survey, after) and not _leads_on(survey, at + 1):
        end = after.end
    beside, fact = _beside(survey, cell, before), _money(survey, cell, before) or _money_behind(survey, cell, after)
    return Stretch(start, survey.said[start:end], beside, fact, _year_before(survey, at))


def _cell(survey: Survey, at: int) -> Cell | None:
    return survey.cells[at] if 0 <= at < len(survey.cells) else None


def _is_only_time(survey: Survey, cell: Cell) -> bool:
    words = survey.text(cell)
    return bool(words.strip()) and not remains(words, mentions(words, survey.today))


def _is_time_of(survey: Survey, before: Cell, cell: Cell) -> bool:
    """Whether a cell that names nothing says when the next one's figure was: 只有2023年的数，9800万."""
    words, days = survey.text(before), survey.days(before)
    if before.anchors or not words.strip():
        return False
    if days and BEFORE.search(survey.said, cell.start, cell.end):
        return False
    another_year = days and not survey.days(cell) and all(day.year != survey.today.year - 1 for day in days)
    return bool(another_year or COMPARED.search(words)) or _is_only_time(survey, before)


def _leads_on(survey: Survey, at: int) -> bool:
    """Whether a cell goes with the figure behind it, which says no time itself: 去年活少,营收七千万."""
    cell, after = survey.cells[at], _cell(survey, at + 1)
    if after is None or SUM not in after.facts:
        return False
    return bool(survey.days(cell)) and _is_time_of(survey, cell, after)


def _goes_on(survey: Survey, at: int) -> bool:
    """Whether a cell that names nothing goes on about options named before it."""
    return at > 0 and bool(survey.cells[at - 1].facts & survey.kinds.lists)


def _beside(survey: Survey, cell: Cell, before: Cell | None) -> Beside:
    listed = before is not None and bool(before.facts & survey.kinds.lists)
    last = survey.text(before) if before else ""
    if before and before.clause == cell.clause and listed:
        return Beside.SOMETHING if HAD.search(last) else Beside.ANOTHER
    if SPENDS.search(survey.said, survey.clauses[cell.clause].start, cell.start):
        return Beside.ANOTHER
    return Beside.SOMETHING if listed or SPENDS.search(last) else Beside.NOTHING


def _money(survey: Survey, cell: Cell, before: Cell | None) -> str:
    """Return the fact of money that is named before a figure; the one of turnover needs no name."""
    if before is None or before.clause != cell.clause:
        return ""
    return next((one.fact for one in before.anchors if survey.kinds.of(one) == "money"), "")


def _money_behind(survey: Survey, cell: Cell, after: Cell | None) -> str:
    """Return the fact of money that is named right behind a figure: 砸了3200万固投."""
    name = after.anchors[0] if after and after.anchors else None
    if name is None or survey.kinds.of(name) != "money":
        return ""
    last = max(one.end for one in cell.anchors)
    return name.fact if survey.said[last : name.start] in _OF else ""


def _year_before(survey: Survey, at: int) -> int:
    """Return last year where it is what the clauses before a figure speak of: 去年投了两千万，营收六千万."""
    asked = survey.today.year - 1
    for cell in reversed(survey.cells[max(0, at - _CLAUSES_BACK) : at]):
        if cell.facts & survey.kinds.lists or _SENTENCE.search(survey.said, cell.end, survey.cells[at].start):
            return 0
        days = survey.days(cell)
        if days:
            return asked if all(day.year == asked and day.months == _YEAR for day in days) else 0
    return 0
