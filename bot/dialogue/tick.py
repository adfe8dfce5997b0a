"""Ticking options, by tap or by name, and telling when they were achieved."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.content import PLANS, Fact, When, read_when, say_when, write_when
from bot.dialogue.ask import OUTDATED, again, ask, did_you_mean, items_to_date, tick_button
from bot.dialogue.gathering.gather import gather
from bot.dialogue.read import days_said, named_among, names_one, read_one
from bot.dialogue.take import take
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Intent
from bot.language import NotUnderstood, Several, Understood
from bot.language import read_when as read_spoken_when

_NOTHING_TICKED = "还没有选。有就选上，没有就点“{none}”。"
_PART_OF = "是 {when}的哪一段？点一个，或写到几月几日。"
_DENIED = "好，这项没有。别的有就接着选，都没有就点“都没有”。"


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
    return _date(talk.but(step={**talk.conversation.step, "date": item}), talk.facts[intent.fact], when)


def say_options(talk: Talk, fact: Fact, intent: Intent) -> Turn:
    """Read typed words as options had, or denied, or as when they were achieved."""
    step = talk.conversation.step
    if "date" in step:
        return _say_date(talk, fact, intent.value)
    if intent.fact == "none" and (again(talk) or not step.get("held")):
        return none(talk, Intent("none", fact.id))
    if intent.fact in {"none", "done"}:  # 没有 beside what has just been ticked: no more of them
        return done(talk, Intent("done", fact.id))
    reading = read_one(fact, intent.value, talk.today)
    if isinstance(reading, Several):
        return _which_ones(talk, fact, intent.value, reading)
    planned = gather(talk.facts, intent.value, talk.today).values.get(fact.id) if fact.role == PLANS else None
    if planned:  # 打算搞技改 denies it only where plans do not count
        return _say_ticked(_hold(talk, planned), fact, planned)
    if isinstance(reading, NotUnderstood):
        return talk.turn(ask(talk, reading.why))
    if not reading.value:
        # To deny one is not to deny all.
        alone = step.get("held") or names_one(fact, intent.value)
        return talk.turn(ask(talk, _DENIED)) if alone else none(talk, Intent("none", fact.id))
    return _say_ticked(_ticked(talk, fact, reading.value, intent.value), fact, reading.value)


def _say_ticked(talk: Talk, fact: Fact, options: Iterable[str]) -> Turn:
    labels = [fact.option(option).label for option in options]
    return talk.turn(ask(talk, talk.house.pages.render("ticked", labels=labels)))


def _which_ones(talk: Talk, fact: Fact, text: str, reading: Several[tuple[str, ...]]) -> Turn:
    """Tick what every reading holds, and ask back what only some do."""
    sure = [option for option in reading.values[0] if all(option in options for options in reading.values)]
    unclear = dict.fromkeys(option for options in reading.values for option in options if option not in sure)
    talk = _ticked(talk, fact, sure, text)
    held = talk.conversation.step["held"]
    ticks = [tick_button(fact, fact.option(option), held) for option in unclear]
    return talk.turn(did_you_mean(talk, ticks, [fact.option(option).label for option in sure]))


def _ticked(talk: Talk, fact: Fact, options: Sequence[str], text: str) -> Talk:
    """Return the talk with options ticked, each with the day that the words say of it."""
    return _hold(talk, days_said(fact, options, text, talk.today))


def _hold(talk: Talk, days: Mapping[str, str | None]) -> Talk:
    held = {**talk.conversation.step.get("held", {}), **days}
    return talk.but(step={**_undated(talk), "held": held})


def _say_date(talk: Talk, fact: Fact, text: str) -> Turn:
    """Read when options were achieved; one named instead is ticked too, and its day asked with theirs."""
    when = read_spoken_when(text, talk.today)
    if isinstance(when, NotUnderstood):
        more = read_one(fact, text, talk.today)
        if isinstance(more, Understood) and more.value:
            return done(_ticked(talk, fact, more.value, text), Intent("done", fact.id))
        held = talk.conversation.step["held"]
        denied = named_among(fact, held, text) if isinstance(more, Understood) else set[str]()
        if denied:
            return _without(talk, fact, {option: day for option, day in held.items() if option not in denied})
        return talk.turn(ask(talk, when.why))
    value = when.value if isinstance(when, Understood) else when.values[0]
    if isinstance(when, Several) or value.first > talk.today:
        return talk.turn(ask(talk, "请点一个年份，或只写年份，例如：2024。"))
    return _date(talk, fact, value)


def _without(talk: Talk, fact: Fact, held: dict[str, Any]) -> Turn:
    """Go on with what is left of the options whose days are asked."""
    talk = talk.but(step={**talk.conversation.step, "held": held})
    return done(talk, Intent("done", fact.id)) if held else none(talk, Intent("none", fact.id))


def _date(talk: Talk, fact: Fact, when: When) -> Turn:
    held = dated(talk, fact, when)
    left = items_to_date(talk, fact, held)
    if not left:
        return take(talk, fact.id, held)
    open_still = _PART_OF.format(when=say_when(when)) if held[left[0]] == write_when(when) else ""
    talk = talk.but(step={**talk.conversation.step, "held": held, "date": left[0]})
    return talk.turn(ask(talk, open_still))


def dated(talk: Talk, fact: Fact, when: When) -> dict[str, Any]:
    """Return the options held, the one whose day is asked dated so, or each that still needs a day."""
    held: dict[str, Any] = dict(talk.conversation.step.get("held", {}))
    item = str(talk.conversation.step.get("date", ""))
    return {**held, **dict.fromkeys([item] if item in held else items_to_date(talk, fact, held), write_when(when))}


def _undated(talk: Talk) -> dict[str, Any]:
    return {key: value for key, value in talk.conversation.step.items() if key != "date"}
