"""A reader of questions about the measures of content, made of what the content says of them."""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.content import Award, Content, Policy, Wording, place_names, spoken_names
from bot.language.questions.asking import Asking, Subjects
from bot.language.questions.by_place import AskingByPlace
from bot.language.questions.judge import Judge

_TERM = re.compile('[“"「]([^”"」]{2,})[”"」]')
_AWARD = re.compile("奖励|奖补|补助|补贴|支持|鼓励")


def asking_about(content: Content) -> AskingByPlace:
    """Make a reader of questions about every measure of the content."""
    names = place_names(content.facts)
    ours = {name for each in names.values() for name in each}
    # A place in which a policy kept here holds is none that is elsewhere.
    wording = replace(content.wording, elsewhere=tuple(w for w in content.wording.elsewhere if w not in ours))
    everything = asking_of(content, content.policies, wording)
    if not names:
        here = {name for policy in content.policies for name in spoken_names(policy.region)}
        return AskingByPlace({"": everything}, {"": sorted(here)}, {}, {})
    readers = {
        place: asking_of(content, [p for p in content.policies if p.holds_in(place)], wording, everything.judge)
        for place in names
    }
    return AskingByPlace(readers, names, _places_of(content), _labels_of(content))


def asking_of(content: Content, policies: Collection[Policy], wording: Wording, judge: Judge | None = None) -> Asking:
    """Make a reader of questions about every measure of some policies of the content."""
    mine = [measure for measure in content.measures if measure.policy in policies]
    topics = {f"{measure.policy.id}/{measure.id}": measure for measure in mine}
    articles = [article for article in content.articles if article.policy in policies]
    subjects = Subjects(
        {topic: (*measure.topics, *_called(measure.name)) for topic, measure in topics.items()},
        {topic: [quote.plain for quote in measure.quotes] for topic, measure in topics.items()},
        {faq.topic: faq.asks for faq in content.faq.values() if faq.article.policy in policies},
        {office for policy in policies for office in policy.region.offices},
        {
            number: [article.topic for article in articles if article.number == number]
            for number in dict.fromkeys(article.number for article in articles)
        },
        {topic: _pays(measure.award) for topic, measure in topics.items()},
        {each.topic: each.quote.plain for each in content.passages.values() if each.article.policy in policies},
        {topic: _TERM.findall(measure.name) for topic, measure in topics.items()},
    )
    return Asking(wording, subjects, judge)


def _called(name: str) -> tuple[str, ...]:
    """Return what people call a measure: its name, and that without the word for its award."""
    return (name, _AWARD.sub("", name))


def _pays(award: Award) -> frozenset[int]:
    """Return the sums that the text states of an award, in yuan: the sum, its most, those of its steps."""
    steps = award.ladder.pays if award.ladder else ()
    return frozenset(yuan for yuan in (award.yuan, award.cap, *steps) if yuan is not None)


def _places_of(content: Content) -> dict[str, tuple[str, ...]]:
    """Return the places of every topic that is of one policy."""
    places = {topic: measure.policy.places for topic, measure in content.by_id.items()}
    places |= {faq.topic: faq.article.policy.places for faq in content.faq.values()}
    places |= {topic: passage.article.policy.places for topic, passage in content.passages.items()}
    return places | {topic: article.policy.places for topic, article in content.by_article.items()}


def _labels_of(content: Content) -> dict[str, str]:
    return {topic: measure.name for topic, measure in content.by_id.items()}
