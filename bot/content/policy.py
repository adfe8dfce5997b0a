"""The frozen nouns of what a policy grants: Policy, Article, Measure, Award; and the offices it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from bot.content.conditions import Condition, FirstReaches, Known, Rate, Window
from bot.content.fact import Fact
from bot.content.source import Quote, Source, sentences
from bot.content.wording import Wording

PAYING = ("fixed", "ladder", "rate", "per_unit", "unstated", "case_by_case")
"""Award kinds that pay money, whether or not the text states how much."""

FAQ = "faq:"
"""Topics that are a question answered by staff begin so."""

ARTICLE = "article:"
"""Topics that are an article as it stands begin so."""

PASSAGE = "passage:"
"""Topics that are a sentence that no measure quotes begin so."""

OFFICE_ENDS = 3
"""So many last characters of an office's name (工信局) name it at least."""


class Office(NamedTuple):
    """An office as the document prints it; every field but the name is empty until a clerk fills it."""

    name: str
    full_name: str = ""
    address: str = ""
    telephone: str = ""
    web: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A place in which policies hold, with its offices. ``also`` are other names of it, ``within`` the larger ones.

    ``local`` is the printed name that stands for each county's own office.
    """

    name: str
    hotline: str
    offices: Mapping[str, Office]
    local: str = ""
    local_fact: str = ""
    local_offices: Mapping[str, Office] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def named(self, text: str) -> tuple[Office, ...]:
        """Return the offices that a text names by the end of their names, those of the longest: 自然资源局的电话."""
        sizes = {office: _told(office.name, text) for office in self.offices.values()}
        longest = max(sizes.values(), default=0)
        return tuple(office for office, size in sizes.items() if size == longest > 0)


def _told(name: str, text: str) -> int:
    """Return how long an end of a name stands in a text, 0 for less than what tells an office."""
    return next((size for size in range(len(name), OFFICE_ENDS - 1, -1) if name[-size:] in text), 0)


class Departments(NamedTuple):
    """The offices that the text names for something, as printed and in order; empty where it names none.

    ``listed``: they are printed one after another, so that one of them is the first. ``quote`` is the passage that
    names them, where they do not stand in the article itself.
    """

    names: tuple[str, ...]
    listed: bool = False
    quote: Quote | None = None

    @property
    def first(self) -> tuple[str, ...]:
        """Those to turn to first: the first of a list, else every one."""
        return self.names[:1] if self.listed else self.names


class Terms(NamedTuple):
    """What must hold for whatever money a policy pays, and the passages that say so."""

    condition: Condition
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """One official document. ``window`` holds its days in force, both included (Asia/Shanghai).

    ``number`` is empty where the document has none; ``late`` is what it says of applying after the last of its days,
    ``counted`` of which day an achievement must have, None where it says nothing; ``grants_nothing`` are passages
    outside its articles; ``answers`` maps aspects, such as payment, to the passages that answer them for all it grants,
    to none where the text was searched and states nothing. ``terms`` and ``notes`` are of every measure that pays: what
    must hold beside its own conditions, and passages told beside it.
    ``places`` are the options of the place in which it holds; none where all the policies kept are of one place.
    """

    id: str
    title: str
    short: str
    number: str
    issuer: str
    issued: date | None
    region: Region
    window: Window
    validity: Quote
    overlap: Quote | None
    source: Source
    file: str
    line: int
    late: Quote | None = None
    counted: Quote | None = None
    grants_nothing: tuple[Quote, ...] = ()
    answers: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    terms: Terms | None = None
    notes: tuple[Quote, ...] = ()
    places: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """What it is cited by: its number, or its title where it has none."""
        return self.number or f"《{self.title}》"

    @property
    def days(self) -> str:
        """Its days in force in words; a document may name no first day, or set no end."""
        first, last = self.window.written
        if first and last:
            return f"{first} 至 {last}"
        if first:
            return f"{first} 起，哪天截止原文没写"
        return f"到 {last} 止（哪天起施行，原文没写）" if last else "哪天起施行、哪天截止，原文都没写"

    def holds_in(self, place: str) -> bool:
        """Whether it may hold for an enterprise in a place; "" is one not known."""
        return not place or not self.places or place in self.places

    def ended(self, day: date) -> bool:
        """Whether the policy is no longer in force on a day."""
        return day > self.window.last


@dataclass(frozen=True, slots=True)
class Article:
    """One numbered article; ``start`` and ``end`` bound its text in the source, its number stands at ``begins``.

    ``heading`` is empty where it has none, ``printed`` its number where that is printed as 第七条.
    """

    policy: Policy
    number: str
    heading: str
    departments: Departments
    grants_nothing: tuple[Quote, ...]
    start: int
    end: int
    printed: str = ""
    begins: int = 0

    @property
    def title(self) -> str:
        """Number and heading as the document sets them: ``（二）实施达标奖励措施``, ``第七条 品牌奖励``, ``第七条``."""
        return f"{self.printed} {self.heading}".strip() if self.printed else f"（{self.number}）{self.heading}"

    @property
    def topic(self) -> str:
        """What the dialogue knows it as."""
        return f"{ARTICLE}{self.policy.id}/{self.number}"

    def holds(self, quote: Quote) -> bool:
        """Whether a passage stands in it."""
        return self.start <= quote.start and quote.end <= self.end

    @property
    def sentences(self) -> Sequence[Quote]:
        """Its sentences, in order, without the heading and the departments."""
        return sentences(self.policy.source, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Award:
    """What a measure pays. ``words`` are the document's own where it states no sum, or one for each (每亩100元).

    They are ours for services.

    ``cap`` is the most it pays, in yuan, where the text states that and no sum; a rate has its own.
    """

    kind: str
    yuan: int | None = None
    ladder: FirstReaches | None = None
    rate: Rate | None = None
    words: str = ""
    cap: int | None = None

    @property
    def figured(self) -> FirstReaches | Rate | None:
        """What makes the sum depend on a figure; the sum is certain where this holds. None for any other award."""
        return self.ladder or self.rate

    @property
    def ceiling(self) -> str:
        """The share that is paid where the text gives only the most it can be, in words; empty for any other award."""
        return self.rate.ceiling if self.rate else ""

    @property
    def counted(self) -> bool:
        """Whether the text states what is paid for each of something, or how it is shared, and so no one sum."""
        return self.kind == "per_unit"

    @property
    def paying(self) -> bool:
        """Whether it pays money."""
        return self.kind in PAYING

    def bounds(self, known: Known) -> tuple[int, int] | None:
        """Return the least and the most it can pay, in yuan, for what is known.

        None where no sum is stated, and where a rate without a cap meets a figure that nothing bounds from above.
        """
        if self.yuan is not None:
            return self.yuan, self.yuan
        if self.cap is not None:
            return 0, self.cap
        figured = self.figured
        return figured.bounds(known) if figured else None


class Passage(NamedTuple):
    """A sentence of an article."""

    article: Article
    quote: Quote

    @property
    def topic(self) -> str:
        """What the dialogue knows it as: where it begins in the text of its policy."""
        return f"{PASSAGE}{self.article.policy.id}/{self.quote.start}"


class Doubt(NamedTuple):
    """What the text leaves open; it need not be shown where ``unless`` holds."""

    note: str
    unless: Condition | None


class Example(NamedTuple):
    """A case beside the rule: raw facts, the day it is asked, and what must come of it."""

    given: Mapping[str, object]
    as_of: date
    pays: str
    finds: str
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One thing an article grants. ``condition`` is everything that must hold, the ladder or rate included.

    ``departments`` are its own where the text names some for it alone, else those of its article. ``quotes`` are its
    own; the first stands in its article. ``notes`` are told beside it as they stand; ``answers`` maps aspects to the
    passages that answer them. Conditions and notes of its policy are among its own where it pays.
    """

    article: Article
    id: str
    name: str
    topics: tuple[str, ...]
    departments: Departments
    condition: Condition
    award: Award
    quotes: tuple[Quote, ...]
    doubts: tuple[Doubt, ...]
    examples: tuple[Example, ...]
    dated: bool
    line: int
    notes: tuple[Quote, ...] = ()
    answers: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """What the dialogue knows it as."""
        return f"{self.policy.id}/{self.id}"

    @property
    def policy(self) -> Policy:
        """The policy it belongs to."""
        return self.article.policy

    @property
    def basis(self) -> tuple[Quote, ...]:
        """Every passage it rests on: its quotes, then those of its policy's terms where it pays."""
        terms = self.policy.terms
        return (*self.quotes, *terms.quotes) if terms and self.award.paying else self.quotes

    @property
    def quotes_here(self) -> tuple[Quote, ...]:
        """Those of its basis that stand in its article."""
        return tuple(quote for quote in self.basis if self.article.holds(quote))

    @property
    def quotes_elsewhere(self) -> tuple[Quote, ...]:
        """Those of its basis that stand in another part of the document."""
        return tuple(quote for quote in self.basis if not self.article.holds(quote))


@dataclass(frozen=True, slots=True, eq=False)
class Faq:
    """A question that staff answered; ``asks`` are phrasings, the first names it, and the answer rests on quotes."""

    id: str
    asks: tuple[str, ...]
    answer: str
    article: Article
    quotes: tuple[Quote, ...]
    by: str
    line: int

    @property
    def topic(self) -> str:
        """What the dialogue knows it as."""
        return f"{FAQ}{self.id}"


@dataclass(frozen=True)
class Content:
    """Everything read from `policy_data/` and `intents/`: checked, and never changed."""

    facts: Mapping[str, Fact]
    policies: tuple[Policy, ...]
    articles: tuple[Article, ...]
    measures: tuple[Measure, ...]
    commands: Mapping[str, tuple[str, ...]]
    wording: Wording
    faq: Mapping[str, Faq] = field(default_factory=dict)
    version: str = ""
    """Says which facts, policies and departments these are; another one when a byte of them changes."""

    @cached_property
    def by_id(self) -> Mapping[str, Measure]:
        """Every measure by ``policy/measure``."""
        return {measure.topic: measure for measure in self.measures}

    @cached_property
    def special_cases(self) -> Mapping[Measure, tuple[Measure, ...]]:
        """Measures whose names others of the same article hold in theirs: 营收奖励 -> 涉农营收奖励."""
        found = {
            measure: tuple(
                other
                for other in self.measures
                if other is not measure and other.article is measure.article and _holds(other, measure)
            )
            for measure in self.measures
        }
        return {measure: others for measure, others in found.items() if others}

    @cached_property
    def by_article(self) -> Mapping[str, Article]:
        """Every article by its topic."""
        return {article.topic: article for article in self.articles}

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """Every sentence of an article that no measure quotes, by its topic: definitions, limits, who bears the tax."""
        quoted: dict[str, list[Quote]] = {}
        for measure in self.measures:
            quoted.setdefault(measure.article.topic, []).extend(measure.quotes)
        found = (
            Passage(article, quote)
            for article in self.articles
            for quote in article.sentences
            if not any(quote.start < other.end and other.start < quote.end for other in quoted.get(article.topic, ()))
        )
        return {passage.topic: passage for passage in found}

    def holding_in(self, place: str) -> tuple[Policy, ...]:
        """Return the policies that may hold in a place; "" is one not known."""
        return tuple(policy for policy in self.policies if policy.holds_in(place))

    def measure(self, measure_id: str) -> Measure:
        """Return a measure by ``policy/measure``; raises KeyError."""
        return self.by_id[measure_id]


def _holds(longer: Measure, shorter: Measure) -> bool:
    return any(name in other for name in shorter.topics for other in longer.topics)


def hotlines(policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the hotlines of the policies' regions, each once."""
    return tuple(dict.fromkeys(policy.region.hotline for policy in policies if policy.region.hotline))
