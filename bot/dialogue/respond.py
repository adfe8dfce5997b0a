"""(conversation, message, now) -> turn: the table from what a message wants to what is done about it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.content import SHANGHAI, Content
from bot.dialogue import answer, change, hear, helped, result, steer, tick
from bot.dialogue.conversation import Conversation
from bot.dialogue.hours import Hours
from bot.dialogue.message import Message
from bot.dialogue.outdated import renew
from bot.dialogue.pages import Pages
from bot.dialogue.portrait import Portrait, portrait
from bot.dialogue.report import Report, carried, reopen, report
from bot.dialogue.talk import House, Talk
from bot.dialogue.turn import Turn
from bot.dialogue.understand import Intent, understand
from bot.dialogue.visit import in_visit
from bot.matching import Matcher

Handler = Callable[[Talk, Intent], Turn]

ANSWERS: Mapping[str, Handler] = {
    "answer": hear.chosen, "figure": answer.figure, "skip": answer.skip, "tick": tick.tick, "done": tick.done,
    "none": tick.none, "group": tick.group, "date": tick.set_date, "one_by_one": tick.one_by_one,
}  # fmt: skip
"""Buttons of a question: they work only while that question is asked."""

HANDLERS: Mapping[str, Handler] = {
    "start": steer.start, "help": steer.help_, "back": steer.back, "close": steer.close, "keep": steer.keep,
    "why": steer.why, "restart": steer.restart, "forget": steer.forget, "more": steer.more,
    "thorough": steer.thorough, "unreadable": steer.unreadable, "resume": change.resume,
    "change": change.change, "edit": change.edit, "confirm": change.confirm, "correct": change.correct,
    "result": result.show_result, "finding": result.show_finding, "view": result.show_view, "say": hear.hear,
    "offered": hear.offered, "another": hear.another, "wrong": hear.wrong, "person": hear.person,
    "helped": helped.helped, "not_helped": helped.not_helped,
}  # fmt: skip
"""What works at any time."""


class Dialogue:
    """A content's way of talking. It holds no conversation: every message brings its own."""

    def __init__(self, content: Content, *, keeps: bool = True, hours: Hours | None = None) -> None:
        """Make it ready; ``keeps`` is whether what it hands over for staff is stored, ``hours`` when they are there."""
        self._hours = hours
        paying = [measure for measure in content.measures if measure.award.paying]
        self._house = House(content, Matcher(paying), Matcher(content.measures), Pages(keeps=keeps))

    @property
    def content(self) -> Content:
        """The content talked about."""
        return self._house.content

    def prepare(self) -> None:
        """Learn now to read questions, which takes a moment, rather than at the first one."""
        self._house.asking.read("")

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        """Return what one message causes. ``now`` must know its time zone; the day is Shanghai's."""
        turn = _with_shown(self._respond(conversation, message, now))
        return in_visit(turn, conversation, message, now, self.content)

    def _respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        if message.source and not conversation.source:
            conversation = conversation.but(source=message.source)
        talk = self._talk(conversation, now)
        if message.brought:
            return replace(reopen(talk, json.loads(message.brought)), wants="reopen")
        talk, told = renew(talk)
        intent = understand(talk, message)
        turn = replace(_handle(talk, intent), wants=intent.name)
        return replace(turn, replies=(*told, *turn.replies)) if told and turn.conversation is not None else turn

    def portrait(self, conversation: Conversation, now: datetime) -> Portrait:
        """Return what staff see of who talks in a conversation."""
        return portrait(self._talk(conversation, now))

    def report(self, conversation: Conversation, now: datetime) -> Report:
        """Return what a conversation comes to, on one page."""
        return report(self._talk(conversation, now))

    def carried(self, conversation: Conversation, now: datetime) -> str:
        """Return its answers for `Message.brought`, whenever that will be and whatever the content is by then."""
        return json.dumps(carried(self._talk(conversation, now)), ensure_ascii=False, separators=(",", ":"))

    def _talk(self, conversation: Conversation, now: datetime) -> Talk:
        expected = self._hours.expected(now) if self._hours else ""
        return Talk(self._house, conversation, now.astimezone(SHANGHAI).date(), expected)


def _handle(talk: Talk, intent: Intent) -> Turn:
    if intent.name in ANSWERS:
        here = intent.fact == talk.conversation.pending and intent.fact in talk.facts
        return ANSWERS[intent.name](talk, intent) if here else change.old_button(talk, intent)
    conversation = talk.conversation
    if intent.name == "say" and not (conversation.answers or conversation.pending or conversation.view):
        return steer.hello(talk, intent)
    if intent.name == "view" and intent.fact == "change":
        return change.change_page(talk, intent)
    return HANDLERS.get(intent.name, steer.unreadable)(talk, intent)


def _with_shown(turn: Turn) -> Turn:
    """Let the conversation know which buttons stand under what was said last; where none do, the earlier ones."""
    shown = next((reply.choices for reply in reversed(turn.replies) if reply.choices), None)
    if turn.conversation is None or shown is None:
        return turn
    return replace(turn, conversation=turn.conversation.but(shown=shown))
