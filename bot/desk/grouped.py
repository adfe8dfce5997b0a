"""Questions alike put together; what takes a moment to make is kept until something of it is another."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from bot.content import Content, Wording
from bot.dialogue import Asker
from bot.language import Question, group
from bot.service import KeptQuestion


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
