"""What people ask and get no answer to, put together by likeness, the questions of most people first."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from starlette.responses import Response

from bot.codes import WHY
from bot.content import FAQ, Content, Wording
from bot.desk.visit import Page, Visit
from bot.dialogue import Asker
from bot.language import Question, group
from bot.service import KeptQuestion

MOST_QUESTIONS = 10_000
MOST_GROUPS = 100
MOST_PHRASINGS = 12
UNANSWERED = ("out_of_scope", "none_meant", "wrong")
"""Why a question is shown where nothing else is chosen: who only calls for a person may ask nothing."""


@dataclass(frozen=True, slots=True)
class Group:
    """Questions alike. ``people`` counts each once, ``texts`` are the phrasings, that of most questions first."""

    id: int
    text: str
    people: int
    count: int
    whys: tuple[tuple[str, int], ...]
    first: datetime
    last: datetime
    texts: tuple[tuple[str, int], ...]
    open: int


def group_questions(kept: Sequence[KeptQuestion], wording: Wording) -> tuple[Group, ...]:
    """Return the groups, that of most people first; the same for the same questions, in whatever order they come."""
    ordered = sorted(kept, key=lambda question: question.id)
    asked = [Question(each.text, (each.channel, each.chat), each.id) for each in ordered]
    return tuple(_group([ordered[place] for place in places]) for places in group(asked, wording))


def _group(alike: Sequence[KeptQuestion]) -> Group:
    texts = Counter(each.text for each in alike)
    times = [each.at for each in alike]
    return Group(
        id=alike[0].id,
        text=alike[0].text,
        people=len({(each.channel, each.chat) for each in alike}),
        count=len(alike),
        whys=tuple(sorted(Counter(each.why for each in alike).items(), key=lambda why: (-why[1], why[0]))),
        first=min(times),
        last=max(times),
        texts=tuple(sorted(texts.items(), key=lambda text: (text[0] != alike[0].text, -text[1], text[0]))),
        open=sum(each.state != "closed" for each in alike),
    )


class Grouped:
    """Groups made last, as long as neither questions nor content are others."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: tuple[object, ...] = ()
        self._content: Content | None = None
        self._groups: tuple[Group, ...] = ()
        self._asker: tuple[Content, Asker] | None = None

    def of(self, kept: Sequence[KeptQuestion], content: Content) -> tuple[Group, ...]:
        """Return the groups of these questions."""
        key = tuple((each.id, each.state) for each in kept)
        with self._lock:
            if key != self._of or content is not self._content:
                self._groups, self._of, self._content = group_questions(kept, content.wording), key, content
            return self._groups

    def asker(self, content: Content) -> Asker:
        """Return what answers questions out of a content; made once, for it takes a moment to learn."""
        with self._lock:
            if self._asker is None or self._asker[0] is not content:
                self._asker = content, Asker(content)
            return self._asker[1]


GROUPED = Grouped()


def kept_as(visit: Visit, whys: Iterable[str] = ()) -> tuple[KeptQuestion, ...]:
    """Return the questions kept, those of some reasons alone where any are named."""
    wanted = frozenset(whys)
    return tuple(q for q in visit.desk.service.kept_questions(MOST_QUESTIONS) if not wanted or q.why in wanted)


def show(visit: Visit) -> Response:
    """Show the groups; ``why`` in the address chooses among them."""
    why = visit.request.query_params.get("why", "")
    kept = kept_as(visit, (why,) if why in WHY else UNANSWERED)
    content = visit.desk.content()
    groups = GROUPED.of(kept, content)
    asker, today = GROUPED.asker(content), visit.today
    shown = [(each, _answered_by(asker.inquiry(each.text, "", today).answers)) for each in groups[:MOST_GROUPS]]
    return visit.page(
        "groups.html", groups=shown, more=max(0, len(groups) - MOST_GROUPS), total=len(kept), why=why, whys=WHY
    )


def _answered_by(answers: Sequence[object]) -> str:
    """Return the entry that answers a question now; "" where staff have not answered it."""
    return next((topic for each in answers if (topic := str(getattr(each, "topic", ""))).startswith(FAQ)), "")


PAGES = (Page("GET", "/groups", "answerer", show),)
