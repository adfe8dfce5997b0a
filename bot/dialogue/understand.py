"""What a message wants: an intent, out of a button's id or of typed words."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.content import once_for_each
from bot.dialogue.buttons import read_id
from bot.dialogue.message import Message
from bot.dialogue.pick import known, pick, pick_ticks
from bot.dialogue.said_change import said_change
from bot.dialogue.talk import Talk
from bot.language import normalise

ANYWHERE = frozenset(
    ("start", "help", "back", "close", "why", "change", "keep", "restart", "forget", "result", "wrong", "person")
)
"""Commands that mean the same whatever is being asked; the others depend on the question."""

_OPENING = re.compile(r"^(?:[嗯哦那]|还是|刚[才刚]|我[要想]?|请|先|就)+[, ]*")
_ENDINGS = frozenset(" .!?~,。吧呀啊呢了")


class Intent(NamedTuple):
    """What a message wants. ``fact`` is the question a button belongs to, ``value`` what it says."""

    name: str
    fact: str = ""
    value: str = ""

    @property
    def number(self) -> int | None:
        """The value as a number of a page or a group; None where it is none, or longer than we number anything."""
        return int(self.value) if self.value.isdecimal() and len(self.value) < 10 else None


def understand(talk: Talk, message: Message) -> Intent:
    """Read a message against the screen it answers: tapped, a button's label or number, a command, or plain words."""
    if message.choice:
        return _tapped(message.choice)
    text = normalise(message.text)
    if not text:
        return Intent("unreadable")
    command, shown = _command(text, talk.house.content.commands), talk.conversation.shown
    picked = pick(shown, text, command, talk.pending)
    if picked:
        return _tapped(picked.id)
    if command in ANYWHERE:
        return Intent(command)
    return _changed(talk, text) or Intent("say", command, pick_ticks(shown, text) or message.text)


def _tapped(choice: str) -> Intent:
    name, fact, value = read_id(choice)
    return Intent(fact) if name == "command" else Intent(name, fact, value)


def _command(text: str, commands: Mapping[str, tuple[str, ...]]) -> str:
    """Return the command that words are known as, less what opens and ends them (那就返回吧); "" where none.

    Of the end no more is taken off than need be: 算了 is no 算.
    """
    words = _by_word(commands)
    forms = (shorter for form in (text, _OPENING.sub("", text)) for shorter in _shortened(form))
    return next((words[form] for form in forms if form in words), "")


def _shortened(text: str) -> Iterator[str]:
    """Yield a text whole, then with one ending after the other taken off."""
    yield text
    while text and text[-1] in _ENDINGS:
        text = text[:-1]
        yield text


def _changed(talk: Talk, text: str) -> Intent | None:
    change = said_change(talk, text)
    if change is None:
        return None
    return Intent("correct", change.fact.id, change.to) if change.to else Intent("edit", change.fact.id)


@once_for_each
def _by_word(commands: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {known(word): command for command, words in commands.items() for word in words}
