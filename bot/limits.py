"""How much is taken from one chat, and from all together. Pure: the time is an argument."""

from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Lock

BURST, A_SECOND = 20, 1.0
"""A chat may send so many messages at once, such as somebody ticking options quickly, and then so many a second."""
OF_ALL = 300.0
"""Messages a second from all chats together that one process takes by itself."""
TELL_EVERY = 60.0
"""Seconds in which a chat is told only once that it sends too much."""
SET_BACK = 5.0
"""Seconds; a clock that goes back by less is merely corrected."""
MANY_CHATS = 10_000
"""With more chats than these in mind, those that have been quiet are forgotten."""


class Admission(Enum):
    """What is to be done with a message."""

    TAKE = auto()
    TELL = auto()
    DROP = auto()


@dataclass(slots=True)
class Allowance:
    """What one sender has left: when its next message would be due, had all come at an even pace."""

    due: float = 0.0
    told: float = float("-inf")

    def take(self, now: float, gap: float, burst: float) -> bool:
        """Count a message, unless it is over the limit; a clock set back costs the sender nothing."""
        if not self.counts(now, gap, burst):
            self.due = now
        self.due = min(max(self.due, now), now + burst * gap)
        if self.due + gap > now + burst * gap:
            return False
        self.due += gap
        return True

    def wait(self, now: float, gap: float, burst: float) -> float:
        """Return the seconds until a message would be taken."""
        return max(0.0, self.due + gap - burst * gap - now) if self.counts(now, gap, burst) else 0.0

    def counts(self, now: float, gap: float, burst: float) -> bool:
        """Whether anything is held against the sender; no allowance is due so far ahead but for a clock set back."""
        return now < self.due <= now + burst * gap + SET_BACK


@dataclass
class Limits:
    """The allowances of the chats and of all together, in one process, whose threads may share them."""

    burst: int = BURST
    a_second: float = A_SECOND
    of_all: float = OF_ALL
    _chats: dict[tuple[str, str], Allowance] = field(default_factory=dict)
    _all: Allowance = field(default_factory=Allowance)
    _counting: Lock = field(default_factory=Lock)

    def admit(self, channel: str, chat: str, now: float) -> Admission:
        """Count a message; say whether to take it, to answer that it is too much, or to leave it."""
        with self._counting:
            return self._admit((channel, chat), now)

    def _admit(self, who: tuple[str, str], now: float) -> Admission:
        if len(self._chats) > MANY_CHATS:
            self._chats = {
                each: held
                for each, held in self._chats.items()
                if held.counts(now, 1 / self.a_second, self.burst) or abs(now - held.told) < TELL_EVERY
            }
        allowance = self._chats.setdefault(who, Allowance())
        if allowance.take(now, 1 / self.a_second, self.burst):
            self._all.take(now, 1 / self.of_all, self.of_all)
            return Admission.TAKE
        if abs(now - allowance.told) < TELL_EVERY:
            return Admission.DROP
        allowance.told = now
        return Admission.TELL

    def forgive(self, channel: str, chat: str) -> None:
        """Count a message no more that could not be stored: it comes again, and is counted then."""
        with self._counting:
            self._all.due -= 1 / self.of_all
            if (allowance := self._chats.get((channel, chat))) is not None:
                allowance.due -= 1 / self.a_second
                allowance.told = float("-inf")

    def wait(self, now: float) -> float:
        """Return the seconds after which the next message should be fetched; it waits with who sends it."""
        return self._all.wait(now, 1 / self.of_all, self.of_all)
