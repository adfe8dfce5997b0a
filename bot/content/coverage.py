"""Which sentences of a policy's articles are in a measure, which grant nothing, and which are neither."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.content.policy import Article, Content, Measure
from bot.content.source import Quote, sentences

_SHORT = 36


class Sentence(NamedTuple):
    """One sentence of an article, with the measures that quote from it."""

    article: Article
    quote: Quote
    measures: tuple[Measure, ...]
    grants_nothing: bool

    @property
    def accounted(self) -> bool:
        """Whether the content says what it is."""
        return bool(self.measures) or self.grants_nothing

    @property
    def short(self) -> str:
        """The beginning of the sentence, enough to find it by."""
        words = self.quote.plain.strip("*")
        return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"


def coverage(content: Content) -> Sequence[Sentence]:
    """Return every sentence of every article, in order."""
    found = []
    for article in content.articles:
        quoting = [measure for measure in content.measures if measure.article is article]
        for quote in sentences(article.policy.source, article.start, article.end):
            measures = tuple(m for m in quoting if any(_overlap(quote, q) for q in m.quotes))
            nothing = any(_overlap(quote, passage) for passage in article.grants_nothing)
            found.append(Sentence(article, quote, measures, nothing))
    return found


def _overlap(one: Quote, other: Quote) -> bool:
    return one.start < other.end and other.start < one.end
