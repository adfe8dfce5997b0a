"""What the content holds: policies beside their official text, coverage, doubts, offices, questions answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.responses import Response

from bot.content import Article, Content, Measure, Policy, Quote, Sentence, coverage
from bot.content.amend import AmendError
from bot.desk.drafts import OfficeEntry, offices_in
from bot.desk.faults import say_fault
from bot.desk.library import OFFICES
from bot.desk.visit import Page, Visit
from bot.dialogue import needs_of

TOLD = {
    "in_force": "写好了，已经生效。下一条消息就按新内容答。",
    "not_in_force": "写好了，但还没有生效：文件夹里别处有错，先改好再点“重新载入”。",
    "reloaded": "已经重新载入，现在用的就是文件夹里的内容。",
    "faulty": "没有载入：文件夹里有错，还用原来的内容。",
    "unreadable": "没有载入：文件夹读不出来，还用原来的内容。",
}

WENT_WELL = ("in_force", "reloaded")

_NEXT_HEADING = re.compile(r"\n\s*(?:\*\*|#)")
_BREAKS = re.compile(r"[*#_]+|\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the official text. ``kind``: measure, nothing, neither, or "" for what is no sentence.

    ``ends`` are the numbers of the measures one of whose quotes ends here.
    """

    text: str
    kind: str
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article: its text in pieces, its measures by number, and how many of its sentences are not accounted for."""

    article: Article
    pieces: tuple[Piece, ...]
    measures: tuple[Measure, ...]
    neither: int


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """What there is of one policy."""

    policy: Policy
    articles: int
    measures: int
    doubts: int
    sentences: int
    in_measure: int
    nothing: int
    neither: int
    outside: tuple[Quote, ...]
    """Sentences outside the articles that are not accounted for."""


def article_page(article: Article, content: Content, sentences: Sequence[Sentence]) -> ArticlePage:
    """Cut the text of an article wherever a quote or a sentence begins or ends."""
    measures = tuple(measure for measure in content.measures if measure.article is article)
    own = [sentence for sentence in sentences if sentence.article is article]
    of_policy = [measure for measure in content.measures if measure.policy is article.policy]
    quotes = [quote for measure in of_policy for quote in measure.quotes if article.holds(quote)]
    bounds = {article.start, article.end}
    for quote in (*quotes, *article.grants_nothing, *(sentence.quote for sentence in own)):
        bounds |= {max(quote.start, article.start), min(quote.end, article.end)}
    places = sorted(bounds)
    pieces = [
        Piece(
            _shown(article, start, end),
            _kind(start, end, quotes, article.grants_nothing, own),
            tuple(n for n, measure in enumerate(measures, 1) if any(quote.end == end for quote in measure.quotes)),
        )
        for start, end in pairwise(places)
    ]
    shown = tuple(piece for piece in pieces if piece.text.strip() or piece.ends)
    return ArticlePage(article, shown, measures, sum(not sentence.accounted for sentence in own))


def _shown(article: Article, start: int, end: int) -> str:
    """Return a stretch on one line: without the marks of the heading before it, and the next heading behind it."""
    text = article.policy.source.text[start:end]
    if start == article.start:
        text = text.lstrip("*。 \n")
    if end == article.end:
        text = _NEXT_HEADING.split(text)[0]
    return _BREAKS.sub("", text)


def _kind(start: int, end: int, quotes: Sequence[Quote], nothing: Sequence[Quote], own: Sequence[Sentence]) -> str:
    if any(quote.start <= start and end <= quote.end for quote in quotes):
        return "measure"
    if any(quote.start <= start and end <= quote.end for quote in nothing):
        return "nothing"
    inside = (sentence for sentence in own if sentence.quote.start <= start and end <= sentence.quote.end)
    return "neither" if any(not sentence.accounted for sentence in inside) else ""


def policy_line(policy: Policy, content: Content, sentences: Sequence[Sentence]) -> PolicyLine:
    """Count what there is of a policy."""
    own = [sentence for sentence in sentences if sentence.policy is policy]
    measures = [measure for measure in content.measures if measure.policy is policy]
    return PolicyLine(
        policy=policy,
        articles=sum(article.policy is policy for article in content.articles),
        measures=len(measures),
        doubts=sum(len(measure.doubts) for measure in measures),
        sentences=len(own),
        in_measure=sum(bool(sentence.measures) for sentence in own),
        nothing=sum(sentence.accounted and not sentence.measures for sentence in own),
        neither=sum(not sentence.accounted for sentence in own),
        outside=tuple(sentence.quote for sentence in own if not sentence.article and not sentence.accounted),
    )


def show(visit: Visit) -> Response:
    """Show what there is, and what is wrong with the folder as it is now."""
    content, told = visit.desk.content(), visit.request.query_params.get("told", "")
    sentences = coverage(content)
    return visit.page(
        "content.html",
        lines=[policy_line(policy, content, sentences) for policy in content.policies],
        faqs=tuple(content.faq.values()),
        faults=[(fault, say_fault(fault)) for fault in visit.desk.library.faults()],
        lacking=sum(not office.values.get("telephone") for office in _offices(visit)),
        told=TOLD.get(told, ""),
        went_well=told in WENT_WELL,
        today=visit.today,
    )


def show_policy(visit: Visit) -> Response:
    """Show a policy beside its official text."""
    content = visit.desk.content()
    policy = next((each for each in content.policies if each.id == visit.request.path_params["policy"]), None)
    if policy is None:
        return visit.not_found()
    sentences = coverage(content)
    pages = [article_page(article, content, sentences) for article in content.articles if article.policy is policy]
    line = policy_line(policy, content, sentences)
    return visit.page("policy.html", policy=policy, line=line, pages=pages, needs_of=needs_of)


def show_doubts(visit: Visit) -> Response:
    """Show what the documents leave open, by article."""
    measures = [measure for measure in visit.desk.content().measures if measure.doubts]
    return visit.page("doubts.html", measures=measures)


def show_offices(visit: Visit) -> Response:
    """Show every office, those without a telephone number marked."""
    return visit.page("offices.html", offices=_offices(visit))


def reload(visit: Visit) -> Response:
    """Put what the folder holds in force."""
    try:
        faults = visit.desk.library.reload()
        told = "faulty" if faults else "reloaded"
    except OSError:
        told = "unreadable"
    visit.desk.accounts.write(visit.member.name, "content_reloaded", told)
    return visit.to(f"/content?told={told}")


def _offices(visit: Visit) -> Sequence[OfficeEntry]:
    """Return the offices as the file has them now; none where it cannot be read, which the check tells."""
    try:
        return offices_in(visit.desk.library.read(OFFICES).text)
    except (AmendError, OSError, ValueError):
        return ()


PAGES = (
    Page("GET", "/content", "viewer", show),
    Page("GET", "/content/policies/{policy}", "viewer", show_policy),
    Page("GET", "/content/doubts", "viewer", show_doubts),
    Page("GET", "/content/offices", "viewer", show_offices),
    Page("POST", "/content/reload", "editor", reload),
)
