"""What one message does inside its transaction: a turn of the dialogue, or silence while a person has the chat."""

import logging
from datetime import datetime
from typing import Protocol

from bot.dialogue import Conversation, Event, Message, Reply, Turn
from bot.holding import ENDS, is_for_huiqi, keep_quiet, leave_queue, let_go, put_in_queue
from bot.persons import person_of
from bot.storage import Hold, NewerConversationError, StoredConversationError, Transaction

LOST_THREAD = Reply("抱歉，之前的对话读不出来了，我们从头开始。")

logger = logging.getLogger(__name__)


class Talks(Protocol):
    """What the service needs of a dialogue."""

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        """Answer one message; may raise anything, which the service survives."""


class Handling:
    """Lets a dialogue answer messages, and stores what that causes; ``secret`` keys the hashes for persons.

    ``dialogue`` may be replaced, such as by one of renewed content; it answers from the next message on.
    """

    def __init__(self, dialogue: Talks, secret: bytes) -> None:
        self.dialogue = dialogue
        self._secret = secret

    def person(self, channel: str, chat: str) -> str:
        """Return what stands for a chat in the events."""
        return person_of(channel, chat, self._secret)

    def respond(self, tx: Transaction, message: Message, now: datetime) -> None:
        """Answer a message, or keep it for the person who has the chat; raises whatever it breaks."""
        conversation, hold, lost = self._load(tx, message, now)
        chat, person = (message.channel, message.chat), self.person(message.channel, message.chat)
        told = (LOST_THREAD,) if lost else ()
        if hold and hold.until <= now:
            told, hold = (*told, *let_go(tx, chat, "timeout", now, person)), None
        if hold is None:
            turn = self.dialogue.respond(conversation, message, now)
        else:
            meant = self._meant_for_huiqi(conversation, message, now)
            if meant is None:
                if not lost:  # what cannot be read stays until Huiqi, who is quiet now, can say so
                    tx.save(*chat, conversation, now)
                keep_quiet(tx, message, hold, now)
                return
            turn = meant
            told = (*told, *let_go(tx, chat, "owner", now, person)) if turn.wants in ENDS else told
        if lost:
            tx.keep_unreadable(*chat, lost, now)
            tx.record([Event("conversation_unreadable")], message.channel, person, now)
        self._store_turn(tx, message, turn, told, now)

    def _meant_for_huiqi(self, conversation: Conversation, message: Message, now: datetime) -> Turn | None:
        """Return the turn of a message that is answered although a person has the conversation; else None."""
        try:
            turn = self.dialogue.respond(conversation, message, now)
        except Exception as error:  # it is for staff, who can read whatever Huiqi cannot
            logger.warning("a message for staff could not be read", extra={"error": type(error).__name__})
            return None
        return turn if is_for_huiqi(turn) else None

    def _store_turn(
        self, tx: Transaction, message: Message, turn: Turn, told: tuple[Reply, ...], now: datetime
    ) -> None:
        """Store what a message has caused; the owner is told ``told`` first."""
        chat, person = (message.channel, message.chat), self.person(message.channel, message.chat)
        turn = leave_queue(tx, chat, turn) if turn.conversation is None else put_in_queue(tx, message, turn, now)
        tx.record(turn.events, message.channel, person, now, turn.visit)
        if turn.conversation is None:
            tx.erase(*chat)
            tx.unlink(person)
        else:
            tx.save(*chat, turn.conversation, now)
            tx.note(message, now)
        tx.enqueue(*chat, (*told, *turn.replies), message.shown_in, now)

    def _load(
        self, tx: Transaction, message: Message, now: datetime
    ) -> tuple[Conversation, Hold | None, StoredConversationError | None]:
        """Return the conversation, who of the staff has it, and why it is a new one where the old cannot be read.

        Raises NewerConversationError, a StoreUnavailableError: the message comes again, to who can read it.
        """
        try:
            conversation, hold = tx.load_held(message.channel, message.chat, now)
            return conversation or Conversation(), hold, None
        except NewerConversationError:
            raise
        except StoredConversationError as error:
            return Conversation(), tx.held(message.channel, message.chat, now), error
