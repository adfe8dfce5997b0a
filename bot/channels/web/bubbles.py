"""From what was said to what a page shows. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from bot.dialogue import MENU, Choice, Reply
from bot.service import Line

BAR, MORE = MENU[:2], MENU[2:]
"""What of the menu is always in sight, below the conversation, and what unfolds."""
TICKS = ("☐ ", "☑ ")
"""How the label of an option that can be ticked begins, before and after."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """Something said, as the page shows it.

    ``key`` stays the same while one reply takes the place of another; ``line`` is the newest of them, the one that a
    tap is told to stand in. ``live`` has its buttons shown; ``now`` is where a page is opened: "top" to have it above
    all, "low" to have the replies in sight that came with it; empty elsewhere.
    """

    key: str
    who: str
    at: datetime
    reply: Reply
    line: int = 0
    tapped: bool = False
    live: bool = False
    now: Literal["", "top", "low"] = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The buttons under it: those that a card of its sheet brings stand in the card, others in the bar."""
        parts = self.reply.sheet.parts if self.reply.sheet else ()
        elsewhere = {card.choice.id for part in parts for card in part.cards} | {choice.id for choice in BAR}
        return tuple(choice for choice in self.reply.choices if choice.id not in elsewhere)

    @property
    def first(self) -> bool:
        """Whether it asks the first question, before which there is none to go back to."""
        return self.live and self.reply.progress is not None and self.reply.progress.number == 1


def bubbles(lines: Iterable[Line]) -> tuple[Bubble, ...]:
    """Return what to show for a conversation, oldest first.

    A reply in place of another stands where that one stood, and the tap that caused it is not shown. Of all the
    buttons only those said last are live: earlier ones would ask whether to change an answer, and crowd the page.
    """
    shown: list[Bubble] = []
    places: dict[str, int] = {}
    labels = {choice.id: choice.label for choice in MENU}
    for line in lines:
        if line.who == "owner":
            shown += _owners(line, labels)
            continue
        labels |= {choice.id: choice.label for choice in _buttons(line.reply)}
        place = places.get(line.replaces)
        if place is None:
            place = len(shown)
            shown.append(Bubble(f"k{line.id}", line.who, line.at, line.reply, line.id))
        else:
            if shown[-1].tapped and shown[-1].at == line.at:
                shown.pop()
            shown[place] = replace(shown[place], at=line.at, reply=line.reply, line=line.id)
        places[str(line.id)] = place
    return _marked(shown)


def _buttons(reply: Reply) -> Iterator[Choice]:
    yield from reply.choices
    for part in reply.sheet.parts if reply.sheet else ():
        yield from (card.choice for card in part.cards)


def since(shown: Sequence[Bubble], key: str) -> Sequence[Bubble]:
    """Return the bubbles from the one with a key on; all of them where there is none such."""
    start = next((place for place, bubble in enumerate(shown) if bubble.key == key), 0)
    return shown[start:]


def _owners(line: Line, labels: dict[str, str]) -> list[Bubble]:
    """Return the owner's bubble; none for a tap on what this page never showed, such as the one that begins."""
    key = f"o{int(line.at.timestamp() * 1_000_000)}"
    if not line.reply.choices:
        return [Bubble(key, "owner", line.at, line.reply)] if line.reply.text else []
    label = labels.get(line.reply.choices[0].id, "").removeprefix(TICKS[0]).removeprefix(TICKS[1])
    return [Bubble(key, "owner", line.at, Reply(label), tapped=True)] if label else []


def _marked(shown: Sequence[Bubble]) -> tuple[Bubble, ...]:
    live = max((bubble.at for bubble in shown if bubble.reply.choices), default=None)
    opened = _opened(shown)
    return tuple(
        replace(bubble, live=bool(bubble.reply.choices) and bubble.at == live, now=opened.get(place, ""))
        for place, bubble in enumerate(shown)
    )


def _opened(shown: Sequence[Bubble]) -> dict[int, Literal["top", "low"]]:
    """Return where a page is opened: at what happened last; of several replies to it, at the last, which asks."""
    last = max((bubble.at for bubble in shown), default=None)
    newest = [place for place, bubble in enumerate(shown) if bubble.at == last]
    replies = [place for place in newest if shown[place].who != "owner"]
    if len(replies) > 1:
        return {replies[-1]: "low"}
    return {newest[0]: "top"} if newest else {}
