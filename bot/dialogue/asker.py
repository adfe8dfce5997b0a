"""One question answered by itself, without a conversation: for `huiqi ask`, the API, and looking something up."""

from datetime import date
from functools import lru_cache, partial
from typing import Any, NamedTuple

from bot.content import WHERE, Content, Known, hotlines
from bot.dialogue.answer_pages import pages_of
from bot.dialogue.answer_to import Answer, answer_to
from bot.dialogue.gathering.gather import gather
from bot.dialogue.inquire import Inquiry, inquire
from bot.dialogue.known import known_of
from bot.dialogue.pages import Pages
from bot.dialogue.reply import plain
from bot.language import TOTAL_TOPIC, asking_about
from bot.matching import Finding, find

_NEAR = 0.5
"""The share of the best topic's evidence that another one needs to be shown beside it."""


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
        # What one message tells decides what it asks, and what is shown of it.
        self._known = lru_cache(maxsize=1)(self._told)

    def ask(self, text: str, after: str, today: date) -> dict[str, Any]:
        """Return the answer in the shape of docs/json.md; ``after`` is the message before, or empty."""
        inquiry = self.inquiry(text, after, today)
        return _inquiry_json(inquiry, text, "\n\n".join(map(plain, self._said(inquiry, text, today))))

    def cards(self, text: str, today: date, most: int) -> tuple[AnswerCard, ...]:
        """Return the answers to words typed to look something up, the likeliest first; other topics near them too."""
        inquiry = self.inquiry(text, "", today)
        aspect = inquiry.answers[0].aspect.id if inquiry.answers else inquiry.aspect
        if not aspect:
            return ()
        there = [each.topic for each in inquiry.answers]
        near = [topic for topic, score in inquiry.near if score >= _NEAR]
        others = dict.fromkeys((*(topic for topic, _ in inquiry.choices), *near))
        more = [answer_to(self._content, topic, aspect, text, today) for topic in others if topic not in there]
        return tuple(self._card(each, today) for each in (*inquiry.answers, *more)[:most])

    def _card(self, each: Answer, today: date) -> AnswerCard:
        (text,) = pages_of(self._pages, self._content, (each,), today)
        offices = "、".join(office.name for office in each.first_offices)
        where = each.article.title if each.article else ""
        return AnswerCard(plain(text).split("\n")[0], " · ".join(filter(None, (offices, where))), text)

    def inquiry(self, text: str, after: str, today: date) -> Inquiry:
        """Return what comes of a message, before it is put into words."""
        before = self._asking.wanted(after) if after else ()
        known = partial(self._known, text, today)
        place = str(known().get(WHERE, "")) if WHERE in self._content.facts else ""
        return inquire(self._content, self._asking.read(text, before, place), text, today, known)

    def _told(self, text: str, today: date) -> Known:
        return known_of(self._content, gather(self._content.facts, text, today), today)

    def _findings(self, text: str, today: date) -> tuple[Finding, ...]:
        """Return how every measure stands by what a message tells; () where it tells nothing."""
        known = self._known(text, today)
        return tuple(find(measure, known, today) for measure in self._content.measures) if known else ()

    def _said(self, inquiry: Inquiry, text: str, today: date) -> list[str]:
        if inquiry.answers:
            asks_total = any(each.topic == TOTAL_TOPIC for each in inquiry.answers)
            findings = partial(self._findings, text, today) if asks_total else tuple
            return pages_of(self._pages, self._content, inquiry.answers, today, findings)
        if inquiry.outcome == "clarify":
            labels = "\n".join(f"· {label}" for _, label in inquiry.choices)
            return [f"{self._pages.render('which_one', one=len(inquiry.choices) == 1)}\n{labels}"]
        if inquiry.outcome == "small_talk":
            return [str(self._pages.render("courtesy"))]
        if inquiry.outcome == "person":
            return [str(self._pages.render("kept", person=True, hotlines=hotlines(self._content.policies)))]
        policies = self._content.policies
        place, lines = inquiry.elsewhere, hotlines(policies)
        return [str(self._pages.render("outside", policies=policies, hotlines=lines, gone=False, elsewhere=place))]


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
    quotes = measure.basis if measure else faq.quotes if faq else ()
    return {
        "topic": each.topic,
        "label": each.label,
        "aspect": each.aspect.id,
        "stated": each.stated,
        "policy": article.policy.id if article else None,
        "policy_number": (article.policy.number or None) if article else None,
        "article": article.number if article else None,
        "measure": measure.id if measure else None,
        "answer": faq.answer if faq else None,
        "amount": each.amount,
        "steps": [{"reaches": step.reaches, "pays": step.pays} for step in each.steps],
        "award_words": measure.award.words if measure else None,
        "departments": [office.name for office in each.offices],
        "departments_quote": each.departments.quote.text if each.departments.quote else None,
        "quotes": [quote.text for quote in (*quotes, *each.found)],
        "open": list(each.doubts),
    }
