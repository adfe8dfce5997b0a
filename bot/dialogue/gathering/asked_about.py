"""What a question is about tells nothing; what stands before it in the clause may."""

import re
from collections.abc import Sequence

from bot.content import PLANS, TRADE
from bot.dialogue.gathering.names import Names
from bot.language.telling.anchors import SUM, Anchor
from bot.language.telling.assertions import COPULA, DOES, HAD, HAS, UNDERWAY
from bot.language.telling.cells import Cell
from bot.language.telling.clauses import Clause, speaks_of_self

_IN_WHOSE_NAME = re.compile(r"的?(?:名义|身份)")


def told_before(names: Names, clause: Clause, inside: Sequence[Anchor]) -> list[Anchor]:
    """Return the names before the question of a clause that tell something, rather than being what is asked about."""
    kind, words = names.kinds.of, names.said[clause.start : clause.told]
    dated = any(clause.start <= day.start < clause.told for day in names.dates)
    had = bool(HAS.search(words)) or (dated and bool(HAD.search(words)))
    told = [one for one in inside if kind(one) == "choices" and had]
    told += [one for one in inside if kind(one) == "yes_no" and COPULA.search(words)]
    others = [one for one in inside if kind(one) not in {"choices", "yes_no"}]
    several = len({one.fact for one in others}) > 1
    ours = speaks_of_self(words) or words.endswith(("的", "了")) or several or bool(told and others)
    if ours or _is_only_trade(names, clause, others):
        return sorted(told + others)
    projects = {one[:2] for one in inside if kind(one) == "choices"}
    return sorted(
        told + [one for one in others if one[:2] not in projects and _is_done(names, clause, one, dated=dated)]
    )


def _is_only_trade(names: Names, clause: Clause, inside: Sequence[Anchor]) -> bool:
    """Whether what a question is about is the speaker's, of whom the rest tells: 养猪算涉农不,我们去年3亿."""
    said, kinds = names.said, names.kinds
    trades = [one for one in names.anchors if kinds.is_plain_choice(one) and kinds.facts[one.fact].role == TRADE]
    elsewhere = [one for one in trades if not clause.start <= one.start < clause.end]
    deed = any(DOES.match(said[one.start]) for one in trades if one in inside)
    return deed and not elsewhere and speaks_of_self(f"{said[: clause.start]},{said[clause.end :]}")


def _is_done(names: Names, clause: Clause, anchor: Anchor, *, dated: bool) -> bool:
    """Whether a name is one of what is done, of a figure of a year, or of whoever the question is asked for."""
    if names.kinds.is_applicant(anchor):
        return bool(_IN_WHOSE_NAME.match(names.said, anchor.end))
    return dated if anchor.fact == SUM else bool(DOES.search(names.said[clause.start : anchor.start]))


def only_asked_about(names: Names, cells: Sequence[Cell]) -> bool:
    """Whether all that is named is what is asked about, or no more than named: 山西精品，能补多少."""
    named = [cell for cell in cells if cell.anchors]
    if names.dates or any(not one.options for cell in named for one in cell.anchors):
        return False
    return all(cell.facts & names.kinds.lists and not _is_had(names, cell) for cell in named)


def _is_had(names: Names, cell: Cell) -> bool:
    words, facts = names.said[cell.start : cell.end], names.kinds.facts
    plans = any(one.fact in facts and facts[one.fact].role == PLANS for one in cell.anchors)
    return bool(HAD.search(words) or (plans and UNDERWAY.search(words)))
