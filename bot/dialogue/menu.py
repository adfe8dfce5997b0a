"""What can be tapped at any time, beside whatever is being said, where a channel has room for it."""

from bot.dialogue.buttons import BACK, CHANGE, FORGET, HELP, PERSON, RESTART, SEE
from bot.dialogue.reply import Choice

MENU: tuple[Choice, ...] = (BACK, CHANGE, SEE, PERSON, HELP, RESTART, FORGET)
