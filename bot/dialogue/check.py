"""Checks of content that need the buttons made of it; `huiqi check` joins them with those of `bot.matching`."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from bot.content import UNBOUNDED, Amount, Content, Fault, Newly, When
from bot.dialogue.answer import figure_button
from bot.dialogue.ask import date_button
from bot.dialogue.buttons import button
from bot.dialogue.reply import LONGEST_CHOICE, Choice
from bot.dialogue.spans import Span
from bot.matching import check as check_findings

_SPAN = Span(When(date(2023, 10, 31), date(2023, 12, 30)), "")
"""It is written with both its days, as no month and no year is."""
_FIGURE = Amount(UNBOUNDED - 1, UNBOUNDED, 9999)


def check(content: Content) -> tuple[Fault, ...]:
    """Return every fault that findings or buttons show."""
    return (*check_findings(content), *check_buttons(content))


def check_buttons(content: Content) -> Iterator[Fault]:
    """Every button fits its channels; those that hold two ids and no more always do, so the others are built."""
    for made in (*_figures(content), *_days(content), *_offered(content)):
        size = len(made.choice.id.encode())
        if size > LONGEST_CHOICE:
            problem = f"its button {made.choice.id} has {size} bytes of at most {LONGEST_CHOICE}; choose shorter ids"
            yield Fault(made.file, made.line, made.where, problem)


class _Made(NamedTuple):
    """A button at its longest, and where the ids in it are chosen."""

    choice: Choice
    file: str
    line: int
    where: str


def _figures(content: Content) -> Iterator[_Made]:
    for fact in content.facts.values():
        if fact.kind == "money":
            yield _Made(figure_button(fact, _FIGURE), "policy_data/facts.yaml", fact.line, fact.id)


def _days(content: Content) -> Iterator[_Made]:
    leaves = [leaf for measure in content.measures for leaf in measure.condition.leaves()]
    asked = {(leaf.fact.id, key): leaf.fact for leaf in leaves if isinstance(leaf, Newly) for key in leaf.options}
    for (fact_id, key), fact in asked.items():
        line = fact.option(key).line
        yield _Made(date_button(fact, key, _SPAN), "policy_data/facts.yaml", line, f"{fact_id}, {key}")


def _offered(content: Content) -> Iterator[_Made]:
    """Yield the buttons of what a question may be about, with the aspect whose id is the longest."""
    aspect = max(content.wording.aspects, key=len)
    topics = [(name, measure.policy.file, measure.line, measure.id) for name, measure in content.by_id.items()]
    topics += [(faq.topic, "intents/faq.yaml", faq.line, faq.id) for faq in content.faq.values()]
    topics += [
        (topic, article.policy.file, article.policy.line, f"article {article.number}")
        for topic, article in content.by_article.items()
    ]
    for topic, file, line, where in topics:
        yield _Made(button("offered", topic, aspect, label=""), file, line, where)
