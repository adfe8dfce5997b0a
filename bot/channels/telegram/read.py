"""From Telegram's updates to messages. Pure."""

import re

import telegram

from bot.dialogue import Message

CHANNEL = "telegram"
COMMAND = re.compile(r"(/\w+)(?:@\w+)?(?=\s|$)")
PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def read_update(update: telegram.Update) -> Message | None:
    """Return the message in an update, or None for what is met with silence.

    Only private chats are answered. There, a picture, a voice message and the like become a message with
    neither text nor choice; what Telegram itself reports (pinned, deleted, edited ...) is silence.
    """
    if update.callback_query is not None:
        return _read_tap(str(update.update_id), update.callback_query)
    if update.message is not None:
        return _read_typed(str(update.update_id), update.message)
    return None


def _read_tap(update_id: str, query: telegram.CallbackQuery) -> Message | None:
    shown = query.message  # inaccessible when old, but chat and id are still there
    if shown is None or shown.chat.type != telegram.Chat.PRIVATE or not query.data:
        return None
    return Message(
        channel=CHANNEL,
        chat=str(shown.chat.id),
        id=update_id,
        choice=_storable(query.data),
        shown_in=str(shown.message_id),
    )


def _read_typed(update_id: str, message: telegram.Message) -> Message | None:
    if message.chat.type != telegram.Chat.PRIVATE:
        return None
    if message.text is None and message.effective_attachment is None and message.checklist is None:
        return None
    text, source = _read_command(_storable(message.text or ""))
    return Message(channel=CHANNEL, chat=str(message.chat.id), id=update_id, text=text, source=source)


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


def _storable(text: str) -> str:
    """Replace halves of surrogate pairs, which JSON may carry and no database text can."""
    return LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
