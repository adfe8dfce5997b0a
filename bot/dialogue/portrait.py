"""What staff see of an enterprise: its answers in words, and what they match. Nothing is kept, nothing sent."""

from dataclasses import dataclass
from datetime import datetime

from bot.content import SHANGHAI, Content
from bot.dialogue.conversation import Conversation
from bot.dialogue.outdated import renew
from bot.dialogue.pages import Pages
from bot.dialogue.result import Outcome, outcome
from bot.dialogue.take import describe
from bot.dialogue.talk import House, Talk
from bot.matching import Matcher


@dataclass(frozen=True, slots=True)
class Portrait:
    """The facts told, by name and in words; the names of those not told though asked; the findings, sorted."""

    told: tuple[tuple[str, str], ...]
    skipped: tuple[str, ...]
    found: Outcome
    total: int


def portrait(content: Content, conversation: Conversation, now: datetime) -> Portrait:
    """Return what is known of who talks in a conversation, held against the content as on a day."""
    paying = [measure for measure in content.measures if measure.award.paying]
    house = House(content, Matcher(paying), Matcher(content.measures), Pages(keeps=True))
    talk, _ = renew(Talk(house, conversation, now.astimezone(SHANGHAI).date()))
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
