"""Typed words -> the value of one fact, by its kind."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from bot.content import TRADE, Amount, Fact, When, once_for_each, write_when
from bot.dialogue.named_yes import read_named_yes_no
from bot.language import (
    NONE_LEFT,
    NotUnderstood,
    Reading,
    Several,
    Understood,
    normalise,
    read_choice,
    read_choices,
    read_days,
    read_money,
    read_when,
)
from bot.language.options.apart import without
from bot.language.sums.earlier import of_before
from bot.language.telling.assertions import worked_up
from bot.matching import UNKNOWN, WONT_SAY

_PLACE = ""
"""Stands for the option of what is called like a place."""

_EARLIER = NotUnderstood("听起来是更早年份的数。请写最近一个完整年度的，例如 4.8亿、3000万")


def read_one(fact: Fact, text: str, today: date) -> Reading[Any]:
    """Read words as an answer to the question of a fact. Never raises."""
    if fact.kind == "money":
        reading = read_money(text, today)
        return _EARLIER if fact.yearly and _of_years_before(reading, text) else reading
    if fact.kind == "yes_no":
        return read_named_yes_no(fact, text)
    if fact.kind == "date":
        return read_when(text, today)
    if fact.kind == "choices":
        return _read_several(fact, text)
    return read_trade(fact, worked_up(normalise(text))) if fact.role == TRADE else read_choice(text, names(fact))


def read_trade(fact: Fact, said: str) -> Reading[str]:
    """Read what is done out of normalised words, without any part of a place's name."""
    named = any(place in said for place in fact.places)
    apart = without(said, _and_places(fact), _PLACE) if named else said
    reading = read_choice(apart, names(fact))
    return reading if apart == said or isinstance(reading, NotUnderstood) else replace(reading, words=said)


def _of_years_before(reading: Reading[Amount], text: str) -> bool:
    """Whether a sum without a year of its own is said of the years before: 历史最高5亿."""
    return isinstance(reading, Understood) and not reading.value.year and of_before(normalise(text), reading.words)


def _read_several(fact: Fact, text: str) -> Reading[tuple[str, ...]]:
    """Read options; words that leave none of them, or the words of the button for none, are an answer too."""
    reading = read_choices(text, names(fact))
    return Understood((), text) if reading == NONE_LEFT or text.strip() == fact.none else reading


def names_one(fact: Fact, text: str) -> bool:
    """Whether words name an option of the fact, be it to deny it."""
    said = normalise(text)
    return any(name in said for name in _normal_names(fact))


def named_among(fact: Fact, options: Iterable[str], text: str) -> set[str]:
    """Return those of some options of a fact that words name."""
    said = normalise(text)
    return {option for option in options if any(normalise(name) in said for name in fact.option(option).names)}


@once_for_each
def _normal_names(fact: Fact) -> tuple[str, ...]:
    return tuple(normalise(name) for option in fact.options for name in option.names)


def readable(fact: Fact, raw: Any, today: date) -> bool:
    """Whether a value as a profile file holds it is one of the fact as the content has it now."""
    if raw in (UNKNOWN, WONT_SAY):
        return True
    try:
        fact.read(raw, today)
    except (ValueError, TypeError, AttributeError, LookupError):  # of another kind than it was
        return False
    return True


def read_answer(fact: Fact, text: str, today: date) -> dict[str, Any]:
    """Return how words are understood, in the shape of docs/json.md."""
    reading = read_one(fact, text, today)
    found = {"version": 1, "fact": fact.id, "text": text}
    if isinstance(reading, NotUnderstood):
        return {**found, "outcome": "not_understood", "say": reading.why}
    if isinstance(reading, Several):
        raws = [raw_value(value, fact) for value in reading.values]
        said = " / ".join(fact.say(fact.read(raw, today)) for raw in raws)
        return {**found, "outcome": "several", "values": raws, "words": reading.words, "say": said}
    raw = raw_value(reading.value, fact)
    if isinstance(raw, dict) and fact.dated:
        raw = days_said(fact, raw, text, today)
    return {
        **found,
        "outcome": "understood",
        "value": raw,
        "words": reading.words,
        "say": fact.say(fact.read(raw, today)),
    }


@once_for_each
def _and_places(fact: Fact) -> dict[str, tuple[str, ...]]:
    return {**names(fact), _PLACE: fact.places}


@once_for_each
def names(fact: Fact) -> dict[str, tuple[str, ...]]:
    """Return every option with its names."""
    return {option.id: option.names for option in fact.options}


def raw_value(value: Any, fact: Fact) -> object:
    """Return a value as a profile file holds it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Amount):
        return raw_amount(value, fact)
    if isinstance(value, When):
        return write_when(value)
    return dict.fromkeys(value) if isinstance(value, tuple) else value


def raw_answer(value: Any, fact: Fact) -> object:
    """Return a value as the conversation keeps it: of a figure the year too that was said with it (5.1亿，前年)."""
    return fact.write(value) if isinstance(value, Amount) else raw_value(value, fact)


def raw_amount(amount: Amount, fact: Fact) -> dict[str, int]:
    """Return an amount as a profile file holds it; the year only where the fact has one."""
    raw = {"low": amount.low, "high": amount.high}
    return {**raw, "year": amount.year} if fact.yearly and amount.year else raw


def days_said(fact: Fact, held: Iterable[str], text: str, today: date) -> dict[str, str | None]:
    """Return each option with the day said of it, None where none was: a day is never guessed."""
    days = read_days(text, names(fact), held, today)
    return {option: write_when(day) if day else None for option, day in days.items()}
