"""What can be tapped at any time, beside whatever is being said, where a channel has room for it."""

from bot.dialogue.ask import BACK
from bot.dialogue.hear import PERSON
from bot.dialogue.reply import Choice
from bot.dialogue.result import CHANGE, RESTART
from bot.dialogue.understand import button

BEGIN = button("command", "start", label="开始")
"""What a channel sends by itself for somebody who has just come in."""
FORGET = button("command", "forget", label="忘记我")
MENU: tuple[Choice, ...] = (
    BACK,
    CHANGE,
    button("command", "result", label="看结果"),
    PERSON,
    button("command", "help", label="帮助"),
    RESTART,
    FORGET,
)
