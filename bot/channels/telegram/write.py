"""From stored replies to calls of the Bot API. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from typing import Any, Literal

from telegram.constants import MessageLimit, ParseMode

from bot.channels.telegram.split import TAG, split_html
from bot.dialogue import Choice
from bot.service import Outgoing

HTML = str(ParseMode.HTML)
NO_PREVIEW = {"is_disabled": True}
STAFF = "<b>工作人员：</b>\n"
"""Stands above what a person says, so that nobody takes it for Huiqi's."""
SHORT_LABEL = 10
"""Columns; two buttons with labels this short stand side by side on a small phone without being cut."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the Bot API: the method and its parameters, as JSON values."""

    method: Literal["sendMessage", "editMessageText"]
    params: Mapping[str, Any]


def write_reply(outgoing: Outgoing) -> list[Call]:
    """Return the calls that show a reply, in order: one, or several when it is too long for one message.

    The first part replaces the message tapped where the reply asks for it; the buttons are under the last.
    """
    said_by = STAFF if outgoing.who == "staff" else ""
    parts = split_html(said_by + outgoing.reply.text, MessageLimit.MAX_TEXT_LENGTH)
    calls = [_send(outgoing.chat, part) for part in parts]
    if outgoing.reply.in_place and outgoing.shown_in:
        calls[0] = Call("editMessageText", {**calls[0].params, "message_id": int(outgoing.shown_in)})
    if outgoing.reply.choices:
        keyboard = {"inline_keyboard": list(_rows(outgoing.reply.choices))}
        calls[-1] = replace(calls[-1], params={**calls[-1].params, "reply_markup": keyboard})
    return calls


def as_new(call: Call) -> Call:
    """Return the call that sends as a new message what could not be put in place of an old one."""
    return Call("sendMessage", {name: value for name, value in call.params.items() if name != "message_id"})


def as_plain(call: Call) -> Call:
    """Return the call without markup, for a text whose markup Telegram refuses."""
    text = unescape(re.sub(TAG, "", call.params["text"]))
    return replace(call, params={**call.params, "text": text, "parse_mode": ""})


def _send(chat: str, text: str) -> Call:
    group, _, thread = chat.partition("/")  # a thread of a group is a chat of its own
    where = {"chat_id": group, "message_thread_id": int(thread)} if thread else {"chat_id": chat}
    return Call("sendMessage", {**where, "text": text, "parse_mode": HTML, "link_preview_options": NO_PREVIEW})


def _rows(choices: Sequence[Choice]) -> Iterator[list[dict[str, str]]]:
    """Yield the buttons row by row: two where both are short, otherwise one."""
    buttons = [{"text": choice.label, "callback_data": choice.id} for choice in choices]
    while buttons:
        two = len(buttons) > 1 and all(_columns(button["text"]) <= SHORT_LABEL for button in buttons[:2])
        yield buttons[: 1 + two]
        del buttons[: 1 + two]


@lru_cache(maxsize=4096)
def _columns(text: str) -> int:
    """Return the width of a text, a Chinese character counting as two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
