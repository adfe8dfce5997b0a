"""What a person typed comes in.

Text of any kind and, where it matters, today's date and the names of the options.

A `Reading` goes out: what was understood with the words it rests on, the few likeliest meanings to ask
back, or one line that tells the owner what to write instead. Nothing here raises, does I/O, reads a clock
or guesses.
"""

from bot.language.days.dates import read_when
from bot.language.days.days import read_days
from bot.language.normalise import normalise
from bot.language.options.choices import NONE_LEFT, read_choice, read_choices
from bot.language.questions.about import asking_about
from bot.language.questions.asked import GENERAL_TOPIC, TOTAL_TOPIC, Asked, Wanted, of_no_measure, of_nothing_named
from bot.language.questions.by_place import AskingByPlace
from bot.language.questions.grouping import Question, group
from bot.language.reading import NotUnderstood, Reading, Several, Understood
from bot.language.sounds import spelt
from bot.language.sums.money import read_money
from bot.language.yes_no import read_yes_no

__all__ = [
    "GENERAL_TOPIC",
    "NONE_LEFT",
    "TOTAL_TOPIC",
    "Asked",
    "AskingByPlace",
    "NotUnderstood",
    "Question",
    "Reading",
    "Several",
    "Understood",
    "Wanted",
    "asking_about",
    "group",
    "normalise",
    "of_no_measure",
    "of_nothing_named",
    "read_choice",
    "read_choices",
    "read_days",
    "read_money",
    "read_when",
    "read_yes_no",
    "spelt",
]
