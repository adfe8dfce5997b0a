"""Answering the pending question, by a tap or in words."""

from typing import Any

from bot.content import Amount, Fact
from bot.dialogue.ask import OUTDATED, ask, did_you_mean, rough
from bot.dialogue.buttons import button
from bot.dialogue.read import raw_answer, raw_value, read_one
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.take import go_on, take
from bot.dialogue.talk import Talk
from bot.dialogue.tick import say_options
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Intent
from bot.language import NONE_LEFT, Several, Understood
from bot.matching import UNKNOWN, WONT_SAY

_SKIPS = {"unsure": UNKNOWN, "refuse": WONT_SAY}
_ONE_OF = "这一问选一个就行；说不准就发“不清楚”。"


def answer(talk: Talk, intent: Intent) -> Turn:
    """Take a tapped option of a choice, or of a yes or no."""
    return take(talk, intent.fact, intent.value)


def figure(talk: Talk, intent: Intent) -> Turn:
    """Take a tapped range of a figure: ``low-high`` in yuan, with ``-year`` where the figure came with one."""
    parts = intent.value.split("-")
    if not all(part.isdecimal() and len(part) < 20 for part in parts) or len(parts) not in {2, 3}:
        return talk.turn(ask(talk, OUTDATED))
    low, high, *year = map(int, parts)
    fact, before = talk.facts[intent.fact], talk.profile.known.get(intent.fact)
    known_year = before.year if isinstance(before, Amount) else None
    last_year = talk.today.year - 1 if fact.yearly else None
    return take(talk, fact.id, fact.write(Amount(low, high, year[0] if year else known_year or last_year)))


def skip(talk: Talk, intent: Intent) -> Turn:
    """Leave a fact unknown and do not ask it again; of what was only to be told more closely, what is known stays."""
    fact, step, raw = talk.facts[intent.fact], talk.conversation.step, intent.value
    if "date" in step:
        raw = step["held"]
    elif rough(talk, fact):
        raw = talk.conversation.answers.get(fact.id, raw)
    return take(talk, fact.id, raw, asked_enough=True)


def say(talk: Talk, intent: Intent) -> Turn:
    """Read typed words as the answer to the pending question."""
    fact = talk.pending
    if fact is None:
        return go_on(talk)
    if intent.fact in _SKIPS:
        return skip(talk, Intent("skip", fact.id, _SKIPS[intent.fact]))
    if fact.kind == "choices":
        return say_options(talk, fact, intent)
    reading = read_one(fact, intent.value, talk.today)
    if isinstance(reading, Understood):
        return take(talk, fact.id, raw_answer(reading.value, fact))
    if isinstance(reading, Several):
        return talk.turn(_ask_back(talk, fact, reading))
    # Of one thing there is no none to tap.
    return talk.turn(ask(talk, _ONE_OF if reading == NONE_LEFT or intent.fact == "none" else reading.why))


def _ask_back(talk: Talk, fact: Fact, reading: Several[Any]) -> Reply:
    if fact.kind == "money":
        found = [figure_button(fact, amount) for amount in reading.values]
    else:
        raws = [str(raw_value(value, fact)) for value in reading.values]
        found = [button("answer", fact.id, raw, label=fact.option(raw).label) for raw in raws]
    return did_you_mean(talk, found)


def figure_button(fact: Fact, amount: Amount) -> Choice:
    """Make the button for a figure, with its year where one came with it."""
    value = f"{amount.low}-{amount.high}" + (f"-{amount.year}" if amount.year else "")
    return button("figure", fact.id, value, label=fact.say(amount))
