"""The terminal: a typed line in, replies out; each button has a letter."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from itertools import chain
from string import ascii_lowercase
from typing import Protocol

from bot.dialogue import Choice, Message, bar_quotes, plain
from bot.service import Service

CHANNEL = "terminal"
_WIDEST = 78
_PIECE = re.compile(r"(</?(?:b|i)>)")


class Screen(Protocol):
    """Where replies are shown."""

    def show(self, text: str, choices: tuple[Choice, ...]) -> None:
        """Show one reply, in its markup, with its buttons."""


def chat(service: Service, lines: Iterable[str], screen: Screen) -> None:
    """Talk until the lines end."""
    choices: tuple[Choice, ...] = ()
    for place, line in enumerate(chain(("/start",), lines)):
        message = read_line(line, choices, str(place))
        for outgoing in service.receive(message):
            screen.show(outgoing.reply.text, outgoing.reply.choices)
            choices = outgoing.reply.choices
            service.sent(outgoing, "sent")


def read_line(line: str, choices: tuple[Choice, ...], message_id: str) -> Message:
    """Turn a typed line into a message: a button's letter taps it, everything else is text."""
    letter = line.strip().lower()
    place = ascii_lowercase.find(letter) if len(letter) == 1 else -1
    if 0 <= place < len(choices):
        return Message(CHANNEL, CHANNEL, message_id, choice=choices[place].id)
    return Message(CHANNEL, CHANNEL, message_id, text=line)


class PlainScreen:
    """Replies as plain text, for pipes."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def show(self, text: str, choices: tuple[Choice, ...]) -> None:
        """Write the text, then a line for each button, then an empty line."""
        self._write(plain(text) + "\n")
        for letter, choice in zip(ascii_lowercase, choices, strict=False):
            self._write(f"  {letter} {choice.label}\n")
        self._write("\n")


class RichScreen:
    """Replies in a real terminal, with weight and colour."""

    def __init__(self) -> None:
        from rich.console import Console  # pipes need not wait for it

        self._console = Console(highlight=False)

    def show(self, text: str, choices: tuple[Choice, ...]) -> None:
        """Draw the text in a panel, the buttons in columns below it."""
        from rich.columns import Columns
        from rich.panel import Panel
        from rich.text import Text

        body = Text()
        styles: list[str] = []
        for piece in _PIECE.split(bar_quotes(text)):
            if piece in {"<b>", "<i>"}:
                styles.append("bold" if piece == "<b>" else "italic dim")
            elif piece in {"</b>", "</i>"}:
                styles.pop()
            else:
                # Chinese breaks anywhere; a break at the few spaces there are would leave ragged lines.
                body.append(unescape(piece).replace(" ", "\u00a0"), " ".join(styles))
        width = min(self._console.width, _WIDEST)
        self._console.print(Panel(body, border_style="cyan", width=width))
        buttons = [
            Text.assemble((f" {letter} ", "reverse"), f" {choice.label}")
            for letter, choice in zip(ascii_lowercase, choices, strict=False)
        ]
        self._console.print(Columns(buttons, padding=(0, 3)), width=width)
        self._console.print()
