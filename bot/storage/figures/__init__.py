"""The figures: what is counted of the events, by day, channel, policy, county and sector.

Each figure is a value in one of the tables here; `read_figure` asks the database for it, and `read_behind` for the
events that one of its numbers was made of. Nothing here changes a row or puts anything into words for a page.
"""

from bot.storage.figures import awards, desk, funnel, overview, questions, use
from bot.storage.figures.figure import Column, Figure, Kind
from bot.storage.figures.filters import FILTERS, Filters
from bot.storage.figures.read import Happened, Key, Number, Row, read_behind, read_figure

FIGURES: dict[str, Figure] = {
    figure.id: figure
    for room in (overview, use, funnel, questions, awards, desk)
    for figure in room.FIGURES
}  # fmt: skip
"""Every figure by its id, in the order of the pages."""

__all__ = [
    "FIGURES",
    "FILTERS",
    "Column",
    "Figure",
    "Filters",
    "Happened",
    "Key",
    "Kind",
    "Number",
    "Row",
    "read_behind",
    "read_figure",
]
