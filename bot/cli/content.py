"""The commands about content: facts, check."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.streams import UsageError, complain, dump, write
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.content import Content, Sentence


def facts(options: argparse.Namespace, settings: Settings) -> int:
    """List every fact with its options."""
    from bot.content import facts_json, load

    facts = load(settings.content).facts.values()
    if options.json:
        write(dump(facts_json(facts), indent=2) + "\n")
        return 0
    for fact in facts:
        write(f"{fact.id}  {fact.kind}  {fact.ask}\n")
        for option in fact.options:
            write(f"    {option.id}  {option.label}\n")
    return 0


def check(options: argparse.Namespace, settings: Settings) -> int:
    """Check content: a line a fault, or what each sentence of the source has become; status 1 for any fault.

    What is no fault but may be wrong is told first, on standard error.
    """
    from bot.content import ContentError, coverage, load, unstated_sums
    from bot.dialogue import check

    root = Path(options.folder) if options.folder else settings.content
    if not (root / "policy_data").is_dir():
        raise UsageError(f"{root} holds no policy_data folder; name the folder that holds policy_data and intents")
    try:
        content = load(root)
        faults = check(content)
    except ContentError as error:
        faults = error.faults
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults:
        return complain(_counted(len(faults), "fault", "faults"), 1)
    for doubtful in unstated_sums(content):
        sys.stderr.write(f"look again: {doubtful}\n")
    sentences = coverage(content)
    for sentence in sentences:
        number = sentence.article.number if sentence.article else "-"
        write(f"{number}\t{sentence.short}\t{_went_to(sentence)}\n")
    return _summary(content, sentences)


def _went_to(sentence: "Sentence") -> str:
    measures = "、".join(measure.id for measure in sentence.measures)
    nothing = "(grants nothing)" if sentence.grants_nothing else "(quoted)" if sentence.stated else "NEITHER"
    return measures or nothing


def _summary(content: "Content", sentences: "Sequence[Sentence]") -> int:
    in_measure = sum(bool(sentence.measures) for sentence in sentences)
    neither = sum(not sentence.accounted for sentence in sentences)
    others = len(sentences) - in_measure - neither
    there = ", ".join(
        _counted(len(each), one, many)
        for each, one, many in (
            (content.policies, "policy", "policies"),
            (content.articles, "article", "articles"),
            (content.measures, "measure", "measures"),
            (content.facts, "fact", "facts"),
        )
    )
    write(
        f"{there}: no fault\n{_counted(len(sentences), 'sentence', 'sentences')}: {in_measure} in a measure, "
        f"{others} marked as granting nothing or quoted otherwise, {neither} neither\n"
    )
    if neither:
        write(
            f"Not finished: {_counted(neither, 'sentence is', 'sentences are')} not accounted for, marked NEITHER. "
            "Put each into a measure, under grants_nothing, or where the policy quotes it (see docs/content.md).\n"
        )
    return 0


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
