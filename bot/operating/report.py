"""`huiqi report`: the figures of the desk in the terminal, as CSV or as JSON."""

import sys
from collections.abc import Collection, Sequence
from contextlib import closing
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from bot.content import Content, load
from bot.desk.called import GROUPS, Called
from bot.desk.figures import say
from bot.desk.written import as_csv, as_json
from bot.settings import Settings
from bot.storage import Store, StoreError
from bot.storage.figures import FIGURES, Figure, Filters, Row, read_figure

SUMMARY = {
    "use-channels": (3, ("people", "conversations", "messages")),
    "topics": (5, ("asked", "answered", "wrong")),
    "funnel": (5, ("seen", "answered", "left", "median")),
    "awards": (5, ("eligible", "possible", "lapsed", "amount")),
}
"""What stands on one screen beneath the overview: so many rows, and these columns."""


def report(figure: str, filters: Filters, form: str, settings: Settings) -> int:
    """Write a figure, or the summary where none is named; return the exit status. ``form`` is csv, json or empty."""
    content = load(settings.content)
    now = datetime.now(UTC)
    try:
        with closing(Store(settings.of_service.database, create=False)) as store, store.reading() as tx:
            wanted = [figure] if figure else ["overview", *(() if form else SUMMARY)]
            found = [(FIGURES[each], read_figure(tx.connection, FIGURES[each], filters, now)) for each in wanted]
    except StoreError as error:
        sys.stderr.write(f"huiqi: {error}\n")
        return 1
    if form:
        sys.stdout.write(_written(form, *found[0], filters, content))
        return 0
    console = Console(highlight=False, soft_wrap=False)
    for each, rows in found:
        most, columns = (len(rows), ()) if figure else SUMMARY.get(each.id, (1, ()))
        show(console, each, rows[:most], Called(content), columns)
    return 0


def show(console: Console, figure: Figure, rows: Sequence[Row], called: Called, only: Collection[str] = ()) -> None:
    """Print a figure as a table, with some columns or all; one of a single row as two columns."""
    if not figure.groups:
        table = Table(title=figure.title, title_justify="left", show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for column in figure.columns:
            table.add_row(column.title, say(column, rows[0].numbers[column.id]))
        console.print(table)
        return
    table = Table(title=f"{figure.title} · {figure.id}", title_justify="left")
    for group in figure.groups:
        table.add_column(GROUPS[group], overflow="fold", min_width=12)
    columns = [column for column in figure.columns if not only or column.id in only]
    for column in columns:
        table.add_column(column.title, justify="right", overflow="fold")
    for row in rows:
        names = map(called, figure.groups, row.key)
        table.add_row(*map(_visible, names), *(say(column, row.numbers[column.id]) for column in columns))
    console.print(table)


def _visible(text: str) -> str:
    """Return text that moves no cursor, writes no markup: a source comes from outside."""
    return "".join(letter if letter.isprintable() else "�" for letter in text).replace("[", r"\[")


def _written(form: str, figure: Figure, rows: tuple[Row, ...], filters: Filters, content: Content) -> str:
    called = Called(content)
    return as_csv(figure, rows, called) if form == "csv" else as_json(figure, filters, rows, called)
