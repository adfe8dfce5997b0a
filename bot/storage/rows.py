"""Between the dialogue's values and what a row holds; both directions side by side."""

import json
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from traceback import format_exception
from typing import Any, NamedTuple

from bot.content import Office
from bot.dialogue import Card, Choice, Event, Message, Part, Progress, Reply, Sheet, Visit
from bot.storage.errors import StoredConversationError

JSON_COLUMNS = ("state", "reply", "message")
"""Columns, of whatever table, whose text is JSON."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A stored reply on its way out; ``shown_in`` is the message whose button was tapped, or empty.

    ``who`` says it: huiqi, or staff.
    """

    id: int
    channel: str
    chat: str
    reply: Reply
    shown_in: str
    who: str = "huiqi"


@dataclass(frozen=True, slots=True)
class Line:
    """What was said in a chat: ``who`` is owner, huiqi or staff; ``id`` counts replies, and is 0 for the owner's.

    A tap of the owner's has no text and one choice, the one tapped. ``replaces`` is the reply that this one stands
    in place of, by id as the channel knows it, or empty.
    """

    id: int
    at: datetime
    who: str
    reply: Reply
    replaces: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Who of the staff has a conversation, until when unless they write, and when its owner was told so."""

    by: str
    until: datetime
    told: datetime | None = None


class Held(NamedTuple):
    """The row of a chat, locked."""

    state: str
    hold: Hold | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A message that could not be handled, and why; without one, a conversation that could not be read."""

    id: int
    at: datetime
    channel: str
    message: Message | None
    error: str
    traceback: str


def reply_json(reply: Reply) -> str:
    """Write a reply as JSON text, read back by `reply_of`.

    It is ASCII, as a failure's is: half a surrogate pair, whoever let it through, must not stop the row from being
    stored. A conversation's JSON is not, for it is written with every message and half as long so; one that holds such
    a half is a failure.
    """
    # Not `asdict`, which copies every button.
    stored: dict[str, Any] = {"text": reply.text, "choices": reply.choices, "in_place": reply.in_place}
    if reply.progress:
        stored["progress"] = reply.progress
    if reply.sheet:
        stored["sheet"] = asdict(reply.sheet)
    return json.dumps(stored)


def reply_of(text: str) -> Reply:
    """Read what `reply_json` wrote, in this release or an earlier one."""
    stored = json.loads(text)
    progress, sheet = stored.get("progress"), stored.get("sheet")
    return Reply(
        stored["text"],
        _choices(stored["choices"]),
        stored["in_place"],
        Progress(*progress) if progress else None,
        _sheet_of(sheet) if sheet else None,
    )


def _sheet_of(stored: dict[str, Any]) -> Sheet:
    parts = (Part(part["heading"], tuple(map(_card_of, part["cards"]))) for part in stored["parts"])
    return Sheet(stored["lead"], tuple(parts), stored["foot"])


def _card_of(stored: dict[str, Any]) -> Card:
    lists = {name: tuple(stored.get(name, ())) for name in ("quotes", "reasons", "doubts", "stated", "silent")}
    offices = tuple(Office(*office) for office in stored["offices"])
    return Card(**{**stored, **lists, "offices": offices, "choice": Choice(*stored["choice"])})


def _choices(stored: Iterable[Iterable[str]]) -> tuple[Choice, ...]:
    return tuple(Choice(*choice) for choice in stored)


def outgoing_of(row: Any, reply: Reply | None = None) -> Outgoing:
    """Read a row of the outbox; the reply in it may be known already."""
    return Outgoing(row.id, row.channel, row.chat, reply or reply_of(row.reply), row.shown_in, row.who)


def held_row(row: Any) -> Held:
    """Read the row of a chat."""
    return Held(row.state, hold_of(row))


def hold_of(row: Any) -> Hold | None:
    """Read who has a conversation, if anybody has."""
    return Hold(row.held_by, row.held_until, row.held_told) if row.held_by is not None else None


def owners_line_of(row: Any) -> Line:
    """Read a row of what the owner said."""
    choices = (Choice(row.choice, ""),) if row.choice else ()
    return Line(0, row.at, "owner", Reply(escape(row.text, quote=False), choices), "")


def line_of(row: Any) -> Line:
    """Read a row of the outbox as what was said."""
    outgoing = outgoing_of(row)
    replaces = outgoing.shown_in if outgoing.reply.in_place else ""
    return Line(row.id, row.created, row.who, outgoing.reply, replaces)


EVENT_WORDS = ("fact", "topic", "aspect", "outcome", "policy", "measure", "reason", "source")
EVENT_NUMBERS = ("amount", "seconds")
_HAS_COLUMN = frozenset((*EVENT_WORDS, *EVENT_NUMBERS))
_PLAIN = re.compile(r"[\w-]{1,64}", re.ASCII)


def event_row(event: Event) -> dict[str, Any]:
    """Return all but when, where and whose: what has a column in it, the rest as JSON.

    A measure or a topic that is one says its policy. A source comes from outside: anybody can make a link.
    """
    about = event.about
    row: dict[str, Any] = {word: about.get(word, "") for word in EVENT_WORDS}
    row |= {number: int(about[number]) if number in about else None for number in EVENT_NUMBERS}
    if row["source"] and not _PLAIN.fullmatch(row["source"]):
        row["source"] = "other"
    row["policy"] = row["policy"] or policy_of(row["measure"] or row["topic"])
    rest = {key: value for key, value in about.items() if key not in _HAS_COLUMN}
    return {"name": event.name, **row, "about": json.dumps(rest) if rest else "{}"}


def policy_of(measure: str) -> str:
    """Return the policy of ``policy/measure``; "" of a topic that is of no policy."""
    policy, slash, _ = measure.partition("/")
    return policy if slash else ""


PIECES = 16**5
"""What a visit's number tells of a person is less than this: five digits of their hash."""


def visit_row(visit: Visit, person: str) -> dict[str, Any]:
    """Return what all events of a visit have in common.

    Its number is ordered by time. The piece of the person's hash tells apart visits that began at one instant; since
    it also joins the visits of one person, it goes when they are forgotten (`statements.UNLINK`).
    """
    number = visit.begun_at * PIECES + int(person[:5] or "0", 16) if visit.begun_at else 0
    return {"visit": number, "county": visit.county, "sector": visit.sector}


def failure_row(message: Message, error: Exception) -> dict[str, str]:
    """Return all but the time; this must work for whatever made the handling fail."""
    return {
        "channel": message.channel,
        "chat": message.chat,
        "message": json.dumps(asdict(message)),
        "error": type(error).__name__,
        "traceback": storable("".join(format_exception(error))),
    }


def unreadable_row(channel: str, chat: str, error: StoredConversationError) -> dict[str, str]:
    """Return all but the time of a conversation that cannot be read: its text is for who mends it."""
    lost = {"error": type(error).__name__, "traceback": storable(f"{error}\n{error.state}\n")}
    return {"channel": channel, "chat": chat, "message": json.dumps(None), **lost}


def failure_of(row: Any) -> Failure:
    """Read a row of failures."""
    stored = json.loads(row.message)
    return Failure(row.id, row.at, row.channel, Message(**stored) if stored else None, row.error, row.traceback)


def json_row(row: Any) -> dict[str, Any]:
    """Return a row of any table as JSON values, by the names of its columns."""
    return {name: _json_value(name, value) for name, value in row._asdict().items()}


def _json_value(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if name in JSON_COLUMNS:
        with suppress(ValueError):  # what cannot be read is shown as it is
            return json.loads(value)
    return value


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Replace what JSON may carry and no database text can: halves of surrogate pairs, and NUL."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
