"""Checks of what staff answered: nothing in an answer that its quote does not say, no phrasing that others need."""

import re
from collections.abc import Iterator, Mapping, Sequence

from bot.content.check import sums_in
from bot.content.claims import figures_in_words, promises_in, times_from_today
from bot.content.fault import Fault
from bot.content.money import write_sum
from bot.content.policy import Content, Faq
from bot.content.source import normal_form
from bot.content.wording import COMPUTED, Wording

FILE = "intents/faq.yaml"
SHORTEST_ASK = 4
"""Characters, marks and particles left out: 多少钱 is asked of everything."""

SHORTEST_CONTACT = 5
"""A telephone number has so many digits at least: 12345."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COUNTED = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:个?工作日|个?月|[年日号天周季时分%‰倍成折岁家项个次条])?")
_SUM = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:亿元?|万元?|元)")
_TELEPHONE = re.compile(r"(?:[0-9零〇一二三四五六七八九幺][-()]*){6,}[0-9零〇一二三四五六七八九幺]")
_SITE = re.compile(r"(?:https?://|www\.)[^\s，。；、]*|[A-Za-z0-9-]+\.(?:cn|com|net|org)\b|\S*@\S*", re.IGNORECASE)
_LISTED = re.compile("[、,，;；/]")
_FILLERS = re.compile(r"[\W_吗呢吧啊呀嘛哦请问您好]")
_CLAIMS = (
    (figures_in_words, "is not in its quote; write sums and dates as the quote does"),
    (times_from_today, "is not in its quote; an answer sets no time limit of its own"),
    (promises_in, "is a promise; an answer promises nothing that its quote does not"),
)
_CIRCLED = re.compile(r"[\u2460-\u2473]")
"""Marks of a list: they count nothing."""


def check_faq(content: Content) -> Iterator[Fault]:
    """Every entry that staff added says no more than its quote, and takes no question away from what answers it now."""
    phrasings = _taken(content.wording)
    kept = sorted(_of_offices(content), key=len, reverse=True)
    for faq in content.faq.values():
        yield from _figures(faq, kept)
        for ask in faq.asks:
            form = bare(ask)
            if len(form) < SHORTEST_ASK:
                yield _fault(faq, "asks", f"{ask} is too short to tell what is asked; write the whole question")
            elif form in phrasings:
                yield _fault(faq, "asks", f"{ask} is an example of {phrasings[form]} already; word it more exactly")


def bare(text: str) -> str:
    """Return a phrasing without marks and words of courtesy, as it is compared."""
    return _FILLERS.sub("", normal_form(text, {})).lower()


def _figures(faq: Faq, kept: Sequence[str]) -> Iterator[Fault]:
    """Find sums, dates, promises, telephone numbers and sites in an answer that neither quote nor office has."""
    answer = normal_form(_CIRCLED.sub("", faq.answer), {})
    quoted = "|".join(normal_form(quote.text, {}) for quote in faq.quotes)
    for known in filter(None, (normal_form(faq.article.policy.number, {}), *kept)):
        answer = answer.replace(known, "|")
    for found in _SITE.findall(answer):
        yield _fault(faq, "answer", f"{found} is no website of departments.yaml; fill it in there first")
    for found in _TELEPHONE.findall(answer):
        if found not in quoted:
            yield _fault(faq, "answer", f"{found} is no telephone number of departments.yaml; fill it in there first")
    answer = _TELEPHONE.sub("|", answer)
    for yuan in sorted(sums_in(answer) - sums_in(quoted)):
        yield _fault(faq, "answer", f"{write_sum(yuan)} is not in its quote; an answer states no sum of its own")
    there = {*_COUNTED.findall(quoted), *_NUMBER.findall(quoted)}
    for figure in dict.fromkeys(_COUNTED.findall(_SUM.sub("|", answer))):
        if figure not in there:
            yield _fault(faq, "answer", f"{figure} is not in its quote; an answer states no date or number of its own")
    for claims_in, problem in _CLAIMS:
        for claim in claims_in(answer):
            if claim not in quoted:
                yield _fault(faq, "answer", f"{claim} {problem}")


def _taken(wording: Wording) -> Mapping[str, str]:
    """Return the phrasings that something else answers: what an editor adds must not take them away.

    What is only looked up (电话, 材料) or out of scope may be answered better by staff.
    """
    taken: dict[str, str] = {}
    for kind, examples in wording.messages.items():
        if kind != "out_of_scope":
            taken |= {bare(example): f"messages, {kind}" for example in examples}
    for aspect in wording.aspects.values():
        if aspect.id in COMPUTED:
            taken |= {bare(example): f"aspect {aspect.id}" for example in aspect.examples}
    for topic in wording.general.values():
        taken |= {bare(example): f"topic {topic.id}" for example in topic.examples}
    return taken


def _of_offices(content: Content) -> Iterator[str]:
    """Yield the telephone numbers and sites that are kept, as they are compared."""
    for region in {policy.region.name: policy.region for policy in content.policies}.values():
        offices = (*region.offices.values(), *region.local_offices.values())
        kept = (region.hotline, *(each for office in offices for each in (office.telephone, office.web)))
        for each in kept:
            yield from (form for part in _LISTED.split(each) if len(form := normal_form(part, {})) >= SHORTEST_CONTACT)


def _fault(faq: Faq, part: str, problem: str) -> Fault:
    return Fault(FILE, faq.line, f"{faq.id}, {part}", problem)
