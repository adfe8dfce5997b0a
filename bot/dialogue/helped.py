"""After staff have answered: whether it helped."""

from bot.dialogue.ask import ask
from bot.dialogue.buttons import COUNT, PERSON, SEE
from bot.dialogue.reply import Choice
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent


def helped(talk: Talk, intent: Intent) -> Turn:
    """Note that an answer of staff helped, and go on."""
    del intent
    return _go_on(talk, "helped")


def not_helped(talk: Talk, intent: Intent) -> Turn:
    """Note that it did not; whoever wants to may ask for a person again."""
    del intent
    return _go_on(talk, "not_helped", PERSON)


def _go_on(talk: Talk, page: str, *choices: Choice) -> Turn:
    if talk.pending is not None:
        return talk.turn(talk.page(page, choices), ask(talk), events=(Event(page),))
    on = SEE if talk.conversation.answers else COUNT
    return talk.turn(talk.page(page, (*choices, on)), events=(Event(page),))
