"""What the bot sends, read as Telegram reads it, or refused: unknown tags, texts too long or empty, long buttons."""

import asyncio
import json
import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from tests.channels.played.fault import NO_ENTITIES, Fault, RefusedError

BOT = {"id": 4839, "is_bot": True, "first_name": "惠企", "username": "huiqi_bot"}
DATE = 1700000000
"""When everything is said, as Telegram counts seconds."""
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote"}
MARKUP = re.compile(r"<(/?)([A-Za-z][\w-]*)([^<>]*)>|&(?:lt|gt|amp|quot|#\d+);|.", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A message of the bot as it stands on a screen: its text without markup, and its buttons row by row."""

    id: int
    text: str
    html: str
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    edited: bool = False
    at: float = 0.0

    @property
    def buttons(self) -> dict[str, str]:
        """Labels, and what a tap on each sends."""
        return {label: data for row in self.rows for label, data in row}


@dataclass(frozen=True)
class Found:
    """What an inline query brought: the cards as (title, line, text), and the answer as Telegram got it."""

    cards: tuple[tuple[str, str, str], ...]
    answer: dict[str, Any]


def message_of(chat: dict[str, Any], shown: Shown) -> dict[str, Any]:
    """Return what Telegram answers once a message of the bot stands in a chat."""
    return {"message_id": shown.id, "date": DATE, "chat": chat, "from": BOT, "text": shown.text}


def shown_of(message_id: int, params: dict[str, str]) -> Shown:
    """Read the parameters as Telegram does, or refuse them in its words."""
    html = params["text"]
    if len(html.encode()) > 32_768:
        raise RefusedError(Fault(400, "Bad Request: message is too long"))
    text = (plain_text(html) if params.get("parse_mode") == "HTML" else html).strip()
    if not text:
        raise RefusedError(Fault(400, "Bad Request: message text is empty"))
    if len(text.encode("utf-16-le")) // 2 > 4096:
        raise RefusedError(Fault(400, "Bad Request: message is too long"))
    keyboard = json.loads(params.get("reply_markup", "{}")).get("inline_keyboard", [])
    rows = tuple(tuple((button["text"], button["callback_data"]) for button in row) for row in keyboard)
    if any(not 1 <= len(data.encode()) <= 64 for row in rows for _, data in row):
        raise RefusedError(Fault(400, "Bad Request: BUTTON_DATA_INVALID"))
    return Shown(message_id, text, html, rows, at=asyncio.get_running_loop().time())


def found_of(params: dict[str, Any]) -> Found:
    """Read an answer to an inline query as Telegram does, or refuse it in its words."""
    results = _json(params["results"])
    ids = [result["id"] for result in results]
    if len(results) > 50:
        raise RefusedError(Fault(400, "Bad Request: RESULTS_TOO_MUCH"))
    if len(set(ids)) < len(ids):
        raise RefusedError(Fault(400, "Bad Request: RESULT_ID_DUPLICATE"))
    if any(not 1 <= len(each.encode()) <= 64 for each in ids):
        raise RefusedError(Fault(400, "Bad Request: RESULT_ID_INVALID"))
    if any(not result["title"] for result in results):
        raise RefusedError(Fault(400, "Bad Request: ARTICLE_TITLE_EMPTY"))
    texts = [
        shown_of(0, {"text": said["message_text"], "parse_mode": said.get("parse_mode", "")}).text
        for said in (result["input_message_content"] for result in results)
    ]
    cards = zip(results, texts, strict=True)
    told = {name: _json(value) for name, value in params.items() if name != "inline_query_id"}
    return Found(tuple((result["title"], result.get("description", ""), text) for result, text in cards), told)


def _json(value: Any) -> Any:
    """Read a parameter that is JSON: as text in a form, as it is in a body of JSON."""
    return json.loads(value) if isinstance(value, str) else value


def plain_text(html: str) -> str:
    """Return the text of Telegram's HTML; refuses tags unknown, crossed or left open, and a bare "<"."""
    shown: list[str] = []
    opened: list[str] = []
    for piece in MARKUP.finditer(html):
        closing, tag, _ = piece.groups()
        if tag is None and piece[0] == "<":
            raise RefusedError(NO_ENTITIES)
        if tag is None:
            shown.append(unescape(piece[0]))
        elif closing:
            if not opened or opened.pop() != tag:
                raise RefusedError(Fault(400, f"Bad Request: can't parse entities: unexpected end tag {tag!r}"))
        elif tag in TAGS:
            opened.append(tag)
        else:
            raise RefusedError(Fault(400, f"Bad Request: can't parse entities: unsupported start tag {tag!r}"))
    if opened:
        raise RefusedError(Fault(400, f"Bad Request: can't parse entities: can't find end tag for {opened[-1]!r}"))
    return "".join(shown)
