"""Taking an answer: whatever it came of, it ends in `take`, which puts the next question or the result."""

from collections.abc import Mapping
from typing import Any

from bot.content import Fact
from bot.dialogue.ask import ask, items_to_date
from bot.dialogue.buttons import button
from bot.dialogue.found import found_events
from bot.dialogue.in_quotes import in_quotes
from bot.dialogue.prune import clash, prune
from bot.dialogue.read import readable
from bot.dialogue.result import result
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.matching import UNKNOWN, WONT_SAY


def take(talk: Talk, fact_id: str, raw: object, *, asked_enough: bool = False) -> Turn:
    """Put an answer into the conversation, drop those it overtakes, and go on; a contradiction is asked back."""
    fact = talk.facts[fact_id]
    if not readable(fact, raw, talk.today):
        return talk.turn(
            ask(
                talk.but(pending=fact_id, view="", step=set_aside(talk, fact_id)),
                "这个答案用不上（比如年份还没到），请再说一遍。",
            )
        )
    was = talk.conversation.answers.get(fact_id)
    answers = {**talk.conversation.answers, fact_id: raw}
    skipped = tuple(dict.fromkeys((*talk.conversation.skipped, fact_id))) if asked_enough else talk.unskipped(fact_id)
    taken = talk.but(answers=answers, skipped=skipped, pending="", view="", step=set_aside(talk, fact_id))
    dropped: tuple[Fact, ...] = ()
    if was is not None:
        taken, dropped = prune(taken, fact_id, was)
    else:
        other = clash(taken, fact_id)
        if other:
            return _ask_about_clash(talk, fact, raw, other)
    note = talk.house.pages.render("taken", fact=fact, said=describe(taken, fact, raw), dropped=dropped)
    skips = {"outcome": str(raw)} if raw in (UNKNOWN, WONT_SAY) else {}
    event = Event("skipped" if skips else "answered", {"fact": fact_id, **skips})
    return go_on(taken, note, (event,))


def go_on(talk: Talk, note: str = "", events: tuple[Event, ...] = ()) -> Turn:
    """Ask the next open question or, where nothing is open, show the result."""
    if not talk.questions:
        talk = talk.but(pending="", view="result", step={}, asked=())
        return talk.turn(result(talk, note=note), events=(*events, Event("result"), *found_events(talk)))
    question = talk.questions[0]
    talk = talk.but(pending=question.fact.id, view="", step=_first_step(talk, question.fact))
    return talk.turn(ask(talk, note), events=(*events, Event("asked", {"fact": question.fact.id})))


def ask_on(talk: Talk, note: str = "", events: tuple[Event, ...] = ()) -> Turn:
    """Put the pending question again as it stands, ticks and all; where none is, go on."""
    if talk.pending is None:
        return go_on(talk, note, events)
    talk = talk.but(view="")
    return talk.turn(ask(talk, note), events=events)


def set_aside(talk: Talk, fact_id: str) -> dict[str, Any]:
    """Return the step that keeps what is ticked of the pending question, or was of one before, while another is put."""
    step, pending = talk.conversation.step, talk.conversation.pending
    if "left" in step:
        return {"left": step["left"]}
    return {"left": {"fact": pending, "step": step}} if pending != fact_id and step.get("held") else {}


def _first_step(talk: Talk, fact: Fact) -> dict[str, Any]:
    """Start a question where it was left; one whose options are known but not their days starts with the days."""
    left = talk.conversation.step.get("left")
    if left and left["fact"] == fact.id:
        return dict(left["step"])
    kept = {"left": left} if left else {}
    held = talk.conversation.answers.get(fact.id)
    if fact.kind == "choices" and isinstance(held, Mapping) and items_to_date(talk, fact, dict(held)):
        return {**kept, "held": dict(held), "date": ""}
    return kept


def _ask_about_clash(talk: Talk, fact: Fact, raw: object, other: str) -> Turn:
    earlier = talk.facts[other]
    choices = (
        button("edit", other, label=f"改{in_quotes(earlier.name)}"),
        button("edit", fact.id, label=f"重答{in_quotes(fact.name)}"),
    )
    said = fact.say(fact.read(raw, talk.today))
    before = earlier.say(earlier.read(talk.conversation.answers[other], talk.today))
    return talk.turn(talk.page("clash", choices, fact=fact, said=said, earlier=earlier, before=before))


def describe(talk: Talk, fact: Fact, raw: object) -> str:
    """Put a stored answer into words, as in the list of answers."""
    if raw in (UNKNOWN, WONT_SAY):
        return "不清楚" if raw == UNKNOWN else "不方便说"
    return fact.say(fact.read(raw, talk.today))
