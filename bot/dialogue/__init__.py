"""(conversation, message, now) -> turn. Nothing here reads a clock, a file or a setting, and nothing is sent."""

from bot.dialogue.conversation import Conversation
from bot.dialogue.gather import Gathered, gather, read_any
from bot.dialogue.inquire import Asker, Card, Inquiry, inquire, label_of
from bot.dialogue.menu import BEGIN, MENU
from bot.dialogue.message import Message
from bot.dialogue.read import read_answer
from bot.dialogue.reply import MOST_CHOICES, Choice, Reply, bar_quotes, plain
from bot.dialogue.respond import Dialogue
from bot.dialogue.turn import Event, Kept, Turn, Visit

__all__ = [
    "BEGIN",
    "MENU",
    "MOST_CHOICES",
    "Asker",
    "Card",
    "Choice",
    "Conversation",
    "Dialogue",
    "Event",
    "Gathered",
    "Inquiry",
    "Kept",
    "Message",
    "Reply",
    "Turn",
    "Visit",
    "bar_quotes",
    "gather",
    "inquire",
    "label_of",
    "plain",
    "read_answer",
    "read_any",
]
