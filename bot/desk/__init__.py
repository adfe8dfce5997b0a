"""What staff use: who may enter, the queue of open questions, the content and what people ask.

It reads and changes rows through the functions beside the service; a page is made of what they return and nothing else.

To add a page: write ``bot/desk/<page>.py`` with functions from a `Visit` to a response and a tuple ``PAGES`` that says
for each address who may open it, and add that tuple to `PAGES` below::

    def show(visit: Visit) -> Response:
        return visit.page("figures.html", figures=visit.desk.service.figures())

    PAGES = (Page("GET", "/stats", "viewer", show), Page("POST", "/stats/day", "editor", change))

The functions run in a thread and may wait for the database. A POST arrives with its form read and its token checked
(every form holds ``{{ token_field() }}``), writes down what was done (`Accounts.write`, or in the transaction that does
it; name the action in `bot.desk.records`) and ends with `visit.to(path)`. What a page needs beyond the service stands
in `Desk`. The template extends ``base.html``, whose navigation shows a link once its address is in the table
(bot/desk/look.py); the classes of desk.css are listed at its top. Nothing reaches a browser but through this table, the
login page and ``/desk/static``, and tests/desk/test_access.py walks them all.
"""

from bot.desk import case, catalogue, editing, figures, groups, queue, records
from bot.desk.access import desk_routes
from bot.desk.library import Library
from bot.desk.visit import Desk, Page, Visit

PAGES: tuple[Page, ...] = (
    *queue.PAGES,
    *case.PAGES,
    *groups.PAGES,
    *figures.PAGES,
    *catalogue.PAGES,
    *editing.PAGES,
    *records.PAGES,
)
"""Every page of the desk, and who may open it."""

__all__ = ["PAGES", "Desk", "Library", "Page", "Visit", "desk_routes"]
