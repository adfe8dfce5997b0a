"""What a figure is: rows of events, grouped, with columns that count them; each column says its formula in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, bindparam, func, select, true

from bot.storage.tables import events

Where = Callable[[FromClause], ColumnElement[bool]]
Source = Callable[[Sequence[ColumnElement[bool]], datetime], FromClause]
"""(conditions of the filters, now) -> the events a figure is about, with what it adds to them."""


class Kind(StrEnum):
    """How a column is computed."""

    COUNT = "count"
    PEOPLE = "people"
    SUM = "sum"
    MEDIAN = "median"
    SHARE = "share"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Column:
    """A number of each row. ``of`` are the columns it is made of: of a share, the part and the whole.

    ``adds_up``: its numbers over all rows have a sum that can be known otherwise, so that one hidden number could be
    found by taking the others away from it. ``source`` is for a column that is not made of the figure's own events.
    """

    id: str
    title: str
    formula: str
    kind: Kind
    where: Where
    of: tuple[str, ...] = ()
    adds_up: bool = True
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One table. ``groups`` are what a row is about, as columns of the source; ``drawn`` is the column of the chart.

    ``whole`` names columns that are the sum of others: ``{"asked": ("answered", "clarified")}``. ``own_policy``: the
    events of its source name their policy; where not, the policy of a filter is one that their visit was about.
    """

    id: str
    part: str
    title: str
    formula: str
    groups: tuple[str, ...]
    source: Source
    columns: tuple[Column, ...]
    drawn: str
    own_policy: bool = False
    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def column(self, column_id: str) -> Column:
        """Return a column by its id; raises KeyError."""
        return {column.id: column for column in self.columns}[column_id]


def anything(source: FromClause) -> ColumnElement[bool]:
    """Every row."""
    del source
    return true()


def named(*names: str, **values: str) -> Where:
    """Rows of these events, with these values."""

    def where(source: FromClause) -> ColumnElement[bool]:
        return and_(are(source.c.name, names), *(source.c[column] == value for column, value in values.items()))

    return where


def having(**values: str) -> Where:
    """Rows with these values."""
    return lambda source: and_(*(source.c[column] == value for column, value in values.items()))


def of_events(*names: str) -> Source:
    """The events of these names."""

    def source(conditions: Sequence[ColumnElement[bool]], now: datetime) -> FromClause:
        del now
        return select(events).where(are(events.c.name, names), *conditions).subquery("happened")

    return source


def are(column: ColumnElement[Any], names: Sequence[str]) -> ColumnElement[bool]:
    """Whether an event has one of these names; they stand in the statement, or no index of some names would serve."""
    if len(names) == 1:
        return column == bindparam(None, names[0], literal_execute=True)
    return column.in_(bindparam(None, list(names), expanding=True, literal_execute=True))


def count(column_id: str, title: str, formula: str, where: Where = anything, source: Source | None = None) -> Column:
    """Make a column that counts rows."""
    return Column(column_id, title, formula, Kind.COUNT, where, source=source)


def people(column_id: str, title: str, formula: str, where: Where = anything) -> Column:
    """Make a column that counts persons; those who were forgotten are none."""
    return Column(column_id, title, formula, Kind.PEOPLE, where, adds_up=False)


def yuan(column_id: str, title: str, formula: str, where: Where, counted: str) -> Column:
    """Make a column that adds up sums; ``counted`` counts them."""
    return Column(column_id, title, formula, Kind.SUM, where, (counted,))


def median(column_id: str, title: str, formula: str, where: Where, counted: str) -> Column:
    """Make a column of the middle one of the seconds; ``counted`` counts them, or more."""
    return Column(column_id, title, formula, Kind.MEDIAN, where, (counted,))


def share(column_id: str, title: str, formula: str, part: str, whole: str) -> Column:
    """Make a column of per cent, of two others."""
    return Column(column_id, title, formula, Kind.SHARE, anything, (part, whole))


def selected(column: Column, source: FromClause) -> Any:
    """Return what the database computes of a column of a kind that one pass over the rows gives."""
    where = column.where(source)
    if column.kind is Kind.PEOPLE:
        return func.count(func.nullif(source.c.person, "").distinct()).filter(where)
    if column.kind is Kind.SUM:
        return func.coalesce(func.sum(source.c.amount).filter(where), 0)
    return func.count().filter(where)
