"""Which sentences of a policy are in a measure, which grant nothing, and which are neither."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.content.place_articles import without_titles
from bot.content.policy import Article, Content, Measure, Policy
from bot.content.source import Quote, sentences

_SHORT = 36


class Sentence(NamedTuple):
    """One sentence of a policy, in an article or in none, with the measures that quote from it.

    ``stated``: the policy quotes it as a whole, for its validity or the like.
    """

    policy: Policy
    article: Article | None
    quote: Quote
    measures: tuple[Measure, ...]
    grants_nothing: bool
    stated: bool

    @property
    def accounted(self) -> bool:
        """Whether the content says what it is."""
        return bool(self.measures) or self.grants_nothing or self.stated

    @property
    def short(self) -> str:
        """The beginning of the sentence, enough to find it by."""
        words = self.quote.plain.strip("*")
        return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def coverage(content: Content) -> Sequence[Sentence]:
    """Return every sentence of every policy, in order; titles of sections are none."""
    return [sentence for policy in content.policies for sentence in _of_policy(policy, content)]


def _of_policy(policy: Policy, content: Content) -> Iterator[Sentence]:
    articles = [article for article in content.articles if article.policy is policy]
    measures = [measure for measure in content.measures if measure.policy is policy]
    stated = _stated(policy, articles, measures)
    for article, start, end in _stretches(policy, articles):
        nothing = (*policy.grants_nothing, *(article.grants_nothing if article else ()))
        for quote in sentences(policy.source, start, end):
            quoting = tuple(measure for measure in measures if _any(quote, measure.quotes))
            yield Sentence(policy, article, quote, quoting, _any(quote, nothing), _any(quote, stated))


def _stretches(policy: Policy, articles: Sequence[Article]) -> Iterator[tuple[Article | None, int, int]]:
    """Yield what stands before the articles, each of them, and what stands behind them."""
    first = min((article.begins for article in articles), default=len(policy.source.text))
    yield None, 0, without_titles(policy.source, 0, first)
    for article in articles:
        yield article, article.start, article.end
    if articles:
        yield None, articles[-1].end, len(policy.source.text)


def _stated(policy: Policy, articles: Sequence[Article], measures: Sequence[Measure]) -> list[Quote]:
    """Return what is quoted for the whole policy, or beside what a measure grants."""
    answers = [*policy.answers.values(), *(passages for measure in measures for passages in measure.answers.values())]
    beside = [*answers, policy.terms.quotes if policy.terms else (), policy.notes]
    beside += [measure.notes for measure in measures]
    departments = [article.departments.quote for article in articles]
    departments += [measure.departments.quote for measure in measures]
    clauses = (policy.validity, policy.overlap, policy.late, policy.counted, *departments)
    return [quote for quote in (*clauses, *(quote for passages in beside for quote in passages)) if quote]


def _any(quote: Quote, passages: Sequence[Quote]) -> bool:
    return any(_overlap(quote, passage) for passage in passages)


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.end and other.start < one.end
