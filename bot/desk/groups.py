"""What people ask and get no answer to, put together by likeness, the questions of most people first."""

from collections.abc import Iterable, Sequence

from starlette.responses import Response

from bot.codes import WHY
from bot.content import FAQ
from bot.desk.visit import Page, Visit
from bot.service import KeptQuestion

MOST_QUESTIONS = 10_000
MOST_GROUPS = 100
MOST_PHRASINGS = 12
UNANSWERED = ("out_of_scope", "none_meant", "wrong")
"""Why a question is shown where nothing else is chosen: who only calls for a person may ask nothing."""


def kept_as(visit: Visit, whys: Iterable[str] = ()) -> tuple[KeptQuestion, ...]:
    """Return the questions kept, those of some reasons alone where any are named."""
    wanted = frozenset(whys)
    return tuple(q for q in visit.desk.service.kept_questions(MOST_QUESTIONS) if not wanted or q.why in wanted)


def show(visit: Visit) -> Response:
    """Show the groups; ``why`` in the address chooses among them."""
    why = visit.request.query_params.get("why", "")
    kept = kept_as(visit, (why,) if why in WHY else UNANSWERED)
    content = visit.desk.content()
    groups = visit.desk.grouped.of(kept, content)
    asker, today = visit.desk.grouped.asker(content), visit.today
    shown = [(each, _answered_by(asker.inquiry(each.text, "", today).answers)) for each in groups[:MOST_GROUPS]]
    return visit.page(
        "groups.html", groups=shown, more=max(0, len(groups) - MOST_GROUPS), total=len(kept), why=why, whys=WHY
    )


def _answered_by(answers: Sequence[object]) -> str:
    """Return the entry that answers a question now; "" where staff have not answered it."""
    return next((topic for each in answers if (topic := str(getattr(each, "topic", ""))).startswith(FAQ)), "")


PAGES = (Page("GET", "/groups", "answerer", show),)
