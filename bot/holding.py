"""A conversation that a person has: Huiqi is quiet and says so, and comes back with a word.

Events: ``queued`` when a chat comes into the queue (``reason`` is why), ``handoff_asked`` for each question kept,
``taken`` (``seconds`` in the queue), ``answered`` (since taken, to the first answer), ``returned``, ``closed``
(since taken; ``reason`` is what ended it: staff, owner or timeout; ``outcome`` of what was closed: answered or not).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.dialogue import GO_ON, HELPED, LET_HUIQI, NOT_HELPED, Event, Message, Reply, Turn
from bot.storage import Asked, Hold, QueueRows, Transaction

HELD = Reply("工作人员正在看您的问题，您发的话会转给工作人员。惠企先不插话。", (LET_HUIQI,))
TEXT_ONLY = Reply("工作人员在这里也只看得到文字，请打字。")
WORDS = {
    ("closed", True): Reply("工作人员答复完了，惠企接着为您服务。\n刚才的答复有帮助吗？", (HELPED, NOT_HELPED, GO_ON)),
    ("closed", False): Reply("工作人员看过您的问题，这次没有要补充的。惠企接着为您服务。", (GO_ON,)),
    ("returned", False): Reply("您的问题还在工作人员的队列里，有回复会发到这里。惠企先接着答。", (GO_ON,)),
    ("owner", False): Reply("好，惠企接着答。您的问题还留给工作人员，有回复会发到这里。"),
    ("owner", True): Reply("好，惠企接着答。"),
}

MOST_OF_A_CHAT = 20
"""So many questions of one chat wait at most: whoever comes to it reads the conversation, with all that followed."""
ENOUGH = Reply(
    f"您有 {MOST_OF_A_CHAT} 个问题在等工作人员看，这一条没有再记下。有回复会发到这里。您可以接着答，或问别的。",
    (GO_ON,),
)

Why = Literal["closed", "returned", "timeout", "owner"]
STAYS = frozenset({"helped", "not_helped", "reopen"})
"""What is done although a person has the conversation, who goes on having it."""
ENDS = frozenset({"start", "resume"})
"""What brings Huiqi back."""


def is_for_huiqi(turn: Turn) -> bool:
    """Whether a message is answered although a person has the conversation."""
    return turn.conversation is None or turn.wants in STAYS | ENDS


def keep_quiet(tx: Transaction, message: Message, hold: Hold, now: datetime) -> None:
    """Store what an owner says to staff; say once who hears it, and whenever a button gets no answer."""
    if not (message.text or message.choice):
        tx.enqueue(message.channel, message.chat, (TEXT_ONLY,), "", now)
        return
    tx.note(message, now)
    if hold.told is None or message.choice:
        tx.set_hold(message.channel, message.chat, replace(hold, told=now))
        tx.enqueue(message.channel, message.chat, (HELD,), "", now)


def put_in_queue(tx: Transaction, message: Message, turn: Turn, now: datetime) -> Turn:
    """Keep a turn's questions for staff; return it with the events of that.

    A chat is in the queue once, however many its questions. Where too many wait, none is kept, and that is said in
    place of what the turn says, which is that they are.
    """
    if not turn.kept:
        return turn
    waits = QueueRows(tx).waits(message.channel, message.chat)
    if waits + len(turn.kept) > MOST_OF_A_CHAT:
        return replace(turn, replies=(ENOUGH,))
    for each in turn.kept:
        tx.keep_question(message, each, now)
    queued = [] if waits else [Event("queued", {"reason": turn.kept[0].why})]
    asked = [Event("handoff_asked", {"reason": each.why}) for each in turn.kept]
    return replace(turn, events=(*turn.events, *queued, *asked))


def leave_queue(tx: Transaction, chat: tuple[str, str], turn: Turn) -> Turn:
    """Return the turn by which a chat is erased with the event that it is in the queue no more, if it was."""
    if not QueueRows(tx).waits(*chat):
        return turn
    return replace(turn, events=(*turn.events, Event("closed", {"reason": "owner", "outcome": "forgotten"})))


def let_go(tx: Transaction, chat: tuple[str, str], why: Why, now: datetime, person: str) -> tuple[Reply, ...]:
    """Give a conversation back to Huiqi; return the word to its owner, none where they know of no person.

    What has no answer goes back into the queue, unless it is to be closed; what has one is closed.
    """
    tx.flush()
    rows = QueueRows(tx)
    hold = rows.hold(*chat)
    given = () if why == "closed" else rows.give_back(*chat)
    done = rows.close(*chat, now)
    tx.set_hold(*chat, None)
    by = "staff" if why in {"closed", "returned"} else why
    ended = [*_ended("returned", given, by, now), *_ended("closed", done, by, now)]
    tx.record(ended, chat[0], person, now, tx.groups_of(person))
    answered = any(asked.answered_at for asked in done)
    if not (answered or (hold and hold.told) or any(asked.why == "person" for asked in (*given, *done))):
        return ()
    if why == "owner":
        return (WORDS["owner", not given],)
    return (WORDS["returned", False] if given else WORDS["closed", answered],)


def _ended(name: str, asked: Sequence[Asked], by: str, now: datetime) -> list[Event]:
    if not asked:
        return []
    taken = [each.taken_at for each in asked if each.taken_at]
    answered = {"outcome": "answered" if any(each.answered_at for each in asked) else "unanswered"}
    outcome = answered if name == "closed" else {}
    return [Event(name, {"reason": by, "seconds": seconds(min(taken, default=now), now), **outcome})]


def seconds(since: datetime, now: datetime) -> str:
    """Write how long something took."""
    return str(max(0, round((now - since).total_seconds())))
