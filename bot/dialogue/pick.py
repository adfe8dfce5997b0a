"""Which button on the screen typed words pick: by its label, by its place, or by a yes or a no to what it offers."""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.content import Fact
from bot.dialogue.buttons import ANOTHER, KEEP, MORE, read_id
from bot.dialogue.reply import Choice
from bot.language import Understood, normalise, read_yes_no

_NOT_SAID = re.compile(r"[☐☑ “”\"?]|\.+$|\((?:已选 ?\d+|\d+ ?项|\d+/\d+)\)")
"""What stands in a label and is hardly typed; 2023 年（10 月 31 日起） is no 2023."""

_NUMERALS = "一二三四五六七八"
_NUMBER = re.compile(r"([1-8])[.、,。]?")
_ORDINAL = re.compile(
    rf"(?:我?(?:选择?|点|要|是))?第([1-8{_NUMERALS}])[个项种类][吧的]?|我?(?:选择?|点)([1-8{_NUMERALS}])[个项号]?吧?"
)
_CHANGE_IT = re.compile("(?:那?就)?改[吧了。!]*")
_NUMBERS = re.compile(r"[1-8](?:[、,，/和 ]+[1-8])+")


def pick(shown: Sequence[Choice], text: str, command: str, pending: Fact | None) -> Choice | None:
    """Return the button that a normalised text picks among those shown; ``command`` is what the text is known as."""
    return _labelled(shown, text) or _placed(shown, text, pending) or _agreed(shown, text, command)


def pick_ticks(shown: Sequence[Choice], text: str) -> str:
    """Return the labels of options picked by several numbers (1、3), to be read as if typed; "" where they are none."""
    if not _NUMBERS.fullmatch(text):
        return ""
    places = [int(number) for number in re.findall("[1-8]", text)]
    picked = [shown[place - 1] for place in places if place <= len(shown)]
    ticks = len(picked) == len(places) and all(read_id(choice.id)[0] == "tick" for choice in picked)
    return "、".join(choice.label.lstrip("☐☑ ") for choice in picked) if ticks else ""


@lru_cache(maxsize=4096)
def known(words: str) -> str:
    """Normalise words of ours, which come again and again, such as a command's or a button's."""
    return normalise(words)


def _labelled(shown: Sequence[Choice], text: str) -> Choice | None:
    for choice in shown:
        if text in (known(choice.label), known(choice.label.lstrip("☐☑ "))):
            return choice
    said = _NOT_SAID.sub("", text)
    alike = [choice for choice in shown if said and said == _NOT_SAID.sub("", known(choice.label))]
    return alike[0] if len(alike) == 1 else None


def _placed(shown: Sequence[Choice], text: str, pending: Fact | None) -> Choice | None:
    number = None if _awaits_figure(shown, pending) else _NUMBER.fullmatch(text)
    named = number or _ORDINAL.fullmatch(text)
    if named is None:
        return None
    figure = next(group for group in named.groups() if group)
    place = _NUMERALS.find(figure) + 1 or int(figure)
    return shown[place - 1] if place <= len(shown) else None


def _awaits_figure(shown: Sequence[Choice], pending: Fact | None) -> bool:
    """Whether a number by itself can be the answer: nothing but the question of a figure, or how to go on, is shown."""
    if pending is None or pending.kind not in {"money", "date"}:
        return False
    kinds = {read_id(choice.id)[:2] for choice in shown}
    return ("skip", pending.id) in kinds or MORE in shown or all(name == "command" for name, _ in kinds)


def _agreed(shown: Sequence[Choice], text: str, command: str) -> Choice | None:
    """Take a yes for the one thing offered, and a no for leaving it."""
    if len(shown) != 2 or shown[1].id not in {KEEP.id, ANOTHER.id}:
        return None
    reading = read_yes_no(text)
    changes = shown[1].id == KEEP.id and _CHANGE_IT.fullmatch(text)
    if changes or command == "done" or (isinstance(reading, Understood) and reading.value):
        return shown[0]
    return shown[1] if isinstance(reading, Understood) else None
