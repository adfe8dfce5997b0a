"""Which answer typed words ask to change, and to what: 改营收, 行业选错了, 把网上销售额改成510万."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.content import Fact
from bot.dialogue.pick import known
from bot.dialogue.read import read_one
from bot.dialogue.talk import Talk
from bot.language import Understood

_QUOTED = r"[ “”\"]*(?P<what>[^ “”\".!?~,。]+?)[ “”\"]*"
_SAID = r"[.!~。吧呀啊了]*"
_TO = r"(?P<to>[^,。;!?]+)"
_BECOMES = re.compile(rf"(?:把|将)?{_QUOTED}(?:改成|改为|改到|应该是|应为){_TO}")
_CHANGES = (
    re.compile(rf"我?[想要]?(?:修改|更改|重填|重答|改)(?:一?下)?{_QUOTED}{_SAID}"),
    re.compile(rf"{_QUOTED}(?:刚才|我)?(?:[填选写答说点]错|[想要]改|改一?下){_SAID}"),
)
_LEADS = re.compile(r"(?:我?[想要]?(?:修改|更改|重填|重答|改)(?:一?下)?|把|将) ?(?P<rest>[^,。;!?]+)")
_LINK = re.compile(r"[ :“”\"]*(?:改|换)?[成为到]?[ :“”\"]*")
_BARE = re.compile(rf"{_QUOTED}改{_TO}")
"""The name and what it is to be stand side by side: 改网上销售额 510万, 所在县改高平."""
_WHOLE = re.compile(r"(?P<what>[^ :,。;!?]+)[ :]+(?P<to>[^ ,。;!?]+)")
"""A whole name and a value need no word for changing: 网上销售额 510万."""

_LEAST = 2
"""A piece of a name is not shorter."""
_LEAST_APART = 3
"""Nor are characters picked out of one in order: 最高营收 is 此前最高年营收."""


class Change(NamedTuple):
    """What is to change; ``to`` is empty where that is not said."""

    fact: Fact
    to: str = ""


def said_change(talk: Talk, text: str) -> Change | None:
    """Return what a normalised text asks to change; under the list of answers the name alone says it.

    An answer is named by its fact's name or a piece of it. What was not answered yet may be named too, with its value.
    """
    becomes = _BECOMES.fullmatch(text)
    if becomes and (named := _answered(talk, becomes["what"])):
        return Change(named, becomes["to"])
    for what, to in _beside(text, max(len(known(fact.name)) for fact in talk.facts.values())):
        if (fact := _answered(talk, what) or _best(talk.facts.values(), what)) and _fits(talk, fact, to):
            return Change(fact, to)
    whole = _WHOLE.fullmatch(text)
    for fact in talk.facts.values() if whole else ():
        if whole and fact.kind == "money" and known(fact.name) == whole["what"] and _fits(talk, fact, whole["to"]):
            return Change(fact, whole["to"])
    asked = next(filter(None, (words.fullmatch(text) for words in _CHANGES)), None)
    what = asked["what"] if asked else text if talk.conversation.view == "change" else ""
    fact = _answered(talk, what)
    return Change(fact) if fact else None


def _beside(text: str, longest: int) -> Iterator[tuple[str, str]]:
    """Yield each way to part words into a name, of ``longest`` characters at most, and a value; long names first."""
    for words in (_BECOMES, _BARE):
        if apart := words.fullmatch(text):
            yield apart["what"], apart["to"]
    leads = _LEADS.fullmatch(text)
    rest = leads["rest"] if leads else ""
    for end in range(min(len(rest) - 1, longest), _LEAST - 1, -1):
        link = _LINK.match(rest, end)
        yield rest[:end], rest[link.end() if link else end :]


def _fits(talk: Talk, fact: Fact, to: str) -> bool:
    return bool(to) and isinstance(read_one(fact, to, talk.today), Understood)


def _answered(talk: Talk, what: str) -> Fact | None:
    """Return the fact answered, or presumed, that words name."""
    answered = talk.conversation.answers.keys() | talk.profile.presumed if what else ()
    return _best((talk.facts[key] for key in talk.facts if key in answered), what)


def _best(facts: Iterable[Fact], what: str) -> Fact | None:
    """Return the fact whose name words are a piece of, the shortest such name; else one they are picked out of."""
    each = tuple(facts)
    whole = [fact for fact in each if len(what) >= _LEAST and what in known(fact.name)]
    apart = [fact for fact in each if len(what) >= _LEAST_APART and _picked(what, known(fact.name))]
    return min(whole or apart, key=lambda fact: len(fact.name), default=None)


def _picked(what: str, name: str) -> bool:
    left = iter(name)
    return all(character in left for character in what)
