"""A message cut up by the facts that it speaks of, before any of them is read."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content import Fact
from bot.dialogue.gathering.asked_about import only_asked_about, told_before
from bot.dialogue.gathering.kinds import Kinds
from bot.dialogue.gathering.names import names_in
from bot.dialogue.gathering.told import Told
from bot.language.days.mentions import Mention
from bot.language.telling.anchors import Anchor
from bot.language.telling.cells import Cell, cells
from bot.language.telling.clauses import Clause, clauses


@dataclass(frozen=True, slots=True)
class Survey:
    """A normalised message: its ``clauses``, and its ``cells`` each with the names of the facts it speaks of.

    ``whole``: pieces of names that stand in it -> the names that they are pieces of.
    """

    said: str
    today: date
    kinds: Kinds
    dates: Sequence[Mention]
    whole: Mapping[str, str]
    clauses: Sequence[Clause]
    cells: Sequence[Cell]

    def own(self, fact: Fact) -> list[Cell]:
        """Return the cells that speak of a fact."""
        return [cell for cell in self.cells if fact.id in cell.facts]

    def days(self, cell: Cell) -> list[Mention]:
        """Return the times named in a cell."""
        return [day for day in self.dates if cell.start <= day.start < cell.end]

    def slice(self, anchors: Sequence[Anchor]) -> str:
        """Return the words from the first to the last of some names."""
        return self.said[min(one.start for one in anchors) : max(one.end for one in anchors)]

    def words(self, cells: Sequence[Cell]) -> str:
        """Return the words of cells, as they stand where they follow one another."""
        parts: list[list[int]] = []
        for cell in cells:
            between = self.said[parts[-1][1] : cell.start] if parts else ""
            if parts and between != " " and not between.strip(" ,。;!?、()"):
                parts[-1][1] = cell.end
            else:
                parts.append([cell.start, cell.end])
        return ",".join(self.said[start:end].strip(" ,、") for start, end in parts)

    def text(self, cell: Cell) -> str:
        """Return a cell as it stands."""
        return self.said[cell.start : cell.end]

    def around(self, anchor: Anchor, cell: Cell) -> tuple[str, str]:
        """Return what stands before a name in its cell, and what behind it."""
        return self.said[cell.start : anchor.start], self.said[anchor.end : cell.end]

    def with_before(self, cell: Cell, words: re.Pattern[str]) -> Cell:
        """Return a cell with what stands before it in its clause, where that ends in some words."""
        start = self.clauses[cell.clause].start
        return cell._replace(start=start) if words.search(self.said, start, cell.start) else cell

    def rest(self, told: Iterable[Told]) -> tuple[str, ...]:
        """Return the clauses that tell nothing, and the questions of those that do."""
        places = [at for one in told for at in one.at]
        found = []
        for clause in self.clauses:
            tells = any(clause.start <= at < clause.told for at in places)
            words = self.said[clause.told if tells else clause.start : clause.end].strip()
            if words and (clause.asks or not tells):
                found.append(words)
        return tuple(found)


def survey(facts: Mapping[str, Fact], said: str, today: date) -> Survey:
    """Cut a normalised message up; it has no cells where all that it names is only asked about."""
    names = names_in(facts, said, today)
    parted: list[Clause] = []
    found: list[Cell] = []
    for number, clause in enumerate(clauses(said)):
        inside = [one for one in names.anchors if clause.start <= one.start and one.end <= clause.told]
        told = told_before(names, clause, inside) if clause.asks else inside
        silent = clause.asks and not told
        parted.append(clause._replace(told=clause.start) if silent else clause)
        found += cells(said, number, parted[-1], told, names.kinds.lists)
    if only_asked_about(names, found):
        found = []
    return Survey(said, today, names.kinds, names.dates, names.whole, parted, found)
