"""Taking an answer: tapped or typed, it ends in `take`, which puts the next question or the result."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.content import Amount, Fact, When, read_when, write_when
from bot.dialogue.ask import ask, items_to_date, rough, tick_button
from bot.dialogue.buttons import NEITHER, button
from bot.dialogue.found import found_events
from bot.dialogue.prune import clash, prune
from bot.dialogue.read import days_said, names_one, raw_value, read_one, readable
from bot.dialogue.reply import MOST_CHOICES, Choice, Reply
from bot.dialogue.result import result
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent
from bot.language import NONE_LEFT, NotUnderstood, Several, Understood
from bot.language import read_when as read_spoken_when
from bot.matching import UNKNOWN, WONT_SAY

_SKIPS = {"unsure": UNKNOWN, "refuse": WONT_SAY}


_ONE_OF = "这一问选一个就行；说不准就发“不清楚”。"
_NOTHING_TICKED = "还没有选。有就选上，没有就点“{none}”。"
_DENIED = "好，这项没有。别的有就接着选，都没有就点“都没有”。"
OUTDATED = "这个按钮已经过时了，请再选一次。"


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


def tick(talk: Talk, intent: Intent) -> Turn:
    """Put a check mark on an option, or take it off, in place."""
    held: dict[str, Any] = dict(talk.conversation.step.get("held", {}))
    if all(option.id != intent.value for option in talk.facts[intent.fact].options):
        return talk.turn(ask(talk, OUTDATED))
    if intent.value in held:
        del held[intent.value]
    else:
        held[intent.value] = None
    talk = talk.but(step={**_undated(talk), "held": held})
    return talk.turn(ask(talk, in_place=True))


def group(talk: Talk, intent: Intent) -> Turn:
    """Open a group of options, or go back to the list of groups, in place."""
    step = {key: value for key, value in talk.conversation.step.items() if key != "group"}
    if intent.number is not None:
        step["group"] = intent.number
    talk = talk.but(step=step)
    return talk.turn(ask(talk, in_place=True))


def none(talk: Talk, intent: Intent) -> Turn:
    """Take it that none of the options holds."""
    return take(talk, intent.fact, {})


def done(talk: Talk, intent: Intent) -> Turn:
    """Take the ticked options, once the days that decide something are known."""
    held = talk.conversation.step.get("held", {})
    if not held:
        return talk.turn(ask(talk, _NOTHING_TICKED.format(none=talk.facts[intent.fact].none)))
    if items_to_date(talk, talk.facts[intent.fact], held):
        talk = talk.but(step={**talk.conversation.step, "date": ""})
        return talk.turn(ask(talk))
    return take(talk, intent.fact, held)


def one_by_one(talk: Talk, intent: Intent) -> Turn:
    """Ask the day of each option by itself."""
    if "date" not in talk.conversation.step:
        return talk.turn(ask(talk, OUTDATED))
    items = items_to_date(talk, talk.facts[intent.fact], talk.conversation.step.get("held", {}))
    talk = talk.but(step={**talk.conversation.step, "date": items[0] if items else ""})
    return talk.turn(ask(talk, in_place=True))


def set_date(talk: Talk, intent: Intent) -> Turn:
    """Take when one option, or all that are left, were achieved."""
    item, _, span = intent.value.partition(".")
    if "date" not in talk.conversation.step:
        return talk.turn(ask(talk, OUTDATED))
    try:
        when = read_when(span)
    except ValueError:
        return talk.turn(ask(talk, OUTDATED))
    return _date(talk, intent.fact, item, when)


def say(talk: Talk, intent: Intent) -> Turn:
    """Read typed words as the answer to the pending question."""
    fact = talk.pending
    if fact is None:
        return go_on(talk)
    if intent.fact in _SKIPS:
        return skip(talk, Intent("skip", fact.id, _SKIPS[intent.fact]))
    if fact.kind == "choices":
        return _say_choices(talk, fact, intent)
    reading = read_one(fact, intent.value, talk.today)
    if isinstance(reading, Understood):
        return take(talk, fact.id, raw_answer(reading.value, fact))
    if isinstance(reading, Several):
        return talk.turn(_ask_back(talk, fact, reading))
    # Of one thing there is no none to tap.
    return talk.turn(ask(talk, _ONE_OF if reading == NONE_LEFT or intent.fact == "none" else reading.why))


def take(talk: Talk, fact_id: str, raw: object, *, asked_enough: bool = False) -> Turn:
    """Put an answer into the conversation, drop those it overtakes, and go on; a contradiction is asked back."""
    fact = talk.facts[fact_id]
    if not readable(fact, raw, talk.today):
        return talk.turn(
            ask(talk.but(pending=fact_id, view="", step={}), "这个答案用不上（比如年份还没到），请再说一遍。")
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
        talk = talk.but(pending="", view="result", step={})
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


def _date(talk: Talk, fact_id: str, item: str, when: When) -> Turn:
    fact = talk.facts[fact_id]
    held: dict[str, Any] = dict(talk.conversation.step.get("held", {}))
    for option in [item] if item in held else items_to_date(talk, fact, held):
        held[option] = write_when(when)
    left = items_to_date(talk, fact, held)
    if left:
        talk = talk.but(step={**talk.conversation.step, "held": held, "date": left[0]})
        return talk.turn(ask(talk))
    return take(talk, fact_id, held)


def _say_choices(talk: Talk, fact: Fact, intent: Intent) -> Turn:
    step = talk.conversation.step
    if "date" in step:
        return _say_date(talk, fact, intent.value)
    if intent.fact == "none" and not step.get("held"):
        return none(talk, Intent("none", fact.id))
    if intent.fact in {"none", "done"}:  # 没有 beside ticks: no more of them
        return done(talk, Intent("done", fact.id))
    reading = read_one(fact, intent.value, talk.today)
    if isinstance(reading, NotUnderstood):
        return talk.turn(ask(talk, reading.why))
    if isinstance(reading, Several):
        return _which_ones(talk, fact, intent.value, reading)
    if not reading.value:
        # To deny one is not to deny all.
        alone = step.get("held") or names_one(fact, intent.value)
        return talk.turn(ask(talk, _DENIED)) if alone else none(talk, Intent("none", fact.id))
    talk = _ticked(talk, fact, reading.value, intent.value)
    return talk.turn(ask(talk, talk.house.pages.render("ticked", labels=[fact.option(o).label for o in reading.value])))


def _which_ones(talk: Talk, fact: Fact, text: str, reading: Several[tuple[str, ...]]) -> Turn:
    """Tick what every reading holds, and ask back what only some do."""
    sure = [option for option in reading.values[0] if all(option in options for options in reading.values)]
    unclear = dict.fromkeys(option for options in reading.values for option in options if option not in sure)
    talk = _ticked(talk, fact, sure, text)
    held = talk.conversation.step["held"]
    ticks = [tick_button(fact, fact.option(option), held) for option in unclear]
    return talk.turn(_did_you_mean(talk, ticks, [fact.option(option).label for option in sure]))


def _ticked(talk: Talk, fact: Fact, options: Sequence[str], text: str) -> Talk:
    """Return the talk with options ticked, each with the day that the words say of it."""
    held = {**talk.conversation.step.get("held", {}), **days_said(fact, options, text, talk.today)}
    return talk.but(step={**_undated(talk), "held": held})


def _say_date(talk: Talk, fact: Fact, text: str) -> Turn:
    """Read when options were achieved; one named instead is ticked too, and its day asked with theirs."""
    when = read_spoken_when(text, talk.today)
    if isinstance(when, NotUnderstood):
        more = read_one(fact, text, talk.today)
        if isinstance(more, Understood) and more.value:
            return done(_ticked(talk, fact, more.value, text), Intent("done", fact.id))
        return talk.turn(ask(talk, when.why))
    value = when.value if isinstance(when, Understood) else when.values[0]
    if isinstance(when, Several) or value.first > talk.today:
        return talk.turn(ask(talk, "请点一个年份，或只写年份，例如：2024。"))
    return _date(talk, fact.id, str(talk.conversation.step["date"]), value)


def _ask_back(talk: Talk, fact: Fact, reading: Several[Any]) -> Reply:
    if fact.kind == "money":
        found = [figure_button(fact, amount) for amount in reading.values]
    else:
        raws = [str(raw_value(value, fact)) for value in reading.values]
        found = [button("answer", fact.id, raw, label=fact.option(raw).label) for raw in raws]
    return _did_you_mean(talk, found)


def figure_button(fact: Fact, amount: Amount) -> Choice:
    """Make the button for a figure, with its year where one came with it."""
    value = f"{amount.low}-{amount.high}" + (f"-{amount.year}" if amount.year else "")
    return button("figure", fact.id, value, label=fact.say(amount))


def raw_answer(value: Any, fact: Fact) -> object:
    """Return a value as the conversation keeps it: of a figure the year too that was said with it (5.1亿，前年)."""
    return fact.write(value) if isinstance(value, Amount) else raw_value(value, fact)


def _did_you_mean(talk: Talk, choices: list[Choice], ticked: Sequence[str] = ()) -> Reply:
    """Offer the likeliest meanings; ``ticked`` are options that are sure beside them."""
    return talk.page("did_you_mean", (*choices[: MOST_CHOICES - 1], NEITHER), ticked=ticked)


def _ask_about_clash(talk: Talk, fact: Fact, raw: object, other: str) -> Turn:
    earlier = talk.facts[other]
    choices = (
        button("edit", other, label=f"改“{earlier.name}”"),
        button("edit", fact.id, label=f"重答“{fact.name}”"),
    )
    said = fact.say(fact.read(raw, talk.today))
    before = earlier.say(earlier.read(talk.conversation.answers[other], talk.today))
    return talk.turn(talk.page("clash", choices, fact=fact, said=said, earlier=earlier, before=before))


def describe(talk: Talk, fact: Fact, raw: object) -> str:
    """Put a stored answer into words, as in the list of answers."""
    if raw in (UNKNOWN, WONT_SAY):
        return "不清楚" if raw == UNKNOWN else "不方便说"
    return fact.say(fact.read(raw, talk.today))


def _undated(talk: Talk) -> dict[str, Any]:
    return {key: value for key, value in talk.conversation.step.items() if key != "date"}
