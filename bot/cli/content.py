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
    """Check content: a line a fault, or what each sentence of the source has become; status 1 for any fault."""
    from bot.content import ContentError, coverage, load
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
        return complain(f"{len(faults)} fault(s)", 1)
    sentences = coverage(content)
    for sentence in sentences:
        what = "、".join(m.id for m in sentence.measures) or (
            "(grants nothing)" if sentence.grants_nothing else "NEITHER"
        )
        write(f"{sentence.article.number}\t{sentence.short}\t{what}\n")
    return _summary(content, sentences)


def _summary(content: "Content", sentences: "Sequence[Sentence]") -> int:
    counts = [(bool(s.measures), s.grants_nothing) for s in sentences]
    neither = sum(not sentence.accounted for sentence in sentences)
    write(
        f"{len(content.policies)} policy, {len(content.articles)} articles, {len(content.measures)} measures, "
        f"{len(content.facts)} facts: no fault\n"
        f"{len(counts)} sentences: {sum(m for m, _ in counts)} in a measure, "
        f"{sum(n and not m for m, n in counts)} marked as granting nothing, {neither} neither\n"
    )
    return 0
