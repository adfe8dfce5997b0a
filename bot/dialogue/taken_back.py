"""Options taken back that were told before: 其实没评上小巨人, 把小巨人去掉."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.content import Fact
from bot.dialogue.beside import ASKS
from bot.dialogue.gathering.gather import Gathered
from bot.dialogue.read import named_among, read_one
from bot.dialogue.talk import Talk
from bot.language import Understood

_OFF = re.compile("去掉|去了吧|删掉|删了|删除|划掉|取消|撤掉|拿掉|记错|说错|写错|填错|弄错|搞错|没有了|不要了|不算了")


def taken_back(talk: Talk, told: Gathered, text: str) -> Gathered | None:
    """Return what a message tells, with what is left of the options it takes some of back; None where it takes none."""
    if ASKS.search(text):
        return None
    for fact_id, held in talk.conversation.answers.items():
        fact = talk.facts.get(fact_id)
        if fact is None or fact.kind != "choices" or not isinstance(held, Mapping):
            continue
        named = named_among(fact, held, text)
        if named and _takes_back(talk, fact, told, text):
            left: dict[str, Any] = {option: day for option, day in held.items() if option not in named}
            return replace(told, values={**told.values, fact_id: left}, words={**told.words, fact_id: text})
    return None


def _takes_back(talk: Talk, fact: Fact, told: Gathered, text: str) -> bool:
    """Whether words deny what they name of a fact, and tell nothing of it instead."""
    if _OFF.search(text):
        return True
    reading = read_one(fact, text, talk.today)
    return isinstance(reading, Understood) and not reading.value and fact.id not in told.values
