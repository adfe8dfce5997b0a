"""`policy.yaml` and `source.md` -> one policy, its articles and its measures."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.content.conditions import (
    LADDERS,
    All,
    Condition,
    FirstReaches,
    Rate,
    Reading,
    Window,
    rate,
    read_condition,
    read_fact,
)
from bot.content.fact import Fact
from bot.content.money import read_sum
from bot.content.place_articles import Place, place_articles
from bot.content.places import WHERE, InPlace, holding
from bot.content.policy import Article, Award, Departments, Doubt, Example, Measure, Policy, Region
from bot.content.read_departments import of_article, read_departments
from bot.content.read_facts import read_id
from bot.content.reader import Reader, Unreadable
from bot.content.source import Quote, Source, normal_form, read_source
from bot.content.when import read_day
from bot.content.yaml_lines import Keys, Node, Text, plain

_POLICY = ("id", "title", "issued", "valid", "articles")
_POLICY_TOO = ("number", "short", "region", "issuer", "overlap", "grants_nothing", "answers", "same_words", "doubts")
_ARTICLE = ("number", "departments")
_ARTICLE_TOO = ("heading", "measures", "grants_nothing")
_MEASURE = ("id", "name", "award", "quote", "examples")
_MEASURE_TOO = ("topics", "departments", "conditions", "open", "notes", "answers")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_CAPPED = ("unstated", "case_by_case")
_AWARDS = ("fixed", "ladder", "rate", "unstated", "case_by_case", "no_money")


@dataclass(frozen=True, slots=True)
class _Within:
    """What reading a measure needs of what stands above it."""

    article: Article
    reading: Reading
    doubts: Mapping[str, Doubt]

    @property
    def reader(self) -> Reader:
        return self.reading.reader


def read_policy(
    root: Node, source_text: str, facts: Mapping[str, Fact], regions: Mapping[str, Region], reader: Reader
) -> tuple[Policy, tuple[Article, ...], tuple[Measure, ...]]:
    """Read one policy; every passage it quotes is found in the source, or is a fault."""
    keys = reader.keys(root, "policy", _POLICY, _POLICY_TOO)
    source = read_source(source_text, _same_words(keys, reader))
    policy = _head(keys, source, regions, facts.get(WHERE), reader)
    reading = Reading(reader, facts, policy.window)
    doubts = _shared_doubts(keys, reading)
    articles: list[Article] = []
    measures: list[Measure] = []
    for article, node in _articles(keys["articles"], policy, reader):
        articles.append(article)
        if "measures" in node:
            within = _Within(article, reading, doubts)
            measures += reader.each(node["measures"], article.number, lambda n, w=within: _measure(n, w))  # type: ignore[misc]
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


def _head(keys: Keys, source: Source, regions: Mapping[str, Region], place: Fact | None, reader: Reader) -> Policy:
    valid = reader.keys(keys["valid"], "valid", ("from", "quote"), ("until", "late", "counted"))
    first = reader.value(valid["from"], "valid", read_day)
    last = reader.value(valid["until"], "valid", read_day) if "until" in valid else date.max
    if last < first:
        reader.fault(valid, "valid", f"it ends on {last}, before it begins on {first}")
    title = str(reader.text(keys["title"], "title"))
    overlap = None
    if "overlap" in keys:
        inner = reader.keys(keys["overlap"], "overlap", ("quote",))
        overlap = _quote(inner["quote"], "overlap", source, reader)
    region = _region(keys, regions, reader)
    policy_id = read_id(keys["id"], "policy", reader)
    kept = {option.id for option in place.options} if place else set()
    return Policy(
        id=policy_id,
        title=title,
        short=str(reader.text(keys["short"], "short")) if "short" in keys else title,
        number=str(reader.text(keys["number"], "number")) if "number" in keys else "",
        issuer=str(reader.text(keys["issuer"], "issuer")) if "issuer" in keys else "",
        issued=reader.value(keys["issued"], "issued", read_day),
        region=region,
        window=Window(first, last),
        validity=_validity(valid, last, source, reader),
        overlap=overlap,
        late=_quote(valid["late"], "valid", source, reader) if "late" in valid else None,
        counted=_quote(valid["counted"], "valid", source, reader) if "counted" in valid else None,
        source=source,
        file=keys.file,
        line=keys["id"].line,
        grants_nothing=_passages(keys, "grants_nothing", "grants_nothing", source, reader),
        answers=_answers(keys, "answers", source, reader),
        places=tuple(name for name in holding(region, regions.values()) if name in kept),
    )


def _validity(valid: Keys, last: date, source: Source, reader: Reader) -> Quote:
    """Find the clause on validity; where it names days, the last day in force must be one of them."""
    quote = _quote(valid["quote"], "valid", source, reader)
    text = normal_form(quote.text, {})
    written = f"{last.year}年{last.month}月{last.day}日"
    # A clause that gives a term instead of a day ("三年") cannot be held against one.
    if "until" in valid and _DAY.search(text) and written not in text:
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


def _quote(node: Node, where: str, source: Source, reader: Reader, start: int = 0, end: int | None = None) -> Quote:
    passage = reader.text(node, where)
    quote = source.find(passage, start, end)
    if quote is None:
        elsewhere = "; it stands outside this article" if end is not None and source.find(passage) else ""
        raise reader.refuse(node, where, f"the quote is not in the source text: {passage[:40]}{elsewhere}")
    return quote


def _articles(node: Node, policy: Policy, reader: Reader) -> list[tuple[Article, Keys]]:
    each = [item for item in reader.items(node) if isinstance(item, Keys)]
    for item in reader.items(node):
        with reader.going_on():
            reader.keys(item, _named(item), _ARTICLE, _ARTICLE_TOO)
    whole = [keys for keys in each if all(key in keys for key in _ARTICLE)]
    closing = [quote for quote in (policy.validity, policy.overlap, policy.late, policy.counted) if quote]
    articles = []
    for keys, place in place_articles(whole, policy.source, closing, reader):
        with reader.going_on():
            articles.append((_article(keys, policy, place, reader), keys))
    return articles


def _named(item: Node) -> str:
    """Return what an article is called in a fault."""
    number = item.get("number") if isinstance(item, Keys) else None
    return f"article {number}" if isinstance(number, Text) and number.strip() else "article"


def _article(keys: Keys, policy: Policy, place: Place, reader: Reader) -> Article:
    number, start, end = str(keys["number"]), place.start, place.end
    there = of_article(number, policy.source, start, end)
    return Article(
        policy=policy,
        number=number,
        heading=str(keys.get("heading", "")),
        departments=read_departments(keys["departments"], number, there, reader),
        grants_nothing=_passages(keys, "grants_nothing", number, policy.source, reader, start, end),
        start=start,
        end=end,
        printed=place.printed,
        begins=place.begins,
    )


def _passages(
    keys: Keys, key: str, where: str, source: Source, reader: Reader, start: int = 0, end: int | None = None
) -> tuple[Quote, ...]:
    """Find the passages listed under a key, none where it is left out."""
    found = []
    for passage in reader.texts(keys[key], where) if key in keys else ():
        with reader.going_on():
            found.append(_quote(passage, where, source, reader, start, end))
    return tuple(found)


def _answers(keys: Keys, where: str, source: Source, reader: Reader) -> dict[str, tuple[Quote, ...]]:
    """Find the passages that answer an aspect, from anywhere in the source; `check_answers` knows the aspects."""
    if "answers" not in keys:
        return {}
    node = keys["answers"]
    if not isinstance(node, Keys):
        raise reader.refuse(node, where, "expected aspects with passages such as {payment: 2年内予以兑现奖励。}")
    return {str(aspect): _passages(node, aspect, where, source, reader) for aspect in node}


def _shared_doubts(keys: Keys, reading: Reading) -> dict[str, Doubt]:
    if "doubts" not in keys:
        return {}
    node = keys["doubts"]
    if not isinstance(node, Keys):
        raise reading.reader.refuse(node, "doubts", "expected names, each with a note")
    doubts = {}
    for name, inner in node.items():
        with reading.reader.going_on():
            doubts[str(name)] = _doubt(inner, f"doubts, {name}", reading, {})
    return doubts


def _doubt(node: Node, where: str, reading: Reading, shared: Mapping[str, Doubt]) -> Doubt:
    reader = reading.reader
    if isinstance(node, Text):
        return Doubt(str(reader.text(node, where)), None)
    if isinstance(node, Keys) and "see" in node:
        name = str(reader.text(reader.keys(node, where, ("see",))["see"], where))
        if name not in shared:
            raise reader.refuse(node, where, f"no doubt called {name}; there are {', '.join(shared) or 'none'}")
        return shared[name]
    keys = reader.keys(node, where, ("note",), ("unless",))
    unless = read_condition(keys["unless"], where, reading) if "unless" in keys else None
    return Doubt(str(reader.text(keys["note"], where)), unless)


def _measure(node: Node, within: _Within) -> Measure:
    reader = within.reader
    named = node.get("id") if isinstance(node, Keys) else None
    where = str(named) if isinstance(named, Text) else f"article {within.article.number}"
    keys = reader.keys(node, where, _MEASURE, _MEASURE_TOO)
    measure_id = read_id(keys["id"], f"article {within.article.number}", reader)
    award = _award(keys["award"], measure_id, within.reading)
    policy = within.article.policy
    condition = _joined(_in_place(policy, within.reading), _stated(keys, measure_id, within.reading), award.figured)
    return Measure(
        article=within.article,
        id=measure_id,
        name=str(reader.text(keys["name"], measure_id)),
        topics=tuple(map(str, reader.texts(keys["topics"], measure_id))) if "topics" in keys else (),
        departments=_departments(keys, measure_id, within),
        condition=condition,
        award=award,
        quotes=_quotes(keys["quote"], measure_id, within),
        doubts=tuple(
            _doubt(item, f"{measure_id}, open", within.reading, within.doubts)
            for item in (reader.items(keys["open"]) if "open" in keys else ())
        ),
        examples=_examples(keys["examples"], measure_id, policy, within.reading),
        dated=any(leaf.dated for leaf in condition.leaves()),
        line=node.line,
        notes=_passages(keys, "notes", f"{measure_id}, notes", policy.source, reader),
        answers=_answers(keys, f"{measure_id}, answers", policy.source, reader),
    )


def _departments(keys: Keys, measure_id: str, within: _Within) -> Departments:
    """Return the departments of a measure: its own, or else those of the article."""
    article = within.article
    if "departments" not in keys:
        return article.departments
    there = of_article(article.number, article.policy.source, article.start, article.end)
    return read_departments(keys["departments"], measure_id, there, within.reader)


def _quotes(node: Node, measure_id: str, within: _Within) -> tuple[Quote, ...]:
    article, reader = within.article, within.reader
    items = reader.items(node)
    if not items:
        raise reader.refuse(node, measure_id, "needs at least one quote")
    where = f"{measure_id}, quote"
    return tuple(_quote(item, where, article.policy.source, reader, article.start, article.end) for item in items)


def _stated(keys: Keys, measure_id: str, reading: Reading) -> Condition:
    if "conditions" not in keys and "ladder" not in keys["award"]:
        raise reading.reader.refuse(keys, measure_id, "conditions is missing: who gets it?")
    if "conditions" not in keys:
        return All(())
    return read_condition(keys["conditions"], f"{measure_id}, conditions", reading)


def _in_place(policy: Policy, reading: Reading) -> tuple[Condition, ...]:
    """Return that an enterprise must be where the policy holds; nothing where all policies hold in one place."""
    return (InPlace(reading.facts[WHERE], policy.places),) if policy.places else ()


def _joined(first: tuple[Condition, ...], stated: Condition, figured: FirstReaches | Rate | None) -> Condition:
    parts = (*first, *(stated.parts if isinstance(stated, All) else (stated,)))
    return All((*parts, figured) if figured else parts)


def _award(node: Node, where: str, reading: Reading) -> Award:
    reader, where = reading.reader, f"{where}, award"
    keys = reader.keys(node, where, (), (*_AWARDS, "up_to"))
    kinds = [kind for kind in keys if kind != "up_to"]
    cap = reader.value(keys["up_to"], where, read_sum) if "up_to" in keys else None
    if cap is not None and not kinds:
        return Award("unstated", cap=cap)
    if len(kinds) != 1:
        raise reader.refuse(node, where, f"expected just one of {', '.join(_AWARDS)}")
    kind, inner = kinds[0], keys[kinds[0]]
    if kind not in _AWARDS:
        raise Unreadable(where)
    if cap is not None and kind not in _CAPPED:
        raise reader.refuse(node, where, f"up_to stands alone, beside {' or '.join(_CAPPED)}, or inside rate")
    if kind == "fixed":
        return Award("fixed", yuan=reader.value(inner, where, read_sum))
    if kind == "ladder":
        return Award("ladder", ladder=_ladder(inner, where, reading))
    if kind == "rate":
        return Award("rate", rate=_rate(inner, where, reading))
    return Award(str(kind), words=str(reader.text(inner, where)), cap=cap)


def _ladder(node: Node, where: str, reading: Reading) -> FirstReaches:
    keys = reading.reader.keys(node, where, ("fact",), tuple(LADDERS))
    word = next((word for word in LADDERS if word in keys), None)
    if word is None:
        raise reading.reader.refuse(node, where, f"expected one of {', '.join(LADDERS)}")
    return LADDERS[word](keys[word], read_fact(keys, where, reading, ("money",)), where, reading)


def _rate(node: Node, where: str, reading: Reading) -> Rate:
    keys = reading.reader.keys(node, where, ("fact", "percent"), ("up_to",))
    return rate.read(keys, read_fact(keys, where, reading, rate.KINDS), where, reading)


def _examples(node: Node, where: str, policy: Policy, reading: Reading) -> tuple[Example, ...]:
    where, reader = f"{where}, examples", reading.reader
    examples = tuple(reader.each(node, where, lambda item: _example(item, where, policy, reading)))
    if not examples:
        reader.fault(node, where, "needs at least one example")
    return examples


def _example(node: Node, where: str, policy: Policy, reading: Reading) -> Example:
    reader = reading.reader
    keys = reader.keys(node, where, ("given",), ("pays", "finds", "as_of"))
    if ("pays" in keys) == ("finds" in keys):
        raise reader.refuse(node, where, "expected either pays or finds")
    given = keys["given"]
    if not isinstance(given, Keys):
        raise reader.refuse(given, where, "expected facts such as {revenue: 5亿元}")
    return Example(
        given=_here(policy, {str(key): plain(value) for key, value in given.items()}, reading),
        as_of=reader.value(keys["as_of"], where, read_day) if "as_of" in keys else policy.window.last,
        pays=str(keys.get("pays", "")),
        finds=str(keys.get("finds", "")),
        line=node.line,
    )


def _here(policy: Policy, given: dict[str, object], reading: Reading) -> dict[str, object]:
    """Add that an example is of where the policy holds, unless it says itself where it is."""
    telling = [
        fact for fact in given if fact == WHERE or (fact in reading.facts and WHERE in reading.facts[fact].may_imply)
    ]
    return given if telling or not policy.places else {WHERE: policy.region.name, **given}
