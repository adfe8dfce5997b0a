"""(conversation, message, now) -> turn. Nothing here reads a clock, a file or a setting, and nothing is sent."""

from bot.dialogue.answer_to import needs_of
from bot.dialogue.asker import AnswerCard, Asker
from bot.dialogue.buttons import GO_ON, HELPED, LET_HUIQI, NOT_HELPED, START, tone
from bot.dialogue.check import check
from bot.dialogue.conversation import Conversation, LaterVersionError
from bot.dialogue.gathering.gather import Gathered, gather, read_any
from bot.dialogue.hours import Hours, read_hours
from bot.dialogue.inquire import Inquiry, inquire
from bot.dialogue.menu import MENU
from bot.dialogue.message import Message
from bot.dialogue.portrait import Portrait
from bot.dialogue.quick import quick_questions
from bot.dialogue.read import read_answer
from bot.dialogue.reply import (
    LONGEST_CHOICE,
    MOST_CHOICES,
    Card,
    Choice,
    Part,
    Progress,
    Reply,
    Sheet,
    bar_quotes,
    plain,
)
from bot.dialogue.report import Report
from bot.dialogue.respond import Dialogue
from bot.dialogue.topic import label_of
from bot.dialogue.turn import NO_VISIT, Event, Kept, Turn, Visit
from bot.dialogue.visit import county_facts, sector_facts

__all__ = [
    "GO_ON",
    "HELPED",
    "LET_HUIQI",
    "LONGEST_CHOICE",
    "MENU",
    "MOST_CHOICES",
    "NOT_HELPED",
    "NO_VISIT",
    "START",
    "AnswerCard",
    "Asker",
    "Card",
    "Choice",
    "Conversation",
    "Dialogue",
    "Event",
    "Gathered",
    "Hours",
    "Inquiry",
    "Kept",
    "LaterVersionError",
    "Message",
    "Part",
    "Portrait",
    "Progress",
    "Reply",
    "Report",
    "Sheet",
    "Turn",
    "Visit",
    "bar_quotes",
    "check",
    "county_facts",
    "gather",
    "inquire",
    "label_of",
    "needs_of",
    "plain",
    "quick_questions",
    "read_answer",
    "read_any",
    "read_hours",
    "sector_facts",
    "tone",
]
