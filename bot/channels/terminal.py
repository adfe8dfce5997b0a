"""The terminal: a typed line in, replies out; each button has a letter."""

import logging
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from html import unescape
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING, Protocol

from bot.dialogue import Choice, Conversation, Message, bar_quotes, plain

if TYPE_CHECKING:
    from bot.service import Talks  # to import it for more than its type would bring in a database

CHANNEL = "terminal"
APOLOGY = "抱歉，这条消息我没处理好。您可以换个说法继续。"
_WIDEST = 78
_PIECE = re.compile(r"(</?(?:b|i)>)")

logger = logging.getLogger(__name__)


class Screen(Protocol):
    """Where replies are shown."""

    def show(self, text: str, choices: tuple[Choice, ...]) -> None:
        """Show one reply, in its markup, with its buttons."""


def chat(dialogue: "Talks", lines: Iterable[str], screen: Screen, clock: Callable[[], datetime]) -> None:
    """Talk until the lines end.

    Nothing here outlives the process, so there is nothing to store, and no database to wait for.
    """
    conversation = Conversation()
    choices: tuple[Choice, ...] = ()
    for place, line in enumerate(chain(("/start",), lines)):
        try:
            turn = dialogue.respond(conversation, read_line(line, choices, str(place)), clock())
        except Exception:  # one message, not the conversation, is lost; the traceback goes to standard error
            logger.exception("a message could not be handled")
            screen.show(APOLOGY, ())
            continue
        conversation = turn.conversation or Conversation()
        for reply in turn.replies:
            screen.show(reply.text, reply.choices)
            choices = reply.choices


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
