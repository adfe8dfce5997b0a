"""Chats that wait for a person, without all that is said about it."""

from datetime import UTC, datetime

from bot.dialogue import Conversation, Kept, Message
from bot.storage import Transaction

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


def waits(tx: Transaction, chat: str, text: str = "找人", channel: str = "web") -> None:
    """Let a chat ask for a person, without all that is said about it."""
    tx.save(channel, chat, Conversation(), NOON)
    tx.keep_question(Message(channel, chat, f"{chat} {text}", text), Kept(text, "person"), NOON)
