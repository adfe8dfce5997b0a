"""`policy.yaml` and `source.md` -> one policy, its articles and its measures."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.content.conditions import Reading, Window, read_condition
from bot.content.fact import Fact
from bot.content.find_passages import SHOWN, find_answers, find_passages, find_quote
from bot.content.place_articles import Place, place_articles, where_it_stands
from bot.content.places import WHERE, holding
from bot.content.policy import Article, Measure, Policy, Region, Terms
from bot.content.read_departments import of_article, read_departments
from bot.content.read_doubts import read_shared_doubts
from bot.content.read_facts import read_id
from bot.content.read_measure import Within, read_measure
from bot.content.reader import Reader
from bot.content.source import Quote, Source, normal_form, read_source
from bot.content.when import read_day
from bot.content.yaml_lines import Keys, Node, Text

_POLICY = ("id", "title", "valid", "articles")
_POLICY_TOO = (
    *("number", "short", "region", "issuer", "issued", "overlap", "conditions", "notes"),
    *("grants_nothing", "answers", "same_words", "doubts"),
)
_ARTICLE = ("number", "departments")
_ARTICLE_TOO = ("heading", "measures", "grants_nothing")
_A_CONDITION = "expected a condition with its quote beside it: {fact: ..., is: ..., quote: ...}"
_YEARS = "一二三四五六七八九十"
_TERM = re.compile(rf"(?<![0-9])([0-9]{{1,2}}|[{_YEARS}])年(?![0-9内前后度])")
"""A number of years that something holds: 有效期5年, but not 2017年."""
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def read_policy(
    root: Node, source_text: str, facts: Mapping[str, Fact], regions: Mapping[str, Region], reader: Reader
) -> tuple[Policy, tuple[Article, ...], tuple[Measure, ...]]:
    """Read one policy; every passage it quotes is found in the source, or is a fault."""
    keys = reader.keys(root, "policy", _POLICY, _POLICY_TOO)
    source = read_source(source_text, _same_words(keys, reader))
    policy = _head(keys, source, regions, facts, reader)
    reading = Reading(reader, facts, policy.window)
    doubts = read_shared_doubts(keys, reading)
    articles: list[Article] = []
    measures: list[Measure] = []
    placed = _placed(keys["articles"], policy, reader)
    numbered = [(str(node["number"]), place) for node, place in placed]
    for node, place in placed:
        with reader.going_on():
            article = _article(node, policy, place, numbered, reader)
            articles.append(article)
            within = Within(article, numbered, reading, doubts)
            if "measures" in node:
                measures += reader.each(node["measures"], article.number, lambda n, w=within: read_measure(n, w))  # type: ignore[misc]
    return policy, tuple(articles), tuple(measures)


def _same_words(keys: Keys, reader: Reader) -> dict[str, str]:
    if "same_words" not in keys:
        return {}
    node = keys["same_words"]
    if not isinstance(node, Keys):
        raise reader.refuse(node, "same_words", "expected words such as {珏华: 珐华}")
    for variant, word in node.items():
        if len(variant) != len(reader.text(word, "same_words")):
            raise reader.refuse(
                word, "same_words", f"{variant} and {word} differ in length; only misprints belong here"
            )
    return {str(variant): str(word) for variant, word in node.items()}


def _head(
    keys: Keys, source: Source, regions: Mapping[str, Region], facts: Mapping[str, Fact], reader: Reader
) -> Policy:
    valid = reader.keys(keys["valid"], "valid", ("quote",), ("from", "until", "late", "counted"))
    first = reader.value(valid["from"], "valid", read_day) if "from" in valid else date.min
    last = reader.value(valid["until"], "valid", read_day) if "until" in valid else date.max
    if last < first:
        reader.fault(valid, "valid", f"it ends on {last}, before it begins on {first}")
    title = str(reader.text(keys["title"], "title"))
    overlap = None
    if "overlap" in keys:
        inner = reader.keys(keys["overlap"], "overlap", ("quote",))
        overlap = find_quote(inner["quote"], "overlap", source, reader)
    region = _region(keys, regions, reader)
    policy_id = read_id(keys["id"], "policy", reader)
    kept = {option.id for option in facts[WHERE].options} if WHERE in facts else set()
    return Policy(
        id=policy_id,
        title=title,
        short=str(reader.text(keys["short"], "short")) if "short" in keys else title,
        number=str(reader.text(keys["number"], "number")) if "number" in keys else "",
        issuer=str(reader.text(keys["issuer"], "issuer")) if "issuer" in keys else "",
        issued=reader.value(keys["issued"], "issued", read_day) if "issued" in keys else None,
        region=region,
        window=Window(first, last),
        validity=_validity(valid, first, last, source, reader),
        overlap=overlap,
        late=find_quote(valid["late"], "valid", source, reader) if "late" in valid else None,
        counted=find_quote(valid["counted"], "valid", source, reader) if "counted" in valid else None,
        source=source,
        file=keys.file,
        line=keys["id"].line,
        grants_nothing=find_passages(keys, "grants_nothing", "grants_nothing", source, reader),
        answers=find_answers(keys, "answers", source, reader),
        terms=_terms(keys, source, Reading(reader, facts, Window(first, last))),
        notes=find_passages(keys, "notes", "notes", source, reader),
        places=tuple(name for name in holding(region, regions.values()) if name in kept),
    )


def _terms(keys: Keys, source: Source, reading: Reading) -> Terms | None:
    """Read a condition that has its own ``quote``; a fault in it hides none of the measures."""
    with reading.reader.going_on():
        if "conditions" not in keys:
            return None
        node = keys["conditions"]
        if not isinstance(node, Keys) or "quote" not in node:
            raise reading.reader.refuse(node, "conditions", _A_CONDITION)
        quotes = find_passages(node, "quote", "conditions, quote", source, reading.reader)
        test = Keys({word: inner for word, inner in node.items() if word != "quote"})
        test.file, test.line = node.file, node.line
        return Terms(read_condition(test, "conditions", reading), quotes)
    return None


def _validity(valid: Keys, first: date, last: date, source: Source, reader: Reader) -> Quote:
    """Find the clause on validity; where it names days, or a term, the last day in force must be of them."""
    quote = find_quote(valid["quote"], "valid", source, reader)
    text = normal_form(quote.text, {})
    written = f"{last.year}年{last.month}月{last.day}日"
    term = _TERM.search(text)
    if "until" in valid and term:
        # 自2017年1月1日起施行，有效期5年: the last day comes of the first, and cannot be checked without it.
        if "from" not in valid:
            return quote
        years = int(term[1]) if term[1].isdecimal() else _YEARS.index(term[1]) + 1
        ends = first.replace(year=first.year + years, day=min(first.day, 28) if first.month == 2 else first.day)
        if not ends - timedelta(days=2) <= last <= ends:
            reader.fault(valid, "valid", f"until {last} is not {years} years from {first}, which its quote gives")
    elif "until" in valid and _DAY.search(text) and written not in text:
        reader.fault(valid, "valid", f"until {last} is not in its quote; expected {written} there")
    return quote


def _region(keys: Keys, regions: Mapping[str, Region], reader: Reader) -> Region:
    """Return the region named; one that is not named is the only one there is."""
    if "region" not in keys and len(regions) == 1:
        return next(iter(regions.values()))
    named = reader.text(keys["region"], "region") if "region" in keys else None
    if named is None or named not in regions:
        at = keys if named is None else named
        raise reader.refuse(at, "region", f"expected a region of departments.yaml: {', '.join(regions) or 'none yet'}")
    return regions[named]


def _placed(node: Node, policy: Policy, reader: Reader) -> list[tuple[Keys, Place]]:
    each = [item for item in reader.items(node) if isinstance(item, Keys)]
    for item in reader.items(node):
        with reader.going_on():
            reader.keys(item, _named(item), _ARTICLE, _ARTICLE_TOO)
    whole = [keys for keys in each if all(key in keys for key in _ARTICLE)]
    clauses = (policy.validity, policy.overlap, policy.late, policy.counted, *policy.grants_nothing)
    closing = [quote for quote in clauses if quote]
    return place_articles(whole, policy.source, closing, reader)


def _named(item: Node) -> str:
    """Return what an article is called in a fault."""
    number = item.get("number") if isinstance(item, Keys) else None
    return f"article {number}" if isinstance(number, Text) and number.strip() else "article"


def _article(
    keys: Keys, policy: Policy, place: Place, numbered: Sequence[tuple[str, Place]], reader: Reader
) -> Article:
    number, start, end = str(keys["number"]), place.start, place.end
    there = of_article(number, policy.source, start, end)
    return Article(
        policy=policy,
        number=number,
        heading=str(keys.get("heading", "")),
        departments=read_departments(keys["departments"], number, there, reader),
        grants_nothing=_granting_nothing(keys, policy.source, place, numbered, reader),
        start=start,
        end=end,
        printed=place.printed,
        begins=place.begins,
    )


def _granting_nothing(
    keys: Keys, source: Source, place: Place, numbered: Sequence[tuple[str, Place]], reader: Reader
) -> tuple[Quote, ...]:
    """Find the passages of an article that grant nothing; each stands in it."""
    found, number = [], str(keys["number"])
    for passage in reader.texts(keys["grants_nothing"], number) if "grants_nothing" in keys else ():
        with reader.going_on():
            quote = find_quote(passage, number, source, reader, place.start, place.end)
            if not place.start <= quote.start < quote.end <= place.end:
                stands = where_it_stands(quote, numbered, source)
                listed = "list it there" if stands.startswith("in ") else "list that under grants_nothing of the policy"
                problem = f"the quote stands {stands}, not in {number}: {passage[:SHOWN]}; {listed}"
                raise reader.refuse(passage, number, problem)
            found.append(quote)
    return tuple(found)
