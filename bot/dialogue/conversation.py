"""Everything needed to go on talking with one chat."""

import json
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

from bot.dialogue.reply import Choice

VERSION = 4
"""Version 1 had neither ``asked`` nor ``heard``, version 2 no times, version 3 no ``shown``."""


class LaterVersionError(ValueError):
    """A stored conversation is of a version that only a later release reads."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state of one chat, kept as JSON text.

    ``answers`` maps a fact's id to its value in the form a profile file holds (docs/json.md), in the order given;
    ``skipped`` are facts not to be asked (again), because the owner does not know or will not say. ``pending`` is the
    fact being asked, if any; ``view`` the screen shown, and ``step`` where in it (options ticked so far, a page).
    ``thorough`` asks about services too, not only about money. ``source`` is the first deep link's payload.
    ``asked`` are the questions answered last, for a follow-up: ``(topics, aspect)`` each, and the place if any;
    ``heard`` the words of the last one, for staff where the person says that it was not answered. ``begun_at``,
    ``heard_at`` and ``asked_at`` are when the visit began, the last message came and the pending question was put, in
    milliseconds of the epoch. ``shown`` are the buttons under what was said last, so that a label or a number typed
    means what is on the screen.
    """

    answers: dict[str, Any] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    pending: str = ""
    view: str = ""
    step: dict[str, Any] = field(default_factory=dict)
    thorough: bool = False
    source: str = ""
    asked: tuple[tuple[Any, ...], ...] = ()
    heard: str = ""
    begun_at: int = 0
    heard_at: int = 0
    asked_at: int = 0
    shown: tuple[Choice, ...] = ()

    def to_json(self) -> str:
        """Return the versioned JSON text that `from_json` reads back."""
        return json.dumps(
            {"version": VERSION, **{name: getattr(self, name) for name in FIELDS}},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` wrote; raises LaterVersionError, or ValueError for a version that there never was."""
        stored = json.loads(text)
        version = stored.pop("version")
        if version > VERSION:
            raise LaterVersionError(f"a stored conversation has version {version}; this release reads {VERSION}")
        if version < 1:
            raise ValueError(f"a stored conversation has version {version}")
        asked = tuple((tuple(topics), *rest) for topics, *rest in stored.get("asked", ()))
        shown = tuple(Choice(*each) for each in stored.get("shown", ()))
        return cls(**{**stored, "skipped": tuple(stored["skipped"]), "asked": asked, "shown": shown})

    def but(self, **changes: Any) -> Self:
        """Return a copy with these fields changed."""
        return replace(self, **changes)


FIELDS = tuple(each.name for each in fields(Conversation))
"""What is stored; `asdict` would copy every answer first."""
