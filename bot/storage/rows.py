"""Between the dialogue's values and what a row holds; both directions side by side."""

import json
from dataclasses import asdict

from bot.dialogue import Choice, Event, Message, Reply
from bot.storage.store import Outgoing


def reply_json(reply: Reply) -> str:
    """Write a reply as JSON text, read back by `reply_of`.

    All JSON here is ASCII: half a surrogate pair in what was typed must not stop the row from being stored.
    """
    return json.dumps(asdict(reply))


def reply_of(text: str) -> Reply:
    """Read what `reply_json` wrote."""
    stored = json.loads(text)
    return Reply(**{**stored, "choices": tuple(Choice(*choice) for choice in stored["choices"])})


def outgoing_of(row: tuple[int, str, str, str, str]) -> Outgoing:
    """Read id, channel, chat, reply and shown_in."""
    outgoing_id, channel, chat, reply, shown_in = row
    return Outgoing(outgoing_id, channel, chat, reply_of(reply), shown_in)


def event_row(event: Event) -> tuple[str, str]:
    """Return name and about."""
    return event.name, json.dumps(dict(event.about))


def failure_row(message: Message, traceback: str) -> tuple[str, str]:
    """Return message and traceback; this must work for whatever made the handling fail."""
    return json.dumps(asdict(message)), traceback.encode("utf-8", "backslashreplace").decode()
