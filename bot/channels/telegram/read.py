"""From Telegram's updates, in the JSON they come in, to messages. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from telegram.constants import ChatMemberStatus, ChatType, MessageAttachmentType

from bot.dialogue import Message, Reply
from bot.storage import storable

CHANNEL = "telegram"
COMMAND = re.compile(r"(/\w+)(?:@\w+)?(?=\s|$)")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

Json = Mapping[str, Any]

EDITED = Reply("改过的消息不算新的回答，记下的没有变。要改，请把新的内容重新发一条，或发“改答案”。")
ONLY_IN_PRIVATE = Reply("我只在私聊里回答，群里的消息我不看。请点我的头像，给我单独发消息。")
PRIVATE, GROUPS = str(ChatType.PRIVATE), (str(ChatType.GROUP), str(ChatType.SUPERGROUP))
SAY_SOMETHING = frozenset({"text", "checklist", *(str(kind) for kind in MessageAttachmentType)})
"""What people send; all else in a message is Telegram's own report."""


class Heard(NamedTuple):
    """A message and, where no dialogue need be asked, what to say to it."""

    message: Message
    instead: Reply | None = None


def read_update(update: Json) -> Heard | None:
    """Return the message in an update, or None for what is met with silence.

    Only private chats are answered. There, a picture, a voice message and the like become a message with
    neither text nor choice, and a text edited later is told that it has no effect; what Telegram itself reports
    (pinned, deleted ...) is silence. A group hears once, when the bot is added, that it answers in private only.
    Raises LookupError or TypeError for what is no update.
    """
    update_id = str(update["update_id"])
    for kind, read in READERS.items():
        if (content := update.get(kind)) is not None:
            return read(update_id, content)
    return None


def _read_tap(update_id: str, query: Json) -> Heard | None:
    shown = query.get("message")  # inaccessible when old, but chat and id are still there
    if shown is None or shown["chat"]["type"] != PRIVATE or not query.get("data"):
        return None
    choice = storable(query["data"])
    return Heard(Message(CHANNEL, _chat(shown), update_id, choice=choice, shown_in=str(shown["message_id"])))


def _read_typed(update_id: str, message: Json) -> Heard | None:
    if message["chat"]["type"] != PRIVATE or SAY_SOMETHING.isdisjoint(message):
        return None
    text, source = _read_command(storable(message.get("text", "")))
    return Heard(Message(CHANNEL, _chat(message), update_id, text=text, source=source))


def _read_edited(update_id: str, message: Json) -> Heard | None:
    """What else is edited, such as a location that moves, says nothing new."""
    if message["chat"]["type"] != PRIVATE or "text" not in message:
        return None
    return Heard(Message(CHANNEL, _chat(message), update_id), EDITED)


def _read_membership(update_id: str, change: Json) -> Heard | None:
    """Leaving, a new role, a channel that the bot may post to, somebody who blocks it: silence."""
    came = change["old_chat_member"]["status"] in OUTSIDE and change["new_chat_member"]["status"] in INSIDE
    if change["chat"]["type"] not in GROUPS or not came:
        return None
    return Heard(Message(CHANNEL, _chat(change), update_id), ONLY_IN_PRIVATE)


OUTSIDE = (str(ChatMemberStatus.LEFT), str(ChatMemberStatus.BANNED))
INSIDE = (str(ChatMemberStatus.MEMBER), str(ChatMemberStatus.ADMINISTRATOR))
READERS: Mapping[str, Callable[[str, Any], Heard | None]] = {
    "message": _read_typed,
    "callback_query": _read_tap,
    "edited_message": _read_edited,
    "my_chat_member": _read_membership,
}
KINDS = (*READERS, "inline_query")
"""The kinds of update that Telegram is asked for; all others, channel posts among them, it keeps to itself."""


def _chat(content: Json) -> str:
    return str(int(content["chat"]["id"]))


def _read_command(text: str) -> tuple[str, str]:
    """Return the text without the bot's name after a command, and the payload of a deep link.

    >>> _read_command("/start@huiqi_bot expo-2023")
    ('/start', 'expo-2023')
    """
    command = COMMAND.match(text)
    if command is None:
        return text, ""
    word, rest = command[1].lower(), text[command.end() :]
    if word != "/start":
        return word + rest, ""
    payload = rest.strip()
    return word, payload if PAYLOAD.fullmatch(payload) else ""
