"""Sums of money in questions that no official text states; a reader would take them for the document's."""

import re
from collections.abc import Iterator

from bot.content.check import sums_in
from bot.content.fault import Fault
from bot.content.money import write_sum
from bot.content.policy import Content
from bot.content.source import normal_form

_EXAMPLES = re.compile(r"(?:例如|比如|譬如).*", re.DOTALL)
"""What stands behind is an example of an answer, not what the document says."""


def unstated_sums(content: Content) -> Iterator[Fault]:
    """Yield the sums in `ask`, `hint` and labels that stand in no source; to look at again, not to refuse."""
    stated = set[int]().union(*(sums_in(normal_form(policy.source.text, {})) for policy in content.policies))
    for fact in content.facts.values():
        labels = [(option.line, option.label) for option in fact.options]
        for line, text in [(fact.line, fact.ask), (fact.line, fact.hint), *labels]:
            for yuan in sorted(sums_in(normal_form(_EXAMPLES.sub("", text), {})) - stated):
                problem = f"{write_sum(yuan)} stands in no source.md; is it right? (examples stand behind 例如：)"
                yield Fault("policy_data/facts.yaml", line, fact.id, problem)
