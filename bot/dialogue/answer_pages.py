"""Answers -> the texts of replies."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

from bot.content import Content, Measure, Policy, Quote, hotlines
from bot.dialogue.answer_to import OFFICES, Answer
from bot.dialogue.fitting import fitting
from bot.dialogue.pages import Pages
from bot.dialogue.stated import declared
from bot.dialogue.whom import whom_of
from bot.language import TOTAL_TOPIC
from bot.matching import Finding, Status

_SHOWN = ("amount", "about", "text")
"""Aspects that every answer shows, so that a second question of one topic need not repeat them."""

_MOST_MINE = 6
"""So many awards that only may apply still help somebody who asks whom to turn to."""


def pages_of(
    pages: Pages,
    content: Content,
    answers: Sequence[Answer],
    today: date,
    findings: Callable[[], Iterable[Finding]] = tuple,
) -> list[str]:
    """Put answers into the texts of replies; what is asked of one topic stands together, its quote once.

    Who asks whom to turn to is told the offices of what ``findings`` grant before those of every article; who asks
    what there is, the awards that what was told speaks for before the others that it leaves.
    """
    texts = []
    for topic in dict.fromkeys(each.topic for each in answers):
        of_topic = [each for each in answers if each.topic == topic]
        if topic == TOTAL_TOPIC or (topic == OFFICES and not of_topic[0].offices):
            found = tuple(findings())
            if found:
                texts.append(_page(pages, content, of_topic, today, found))
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


def _page(pages: Pages, content: Content, answers: Sequence[Answer], today: date, found: Sequence[Finding] = ()) -> str:
    if answers[0].faq:
        return str(pages.render("answered", answer=answers[0], faq=answers[0].faq, today=today))
    if answers[0].itself:
        whole = answers[0].topic == answers[0].itself.topic
        inside = [measure for measure in content.measures if whole and measure.article is answers[0].itself]
        return str(pages.render("article", answer=answers[0], article=answers[0].itself, inside=inside, today=today))
    policies = content.holding_in(answers[0].place) if answers[0].measure is None else ()
    whom = {policy.id: whom_of(content, policy) for policy in policies}
    mine = _mine(found) if answers[0].topic == OFFICES and not all(each.one for each in whom.values()) else ()
    return str(
        pages.render(
            "inquiry",
            answer=answers[0],
            others=[each for each in answers[1:] if each.aspect.id not in _SHOWN],
            policies=policies,
            mine=mine,
            whom={key: each for key, each in whom.items() if each.usual or each.apart},
            unnamed={measure.policy.id for measure in content.measures if not measure.departments.names},
            local=tuple(dict.fromkeys(office for finding in mine for office in finding.local_offices)),
            fits=fitting(content, found, today) if answers[0].topic == TOTAL_TOPIC else (),
            paying=_paying(content, policies, found),
            apply=_how_to_apply(content, policies) if answers[0].topic == OFFICES else (),
            today=today,
            hotlines=hotlines(policies),
        )
    )


def _paying(content: Content, policies: Sequence[Policy], found: Sequence[Finding]) -> tuple[Measure, ...]:
    """Return the measures of policies that state a sum, the largest first; with findings, those that may apply."""
    left = {id(finding.measure) for finding in found if finding.status is not Status.NOT_ELIGIBLE}
    mine = [each for each in content.measures if each.policy in policies and (id(each) in left or not found)]
    with_sum = [measure for measure in mine if measure.award.bounds({}) is not None]
    return tuple(sorted(with_sum, key=lambda measure: -(measure.award.bounds({}) or (0, 0))[1]))


def _how_to_apply(content: Content, policies: Sequence[Policy]) -> tuple[Quote, ...]:
    """Return the passages that policies say to answer how to apply, for where to apply is asked as whom to turn to."""
    how = content.wording.aspects.get("how")
    return declared(policies, how) if how else ()
