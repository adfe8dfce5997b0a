"""Several facts read out of one message: `高平弄丝绸的，去年十亿出头，山西精品也评上了，能领啥`.

The message is cut into clauses, and these where what is named passes from one fact to another. Each fact is then
read, as its kind is, out of its own cells alone, so that a no or a year of one says nothing of another.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content import TRADE, Fact
from bot.dialogue.gathering.applicant import told_applicant
from bot.dialogue.gathering.choice import told_choice
from bot.dialogue.gathering.choices import told_choices
from bot.dialogue.gathering.followed import followed
from bot.dialogue.gathering.sums import told_sums
from bot.dialogue.gathering.survey import Survey, survey
from bot.dialogue.gathering.told import Told
from bot.dialogue.gathering.trade import telling, told_trade
from bot.dialogue.read import raw_value, readable
from bot.language import Understood, normalise, read_when
from bot.language.telling.assertions import verdict

_FOR_A_CLIENT = re.compile(
    r"^[^。;!?]{0,16}?(?:替|帮|代|给|为)[^,。;!?:]{0,6}?(?:客户|老板|亲戚|朋友|企业)[^,。;!?:做搞干]{0,4}?(?:(?:问|咨询|打听)[^,。;!?:]{0,4}|情况)[:,]"
    r" ?(?:我?的?客户)?"
)
"""Somebody asks for another, who is then spoken of as 我们 would be: 替客户问，客户在泽州."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a message tells: values as a profile file holds them, in asking order, and the words each rests on.

    ``unclear``: the two or three likeliest values of facts spoken of without being settled; ``rest``: the clauses
    that tell nothing, such as a question.
    """

    values: Mapping[str, Any]
    words: Mapping[str, str]
    unclear: Mapping[str, tuple[Any, ...]]
    rest: tuple[str, ...]


def gather(facts: Mapping[str, Fact], text: str, today: date, given: Mapping[str, Any] = {}) -> Gathered:
    """Read all facts that a message tells; ``given`` are those known already. Never raises, never guesses."""
    message = survey(facts, _FOR_A_CLIENT.sub("我们", normalise(text)), today)
    told = _told(message, given)
    kept = {
        fact_id: told[fact_id]
        for fact_id, fact in facts.items()
        if fact_id in told and all(readable(fact, value, today) for value in told[fact_id].values)
    }
    return Gathered(
        {fact_id: one.values[0] for fact_id, one in kept.items() if len(one.values) == 1},
        {fact_id: one.words for fact_id, one in kept.items() if len(one.values) == 1},
        {fact_id: one.values for fact_id, one in kept.items() if len(one.values) > 1},
        message.rest(kept.values()),
    )


def read_any(facts: Mapping[str, Fact], text: str, today: date) -> dict[str, Any]:
    """Return all that a message tells, in the shape of docs/json.md."""
    told = gather(facts, text, today)
    said = [
        f"{facts[fact].name}：{facts[fact].say(facts[fact].read(value, today))}" for fact, value in told.values.items()
    ]
    return {
        "version": 1,
        "fact": "any",
        "text": text,
        "outcome": "understood" if told.values else "not_understood",
        "values": dict(told.values),
        "words": dict(told.words),
        "unclear": {fact: list(values) for fact, values in told.unclear.items()},
        "rest": list(told.rest),
        "say": "；".join(said) or "没看出说的是哪些情况，请换个说法",
    }


def _told(message: Survey, given: Mapping[str, Any]) -> dict[str, Told]:
    """Return what is told of each fact: sums first, then the trade, which a figure of something else is none of."""
    facts = message.kinds.facts.values()
    told = told_sums(message, given)
    trade = next((fact for fact in facts if fact.role == TRADE), None)
    done = told_trade(message, trade, told.values()) if trade else None
    trade_at: set[int] = set()
    if trade and done:
        told[trade.id] = done
        trade_at = telling(message, trade, done)
    for fact in facts:
        new = _told_of(message, fact, trade_at) if fact != trade else None
        if new:
            told[fact.id] = new
    return told


def _told_of(message: Survey, fact: Fact, trade_at: set[int]) -> Told | None:
    """Return what is told of a fact that is neither a sum nor the trade."""
    match fact.kind:
        case "choice":
            return told_choice(message, fact) or told_applicant(message, fact)
        case "choices":
            return told_choices(message, fact, trade_at)
        case "yes_no":
            return _told_yes_no(message, fact)
        case "date":
            return _told_date(message, fact)
        case _:
            return None


def _told_yes_no(message: Survey, fact: Fact) -> Told | None:
    for cell in message.own(fact):
        anchor = next(one for one in cell.anchors if one.fact == fact.id)
        said = verdict(*message.around(anchor, cell), message.said[anchor.end :])
        if said:
            return Told(said, message.words([cell]), (cell.start,))
    return None


def _told_date(message: Survey, fact: Fact) -> Told | None:
    own = message.own(fact)
    text = message.words(followed(message, own))
    reading = read_when(text, message.today) if own else None
    if not isinstance(reading, Understood):
        return None
    return Told((raw_value(reading.value, fact),), text, tuple(cell.start for cell in own))
