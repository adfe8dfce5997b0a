"""A conversation that began with other content: what the content no longer understands is asked again."""

from typing import Any

from bot.content import Fact
from bot.dialogue.read import readable
from bot.dialogue.reply import Reply
from bot.dialogue.talk import Talk


def renew(talk: Talk) -> tuple[Talk, tuple[Reply, ...]]:
    """Take out of a conversation what vanished from the content, and say what is therefore asked again."""
    renewed, lost = sort_out(talk)
    return renewed, (talk.page("outdated", facts=lost),) if lost else ()


def sort_out(talk: Talk) -> tuple[Talk, list[Fact]]:
    """Take out of a conversation what vanished from the content; return the facts to be asked again, too.

    A fact that is no more leaves without a word: nothing depends on it now. Of options ticked, those that are still
    there stay ticked.
    """
    answers, lost = dict(talk.conversation.answers), []
    for fact_id, raw in talk.conversation.answers.items():
        fact = talk.facts.get(fact_id)
        if fact is None:
            del answers[fact_id]
        elif not readable(fact, raw, talk.today):
            lost.append(fact)
            del answers[fact_id]
    pending = talk.pending.id if talk.pending else ""
    step = _step(talk)
    before = talk.conversation
    if (answers, pending, step) == (before.answers, before.pending, before.step):
        return talk, []
    skipped = tuple(fact for fact in before.skipped if fact in answers or fact not in before.answers)
    return talk.but(answers=answers, skipped=skipped, pending=pending, step=step), lost


def _step(talk: Talk) -> dict[str, Any]:
    """Return where in a question the conversation is, without ticks on what is gone, or from the start."""
    step = talk.conversation.step
    held = step.get("held")
    if not isinstance(held, dict):
        return step
    options = {option.id for option in talk.pending.options} if talk.pending else set()
    if held.keys() <= options:
        return step
    kept = {option: day for option, day in held.items() if option in options}
    return {"held": kept} if kept else {}
