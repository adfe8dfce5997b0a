"""Which cells go on about what is named in those before them."""

import re
from collections.abc import Sequence

from bot.dialogue.gathering.survey import Survey
from bot.language.telling.cells import Cell

_ACHIEVED = re.compile(r"(?:就|才|刚|那会儿?)*(?:评|拿|批|获|认定|办|过|发|授|定|颁)(?:上|下来|到|过)?(?:了|的)?")
_ANEW = re.compile(r"(?P<deed>[建做上搞办弄改])[的成好]{1,2}")
_BY_WHOM = re.compile(r"是(?:我们?|咱们?|俺们?|自己)?")


def followed(survey: Survey, own: Sequence[Cell]) -> list[Cell]:
    """Return cells with those behind them that name nothing and so go on about them."""
    found: list[Cell] = []
    going = listed = False
    for cell in survey.cells:
        going = cell in own or (going and (not cell.anchors or _says_by_whom(survey, cell)))
        listed = cell in own if cell.facts & survey.kinds.lists else listed
        # When it was achieved may be said later: 传承人,做珐华,22年评的.
        going = going or (listed and not cell.anchors and _only_achieved(survey, cell, own))
        if going and cell.start < cell.end:
            found.append(cell)
    return found


def _says_by_whom(survey: Survey, cell: Cell) -> bool:
    """Whether a cell only says who has what is named before it: 地理标志|是我们合作社去年申下来的."""
    applies = all(map(survey.kinds.is_applicant, cell.anchors))
    return applies and bool(_BY_WHOM.fullmatch(survey.said, cell.start, cell.anchors[0].start))


def _only_achieved(survey: Survey, cell: Cell, own: Sequence[Cell]) -> bool:
    """Whether a cell only says when something was achieved, or when what was done before was done: 22年建成."""
    days = survey.days(cell)
    if len(days) != 1:
        return False
    anew = _ANEW.fullmatch(survey.said, days[0].end, cell.end)
    done = anew and any(anew["deed"] in survey.said[one.start : one.anchors[0].start] for one in own)
    return bool(done or _ACHIEVED.fullmatch(survey.said, days[0].end, cell.end))
