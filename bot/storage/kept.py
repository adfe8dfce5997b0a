"""Questions kept for staff, read for what they have in common: the rows and their statements."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.storage.tables import questions
from bot.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class KeptQuestion:
    """One question kept for staff: whose, in what words, why, and what became of it."""

    id: int
    at: datetime
    channel: str
    chat: str
    text: str
    why: str
    state: str


_c = questions.c
_SHOWN = select(_c.id, _c.at, _c.channel, _c.chat, _c.text, _c.why, _c.state)
NEWEST = _SHOWN.order_by(_c.id.desc()).limit(bindparam("most"))
ONE = _SHOWN.where(_c.id == bindparam("of_id"))


class KeptRows:
    """The questions kept, within one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection

    def newest(self, most: int) -> tuple[KeptQuestion, ...]:
        """Return at most so many questions, the newest first."""
        return tuple(KeptQuestion(**row._mapping) for row in self._connection.execute(NEWEST, {"most": most}))

    def one(self, question_id: int) -> KeptQuestion | None:
        """Return a question; None where it is forgotten."""
        row = self._connection.execute(ONE, {"of_id": question_id}).first()
        return KeptQuestion(**row._mapping) if row else None
