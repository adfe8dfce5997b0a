"""What each clause of a message names: by a name, by what it leaves out, or by pieces of its words."""

import re
from collections.abc import Iterable, Sequence

from bot.content import OFFICE_ENDS
from bot.language.questions.clauses import OF_ALL, OF_LEVEL, SO, Clause, only_names
from bot.language.questions.judge import Judge, veil
from bot.language.questions.look import Look
from bot.language.questions.parting import Parting
from bot.language.questions.topics import PART, Topics

EVIDENCE = 5.0
"""So much evidence is needed where no name is written out."""

BESIDE_PLAIN, BESIDE = 3.0, 10.0
"""So much is needed beside a clause that names something where a clause asks plainly at length, and where not."""

INSTEAD = 0.0
"""By so much a general topic must lead in a clause for no measure to be guessed from pieces of its words."""

PLAIN_INSTEAD, STRONG = 4.0, 15.0
"""By so much it must lead where there is so much evidence for a measure."""

ELLIPTIC = 10
"""A clause that leaves out what it asks about (省级的又找谁) is not longer."""


class Naming:
    """Finds what the clauses of a message name among topics; ``offices`` are the names of all there are."""

    def __init__(self, topics: Topics, judge: Judge, parting: Parting, offices: Iterable[str]) -> None:
        self._topics, self._judge, self._parting = topics, judge, parting
        ends = {name[-OFFICE_ENDS:] for name in offices}
        self._offices = re.compile("|".join(map(re.escape, sorted(ends))) or "(?!)")

    def clauses(self, text: str, *, guessing: bool = True) -> list[Clause]:
        """Cut a message and say what each clause names; ``guessing`` is whether pieces of words may tell it too."""
        looks = self._parting.looks(text)
        whole = "".join(look.text for look in looks)
        clauses = []
        for each, named in zip(looks, self._named(looks, whole), strict=True):
            topics = self._with_siblings(each, named)
            # What tells several called alike apart is part of the name: 餐饮业首登阶.
            alike = len(topics) == 1 and any(len(mention.topics) > 1 for mention in each.mentions)
            look = self._topics.named_in_part(each, topics[0]) if alike else each
            veiled = veil(look.text, look.mentions)
            aspect = "" if only_names(veiled, beside=len(looks) > 1 and bool(topics)) else self._judge.clause(veiled)
            clauses.append(Clause(look, topics, veiled, aspect, self._judge.surely(veiled)))
        self._complete(clauses)
        if guessing and not any(clause.topics for clause in clauses):
            self._told_by_pieces(clauses, whole)
        self._told_beside(clauses)
        return clauses

    def _named(self, looks: Sequence[Look], whole: str) -> list[tuple[frozenset[str], ...]]:
        """Return what each clause names; the others' words decide between those called alike.

        But where a question further on names one of them by itself, the rest are meant: 上市给奖多少，后备库怎么进.
        """
        if len(looks) == 1:
            return [self._topics.named(looks[0], whole)]
        named: list[tuple[frozenset[str], ...]] = []
        later: frozenset[str] = frozenset()
        for look in reversed(looks):
            own = self._topics.named(look, look.text)
            asks = bool(own) and bool(self._judge.plainly(veil(look.text, look.mentions)))
            rest = own[0] - later if asks and len(own) == 1 and own[0] & later else frozenset()
            named.append((rest,) if len(rest) == 1 else self._topics.named(look, whole))
            if asks:
                later |= frozenset(topic for topics in own if len(topics) == 1 for topic in topics)
        return named[::-1]

    def _with_siblings(self, look: Look, topics: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
        """Put all of a family named in part (中华、三晋老字号各多少) in place of the one that a clause names."""
        if len(topics) != 1:
            return topics
        if OF_ALL.search(look.text):
            return self._each_of(topics[0], look.text) or topics
        special = self._topics.families.special(topics[0], look)
        return (frozenset({special}),) if special else topics

    def _each_of(self, topics: frozenset[str], text: str) -> tuple[frozenset[str], ...]:
        """Return those of the family that a text tells apart, each by itself; () where it tells no two."""
        each = self._topics.families.told_apart(topics, text)
        return tuple(frozenset({topic}) for topic in each) if len(each) > 1 else ()

    def _complete(self, clauses: list[Clause]) -> None:
        """Give a clause that names only what differs (国家级的找谁，省级的又找谁; 涉农的呢) the topic of that one."""
        last: frozenset[str] = frozenset()
        for place, clause in enumerate(clauses):
            text = clause.look.text
            if clause.topics:
                last = clause.topics[0] if len(clause.topics) == 1 else frozenset()
            elif last and OF_ALL.search(text):
                clauses[place] = clause._replace(topics=self._each_of(last, text))
            elif len(last) == 1 and len(text) <= ELLIPTIC and (OF_LEVEL.search(text) or text.endswith(SO)):
                (topic,) = last
                sibling = self._topics.families.sibling(topic, text)
                if sibling and sibling != topic and sibling in self._topics.families.told_apart(last, text):
                    last = frozenset({sibling})
                    clauses[place] = clause._replace(topics=(last,))

    def _told_beside(self, clauses: list[Clause]) -> None:
        """Give a clause that asks beside one that names something the one topic its own words speak for by far."""
        if not any(clause.topics for clause in clauses):
            return
        for place, clause in enumerate(clauses):
            before = clauses[place - 1] if place else None
            # 小巨人的奖励 不是主导产业的企业是不是就没戏了: the second asks of what the first names.
            led = before and before.topics and only_names(before.veiled, beside=True)
            if clause.topics or led:
                continue
            topics, evidence = self._topics.pieces.likely(clause.look, BESIDE_PLAIN if clause.plain else BESIDE)
            if len(topics) != 1:
                continue
            rest = max((weight for topic, weight in clause.look.evidence.items() if topic not in topics), default=0.0)
            full = len(clause.look.text) > ELLIPTIC or topics == self._topics.part(clause.look.text, PART)
            least = BESIDE_PLAIN if clause.plain and full else BESIDE
            if evidence >= max(least, 2 * rest) and not self._general(clause):
                asking = self._asking_of(clause, topics)
                clauses[place] = asking if asking.aspect else clause

    def _asking_of(self, clause: Clause, topics: frozenset[str]) -> Clause:
        """Return a clause as it asks of what its words speak for, those words veiled."""
        look = self._topics.named_in_part(clause.look, topics)
        veiled = veil(look.text, look.mentions)
        aspect = clause.aspect or self._judge.plainly(veiled)
        return clause._replace(topics=(topics,), look=look, veiled=veiled, aspect=aspect, guessed=True)

    def _told_by_pieces(self, clauses: list[Clause], whole: str) -> None:
        """Give the clause with the most evidence the topics it speaks for; else the first that holds part of a name."""
        unclaimed = [
            place
            for place, clause in enumerate(clauses)
            if not self._general(clause) and not self.offices_in(clause.look.text)
        ]
        found = [(*self._topics.pieces.likely(clauses[place].look, EVIDENCE), place) for place in unclaimed]
        topics, evidence, place = max(found, key=lambda each: (each[1], -each[2]), default=(frozenset(), 0.0, 0))
        if evidence < EVIDENCE:
            parts = {place: self._topics.part(clauses[place].look.text) for place in unclaimed}
            place = next((place for place, topics in parts.items() if topics), 0)
            topics = parts.get(place, frozenset())
        if topics:
            # Which of two kinds of evidence is right is asked back.
            liker = self._topics.pieces.liker(clauses[place].look, topics)
            either = self._topics.families.narrowed(topics, whole) | self._topics.families.narrowed(liker, whole)
            clauses[place] = self._asking_of(clauses[place], either)

    def _general(self, clause: Clause) -> bool:
        """Whether a clause rather asks of no measure; much evidence for one is not outweighed by a little."""
        strong = max(clause.look.evidence.values(), default=0.0) >= STRONG
        return bool(self._judge.general(clause.veiled, PLAIN_INSTEAD if strong else INSTEAD))

    def offices_in(self, text: str) -> int:
        """Return how many names of offices stand in a clause, by their ends: 市场监管局 is 监管局."""
        return len(self._offices.findall(text))
