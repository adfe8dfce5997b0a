"""What leaves the desk tells nothing of fewer than five: small counts are hidden, and what would give them away."""

from collections.abc import Mapping, Sequence

from bot.storage.figures import Figure, Kind, Number, Row

FEWEST = 5
"""Counts from one to below this are hidden; none at all tells of nobody."""
HIDDEN = "*"

Cell = Number | str
Place = tuple[int, str]
_COUNTED = frozenset({Kind.COUNT, Kind.PEOPLE, Kind.RUNNING})


def hide(figure: Figure, rows: Sequence[Row]) -> list[Mapping[str, Cell]]:
    """Return the numbers of each row, with `HIDDEN` in place of what must not be told.

    Beside the small counts, so many others are hidden that none is found by taking the rest from a total, and that a
    hidden one could as well be five: of those that add up at least two, with a sum that allows it.
    """
    hidden = {
        (place, column.id)
        for place, row in enumerate(rows)
        for column in figure.columns
        if column.kind in _COUNTED and 0 < abs(row.numbers[column.id] or 0) < FEWEST
    }
    while more := _giving_away(figure, rows, hidden):
        hidden |= more
    return [_covered(figure, place, row, hidden) for place, row in enumerate(rows)]


def _covered(figure: Figure, place: int, row: Row, hidden: set[Place]) -> Mapping[str, Cell]:
    return {
        column.id: HIDDEN if _tells(figure, place, column.id, hidden) else row.numbers[column.id]
        for column in figure.columns
    }


def _giving_away(figure: Figure, rows: Sequence[Row], hidden: set[Place]) -> set[Place]:
    """Return what else must be hidden, as things stand."""
    for column in figure.columns:
        if column.adds_up and column.kind is Kind.COUNT and len(rows) > 1:
            cells = {(place, column.id): row.numbers[column.id] or 0 for place, row in enumerate(rows)}
            if more := _beside(cells, hidden):
                return more
    for whole, parts in figure.whole.items():
        for place, row in enumerate(rows):
            cells = {(place, part): row.numbers[part] or 0 for part in parts}
            if (place, whole) not in hidden and (more := _beside(cells, hidden, (place, whole))):
                return more
    return set()


def _beside(cells: Mapping[Place, float], hidden: set[Place], total: Place | None = None) -> set[Place]:
    """Return the smallest count to hide beside those hidden, or where there is none left, the total."""
    out = [value for place, value in cells.items() if place in hidden]
    if not out or (len(out) > 1 and sum(out) >= len(out) + FEWEST - 1):
        return set()
    left = sorted((value, place) for place, value in cells.items() if value and place not in hidden)
    if left:
        return {left[0][1]}
    return {total} if total else set()


def _tells(figure: Figure, place: int, column_id: str, hidden: set[Place]) -> bool:
    """Whether a number is hidden, or made of one that is."""
    column = figure.column(column_id)
    made_of = () if column.kind is Kind.RUNNING else column.of
    return any((place, each) in hidden for each in (column_id, *made_of))
