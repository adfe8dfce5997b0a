"""The answer to one topic and aspect: what the document states of it, with quote and office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.content import (
    ARTICLE,
    COMPUTED,
    FAQ,
    PASSAGE,
    All,
    Article,
    Aspect,
    Condition,
    Content,
    Departments,
    Faq,
    Measure,
    Office,
    Policy,
    Quote,
)
from bot.content import Any as AnyOf
from bot.dialogue.figure_named import figure_named
from bot.dialogue.stated import contact_of, declared, kept, looked_up, looked_up_beside, times_of
from bot.language import GENERAL_TOPIC, normalise

NOT_NAMED = Departments(())

OFFICES = f"{GENERAL_TOPIC}offices"


class Step(NamedTuple):
    """A step of a ladder: the figure it is reached at and what it pays, in yuan; ``asked`` marks the one asked for."""

    reaches: int
    pays: int
    asked: bool


class Special(NamedTuple):
    """A measure for special cases of another, and what it pays, in yuan, at the sum asked for; None where none is."""

    name: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one topic and aspect.

    ``amount`` in yuan where it is one sum; ``steps`` of a ladder; ``found``: sentences of the document that speak of
    an aspect looked up; ``stated``: whether the document states what was asked; ``special``: the measures that
    are for special cases of it, ``contact``: sentences that give a telephone number or an address; ``faq`` where staff
    answered it; ``itself``: the article that is asked for by its number, ``found`` its sentences;
    ``place``: where something is asked that is about no measure.
    """

    topic: str
    label: str
    aspect: Aspect
    measure: Measure | None
    stated: bool
    amount: int | None = None
    steps: tuple[Step, ...] = ()
    found: tuple[Quote, ...] = ()
    offices: tuple[Office, ...] = ()
    departments: Departments = NOT_NAMED
    special: tuple[Special, ...] = ()
    contact: tuple[Quote, ...] = ()
    faq: Faq | None = None
    itself: Article | None = None
    place: str = ""

    @property
    def article(self) -> Article | None:
        """The article that it stands in; None for what is about no one article."""
        return self.itself or (self.faq.article if self.faq else self.measure.article if self.measure else None)

    @property
    def first_offices(self) -> tuple[Office, ...]:
        """Those of the offices to turn to first; every one where the message itself names them."""
        return self.offices[: len(self.departments.first)] if self.departments.names else self.offices

    @property
    def needs(self) -> tuple[str, ...]:
        """The conditions, one a line."""
        return () if self.measure is None else tuple(needs_of(self.measure.condition))

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the text leaves open."""
        return () if self.measure is None else tuple(doubt.note for doubt in self.measure.doubts)


def answer_to(content: Content, topic: str, aspect: str, text: str, today: date, place: str = "") -> Answer:
    """Answer one topic and aspect, of a ``place`` where one is known; raises KeyError where there is no such topic.

    ``text`` is the message that asks: of the steps of a ladder the one counts that a sum in it reaches.
    """
    asked = content.wording.aspects[aspect]
    if topic.startswith(FAQ):
        return _of_faq(topic, asked, content.faq[topic.removeprefix(FAQ)])
    if topic.startswith(ARTICLE):
        return _of_article(topic, asked, content.by_article[topic])
    if topic.startswith(PASSAGE):
        passage = content.passages[topic]
        return replace(_of_article(topic, asked, passage.article), found=(passage.quote,))
    if topic.startswith(GENERAL_TOPIC):
        return _of_no_measure(content, topic, asked, text, place)
    return _of_measure(content, topic, asked, text, today)


def _of_faq(topic: str, asked: Aspect, faq: Faq) -> Answer:
    departments = faq.article.departments
    offices = _offices(departments, faq.article.policy)
    return Answer(topic, faq.asks[0], asked, None, True, offices=offices, departments=departments, faq=faq)


def _of_article(topic: str, asked: Aspect, article: Article) -> Answer:
    return Answer(
        topic,
        article.title,
        asked,
        None,
        stated=True,
        found=tuple(article.sentences),
        offices=_offices(article.departments, article.policy),
        departments=article.departments,
        itself=article,
    )


def _of_no_measure(content: Content, topic: str, asked: Aspect, text: str, place: str) -> Answer:
    policies = content.holding_in(place)
    found = (declared if asked.id in COMPUTED else looked_up)(policies, asked)
    offices = _named(policies, text) if topic == OFFICES else ()
    computed = asked.id in COMPUTED and asked.id != "how"
    return Answer(
        topic,
        content.wording.general[topic.removeprefix(GENERAL_TOPIC)].label,
        asked,
        None,
        stated=computed or bool(found) or any(kept(office, asked.id) for office in offices),
        found=found,
        offices=offices,
        contact=contact_of(content, None, policies),
        place=place,
    )


def _of_measure(content: Content, topic: str, asked: Aspect, text: str, today: date) -> Answer:
    measure = content.measure(topic)
    steps = _steps(content, measure, text, today)
    # 什么时候 may mean the days in force, which are always told, or when to apply.
    found = times_of(content, measure) if asked.id == "when" else looked_up_beside(measure, asked)
    offices = _offices(measure.departments, measure.policy)
    return Answer(
        topic,
        measure.name,
        asked,
        measure,
        stated=_is_stated(measure, asked.id, found) or any(kept(office, asked.id) for office in offices),
        amount=_pays(measure, steps),
        steps=steps,
        found=found,
        offices=offices,
        departments=measure.departments,
        special=tuple(
            Special(other.name, _pays(other, _steps(content, other, text, today)))
            for other in content.special_cases.get(measure, ())
        ),
        contact=contact_of(content, measure) if asked.id in {"who", "how"} else (),
    )


def _pays(measure: Measure, steps: Iterable[Step]) -> int | None:
    """Return what a measure pays, in yuan, of a ladder at the step asked for; None where it is not one sum."""
    sums = {measure.award.yuan} if measure.award.yuan is not None else {step.pays for step in steps if step.asked}
    return next(iter(sums)) if len(sums) == 1 else None


def _named(policies: Iterable[Policy], text: str) -> tuple[Office, ...]:
    """Return the offices that a message names: 市工信局电话."""
    regions = {policy.region.name: policy.region for policy in policies}
    return tuple(office for region in regions.values() for office in region.named(normalise(text)))


def _offices(departments: Departments, policy: Policy) -> tuple[Office, ...]:
    return tuple(policy.region.offices.get(name, Office(name)) for name in departments.names)


def _is_stated(measure: Measure, aspect: str, found: Sequence[Quote]) -> bool:
    """Whether the document states what is asked; how to apply is answered by whom to ask, where it names somebody."""
    if aspect not in COMPUTED:
        return bool(found)
    if aspect in {"who", "how"}:
        return bool(measure.departments.names or found)
    award = measure.award
    if aspect != "amount" or award.counted or award.figured or award.yuan is not None or award.cap is not None:
        return True
    return not award.paying and any(word in quote.text for quote in measure.quotes for word in _PRICES)


_PRICES = ("免费", "零成本", "不增收", "%", "％")
"""What a service without money can cost or save, in the words of the documents."""


def _steps(content: Content, measure: Measure, text: str, today: date) -> tuple[Step, ...]:
    """Return the steps of a ladder, the one marked that a sum in the message reaches."""
    ladder = measure.award.ladder
    if ladder is None:
        return ()
    figure = figure_named(content, ladder.fact, text, today)
    reached = max((step for step in ladder.steps if step <= figure), default=None)
    return tuple(Step(step, pays, step == reached) for step, pays in zip(ladder.steps, ladder.pays, strict=True))


def needs_of(condition: Condition) -> list[str]:
    """Put a condition into lines: all of them must hold; alternatives stand in one line."""
    if isinstance(condition, All):
        return [line for part in condition.parts for line in needs_of(part)]
    if isinstance(condition, AnyOf):
        return ["，或".join("，".join(needs_of(part)) for part in condition.parts)]
    return [leaf.need() for leaf in condition.leaves()]
