"""Answering a question: what the document states of it, or that it states nothing, always with quote and office."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from bot.content import (
    ARTICLE,
    COMPUTED,
    FAQ,
    All,
    Article,
    Aspect,
    Condition,
    Content,
    Departments,
    Faq,
    Known,
    Measure,
    Office,
    Policy,
    Quote,
    hotlines,
)
from bot.content import Any as AnyOf
from bot.dialogue.gather import Gathered
from bot.dialogue.pages import Pages
from bot.dialogue.possible import possible
from bot.dialogue.stated import contact_of, declared, kept, looked_up, looked_up_beside, times_of
from bot.language import GENERAL_TOPIC, Asked, Understood, Wanted, normalise, read_money
from bot.matching import Finding, ProfileError, Status, read_profile

NOT_NAMED = Departments(())

_SHOWN = ("amount", "about", "text")
"""Aspects that every answer shows, so that a second question of one topic need not repeat them."""

OFFICES = f"{GENERAL_TOPIC}offices"

_MOST_MINE = 6
"""So many awards that only may apply still help somebody who asks whom to turn to."""

MOST_CHOICES = 3
"""So many topics of one place are offered back, and those just as likely."""

MOST_BUTTONS = 6
"""So many are offered back at all."""


class Step(NamedTuple):
    """A step of a ladder: the figure it is reached at and what it pays, in yuan; ``asked`` marks the one asked for."""

    reaches: int
    pays: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one topic and aspect.

    ``amount`` in yuan where it is one sum; ``steps`` of a ladder; ``found``: sentences of the document that speak of
    an aspect looked up; ``stated``: whether the document states what was asked; ``special``: names of measures that
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
    special: tuple[str, ...] = ()
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


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What comes of a message that asks: ``outcome`` as in docs/json.md, answers, topics to choose from."""

    outcome: str
    answers: tuple[Answer, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    aspect: str = ""
    near: tuple[tuple[str, float], ...] = ()


def inquire(content: Content, asked: Asked, text: str, today: date, known: Callable[[], Known] = dict) -> Inquiry:
    """Return the answers to what was asked; ``text`` is the message, for the sums in it.

    ``known`` tells what is known of the enterprise: a pig farm that asks for 营收奖励 means that of 涉农企业.
    """
    if asked.kind == "told":
        return _total(content, asked, text, today) if known() else Inquiry("out_of_scope", near=asked.near)
    if asked.kind != "asked":
        return Inquiry(asked.kind, near=asked.near)
    wanted = [each._replace(topics=_for_such(content, each.topics, known)) for each in asked.wanted]
    unclear = next((each for each in wanted if len(each.topics) > 1), None)
    if unclear or not asked.sure:
        topics = unclear.topics if unclear else tuple(dict.fromkeys(topic for each in wanted for topic in each.topics))
        best = _likeliest(content, topics, dict(asked.near))
        aspect = (unclear or wanted[0]).aspect
        choices = tuple((topic, label_of(content, topic, best)) for topic in best)
        settled = [each for each in wanted if len(each.topics) == 1] if asked.sure else []
        return Inquiry("clarify", _answers(content, settled, text, today), choices, aspect, asked.near)
    answers = _answers(content, wanted, text, today)
    return Inquiry("answer" if _any_stated(answers) else "not_stated", answers, near=asked.near)


def _for_such(content: Content, topics: tuple[str, ...], known: Callable[[], Known]) -> tuple[str, ...]:
    """Leave out what is not for such an enterprise; but where it is asked of several places, no place is left out."""
    return topics if len(_regions(content, topics)) > 1 else possible(content, topics, known)


def _likeliest(content: Content, topics: Sequence[str], near: Mapping[str, float]) -> list[str]:
    """Return the topics offered back, the likeliest first: those just as likely as the last one, and of each place."""
    best = sorted(topics, key=lambda topic: -near.get(topic, 0.0))
    most = MOST_CHOICES * max(1, len(_regions(content, topics)))
    least = near.get(best[most - 1], 0.0) if len(best) > most else 0.0
    return [topic for topic in best if near.get(topic, 0.0) >= least][:MOST_BUTTONS]


def _regions(content: Content, topics: Iterable[str]) -> set[str]:
    """Return the names of the regions whose policies topics are of."""
    policies = (_policy_of(content, topic) for topic in topics)
    return {policy.region.name for policy in policies if policy}


def _policy_of(content: Content, topic: str) -> Policy | None:
    """Return the policy that a topic is of; None for what is about no one policy."""
    if topic.startswith(FAQ):
        return content.faq[topic.removeprefix(FAQ)].article.policy
    if topic.startswith(GENERAL_TOPIC):
        return None
    return content.by_article[topic].policy if topic.startswith(ARTICLE) else content.measure(topic).policy


def _any_stated(answers: Sequence[Answer]) -> bool:
    """Whether the document states anything of what is asked; that it has a wording states nothing of what else is."""
    apart = [each for each in answers if each.aspect.id != "text"]
    return any(each.stated for each in apart or answers)


def _answers(content: Content, wanted: Iterable[Wanted], text: str, today: date) -> tuple[Answer, ...]:
    return tuple(answer(content, each.topics[0], each.aspect, text, today, each.place) for each in wanted)


def answer(content: Content, topic: str, aspect: str, text: str, today: date, place: str = "") -> Answer:
    """Answer one topic and aspect, of a ``place`` where one is known; raises KeyError where there is no such topic."""
    asked = content.wording.aspects[aspect]
    if topic.startswith(FAQ):
        faq = content.faq[topic.removeprefix(FAQ)]
        departments = faq.article.departments
        offices = _offices(departments, faq.article.policy)
        return Answer(topic, faq.asks[0], asked, None, True, offices=offices, departments=departments, faq=faq)
    if topic.startswith(ARTICLE):
        article = content.by_article[topic]
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
    if topic.startswith(GENERAL_TOPIC):
        general = content.wording.general[topic.removeprefix(GENERAL_TOPIC)]
        policies = content.holding_in(place)
        found = (declared if aspect in COMPUTED else looked_up)(policies, asked)
        offices = _named(policies, text) if topic == OFFICES else ()
        computed = aspect in COMPUTED and aspect != "how"
        return Answer(
            topic,
            general.label,
            asked,
            None,
            stated=computed or bool(found) or any(kept(office, aspect) for office in offices),
            found=found,
            offices=offices,
            contact=contact_of(content, None, policies),
            place=place,
        )
    measure = content.measure(topic)
    steps = _steps(measure, text, today)
    sums = {measure.award.yuan} if measure.award.yuan is not None else {step.pays for step in steps if step.asked}
    # 什么时候 may mean the days in force, which are always told, or when to apply.
    found = times_of(content, measure) if aspect == "when" else looked_up_beside(measure, asked)
    offices = _offices(measure.departments, measure.policy)
    return Answer(
        topic,
        measure.name,
        asked,
        measure,
        stated=_is_stated(measure, aspect, found) or any(kept(office, aspect) for office in offices),
        amount=next(iter(sums)) if len(sums) == 1 else None,
        steps=steps,
        found=found,
        offices=offices,
        departments=measure.departments,
        special=tuple(other.name for other in content.special_cases.get(measure, ())),
        contact=contact_of(content, measure) if aspect in {"who", "how"} else (),
    )


def _named(policies: Iterable[Policy], text: str) -> tuple[Office, ...]:
    """Return the offices that a message names: 市工信局电话."""
    regions = {policy.region.name: policy.region for policy in policies}
    return tuple(office for region in regions.values() for office in region.named(normalise(text)))


def _offices(departments: Departments, policy: Policy) -> tuple[Office, ...]:
    return tuple(policy.region.offices.get(name, Office(name)) for name in departments.names)


def known_of(content: Content, told: Gathered, today: date) -> Known:
    """Return what a message tells, with what follows from it; nothing where it contradicts itself.

    Of a fact that is not settled counts what follows from every value it may have: 养猪 or 其他农林牧渔 is 涉农.
    """
    known = _known(content, told.values, today)
    for fact, values in told.unclear.items():
        each = [_known(content, {**told.values, fact: value}, today) for value in values]
        first = each[0] if each else {}
        known = {**{key: first[key] for key in first if all(one.get(key) == first[key] for one in each)}, **known}
    return known


def _known(content: Content, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    try:
        profile = read_profile(values, content.facts, today)
    except ProfileError:
        return {}
    return {fact: value for fact, value in profile.known.items() if fact not in profile.presumed}


def has_all(content: Content, topics: Iterable[str]) -> bool:
    """Whether the content has every one of these topics."""
    general = {f"{GENERAL_TOPIC}{key}" for key in content.wording.general}
    answered = {faq.topic for faq in content.faq.values()}
    known = general | answered | content.by_id.keys() | content.by_article.keys()
    return all(topic in known for topic in topics)


def label_of(content: Content, topic: str, among: Iterable[str] = ()) -> str:
    """Return what a topic is called on a button; ``among`` others of several places, with its place.

    Where several policies of one place have it, with the policy.
    """
    policy = _policy_of(content, topic)
    place = f"（{policy.region.name}）" if policy and len(_regions(content, among)) > 1 else ""
    if topic.startswith(FAQ):
        return f"{content.faq[topic.removeprefix(FAQ)].asks[0]}{place}"
    if topic.startswith(GENERAL_TOPIC):
        return content.wording.general[topic.removeprefix(GENERAL_TOPIC)].label
    if topic.startswith(ARTICLE):
        article = content.by_article[topic]
        return f"{article.policy.short}{article.title}" if len(content.policies) > 1 else article.title
    measure = content.measure(topic)
    twice = not place and sum(other.name == measure.name for other in content.measures) > 1
    return f"{measure.name}（{measure.policy.short}）" if twice else f"{measure.name}{place}"


def pages_of(
    pages: Pages,
    content: Content,
    answers: Sequence[Answer],
    today: date,
    findings: Callable[[], Iterable[Finding]] = tuple,
) -> list[str]:
    """Put answers into the texts of replies; what is asked of one topic stands together, its quote once.

    Who asks whom to turn to is told the offices of what ``findings`` grant before those of every article.
    """
    texts = []
    for topic in dict.fromkeys(each.topic for each in answers):
        of_topic = [each for each in answers if each.topic == topic]
        mine = _mine(findings()) if topic == OFFICES and not of_topic[0].offices else ()
        if mine:
            texts.append(_page(pages, content, of_topic, today, mine))
            continue
        # The same is asked many times over, and its page is the same all day.
        key = (today, *((each.topic, each.aspect.id, each.amount, each.offices, each.place) for each in of_topic))
        texts.append(pages.kept(key, partial(_page, pages, content, of_topic, today)))
    return texts


def _mine(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the awards that apply and then, while they are few enough to help, those that may."""
    paying = [finding for finding in findings if finding.measure.award.paying]
    eligible = [finding for finding in paying if finding.status is Status.ELIGIBLE]
    possible = [finding for finding in paying if finding.status is Status.POSSIBLE]
    return (*eligible, *(possible if len(eligible) + len(possible) <= _MOST_MINE else ()))


def _page(pages: Pages, content: Content, answers: Sequence[Answer], today: date, mine: Sequence[Finding] = ()) -> str:
    if answers[0].faq:
        return str(pages.render("answered", answer=answers[0], faq=answers[0].faq, today=today))
    if answers[0].itself:
        inside = [measure for measure in content.measures if measure.article is answers[0].itself]
        return str(pages.render("article", answer=answers[0], article=answers[0].itself, inside=inside, today=today))
    policies = content.holding_in(answers[0].place) if answers[0].measure is None else ()
    return str(
        pages.render(
            "inquiry",
            answer=answers[0],
            others=[each for each in answers[1:] if each.aspect.id not in _SHOWN],
            policies=policies,
            mine=mine,
            whom={policy.id: named for policy in policies if (named := _whom(content, policy))},
            unnamed={measure.policy.id for measure in content.measures if not measure.departments.names},
            local=tuple(dict.fromkeys(office for finding in mine for office in finding.local_offices)),
            paying=_paying(content, policies),
            today=today,
            hotlines=hotlines(policies),
        )
    )


def _whom(content: Content, policy: Policy) -> tuple[tuple[str, Departments], ...]:
    """Return what of a policy has departments of its own, articles and measures, in order, each by its name."""
    found: dict[str, Departments] = {}
    for article in (each for each in content.articles if each.policy is policy):
        own = [measure for measure in content.measures if measure.article is article]
        apart = [measure for measure in own if measure.departments is not article.departments]
        if article.departments.names and (not own or len(apart) < len(own)):
            found[article.title] = article.departments
        found |= {measure.name: measure.departments for measure in apart if measure.departments.names}
    return tuple(found.items())


def _total(content: Content, asked: Asked, text: str, today: date) -> Inquiry:
    """Answer somebody who only tells about the enterprise with what can be had, for that is what they are after."""
    return Inquiry("answer", (answer(content, f"{GENERAL_TOPIC}total", "about", text, today),), near=asked.near)


def _is_stated(measure: Measure, aspect: str, found: Sequence[Quote]) -> bool:
    """Whether the document states what is asked; how to apply is answered by whom to ask, where it names somebody."""
    if aspect not in COMPUTED:
        return bool(found)
    if aspect in {"who", "how"}:
        return bool(measure.departments.names or found)
    if aspect != "amount" or measure.award.yuan is not None or measure.award.figured or measure.award.cap is not None:
        return True
    return not measure.award.paying and any(word in quote.text for quote in measure.quotes for word in _PRICES)


_PRICES = ("免费", "零成本", "不增收", "%", "％")
"""What a service without money can cost or save, in the words of the documents."""


def _steps(measure: Measure, text: str, today: date) -> tuple[Step, ...]:
    """Return the steps of a ladder, the one marked that a sum in the message reaches."""
    ladder = measure.award.ladder
    if ladder is None:
        return ()
    figure = _figure(text, today)
    reached = max((step for step in ladder.steps if step <= figure), default=None)
    return tuple(Step(step, pays, step == reached) for step, pays in zip(ladder.steps, ladder.pays, strict=True))


def _figure(text: str, today: date) -> int:
    """Return the sum that a message asks about, in yuan: the first one told by itself in a clause; 0 for none."""
    readings = (read_money(clause, today) for clause in _CLAUSE.split(text[:_LONGEST]) if _NUMERAL.search(clause))
    return next((reading.value.low for reading in readings if isinstance(reading, Understood)), 0)


_CLAUSE = re.compile("[，,。;；!！?？、 ]|给|能|奖|补|是不是|拿")
_NUMERAL = re.compile(r"[0-9０-９零一二两三四五六七八九十百千万亿半幾几壹贰叁肆伍陆柒捌玖拾億萬兩]")
_LONGEST = 200
"""A question is not longer; what is, is searched for a sum no further."""


def _paying(content: Content, policies: Sequence[Policy]) -> tuple[Measure, ...]:
    """Return the measures of policies that state a sum, the largest first."""
    mine = [measure for measure in content.measures if measure.policy in policies]
    with_sum = [measure for measure in mine if measure.award.bounds({}) is not None]
    return tuple(sorted(with_sum, key=lambda measure: -(measure.award.bounds({}) or (0, 0))[1]))


def needs_of(condition: Condition) -> list[str]:
    """Put a condition into lines: all of them must hold; alternatives stand in one line."""
    if isinstance(condition, All):
        return [line for part in condition.parts for line in needs_of(part)]
    if isinstance(condition, AnyOf):
        return ["，或".join("，".join(needs_of(part)) for part in condition.parts)]
    return [leaf.need() for leaf in condition.leaves()]
