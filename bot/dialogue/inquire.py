"""Answering a question: what the document states of it, or that it states nothing, always with quote and office."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from bot.content import (
    COMPUTED,
    FAQ,
    All,
    Article,
    Aspect,
    Condition,
    Content,
    Faq,
    Known,
    Leaf,
    Measure,
    Office,
    Policy,
    Quote,
    Verdict,
)
from bot.content import Any as AnyOf
from bot.dialogue.gather import Gathered, gather
from bot.dialogue.pages import Pages
from bot.dialogue.reply import plain
from bot.language import Asked, Understood, asking_about, read_money
from bot.matching import ProfileError, find, read_profile

_SHOWN = ("amount", "about", "text")
"""Aspects that every answer shows, so that a second question of one topic need not repeat them."""

MOST_CHOICES = 3
"""So many topics are offered back at most."""

PREFIX = "general:"

_NEAR = 0.5
"""The share of the best topic's evidence that another one needs to be shown beside it."""


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
    answered it.
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
    special: tuple[str, ...] = ()
    contact: tuple[Quote, ...] = ()
    faq: Faq | None = None

    @property
    def article(self) -> Article | None:
        """The article that it stands in; None for what is about no one article."""
        return self.faq.article if self.faq else self.measure.article if self.measure else None

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


class AnswerCard(NamedTuple):
    """An answer to be chosen among others: ``title`` and ``line`` are plain, ``text`` is that of a `Reply`."""

    title: str
    line: str
    text: str


class Asker:
    """Answers one question at a time, for `huiqi ask`, and for whoever looks something up."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._asking = asking_about(content)
        self._pages = Pages(keeps=False)

    def ask(self, text: str, after: str, today: date) -> dict[str, Any]:
        """Return the answer in the shape of docs/json.md; ``after`` is the message before, or empty."""
        inquiry = self.inquiry(text, after, today)
        return _inquiry_json(inquiry, text, "\n\n".join(map(plain, self._said(inquiry, today))))

    def cards(self, text: str, today: date, most: int) -> tuple[AnswerCard, ...]:
        """Return the answers to words typed to look something up, the likeliest first; other topics near them too."""
        inquiry = self.inquiry(text, "", today)
        aspect = inquiry.answers[0].aspect.id if inquiry.answers else inquiry.aspect
        if not aspect:
            return ()
        there = [each.topic for each in inquiry.answers]
        near = [topic for topic, score in inquiry.near if score >= _NEAR]
        others = dict.fromkeys((*(topic for topic, _ in inquiry.choices), *near))
        more = [answer(self._content, topic, aspect, text, today) for topic in others if topic not in there]
        return tuple(self._card(each, today) for each in (*inquiry.answers, *more)[:most])

    def _card(self, each: Answer, today: date) -> AnswerCard:
        (text,) = pages_of(self._pages, self._content, (each,), today)
        offices = each.offices[0].name if each.offices else ""
        where = each.article.title if each.article else ""
        return AnswerCard(plain(text).split("\n")[0], " · ".join(filter(None, (offices, where))), text)

    def inquiry(self, text: str, after: str, today: date) -> Inquiry:
        """Return what comes of a message, before it is put into words."""
        before = self._asking.wanted(after) if after else ()

        def known() -> Known:
            return known_of(self._content, gather(self._content.facts, text, today), today)

        return inquire(self._content, self._asking.read(text, before), text, today, known)

    def _said(self, inquiry: Inquiry, today: date) -> list[str]:
        if inquiry.answers:
            return pages_of(self._pages, self._content, inquiry.answers, today)
        policies = self._content.policies
        if inquiry.outcome == "clarify":
            labels = "\n".join(f"· {label}" for _, label in inquiry.choices)
            return [f"{self._pages.render('which_one', one=len(inquiry.choices) == 1)}\n{labels}"]
        if inquiry.outcome == "small_talk":
            return [str(self._pages.render("courtesy"))]
        if inquiry.outcome == "person":
            return [str(self._pages.render("kept", person=True, hotlines=hotlines(policies)))]
        return [str(self._pages.render("outside", policies=policies, hotlines=hotlines(policies), gone=False))]


def inquire(content: Content, asked: Asked, text: str, today: date, known: Callable[[], Known] = dict) -> Inquiry:
    """Return the answers to what was asked; ``text`` is the message, for the sums in it.

    ``known`` tells what is known of the enterprise: a pig farm that asks for 营收奖励 means that of 涉农企业.
    """
    if asked.kind == "told":
        return _total(content, asked, text, today) if known() else Inquiry("out_of_scope", near=asked.near)
    if asked.kind != "asked":
        return Inquiry(asked.kind, near=asked.near)
    wanted = [each._replace(topics=_possible(content, each.topics, known)) for each in asked.wanted]
    unclear = next((each for each in wanted if len(each.topics) > 1), None)
    if unclear or not asked.sure:
        topics = unclear.topics if unclear else tuple(dict.fromkeys(topic for each in wanted for topic in each.topics))
        best = sorted(topics, key=lambda topic: -dict(asked.near).get(topic, 0.0))[:MOST_CHOICES]
        aspect = (unclear or wanted[0]).aspect
        return Inquiry("clarify", (), tuple((topic, label_of(content, topic)) for topic in best), aspect, asked.near)
    answers = tuple(answer(content, each.topics[0], each.aspect, text, today) for each in wanted)
    return Inquiry("answer" if any(each.stated for each in answers) else "not_stated", answers, near=asked.near)


def answer(content: Content, topic: str, aspect: str, text: str, today: date) -> Answer:
    """Answer one topic and aspect; raises KeyError where there is no such topic."""
    asked = content.wording.aspects[aspect]
    if topic.startswith(FAQ):
        faq = content.faq[topic.removeprefix(FAQ)]
        return Answer(topic, faq.asks[0], asked, None, stated=True, offices=_offices(faq.article), faq=faq)
    if topic.startswith(PREFIX):
        general = content.wording.general[topic.removeprefix(PREFIX)]
        found = () if aspect in COMPUTED else _looked_up(content.policies, asked)
        stated = bool(found) or (aspect in COMPUTED and aspect != "how")
        contact = _contact(content, lambda each: _looked_up(content.policies, each))
        return Answer(topic, general.label, asked, None, stated, found=found, contact=contact)
    measure = content.measure(topic)
    steps = _steps(measure, text, today)
    sums = {measure.award.yuan} if measure.award.yuan is not None else {step.pays for step in steps if step.asked}
    found = _looked_up_beside(measure, asked)
    offices = find(measure, {}, today).offices
    return Answer(
        topic,
        measure.name,
        asked,
        measure,
        stated=_is_stated(measure, aspect, found) or any(_kept(office, aspect) for office in offices),
        amount=next(iter(sums)) if len(sums) == 1 else None,
        steps=steps,
        found=found,
        offices=offices,
        special=tuple(other.name for other in content.special_cases.get(measure, ())),
        contact=_contact(content, lambda each: _looked_up_beside(measure, each)) if aspect in {"who", "how"} else (),
    )


def _offices(article: Article) -> tuple[Office, ...]:
    region = article.policy.region
    return tuple(region.offices.get(name, Office(name)) for name in article.departments)


def _contact(content: Content, look_up: Callable[[Aspect], tuple[Quote, ...]]) -> tuple[Quote, ...]:
    """Return the sentences of the document that give a telephone number or an address."""
    aspects = [content.wording.aspects[key] for key in ("telephone", "address") if key in content.wording.aspects]
    return tuple(dict.fromkeys(quote for aspect in aspects for quote in look_up(aspect)))


def known_of(content: Content, told: Gathered, today: date) -> Known:
    """Return what a message tells, with what follows from it; nothing where it contradicts itself."""
    try:
        profile = read_profile(told.values, content.facts, today)
    except ProfileError:
        return {}
    return {fact: value for fact, value in profile.known.items() if fact not in profile.presumed}


def label_of(content: Content, topic: str) -> str:
    """Return what a topic is called on a button; where several policies have it, with the policy."""
    if topic.startswith(FAQ):
        return content.faq[topic.removeprefix(FAQ)].asks[0]
    if topic.startswith(PREFIX):
        return content.wording.general[topic.removeprefix(PREFIX)].label
    measure = content.measure(topic)
    twice = sum(other.name == measure.name for other in content.measures) > 1
    return f"{measure.name}（{measure.policy.short}）" if twice else measure.name


def pages_of(pages: Pages, content: Content, answers: Sequence[Answer], today: date) -> list[str]:
    """Put answers into the texts of replies; what is asked of one topic stands together, its quote once."""
    texts = []
    for topic in dict.fromkeys(each.topic for each in answers):
        of_topic = [each for each in answers if each.topic == topic]
        # The same is asked many times over, and its page is the same all day.
        key = (today, *((each.topic, each.aspect.id, each.amount) for each in of_topic))
        texts.append(pages.kept(key, partial(_page, pages, content, of_topic, today)))
    return texts


def _page(pages: Pages, content: Content, answers: Sequence[Answer], today: date) -> str:
    if answers[0].faq:
        return str(pages.render("answered", answer=answers[0], faq=answers[0].faq, today=today))
    general = answers[0].measure is None
    return str(
        pages.render(
            "inquiry",
            answer=answers[0],
            others=[each for each in answers[1:] if each.aspect.id not in _SHOWN],
            policies=content.policies if general else (),
            articles=content.articles if general else (),
            paying=_paying(content) if general else (),
            today=today,
            hotlines=hotlines(content.policies) if general else (),
        )
    )


def hotlines(policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the hotlines of the policies' regions, each once."""
    return tuple(dict.fromkeys(policy.region.hotline for policy in policies if policy.region.hotline))


def _inquiry_json(inquiry: Inquiry, text: str, said: str) -> dict[str, Any]:
    """Return an inquiry in the shape of docs/json.md; ``said`` is what the person reads, without markup."""
    return {
        "version": 1,
        "text_asked": text,
        "outcome": inquiry.outcome,
        "text": said,
        "answers": [_answer_json(each) for each in inquiry.answers],
        "choices": [{"topic": topic, "label": label} for topic, label in inquiry.choices],
        "alternatives": [{"topic": topic, "score": score} for topic, score in inquiry.near],
    }


def _answer_json(each: Answer) -> dict[str, Any]:
    measure, faq, article = each.measure, each.faq, each.article
    quotes = measure.quotes if measure else faq.quotes if faq else ()
    return {
        "topic": each.topic,
        "label": each.label,
        "aspect": each.aspect.id,
        "stated": each.stated,
        "policy": article.policy.id if article else None,
        "policy_number": article.policy.number if article else None,
        "article": article.number if article else None,
        "measure": measure.id if measure else None,
        "answer": faq.answer if faq else None,
        "amount": each.amount,
        "steps": [{"reaches": step.reaches, "pays": step.pays} for step in each.steps],
        "award_words": measure.award.words if measure else None,
        "departments": [office.name for office in each.offices],
        "quotes": [quote.text for quote in (*quotes, *each.found)],
        "open": list(each.doubts),
    }


def _total(content: Content, asked: Asked, text: str, today: date) -> Inquiry:
    """Answer somebody who only tells about the enterprise with what can be had, for that is what they are after."""
    return Inquiry("answer", (answer(content, f"{PREFIX}total", "about", text, today),), near=asked.near)


def _possible(content: Content, topics: tuple[str, ...], tell: Callable[[], Known]) -> tuple[str, ...]:
    """Leave out measures that are not for such an enterprise; in place of one, take what is akin to it."""
    measures = [content.by_id[topic] for topic in topics if topic in content.by_id]
    akin = _akin(content, measures[0]) if len(measures) == len(topics) == 1 else ()
    if len(measures) != len(topics) or (len(topics) == 1 and not akin):
        return topics
    known = tell()
    if akin and _is_for_others(measures[0], known):
        measures = list(akin)
    left = [measure for measure in measures if not _is_for_others(measure, known)]
    return tuple(f"{measure.policy.id}/{measure.id}" for measure in left) or topics


def _akin(content: Content, measure: Measure) -> tuple[Measure, ...]:
    """Return the special cases of a measure, and those that it is a special case of."""
    plain = (other for other, special in content.special_cases.items() if measure in special)
    return (*content.special_cases.get(measure, ()), *plain)


def _is_for_others(measure: Measure, known: Known) -> bool:
    """Whether what kind of enterprise it is rules a measure out."""
    parts = measure.condition.parts if isinstance(measure.condition, All) else (measure.condition,)
    own = [part for part in parts if isinstance(part, Leaf) and part.fact.kind in {"choice", "yes_no"}]
    return any(leaf.verdict(known) is Verdict.NO for leaf in own)


def _is_stated(measure: Measure, aspect: str, found: Sequence[Quote]) -> bool:
    """Whether the document states what is asked; how to apply is answered by whom to ask, so it always is."""
    if aspect not in COMPUTED:
        return bool(found)
    if aspect != "amount" or measure.award.yuan is not None or measure.award.ladder or measure.award.rate:
        return True
    return not measure.award.paying and any(word in quote.text for quote in measure.quotes for word in _PRICES)


def _kept(office: Office, aspect: str) -> str:
    """Return what `departments.yaml` holds of an office on an aspect; "" where nothing."""
    return {"telephone": office.telephone, "address": office.address, "website": office.web}.get(aspect, "")


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


def _looked_up_beside(measure: Measure, aspect: Aspect) -> tuple[Quote, ...]:
    article = measure.article
    here = article.policy.source.stating(aspect.stands, article.start, article.end)
    return here or _looked_up((measure.policy,), aspect)


def _looked_up(policies: Iterable[Policy], aspect: Aspect) -> tuple[Quote, ...]:
    return tuple(quote for policy in policies for quote in policy.source.stating(aspect.stands))


def _paying(content: Content) -> tuple[Measure, ...]:
    """Return the measures that state a sum, the largest first."""
    with_sum = [measure for measure in content.measures if measure.award.bounds({}) is not None]
    return tuple(sorted(with_sum, key=lambda measure: -(measure.award.bounds({}) or (0, 0))[1]))


def needs_of(condition: Condition) -> list[str]:
    """Put a condition into lines: all of them must hold; alternatives stand in one line."""
    if isinstance(condition, All):
        return [line for part in condition.parts for line in needs_of(part)]
    if isinstance(condition, AnyOf):
        return [" 或 ".join("，".join(needs_of(part)) for part in condition.parts)]
    return [leaf.need() for leaf in condition.leaves()]
