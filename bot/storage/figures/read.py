"""Reading a figure, and the events behind each of its numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, func, or_, quoted_name, select

from bot.storage.figures.figure import Column, Figure, Kind, selected
from bot.storage.figures.filters import Filters, conditions

_PLAIN = frozenset({Kind.COUNT, Kind.PEOPLE, Kind.SUM})
Key = tuple[str, ...]
Number = int | float | None


class Row(NamedTuple):
    """What it is about, in the order of the figure's groups, and its numbers by column."""

    key: Key
    numbers: Mapping[str, Number]


class Happened(NamedTuple):
    """An event, without whose it was."""

    id: int
    at: datetime
    channel: str
    visit: int
    name: str
    about: Mapping[str, str]


def read_figure(connection: Connection, figure: Figure, filters: Filters, now: datetime) -> tuple[Row, ...]:
    """Return the rows of a figure: by day, else what is most first."""
    source = figure.source(conditions(filters, figure), now)
    plain = [column for column in figure.columns if column.kind in _PLAIN and column.source is None]
    found = _by_key(connection, _plain(figure, source, plain), figure)
    numbers: dict[Key, dict[str, Number]] = {
        key: {column.id: int(row[column.id]) for column in plain} for key, row in found.items()
    }
    for column in figure.columns:
        if column.source is not None:
            beside = column.source(conditions(filters, figure), now)
            _add(numbers, column, _by_key(connection, _plain(figure, beside, [column]), figure), none=0)
        elif column.kind is Kind.MEDIAN:
            _add(numbers, column, _by_key(connection, _median(figure, source, column), figure))
        elif column.kind is Kind.RUNNING:
            until_then = figure.source(conditions(filters.but(since=""), figure), now)
            _add(numbers, column, _by_key(connection, _running(figure, until_then, column), figure))
    rows = [Row(key, _shared(figure, each)) for key, each in numbers.items() if not key or any(each.values())]
    return tuple(sorted(rows, key=lambda row: _place(figure, row)))


def read_behind(
    connection: Connection,
    figure: Figure,
    filters: Filters,
    now: datetime,
    key: Mapping[str, str],
    column_id: str,
    skip: int,
    most: int,
) -> tuple[Happened, ...]:
    """Return the events that a number was made of, newest first; ``key`` tells the row, or some of it."""
    column = figure.column(column_id)
    if column.kind is Kind.RUNNING:
        filters, key = filters.but(since="", until=key.get("day", "")), {}
    source = (column.source or figure.source)(conditions(filters, figure), now)
    where = [source.c[group] == value for group, value in key.items() if group in figure.groups]
    statement = select(source).where(*where, _behind(figure, column, source)).order_by(source.c.id.desc())
    return tuple(map(_happened, connection.execute(statement.limit(most).offset(skip))))


def _behind(figure: Figure, column: Column, source: FromClause) -> ColumnElement[bool]:
    """Return what the rows behind a column meet: of a share, those of the whole; what is not counted is no row."""
    if column.kind is Kind.SHARE:
        return figure.column(column.of[1]).where(source)
    if column.kind is Kind.MEDIAN:
        return and_(column.where(source), source.c.seconds.is_not(None))
    if column.kind is Kind.RUNNING:
        return or_(*(figure.column(other).where(source) for other in column.of))
    return column.where(source)


def _plain(figure: Figure, source: FromClause, columns: Sequence[Column]) -> Select[Any]:
    groups = _groups(figure, source)
    numbers = [selected(column, source).label(quoted_name(column.id, quote=True)) for column in columns]
    statement = select(*groups, *numbers).select_from(source)
    return statement.group_by(*groups) if groups else statement


def _median(figure: Figure, source: FromClause, column: Column) -> Select[Any]:
    """Return the middle one by a histogram: whole seconds are few, and need not be sorted one by one."""
    groups = _groups(figure, source)
    counted = (
        select(*groups, source.c.seconds, func.count().label("times"))
        .where(column.where(source), source.c.seconds.is_not(None))
        .group_by(*groups, source.c.seconds)
        .subquery("counted")
    )
    of = [counted.c[group.name] for group in groups]
    upto = func.sum(counted.c.times).over(partition_by=of or None, order_by=counted.c.seconds).label("upto")
    all_times = func.sum(counted.c.times).over(partition_by=of or None).label("all_times")
    placed = select(*of, counted.c.seconds, upto, all_times).subquery("placed")
    keys = [placed.c[group.name] for group in groups]
    middle = select(*keys, func.min(placed.c.seconds).label(column.id)).where(placed.c.upto * 2 >= placed.c.all_times)
    return middle.group_by(*keys) if keys else middle


def _running(figure: Figure, source: FromClause, column: Column) -> Select[Any]:
    """Return, at the end of each day, how many more there were so far of the first column than of the others."""
    more, *fewer = (figure.column(other).where(source) for other in column.of)
    daily = select(
        source.c.day, (func.count().filter(more) - func.count().filter(or_(*fewer))).label("change")
    ).group_by(source.c.day)
    change = daily.subquery("daily")
    return select(change.c.day, func.sum(change.c.change).over(order_by=change.c.day).label(column.id))


def _groups(figure: Figure, source: FromClause) -> list[Any]:
    return [source.c[group] for group in figure.groups]


def _by_key(connection: Connection, statement: Select[Any], figure: Figure) -> dict[Key, Mapping[str, Any]]:
    rows = map(dict, connection.execute(statement).mappings())
    return {tuple(str(row[group]) for group in figure.groups): row for row in rows}


def _add(
    numbers: Mapping[Key, dict[str, Number]],
    column: Column,
    found: Mapping[Key, Mapping[str, Any]],
    none: Number = None,
) -> None:
    """Put a column's numbers into the rows; ``none`` where there is no number."""
    for key, row in numbers.items():
        value = found[key][column.id] if key in found else none
        row[column.id] = None if value is None else int(value)


def _shared(figure: Figure, numbers: Mapping[str, Number]) -> Mapping[str, Number]:
    """Return the numbers in the order of the columns, with the shares."""
    return {
        column.id: _per_cent(numbers, *column.of) if column.kind is Kind.SHARE else numbers[column.id]
        for column in figure.columns
    }


def _per_cent(numbers: Mapping[str, Number], part: str, whole: str) -> Number:
    first, all_of_them = numbers[part], numbers[whole]
    return round(100 * (first or 0) / all_of_them, 1) if all_of_them else None


def _place(figure: Figure, row: Row) -> tuple[float, Key]:
    by_day = figure.groups[:1] == ("day",)
    return (0, row.key) if by_day else (-(row.numbers[figure.drawn] or 0), row.key)


_TOLD = ("fact", "topic", "aspect", "outcome", "policy", "measure", "reason", "amount", "seconds", "county", "sector")


def _happened(row: Any) -> Happened:
    about = {word: str(value) for word in (*_TOLD, "source") if (value := getattr(row, word)) not in {"", None}}
    return Happened(row.id, row.at, row.channel, row.visit, row.name, about)
