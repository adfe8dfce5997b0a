"""(conversation, message, now) -> turn. Nothing here reads a clock, a file or a setting, and nothing is sent."""

from bot.dialogue.conversation import Conversation
from bot.dialogue.message import Message
from bot.dialogue.read import read_answer
from bot.dialogue.reply import MOST_CHOICES, Choice, Reply
from bot.dialogue.respond import Dialogue
from bot.dialogue.turn import Event, Turn

__all__ = [
    "MOST_CHOICES",
    "Choice",
    "Conversation",
    "Dialogue",
    "Event",
    "Message",
    "Reply",
    "Turn",
    "read_answer",
]
