"""What a message asks: topic and aspect of each question in it, or that it asks nothing of a policy."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.content import COMPUTED, OFFICE_ENDS, PLACE, Content, Policy, Wording
from bot.language.normalise import normalise
from bot.language.questions.answered import Answered, Meant
from bot.language.questions.articles import Articles
from bot.language.questions.clauses import OF_ALL, SO, Clause, is_bare, only_names, paired, veiled_together
from bot.language.questions.judge import ASKED, OUTSIDE, TOLD, Judge, veil
from bot.language.questions.parting import Parting
from bot.language.questions.spoken import Speech
from bot.language.questions.topics import Look, Topics, ranked

PLAINLY = 1.5
"""By so much a message must lead as courtesy, as telling or as a call for a person where it names a topic too."""

FOLLOWS = 3.0
"""What a turn before that asked of a policy speaks for a question, and against telling."""

EVIDENCE = 5.0
"""So much evidence is needed where no name is written out."""

PLAIN_EVIDENCE = 15.0
"""So much is needed in a clause beside one that names something."""

MARGIN = 0.3
"""By so much a general topic may fall behind a measure left out, where no turn before names one."""

INSTEAD = 0.0
"""By so much a general topic must lead in a clause for no measure to be guessed from pieces of its words."""

APART = 3.0
"""By so much it must lead in a clause beside one that names a measure."""

TURNED, TURNED_SHORT, TURNING = 3.0, 5.0, 5
"""By so much it must lead to turn away from the measure of the turn before, by more in fewer characters than these:
谁管 does not, 能领啥 does."""

ITSELF = 6.0
"""By so much it must lead in what names and plainly asks for the rest not to count."""

ELLIPTIC = 8
"""A clause that leaves out what it asks about (省级的又找谁) is not longer."""

NEAR = 5
"""So many topics are told as considered."""

GENERAL_TOPIC = "general:"

_OF_ANYTHING = {"amount": "total", "conditions": "total", "about": "total", "when": "validity", "text": "policies"}
"""What is asked where nothing says of what: 找谁 and 怎么申请 of the offices, 多少钱 of all that there is."""

_OF_WHOLE = re.compile("政策|文件")
"""Speaks of the document as a whole."""

_OF_LEVEL = re.compile("国家|[省市县][级的评]|[省市县]里[的评]")

_AWARD = re.compile("奖励|奖补|补助|补贴|支持|鼓励")


class Wanted(NamedTuple):
    """One question: the topics it may be about (one where that is settled) and the aspect asked.

    ``place`` is where it is asked of; "" where no place is known, or there is but one.
    """

    topics: tuple[str, ...]
    aspect: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message is: ``kind`` is ``asked``, ``told``, ``small_talk``, ``person`` or ``out_of_scope``.

    ``near`` are the topics considered, best first, with the share of the best one's evidence that each has;
    ``sure`` is whether a question may be answered without asking back, ``explicit`` whether the words ask at all,
    rather than only name something, ``lead`` by how much it is asked here rather than out of scope; ``named`` is
    how many characters of it write out what it is about.
    """

    kind: str
    wanted: tuple[Wanted, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    sure: bool = True
    explicit: bool = False
    lead: float = 0.0
    named: int = 0


class Asking:
    """Reads questions about the topics it is made with: the ``main`` names of each, and ``passages`` on it.

    ``answered`` are the phrasings of topics that staff answered, ``offices`` the names of all there are, ``articles``
    the topics that are an article by the article's number. ``judge`` is what another reader learned already.
    """

    def __init__(
        self,
        wording: Wording,
        main: Mapping[str, Sequence[str]],
        passages: Mapping[str, Sequence[str]],
        answered: Mapping[str, Sequence[str]],
        offices: Iterable[str] = (),
        articles: Mapping[str, Sequence[str]] = {},
        judge: Judge | None = None,
    ) -> None:
        self._speech = Speech(wording.alike)
        level = self._speech.name
        first = {topic: tuple(map(level, each)) for topic, each in main.items()}
        self._topics = Topics(
            names={topic: (*each, *map(level, wording.names.get(topic, ()))) for topic, each in first.items()},
            passages={topic: tuple(map(level, each)) for topic, each in passages.items()},
            main=first,
            said=self._said_of_anything(wording),
            meant=wording.elsewhere,
        )
        self._offices = frozenset(name[-OFFICE_ENDS:] for name in offices)
        self.judge = self._judge = judge or Judge(wording, self._speech, self._topics)
        self._parting = Parting(self._speech, self._topics, self._judge)
        self._answered = Answered(answered, wording, self._named)
        self._articles = Articles(articles)
        self._general = wording.general
        self._thresholds = wording.thresholds

    def wanted(self, text: str) -> tuple[Wanted, ...]:
        """Return what a message would ask if it asked something: for the turn before a follow-up."""
        meant = self._answered.meant(text)
        if meant and meant.sure:
            return _as_answered(meant, len(text)).wanted
        by_number = self._of_article(text)
        return self._wanted(self._clauses(text), ()) if by_number is None else by_number

    def read(self, text: str, before: Sequence[Wanted] = ()) -> Asked:
        """Read a message; a follow-up (那找谁？) takes what it leaves out from ``before``, the questions before it."""
        meant = self._answered.meant(text)
        if meant and meant.sure:
            return _as_answered(meant, len(text))
        asked = self._read(text, before)
        by_number = self._of_article(text)
        if by_number is not None:
            return Asked(
                ASKED if by_number else OUTSIDE,
                by_number,
                asked.near,
                explicit=True,
                named=len(text) if by_number else 0,
            )
        return _as_answered(meant, len(text)) if meant and asked.kind == OUTSIDE else asked

    def names_in(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where names of topics stand in a normalised text."""
        return tuple((mention.start, mention.end) for mention in self._topics.mentions(text))

    def _of_article(self, text: str) -> tuple[Wanted, ...] | None:
        """Return the question about an article that a text names by its number; None where it names a measure too."""
        topics = self._articles.asked(normalise(text))
        if topics is None or self._named(text):
            return None
        return (Wanted(topics, "text"),) if topics else ()

    def _read(self, text: str, before: Sequence[Wanted]) -> Asked:
        clauses = self._clauses(text, guessing=not before)
        if not clauses:
            return Asked(OUTSIDE)
        odds = self._kinds(clauses)
        near = ranked((clause.look for clause in clauses), NEAR)
        explicit = not is_bare(clauses) and any(clause.aspect for clause in clauses)
        if before:
            odds[TOLD] -= FOLLOWS
            explicit = explicit or any(clause.topics and clause.look.text.endswith(SO) for clause in clauses)
        kind = max(odds, key=odds.__getitem__)
        named = before or any(clause.topics for clause in clauses)
        if kind not in {ASKED, OUTSIDE} and (not named or odds[kind] - odds[ASKED] >= PLAINLY):
            return Asked(kind, (), near, explicit=explicit)
        wanted = self._wanted(clauses, before)
        lead = odds[ASKED] - odds[OUTSIDE] + (FOLLOWS if before and not of_no_measure(wanted) else 0.0)
        if not wanted or lead < self._least(wanted):
            return Asked(OUTSIDE, (), near, explicit=explicit, lead=lead)
        sure = of_no_measure(wanted) or lead >= self._thresholds.doubt
        return Asked(ASKED, wanted, near, sure, explicit, lead, self._written(clauses, wanted))

    @staticmethod
    def _written(clauses: Iterable[Clause], wanted: Iterable[Wanted]) -> int:
        """Return how many characters of a message write out a name of what it is about; a part of one is none."""
        topics = {topic for each in wanted for topic in each.topics}
        names = (mention for clause in clauses if not clause.guessed for mention in clause.look.mentions)
        return sum(name.end - name.start for name in names if not topics.isdisjoint(name.topics))

    def _kinds(self, clauses: Sequence[Clause]) -> dict[str, float]:
        """Return the odds of each kind of message; a story that hides a plain question (店八十年了) is left aside."""
        looks = [clause.look for clause in clauses]
        odds = self._judge.kinds(looks)
        itself = self._without_story(clauses) if odds[ASKED] - max(odds[OUTSIDE], odds[TOLD]) < ITSELF else looks
        if itself and itself != looks:
            apart = self._judge.kinds(itself, beside=looks)
            return apart if apart[ASKED] - apart[OUTSIDE] >= ITSELF else odds
        return odds

    def _without_story(self, clauses: Sequence[Clause]) -> list[Look]:
        """Return the clauses that plainly ask, and of those that only name something its name."""
        asking = [clause for clause in clauses if self._judge.plainly(clause.veiled)]
        if any(clause.topics for clause in asking):
            return [clause.look for clause in asking]
        named = next((clause.look for clause in clauses if clause.topics and clause.look.mentions), None)
        if not asking or not named:
            return []
        first = named.mentions[0]
        return [self._topics.part_of(named, first.start, first.end), *(clause.look for clause in asking)]

    def _clauses(self, text: str, *, guessing: bool = True) -> list[Clause]:
        looks = self._parting.looks(text)
        whole = "".join(look.text for look in looks)
        clauses = []
        for look in looks:
            veiled = veil(look.text, look.mentions)
            topics = self._with_siblings(look, self._topics.named(look, whole))
            aspect = "" if only_names(veiled, beside=len(looks) > 1 and bool(topics)) else self._judge.clause(veiled)
            clauses.append(Clause(look, topics, veiled, aspect, self._judge.surely(veiled)))
        self._complete(clauses)
        self._told_beside(clauses)
        if not guessing or any(clause.topics for clause in clauses):
            return clauses
        return self._told_by_pieces(clauses, whole)

    def _with_siblings(self, look: Look, topics: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
        """Put all of a family named in part (中华、三晋老字号各多少) in place of the one that a clause names."""
        if len(topics) != 1:
            return topics
        if OF_ALL.search(look.text):
            return self._each_of(topics[0], look.text) or topics
        special = self._topics.special(topics[0], look)
        return (frozenset({special}),) if special else topics

    def _each_of(self, topics: frozenset[str], text: str) -> tuple[frozenset[str], ...]:
        """Return those of the family that a text tells apart, each by itself; () where it tells no two."""
        each = self._topics.told_apart(topics, text)
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
            elif len(last) == 1 and len(text) <= ELLIPTIC and (_OF_LEVEL.search(text) or text.endswith(SO)):
                (topic,) = last
                sibling = self._topics.sibling(topic, text)
                if sibling and sibling != topic:
                    last = frozenset({sibling})
                    clauses[place] = clause._replace(topics=(last,))

    def _told_beside(self, clauses: list[Clause]) -> None:
        """Give a clause that plainly asks beside one that names something the one topic its own words speak for."""
        if not any(clause.topics for clause in clauses):
            return
        for place, clause in enumerate(clauses):
            before = clauses[place - 1] if place else None
            # 小巨人的奖励 不是主导产业的企业是不是就没戏了: the second asks of what the first names.
            led = before and before.topics and only_names(before.veiled, beside=True)
            if clause.topics or not clause.plain or len(clause.look.text) <= ELLIPTIC or led:
                continue
            topics, evidence = self._topics.likely(clause.look)
            if len(topics) == 1 and evidence >= PLAIN_EVIDENCE and not self._judge.general(clause.veiled, INSTEAD):
                clauses[place] = clause._replace(topics=(topics,))

    def _told_by_pieces(self, clauses: list[Clause], whole: str) -> list[Clause]:
        """Give the clause with the most evidence the topics it speaks for; else the first that holds part of a name."""
        unclaimed = [
            place
            for place, clause in enumerate(clauses)
            if not self._judge.general(clause.veiled, INSTEAD) and not self._names_office(clause.look.text)
        ]
        found = [(*self._topics.likely(clauses[place].look), place) for place in unclaimed]
        topics, evidence, place = max(found, key=lambda each: (each[1], -each[2]), default=(frozenset(), 0.0, 0))
        if evidence < EVIDENCE:
            parts = {place: self._topics.part(clauses[place].look.text) for place in unclaimed}
            place = next((place for place, topics in parts.items() if topics), 0)
            topics = parts.get(place, frozenset())
        if topics:
            # Which of two kinds of evidence is right is asked back.
            liker = self._topics.liker(clauses[place].look, topics)
            either = self._topics.narrowed(topics, whole) | self._topics.narrowed(liker, whole)
            look = self._topics.named_in_part(clauses[place].look, either)
            veiled = veil(look.text, look.mentions)
            clauses[place] = clauses[place]._replace(topics=(either,), look=look, veiled=veiled, guessed=True)
        return clauses

    def _names_office(self, text: str) -> bool:
        return any(text[at : at + OFFICE_ENDS] in self._offices for at in range(len(text)))

    def _wanted(self, clauses: Sequence[Clause], before: Sequence[Wanted]) -> tuple[Wanted, ...]:
        if not clauses:
            return ()
        if not any(clause.topics for clause in clauses):
            return self._without_topic(clauses, before)
        general = {place: topic for place, clause in enumerate(clauses) if (topic := self._general_beside(clause))}
        clauses = [clause for place, clause in enumerate(clauses) if place not in general]
        pairs = paired(clauses)
        if len(pairs) == 1 and len(pairs[0][1]) <= 1:
            topics, asked = pairs[0]
            # What is looked up (电话) is not outvoted by what stands around it.
            if not any(aspect not in COMPUTED for aspect in asked):
                asked = [] if is_bare(clauses) else [self._judge.aspect(veiled_together(clauses))]
            if before:
                topics, asked = _same(topics, before), asked or [before[-1].aspect]
            pairs = [(topics, asked)]
        found = [
            Wanted(tuple(sorted(topics)), aspect)
            for each, aspects in pairs
            for topics in each
            for aspect in aspects or ["about"]
        ]
        return tuple(dict.fromkeys([*found, *map(self._about, general.values())]))

    def _general_beside(self, clause: Clause) -> str:
        """Return what a clause beside a measure asks of none: 小巨人有没有奖，这政策到哪天; "" where it asks of it.

        What is asked of two things in one clause may be asked of both together: 营收奖跟山西精品能一块儿拿不.
        """
        if len(clause.topics) > 1:
            return self._judge.general(clause.veiled, 0.0)
        if clause.topics or len(clause.look.text) < TURNING:
            return ""
        whole = _OF_WHOLE.search(clause.look.text)
        lead = (-APART if clause.aspect == "when" else 0.0) if whole else APART
        topic = self._judge.general(clause.veiled, lead)
        # A telephone number asked for beside a measure is that measure's.
        return topic if topic in self._general else ""

    def _without_topic(self, clauses: Sequence[Clause], before: Sequence[Wanted]) -> tuple[Wanted, ...]:
        veiled = veiled_together(clauses)
        if before and not of_no_measure(before[-1:]):
            long = sum(len(clause.look.text) for clause in clauses) >= TURNING
            turned = self._judge.general(veiled, TURNED if long else TURNED_SHORT)
            # What is looked up (要什么材料) is asked of the measure before.
            return (self._about(turned),) if turned in self._general else self._followed(clauses, before)
        each = dict.fromkeys(filter(None, map(self._of_no_measure, clauses)))
        if len(each) > 1:
            return tuple(map(self._about, each))
        found = self._judge.general(veiled, -MARGIN)
        if found:
            return (self._about(found),)
        aspect = self._judge.aspect(veiled)
        return (Wanted((GENERAL_TOPIC + _OF_ANYTHING.get(aspect, "offices"),), aspect),)

    def _of_no_measure(self, clause: Clause) -> str:
        """Return the general topic that a clause asks about where nothing names a measure; "" where it tells."""
        if not clause.aspect:
            return self._judge.general(clause.veiled, MARGIN)
        return self._judge.general(clause.veiled, -MARGIN) or _OF_ANYTHING.get(clause.aspect, "")

    def _least(self, wanted: Sequence[Wanted]) -> float:
        """Return the lead needed: another one where neither a name nor an aspect that is looked up speaks for it."""
        if not of_no_measure(wanted):
            return self._thresholds.scope
        looked_up = all(each.aspect not in COMPUTED for each in wanted)
        return self._thresholds.looked_up if looked_up else self._thresholds.general

    def _about(self, general: str) -> Wanted:
        """Make the question about a general topic, or about an aspect looked up without any measure."""
        if general in self._general:
            return Wanted((GENERAL_TOPIC + general,), self._general[general].aspect)
        return Wanted((f"{GENERAL_TOPIC}offices",), general)

    def _followed(self, clauses: Sequence[Clause], before: Sequence[Wanted]) -> tuple[Wanted, ...]:
        """Take the topics from the turn before; a word of the same family (省级的呢) takes its aspect instead."""
        text = "".join(clause.look.text for clause in clauses)
        last = before[-1]
        if len(last.topics) == 1:
            sibling = self._topics.sibling(last.topics[0], text)
            if sibling and sibling != last.topics[0]:
                return (Wanted((sibling,), last.aspect),)
        else:
            narrowed = self._topics.narrowed(frozenset(last.topics), text)
            if len(narrowed) < len(last.topics):
                return (Wanted(tuple(sorted(narrowed)), last.aspect),)
        aspect = self._judge.aspect(veiled_together(clauses))
        return tuple(dict.fromkeys(Wanted(each.topics, aspect) for each in before))

    def _named(self, text: str) -> frozenset[str]:
        """Return the topics that a text names, whichever of those called alike they may be."""
        looks = map(self._topics.look, self._speech.clauses(text))
        return frozenset(topic for look in looks for mention in look.mentions for topic in mention.topics)

    def _said_of_anything(self, wording: Wording) -> list[str]:
        examples = [text for aspect in wording.aspects.values() for text in aspect.examples]
        examples += [text for topic in wording.general.values() for text in topic.examples]
        return [clause for text in examples for clause in self._speech.clauses(text.replace(PLACE, " "))]


def asking_of(content: Content, policies: Collection[Policy], wording: Wording, judge: Judge | None = None) -> Asking:
    """Make a reader of questions about every measure of some policies of the content."""
    mine = [measure for measure in content.measures if measure.policy in policies]
    topics = {f"{measure.policy.id}/{measure.id}": measure for measure in mine}
    articles = [article for article in content.articles if article.policy in policies]
    return Asking(
        wording,
        # What is left of a measure's name without the word for its award is what people call it.
        {topic: (*measure.topics, measure.name, _AWARD.sub("", measure.name)) for topic, measure in topics.items()},
        {topic: [quote.plain for quote in measure.quotes] for topic, measure in topics.items()},
        {faq.topic: faq.asks for faq in content.faq.values() if faq.article.policy in policies},
        {office for policy in policies for office in policy.region.offices},
        {
            number: [article.topic for article in articles if article.number == number]
            for number in dict.fromkeys(article.number for article in articles)
        },
        judge,
    )


def _as_answered(meant: Meant, size: int) -> Asked:
    wanted = (Wanted((meant.topic,), "about"),)
    return Asked(ASKED, wanted, ((meant.topic, 1.0),), meant.sure, explicit=True, named=size if meant.sure else 0)


def _same(topics: Iterable[frozenset[str]], before: Sequence[Wanted]) -> list[frozenset[str]]:
    """Settle what may be several things (10亿那档) by the thing asked about before."""
    last = frozenset(before[-1].topics)
    return [last if len(last) == 1 and last < each else each for each in topics]


def of_no_measure(wanted: Iterable[Wanted]) -> bool:
    """Whether questions are about general topics alone."""
    return all(topic.startswith(GENERAL_TOPIC) for each in wanted for topic in each.topics)
