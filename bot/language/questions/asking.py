"""What a message asks: topic and aspect of each question in it, or that it asks nothing of a policy."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.content import COMPUTED, PLACE, Wording
from bot.language.normalise import normalise
from bot.language.questions.answered import Answered, Meant
from bot.language.questions.articles import Articles
from bot.language.questions.asked import GENERAL_TOPIC, TOTAL_TOPIC, Asked, Wanted, of_no_measure, of_nothing_named
from bot.language.questions.by_sum import BySum
from bot.language.questions.clauses import SO, Clause, is_bare, paired, veiled_together
from bot.language.questions.judge import ASKED, OUTSIDE, TOLD, Judge
from bot.language.questions.look import Look, ranked
from bot.language.questions.naming import Naming
from bot.language.questions.parting import Parting
from bot.language.questions.pieces import LOOSELY
from bot.language.questions.sentences import Sentences
from bot.language.questions.spoken import Speech
from bot.language.questions.topics import Topics

PLAINLY = 1.5
"""By so much a message must lead as courtesy, as telling or as a call for a person where it names a topic too."""

FOLLOWS = 3.0
"""What a turn before that asked of a policy speaks for a question, and against telling."""

OFFICE = 1.5
"""What the name of an office speaks for a question."""

MARGIN = 0.3
"""By so much a general topic may fall behind a measure left out, where no turn before names one."""

APART = 3.0
"""By so much a general topic must lead in a clause beside one that names a measure."""

TURNED, TURNED_SHORT, TURNING = 3.0, 5.0, 5
"""By so much it must lead to turn away from the measure of the turn before, by more in fewer characters than these:
谁管 does not, 能领啥 does."""

ITSELF = 4.0
"""By so much it must lead in what names and plainly asks for the rest not to count."""

HINTED = 1.0
"""By so much it must lead to be asked for, whatever measure rare words of the document point at."""

TOUCHED = -1.0
"""What is asked back for words that stand in names and elsewhere may so far rather be out of scope."""

NEAR = 5
"""So many topics are told as considered."""

_OF_ANYTHING = {"amount": "total", "conditions": "total", "about": "total", "when": "validity", "text": "policies"}
"""What is asked where nothing says of what: 找谁 and 怎么申请 of the offices, 多少钱 of all that there is."""

_OF_WHOLE = re.compile("政策|文件")
"""Speaks of the document as a whole."""


class Subjects(NamedTuple):
    """What can be asked about: ``main`` names of each topic, and ``passages`` on it.

    ``answered`` are the phrasings of topics that staff answered, ``offices`` the names of all there are, ``articles``
    the topics that are an article by the article's number, ``pays`` the sums that each topic may pay, in yuan,
    ``sentences`` those on nothing granted, by their topics, ``terms`` what is quoted in names: “首达标”.
    """

    main: Mapping[str, Sequence[str]]
    passages: Mapping[str, Sequence[str]] = {}
    answered: Mapping[str, Sequence[str]] = {}
    offices: Collection[str] = ()
    articles: Mapping[str, Sequence[str]] = {}
    pays: Mapping[str, frozenset[int]] = {}
    sentences: Mapping[str, str] = {}
    terms: Mapping[str, Sequence[str]] = {}


class Asking:
    """Reads questions about some subjects; ``judge`` is what another reader learned already."""

    def __init__(self, wording: Wording, subjects: Subjects, judge: Judge | None = None) -> None:
        self._speech = Speech(wording.alike)
        level = self._speech.name
        first = {topic: tuple(map(level, each)) for topic, each in subjects.main.items()}
        self._topics = Topics(
            names={
                topic: (*each, *map(level, (*subjects.terms.get(topic, ()), *wording.names.get(topic, ()))))
                for topic, each in first.items()
            },
            passages={topic: tuple(map(level, each)) for topic, each in subjects.passages.items()},
            main=first,
            said=self._said_of_anything(wording),
            meant=(*wording.elsewhere, *wording.abroad),
        )
        self.judge = self._judge = judge or Judge(wording, self._speech, self._topics)
        parting = Parting(self._speech, self._topics, self._judge)
        self._naming = Naming(self._topics, self._judge, parting, subjects.offices)
        self._answered = Answered(subjects.answered, wording, self._named)
        self._articles = Articles(subjects.articles)
        self._sentences = Sentences(subjects.sentences, self._speech, self._topics.said)
        self._by_sum = BySum(subjects.pays)
        self._general = wording.general
        self._thresholds = wording.thresholds

    def wanted(self, text: str) -> tuple[Wanted, ...]:
        """Return what a message would ask if it asked something: for the turn before a follow-up."""
        meant = self._answered.meant(text)
        if meant and meant.sure:
            return _as_answered(meant, len(text)).wanted
        by_number = self._of_article(text)
        if by_number is not None:
            return by_number
        return self._by_sum.narrowed(self._wanted(self._naming.clauses(text), ()), text)

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
        if defines := self._sentences.defining(text):
            return replace(asked, kind=ASKED, wanted=(Wanted((defines,), "text"),), sure=True, explicit=True)
        if asked.kind != OUTSIDE:
            return asked
        if meant:
            return _as_answered(meant, len(text))
        speaks = self._sentences.speaking(text)
        return replace(asked, kind=ASKED, wanted=(Wanted((speaks,), "text"),), sure=True) if speaks else asked

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
        clauses = self._naming.clauses(text, guessing=not before)
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
        wanted = self._by_sum.narrowed(self._wanted(clauses, before), text)
        lead = odds[ASKED] - odds[OUTSIDE] + (FOLLOWS if before and not of_no_measure(wanted) else 0.0)
        if not wanted or lead < self._least(wanted):
            if self._loosely(clauses, wanted):
                return Asked(ASKED, wanted, near, sure=False, explicit=explicit, lead=lead)
            if touched := self._touched(clauses, wanted, lead):
                return Asked(ASKED, touched, near, sure=False, explicit=explicit, lead=lead)
            return Asked(OUTSIDE, (), near, explicit=explicit, lead=lead)
        if hinted := self._hinted(clauses, wanted):
            return Asked(ASKED, hinted, near, sure=False, explicit=explicit, lead=lead)
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
        about = _topics_of(clauses)
        odds = self._judge.kinds(looks, about=about)
        odds[ASKED] += OFFICE * sum(self._naming.offices_in(look.text) for look in looks)
        itself = self._without_story(clauses) if odds[ASKED] - max(odds[OUTSIDE], odds[TOLD]) < ITSELF else looks
        if itself and itself != looks:
            apart = self._judge.kinds(itself, beside=looks, about=about)
            return apart if apart[ASKED] - apart[OUTSIDE] >= ITSELF else odds
        return odds

    def _loosely(self, clauses: Sequence[Clause], wanted: Sequence[Wanted]) -> bool:
        """Whether a message may ask of measures that a few words of a document speak for, to be asked back."""
        if not wanted or of_no_measure(wanted) or not any(clause.aspect for clause in clauses):
            return False
        odds = self._judge.kinds([clause.look for clause in clauses], about=_topics_of(clauses), least=LOOSELY)
        return odds[ASKED] > odds[TOLD] and odds[ASKED] - odds[OUTSIDE] >= self._thresholds.scope

    def _hinted(self, clauses: Sequence[Clause], wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
        """Return what to ask back where all that there is was meant for want of a name, and words point at less."""
        veiled = veiled_together(clauses)
        if {topic for each in wanted for topic in each.topics} != {TOTAL_TOPIC} or self._judge.general(veiled, HINTED):
            return ()
        topics = self._topics.pieces.hinted([clause.look.text for clause in clauses])
        return (Wanted(tuple(sorted(topics)), self._judge.aspect(veiled)),) if topics else ()

    def _touched(self, clauses: Sequence[Clause], wanted: Sequence[Wanted], lead: float) -> tuple[Wanted, ...]:
        """Return what to ask back where words are said that stand in a few names and elsewhere too: 园区给几万."""
        if not wanted or not of_nothing_named(wanted) or lead < TOUCHED:
            return ()
        topics = self._topics.touched(clause.look.text for clause in clauses)
        return (Wanted(tuple(sorted(topics)), wanted[0].aspect),) if topics else ()

    def _without_story(self, clauses: Sequence[Clause]) -> list[Look]:
        """Return the clauses that plainly ask, and of those that only name something its name."""
        asking = [clause for clause in clauses if clause.aspect and self._judge.plainly(clause.veiled)]
        if any(clause.topics for clause in asking):
            return [clause.look for clause in asking]
        named = next((clause.look for clause in clauses if clause.topics and clause.look.mentions), None)
        if not asking or not named:
            return []
        first = named.mentions[0]
        return [self._topics.part_of(named, first.start, first.end), *(clause.look for clause in asking)]

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
                asked = [] if is_bare(clauses) else [self._judge.aspect(veiled_together(clauses), computed=True)]
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
        if before and not self._asks_of_office(clauses) and not of_no_measure(before[-1:]):
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

    def _asks_of_office(self, clauses: Iterable[Clause]) -> bool:
        """Whether what is looked up is asked of an office by its name (工信局周六上班不), not of the measure before."""
        return any(
            self._naming.offices_in(clause.look.text) and self._judge.aspect(clause.veiled) not in COMPUTED
            for clause in clauses
        )

    def _of_no_measure(self, clause: Clause) -> str:
        """Return the general topic that a clause asks about where nothing names a measure; "" where it tells."""
        if not clause.aspect:
            return self._judge.general(clause.veiled, MARGIN)
        return self._judge.general(clause.veiled, -MARGIN) or _OF_ANYTHING.get(clause.aspect, "")

    def _least(self, wanted: Sequence[Wanted]) -> float:
        """Return the lead needed: another one where neither a name nor an aspect that is looked up speaks for it."""
        if not of_no_measure(wanted):
            return self._thresholds.scope
        if of_nothing_named(wanted):
            return self._thresholds.unnamed
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
            sibling = self._topics.families.sibling(last.topics[0], text)
            if sibling and sibling != last.topics[0]:
                return (Wanted((sibling,), last.aspect),)
        else:
            narrowed = self._topics.families.narrowed(frozenset(last.topics), text)
            if len(narrowed) < len(last.topics):
                return (Wanted(tuple(sorted(narrowed)), last.aspect),)
            other = self._topics.families.told_apart(frozenset(last.topics), text)
            if len(other) == 1:
                return (Wanted(other, last.aspect),)
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


def _topics_of(clauses: Iterable[Clause]) -> set[str]:
    return {topic for clause in clauses for topics in clause.topics for topic in topics}


def _as_answered(meant: Meant, size: int) -> Asked:
    wanted = (Wanted((meant.topic,), "about"),)
    return Asked(ASKED, wanted, ((meant.topic, 1.0),), meant.sure, explicit=True, named=size if meant.sure else 0)


def _same(topics: Iterable[frozenset[str]], before: Sequence[Wanted]) -> list[frozenset[str]]:
    """Settle what may be several things (10亿那档) by the thing asked about before."""
    last = frozenset(before[-1].topics)
    return [last if len(last) == 1 and last < each else each for each in topics]
