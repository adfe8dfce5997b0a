"""What staff see of an enterprise: its answers in words, and what they match. Nothing is kept, nothing sent."""

from dataclasses import dataclass

from bot.dialogue.outdated import sort_out
from bot.dialogue.result import Outcome, outcome
from bot.dialogue.take import describe
from bot.dialogue.talk import Talk


@dataclass(frozen=True, slots=True)
class Portrait:
    """The facts told, by name and in words; the names of those not told though asked; the findings, sorted."""

    told: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    found: Outcome
    total: int


def portrait(talk: Talk) -> Portrait:
    """Return what is known of who talks, held against the content as on the day."""
    talk, _ = sort_out(talk)
    found = outcome(talk.findings)
    return Portrait(
        told=tuple(
            (talk.facts[fact].name, describe(talk, talk.facts[fact], raw))
            for fact, raw in talk.conversation.answers.items()
            if fact in talk.facts
        ),
        skipped=tuple(talk.facts[fact].name for fact in talk.conversation.skipped if fact in talk.facts),
        found=found,
        total=sum(finding.most or 0 for finding in found.certain),
    )
