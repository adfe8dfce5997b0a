"""A figure as CSV and as JSON: what may leave the desk."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.desk.called import GROUPS, Called
from bot.desk.hidden import FEWEST, HIDDEN, Cell, hide
from bot.storage.figures import Figure, Filters, Row

VERSION = 1
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(figure: Figure, rows: Sequence[Row], called: Called) -> str:
    """Return a figure as CSV that a spreadsheet opens as text and numbers, and never as a formula."""
    out = io.StringIO()
    out.write("\ufeff")  # without it, Excel takes UTF-8 for the local code page
    writer = csv.writer(out, lineterminator="\r\n")
    heads = [head for group in figure.groups for head in (GROUPS[group], f"{GROUPS[group]}（id）")]
    writer.writerow([safe(cell) for cell in (*heads, *(column.title for column in figure.columns))])
    for row, numbers in zip(rows, hide(figure, rows), strict=True):
        keys = zip(figure.groups, row.key, strict=True)
        names = [name for group, value in keys for name in (called(group, value), value)]
        cells: list[Cell] = [*names, *(numbers[column.id] for column in figure.columns)]
        writer.writerow(["" if cell is None else safe(cell) for cell in cells])
    return out.getvalue()


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet computes: text that begins like a formula gets an apostrophe in front."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA_SIGNS):
        return f"'{cell}"
    return cell


def as_json(figure: Figure, filters: Filters, rows: Sequence[Row], called: Called) -> str:
    """Return a figure as JSON text (docs/analytics.md)."""
    hidden = hide(figure, rows)
    value = {
        "version": VERSION,
        "figure": figure.id,
        "title": figure.title,
        "formula": figure.formula,
        "filters": filters.given,
        "hidden_below": FEWEST,
        "groups": list(figure.groups),
        "columns": [
            {"id": column.id, "title": column.title, "formula": column.formula, "kind": column.kind.value}
            for column in figure.columns
        ],
        "rows": [_row(figure, row, numbers, called) for row, numbers in zip(rows, hidden, strict=True)],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _row(figure: Figure, row: Row, numbers: Mapping[str, Cell], called: Called) -> dict[str, Any]:
    key = dict(zip(figure.groups, row.key, strict=True))
    return {
        "key": key,
        "names": {group: called(group, value) for group, value in key.items()},
        "numbers": {column: None if number == HIDDEN else number for column, number in numbers.items()},
        "hidden": [column for column, number in numbers.items() if number == HIDDEN],
    }
