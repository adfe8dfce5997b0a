"""What a message wants: an intent, out of a button's id or of typed words."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from bot.dialogue.message import Message
from bot.dialogue.reply import Choice
from bot.dialogue.talk import Talk
from bot.language import normalise

ANYWHERE = ("start", "help", "back", "why", "change", "restart", "forget", "result", "wrong", "person")
"""Commands that mean the same whatever is being asked; the others depend on the question."""

_ENDINGS = re.compile(r"[\s。.!！?？~～,，吧呀啊呢了]+$")


class Intent(NamedTuple):
    """What a message wants. ``fact`` is the question a button belongs to, ``value`` what it says."""

    name: str
    fact: str = ""
    value: str = ""

    @property
    def number(self) -> int | None:
        """The value as a number of a page or a group; None where it is none, or longer than we number anything."""
        return int(self.value) if self.value.isdecimal() and len(self.value) < 10 else None


BUTTONS = {
    "a": "answer", "t": "tick", "d": "done", "n": "none", "g": "group", "y": "date", "o": "one_by_one", "m": "figure",
    "s": "skip", "e": "edit", "k": "confirm", "c": "command", "f": "finding", "v": "view", "q": "offered",
}  # fmt: skip
"""The first letter of a button's id: ``letter.fact.value``."""
LETTERS = {name: letter for letter, name in BUTTONS.items()}


_TONES = {"done": "done", "command": "aside", "skip": "aside"}


def tone(choice: Choice) -> str:
    """Say what a button is beside the others: an ``answer``, ``done`` with ticking, or an ``aside`` that steers."""
    if choice.id == "c.resume.":
        return "answer"
    return _TONES.get(BUTTONS.get(choice.id.partition(".")[0], ""), "answer")


def button(name: str, fact: str = "", value: str = "", *, label: str) -> Choice:
    """Make a button that `understand` reads back as this intent."""
    return Choice(f"{LETTERS[name]}.{fact}.{value}", label)


def understand(talk: Talk, message: Message, screen: Callable[[Talk], tuple[Choice, ...]]) -> Intent:
    """Read a message against the screen it answers: tapped, a command, a button's label or number, or plain words.

    ``screen`` makes the buttons shown: a tap does without, and that is most of what it costs.
    """
    if message.choice:
        return _tapped(message.choice)
    text = normalise(message.text)
    if not text:
        return Intent("unreadable")
    commands = talk.house.content.commands
    command = _command(text, commands)
    if command in ANYWHERE:
        return Intent(str(command))
    labelled = _labelled(talk, text, screen(talk))
    if labelled:
        return _tapped(labelled.id)
    return Intent("say", command or "", message.text)


def _tapped(choice: str) -> Intent:
    letter, _, rest = choice.partition(".")
    fact, _, value = rest.partition(".")
    name = BUTTONS.get(letter, "unreadable")
    return Intent(fact) if name == "command" else Intent(name, fact, value)


def _command(text: str, commands: Mapping[str, tuple[str, ...]]) -> str | None:
    bare = _ENDINGS.sub("", text)
    for command, words in commands.items():
        for word in words:
            if text == known(word) or bare == _bare(word) != "":
                return str(command)
    return None


@lru_cache(maxsize=4096)
def known(words: str) -> str:
    """Normalise words of ours, which come again and again, such as a command's or a button's."""
    return normalise(words)


@lru_cache(maxsize=4096)
def _bare(words: str) -> str:
    return _ENDINGS.sub("", known(words))


def _labelled(talk: Talk, text: str, screen: tuple[Choice, ...]) -> Choice | None:
    for choice in screen:
        if text in (known(choice.label), known(choice.label.lstrip("☐☑ "))):
            return choice
    # A bare number picks from the list, except where a number can be the answer itself.
    figure = talk.pending is not None and talk.pending.kind in {"money", "date"}
    if text.isascii() and text.isdecimal() and len(text) == 1 and not figure and 1 <= int(text) <= len(screen):
        return screen[int(text) - 1]
    return None
