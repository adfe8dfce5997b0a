"""One entry under `measures` -> a measure; what its policy says of all the money it pays is joined to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.conditions import All, Condition, FirstReaches, Rate, Reading, read_condition
from bot.content.find_passages import SHOWN, find_answers, find_passages, find_quote
from bot.content.place_articles import Place, where_it_stands
from bot.content.places import WHERE, InPlace
from bot.content.policy import Article, Award, Departments, Doubt, Example, Measure, Policy
from bot.content.read_award import read_award
from bot.content.read_departments import of_article, read_departments
from bot.content.read_doubts import read_doubt
from bot.content.read_facts import read_id
from bot.content.reader import Reader
from bot.content.source import Quote
from bot.content.when import read_day
from bot.content.yaml_lines import Keys, Node, Text, plain

_MEASURE = ("id", "name", "award", "quote", "examples")
_MEASURE_TOO = ("topics", "departments", "conditions", "open", "notes", "answers")
_FROM_WHEN = Doubt("政策从哪天起施行，原文没写；早先取得、达到的算不算，请先问清。", None)
"""What is open of every achievement where the text names no first day, so that none is too early."""


@dataclass(frozen=True, slots=True)
class Within:
    """What reading a measure needs of what stands above it; ``numbered`` are all articles, to say where a quote is."""

    article: Article
    numbered: Sequence[tuple[str, Place]]
    reading: Reading
    doubts: Mapping[str, Doubt]

    @property
    def reader(self) -> Reader:
        """What gathers the faults."""
        return self.reading.reader


def read_measure(node: Node, within: Within) -> Measure:
    """Read a measure of the article in ``within``."""
    reader = within.reader
    named = node.get("id") if isinstance(node, Keys) else None
    where = str(named) if isinstance(named, Text) else f"article {within.article.number}"
    keys = reader.keys(node, where, _MEASURE, _MEASURE_TOO)
    measure_id = read_id(keys["id"], f"article {within.article.number}", reader)
    award = read_award(keys["award"], measure_id, within.reading)
    policy = within.article.policy
    shared = [policy.terms.condition] if policy.terms and award.paying else []
    stated = _stated(keys, measure_id, within.reading)
    condition = _joined([*_in_place(policy, within.reading), stated, *shared], award.figured)
    dated = any(leaf.dated for leaf in condition.leaves())
    return Measure(
        article=within.article,
        id=measure_id,
        name=str(reader.text(keys["name"], measure_id)),
        topics=tuple(map(str, reader.texts(keys["topics"], measure_id))) if "topics" in keys else (),
        departments=_departments(keys, measure_id, within),
        condition=condition,
        award=award,
        quotes=_quotes(keys["quote"], measure_id, within),
        doubts=_doubts(keys, measure_id, within, dated=dated),
        examples=_examples(keys["examples"], measure_id, policy, within.reading),
        dated=dated,
        line=node.line,
        notes=_notes(keys, f"{measure_id}, notes", policy, award, reader),
        answers=find_answers(keys, f"{measure_id}, answers", policy.source, reader),
    )


def _departments(keys: Keys, measure_id: str, within: Within) -> Departments:
    """Return the departments of a measure: its own, or else those of the article."""
    article = within.article
    if "departments" not in keys:
        return article.departments
    there = of_article(article.number, article.policy.source, article.start, article.end)
    return read_departments(keys["departments"], measure_id, there, within.reader)


def _quotes(node: Node, measure_id: str, within: Within) -> tuple[Quote, ...]:
    article, reader = within.article, within.reader
    items = reader.items(node)
    if not items:
        raise reader.refuse(node, measure_id, "needs at least one quote")
    where, source = f"{measure_id}, quote", article.policy.source
    quotes = tuple(find_quote(item, where, source, reader, article.start, article.end) for item in items)
    if not article.holds(quotes[0]):
        stands = where_it_stands(quotes[0], within.numbered, source)
        problem = f"the first quote stands {stands}: {quotes[0].plain[:SHOWN]}; the first stands in article"
        raise reader.refuse(items[0], where, f"{problem} {article.number}, only those after it anywhere")
    return quotes


def _notes(keys: Keys, where: str, policy: Policy, award: Award, reader: Reader) -> tuple[Quote, ...]:
    """Find the notes of a measure; where it pays, those of its policy are among them."""
    shared = policy.notes if award.paying else ()
    return tuple(dict.fromkeys((*find_passages(keys, "notes", where, policy.source, reader), *shared)))


def _doubts(keys: Keys, measure_id: str, within: Within, *, dated: bool) -> tuple[Doubt, ...]:
    """Return what is said to be open and, of an achievement where the text names no first day, whether it counts."""
    items = within.reader.items(keys["open"]) if "open" in keys else ()
    doubts = tuple(read_doubt(item, f"{measure_id}, open", within.reading, within.doubts) for item in items)
    return (*doubts, _FROM_WHEN) if dated and within.article.policy.window.first == date.min else doubts


def _stated(keys: Keys, measure_id: str, reading: Reading) -> Condition:
    if "conditions" not in keys and "ladder" not in keys["award"]:
        raise reading.reader.refuse(keys, measure_id, "conditions is missing: who gets it?")
    if "conditions" not in keys:
        return All(())
    return read_condition(keys["conditions"], f"{measure_id}, conditions", reading)


def _in_place(policy: Policy, reading: Reading) -> tuple[Condition, ...]:
    """Return that an enterprise must be where the policy holds; nothing where all policies hold in one place."""
    return (InPlace(reading.facts[WHERE], policy.places),) if policy.places else ()


def _joined(conditions: Sequence[Condition], figured: FirstReaches | Rate | None) -> Condition:
    parts = [part for each in conditions for part in (each.parts if isinstance(each, All) else (each,))]
    return All((*parts, figured) if figured else tuple(parts))


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
