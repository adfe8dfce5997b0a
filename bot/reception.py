"""The queue as staff work through it: take a conversation, answer, give it back, close; each in one transaction."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from html import escape

from bot.dialogue import Conversation, Event, Reply
from bot.holding import Why, let_go, seconds
from bot.persons import person_of
from bot.staff_names import is_same
from bot.storage import Asked, Hold, Line, QueueRows, StaffRows, Store, Transaction

HOLD = timedelta(minutes=30)
LOOKING = timedelta(minutes=10)
"""Who opens the same entry again within this time is still at it."""
MOST_LINES = 200
LONGEST_ANSWER = 3000
"""Characters of one answer; a phone's screen holds some four hundred."""


class Outcome(Enum):
    """How a deed ended."""

    DONE = "done"
    GONE = "gone"  # erased: the owner asked for it, or nobody spoke for too long
    HAD = "had"  # by somebody else
    NOT_HAD = "not had"  # by whoever wants to answer: never taken, or not for long enough
    CLOSED = "closed"
    EMPTY = "empty"
    TOO_LONG = "too long"


@dataclass(frozen=True, slots=True)
class Entry:
    """One enterprise in the queue. ``id`` is that of a question of it; ``questions`` are those not closed, or else all.

    ``hold`` tells who has the conversation now; ``owner_spoke`` and ``staff_spoke`` when either said something last.
    """

    id: int
    channel: str
    chat: str
    questions: tuple[Asked, ...]
    hold: Hold | None
    owner_spoke: datetime | None = None
    staff_spoke: datetime | None = None

    @property
    def state(self) -> str:
        """``open``, ``taken`` or ``closed``."""
        states = {asked.state for asked in self.questions}
        return next((state for state in ("taken", "open") if state in states), "closed")

    @property
    def staff(self) -> str:
        """Who has it, or closed it."""
        return next((asked.staff for asked in reversed(self.questions) if asked.staff), "")

    @property
    def since(self) -> datetime:
        """When the oldest of the questions was asked."""
        return min(asked.at for asked in self.questions)

    @property
    def awaits(self) -> bool:
        """Whether the owner has said something since staff spoke last."""
        taken = max((asked.taken_at for asked in self.questions if asked.taken_at), default=None)
        last = max((moment for moment in (self.staff_spoke, taken) if moment), default=None)
        return self.owner_spoke is not None and last is not None and self.owner_spoke > last


@dataclass(frozen=True, slots=True)
class Case:
    """An entry opened: the conversation as it was said, as it is stored, and what was asked before.

    ``undelivered`` are lines of staff that have not arrived, by number, each with whether it may arrive yet.
    """

    entry: Entry
    lines: tuple[Line, ...]
    conversation: Conversation
    earlier: tuple[Asked, ...]
    undelivered: Mapping[int, bool]


class Reception:
    """The queue in a database; the clock returns aware times. ``hold`` is how long staff may be silent."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], secret: bytes = b"", hold: timedelta = HOLD
    ) -> None:
        self._store = store
        self._clock = clock
        self._secret = secret
        self._hold = hold

    # Looking.

    def waiting(self) -> tuple[Entry, ...]:
        """Return what is open or taken, the longest waiting first."""
        with self._store.reading() as tx:
            return self._entries(tx, QueueRows(tx).waiting())

    def closed(self) -> tuple[Entry, ...]:
        """Return what was closed, the latest first."""
        with self._store.reading() as tx:
            return self._entries(tx, QueueRows(tx).closed())

    def case(self, entry_id: int, staff: str = "") -> Case | None:
        """Open an entry; None where it was erased. That ``staff`` did, if anybody is named, is written down."""
        now = self._clock()
        with self._store.transaction() if staff else self._store.reading() as tx:
            rows = QueueRows(tx)
            asked = rows.question(entry_id)
            if asked is None:
                return None
            if staff:
                _note_opened(StaffRows(tx), staff, entry_id, now)
            chat = (asked.channel, asked.chat)
            questions = rows.of_chat(*chat)
            now_asked = tuple(each for each in questions if each.state != "closed") or questions
            entry = Entry(entry_id, *chat, now_asked, rows.holds([chat]).get(chat), *rows.spoke([chat])[chat])
            earlier = tuple(each for each in questions if each not in now_asked)
            lines = tx.lines(*chat, MOST_LINES)
            return Case(entry, lines, tx.look(*chat) or Conversation(), earlier, rows.undelivered(*chat))

    # Doing. Each deed locks the chat as the handling of a message does, so that no two happen at once.

    def take(self, entry_id: int, staff: str) -> Outcome:
        """Have a conversation from now on, if nobody else has it."""
        now = self._clock()
        with self._store.transaction() as tx:
            found = self._locked(tx, entry_id)
            if isinstance(found, Outcome):
                return found
            chat, hold = found
            if hold and hold.until > now:
                return Outcome.DONE if is_same(hold.by, staff) else Outcome.HAD
            if hold:  # for too long; the word to the owner would only confuse now
                let_go(tx, chat, "timeout", now, self._person(chat))
            taken = QueueRows(tx).take(*chat, staff, now)
            if not taken:
                return Outcome.CLOSED
            tx.set_hold(*chat, Hold(staff, now + self._hold))
            waited = {"seconds": seconds(min(asked.at for asked in taken), now), "reason": taken[0].why}
            self._record(tx, Event("taken", waited), chat, now)
            StaffRows(tx).write(staff, "taken", f"#{entry_id}", now)
            return Outcome.DONE

    def answer(self, entry_id: int, staff: str, text: str, once: str, *, closing: bool = False) -> Outcome:
        """Say something to the owner, in their own channel; ``once`` tells a form sent twice."""
        text, now = text.strip(), self._clock()
        if not text or len(text) > LONGEST_ANSWER:
            return Outcome.TOO_LONG if text else Outcome.EMPTY
        with self._store.transaction() as tx:
            found = self._locked(tx, entry_id)
            if isinstance(found, Outcome):
                return found
            chat, hold = found
            if not tx.claim("desk", once, now):
                return Outcome.DONE
            if had := _not_had_by(staff, hold, now):
                tx.unclaim("desk", once)
                return had
            tx.enqueue(*chat, (Reply(escape(text, quote=False)),), "", now, who="staff")
            self._note_answer(tx, chat, now)
            StaffRows(tx).write(staff, "answered", f"#{entry_id}", now)
            if closing:
                self._end(tx, chat, "closed", staff, entry_id, now)
            else:
                tx.set_hold(*chat, Hold(staff, now + self._hold, hold.told if hold else None))
            return Outcome.DONE

    def give_back(self, entry_id: int, staff: str) -> Outcome:
        """Put a conversation that one has back into the queue."""
        return self._let_go(entry_id, staff, "returned")

    def close(self, entry_id: int, staff: str) -> Outcome:
        """End a conversation that one has."""
        return self._let_go(entry_id, staff, "closed")

    def look(self) -> int:
        """Let Huiqi come back to conversations that staff have had for too long in silence; return how many."""
        now, ended = self._clock(), 0
        with self._store.reading() as tx:
            overdue = QueueRows(tx).overdue(now)
        for chat in overdue:
            with self._store.transaction() as tx:
                hold = QueueRows(tx).hold(*chat)
                if hold and hold.until <= now:  # nobody has written, nor another process looked, meanwhile
                    tx.enqueue(*chat, let_go(tx, chat, "timeout", now, self._person(chat)), "", now)
                    ended += 1
        return ended

    def _let_go(self, entry_id: int, staff: str, why: Why) -> Outcome:
        now = self._clock()
        with self._store.transaction() as tx:
            found = self._locked(tx, entry_id)
            if isinstance(found, Outcome):
                return found
            chat, hold = found
            if had := _not_had_by(staff, hold, now):
                return had
            self._end(tx, chat, why, staff, entry_id, now)
            return Outcome.DONE

    def _end(self, tx: Transaction, chat: tuple[str, str], why: Why, staff: str, entry_id: int, now: datetime) -> None:
        tx.enqueue(*chat, let_go(tx, chat, why, now, self._person(chat)), "", now)
        StaffRows(tx).write(staff, why, f"#{entry_id}", now)

    def _note_answer(self, tx: Transaction, chat: tuple[str, str], now: datetime) -> None:
        first = QueueRows(tx).answered(*chat, now)
        if first:
            took = seconds(min(asked.taken_at or now for asked in first), now)
            self._record(tx, Event("answered", {"seconds": took}), chat, now)

    def _locked(self, tx: Transaction, entry_id: int) -> tuple[tuple[str, str], Hold | None] | Outcome:
        """Lock the chat of an entry; return it and who has it."""
        rows = QueueRows(tx)
        asked = rows.question(entry_id)
        if asked is None:
            return Outcome.GONE
        chat = (asked.channel, asked.chat)
        hold = rows.hold(*chat)
        if rows.question(entry_id) is None:  # the owner had it erased while we waited
            return Outcome.GONE
        return chat, hold

    def _entries(self, tx: Transaction, asked: Iterable[Asked]) -> tuple[Entry, ...]:
        by_chat: dict[tuple[str, str], list[Asked]] = {}
        for each in asked:
            by_chat.setdefault((each.channel, each.chat), []).append(each)
        rows = QueueRows(tx)
        spoke, holds = rows.spoke(list(by_chat)), rows.holds(list(by_chat))
        return tuple(
            Entry(questions[0].id, *chat, tuple(questions), holds.get(chat), *spoke[chat])
            for chat, questions in by_chat.items()
        )

    def _record(self, tx: Transaction, event: Event, chat: tuple[str, str], now: datetime) -> None:
        person = self._person(chat)
        tx.record([event], chat[0], person, now, tx.groups_of(person))

    def _person(self, chat: tuple[str, str]) -> str:
        return person_of(*chat, self._secret)


def _note_opened(rows: StaffRows, staff: str, entry_id: int, now: datetime) -> None:
    """Write down who opened an entry: once for as long as they look, however often their page asks for what is new."""
    about = f"#{entry_id}"
    if not rows.wrote(staff, "opened", about, now - LOOKING):
        rows.write(staff, "opened", about, now)


def _not_had_by(staff: str, hold: Hold | None, now: datetime) -> Outcome | None:
    """Return why somebody may not speak in a conversation; None where they may."""
    if hold is None or hold.until <= now:
        return Outcome.NOT_HAD
    return None if is_same(hold.by, staff) else Outcome.HAD
