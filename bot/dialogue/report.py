"""A result on one page, to be printed and taken to a counter; and the answers it came of, to be opened again."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.dialogue.change import answers_of
from bot.dialogue.conversation import Conversation
from bot.dialogue.outdated import sort_out
from bot.dialogue.reply import Sheet
from bot.dialogue.result import sheet_of
from bot.dialogue.take import go_on
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn


@dataclass(frozen=True, slots=True)
class Report:
    """The answers given in words, name and value, and what they match on a day; ``left`` questions are still open."""

    answers: tuple[tuple[str, str], ...]
    sheet: Sheet
    day: date
    version: str
    left: int


def report(talk: Talk) -> Report:
    """Return the report of a conversation as it stands."""
    talk, _ = sort_out(talk)
    said = tuple((fact.name, f"{words}（默认）" if presumed else words) for fact, words, presumed in answers_of(talk))
    return Report(said, sheet_of(talk), talk.today, talk.house.content.version, len(talk.questions))


def carried(talk: Talk) -> dict[str, Any]:
    """Return the answers as JSON values for a link: no name, and the content that they were matched on.

    The names of the facts go along, so that one that is no more can still be named.
    """
    conversation = talk.conversation
    answers = {fact: raw for fact, raw in conversation.answers.items() if fact in talk.facts}
    return {
        "answers": answers,
        "skipped": [fact for fact in conversation.skipped if fact in talk.facts],
        "thorough": conversation.thorough,
        "names": {fact: talk.facts[fact].name for fact in answers},
        "day": talk.today.isoformat(),
        "version": talk.house.content.version,
    }


def reopen(talk: Talk, brought: dict[str, Any]) -> Turn:
    """Go on with the answers of a link in place of those at hand; what the content no longer knows is said."""
    opened = Talk(
        talk.house,
        Conversation(
            answers=brought["answers"],
            skipped=tuple(brought["skipped"]),
            thorough=brought["thorough"],
            source=talk.conversation.source,
        ),
        talk.today,
    )
    kept, lost = sort_out(opened)
    said = talk.page(
        "reopened",
        day=brought["day"],
        renewed=brought["version"] != talk.house.content.version,
        count=len(kept.conversation.answers),
        gone=[name for fact, name in brought["names"].items() if fact not in talk.facts],
        lost=[fact.name for fact in lost],
    )
    turn = go_on(kept, events=(Event("reopened"),))
    return Turn(turn.conversation, (said, *turn.replies), turn.events)
