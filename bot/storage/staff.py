"""Who may enter the desk, who is there now, and what each did: the rows and their statements."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, bindparam, delete, func, insert, or_, select, text, update

from bot.storage.rows import storable
from bot.storage.tables import audit, sessions, staff
from bot.storage.transaction import Transaction

FAILED = "login_failed"
"""A login is noted as failed before the password is looked at, and as done when it was right."""
DONE = "login"
ONE_LOGIN_AT_A_TIME = 0x6C6F67696E  # PostgreSQL locks a number for us, so that no two are counted as one


@dataclass(frozen=True, slots=True)
class Member:
    """One of the staff."""

    name: str
    role: str
    password: str
    added: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the record: ``staff`` is empty for what was done at the command line."""

    id: int
    at: datetime
    staff: str
    action: str
    about: str
    address: str


_named = staff.c.name == bindparam("of_name")
MEMBER = select(staff).where(_named).with_for_update()
MEMBERS = select(staff).order_by(staff.c.name)
ADD: Insert = insert(staff)
CHANGE_PASSWORD = update(staff).where(_named).values(password=bindparam("hashed"), changed=bindparam("now"))
REHASH = update(staff).where(_named).values(password=bindparam("hashed"))
CHANGE_ROLE = update(staff).where(_named).values(role=bindparam("new_role"), changed=bindparam("now"))
REMOVE = delete(staff).where(_named)

BEGIN = insert(sessions)
VISITOR = (
    select(staff)
    .join(sessions, sessions.c.staff == staff.c.name)
    .where(sessions.c.id == bindparam("of_id"), sessions.c.began > bindparam("after", type_=sessions.c.began.type))
)
END = delete(sessions).where(sessions.c.id == bindparam("of_id"))
END_ALL = delete(sessions).where(sessions.c.staff == bindparam("of_name"))
END_OLD = delete(sessions).where(sessions.c.began <= bindparam("before", type_=sessions.c.began.type))

PRUNE = delete(audit).where(audit.c.at < bindparam("before", type_=audit.c.at.type))
WRITE = insert(audit).returning(audit.c.id)
WROTE = select(audit.c.id).where(
    audit.c.at > bindparam("after", type_=audit.c.at.type),
    audit.c.staff == bindparam("of_name"),
    audit.c.action == bindparam("did"),
    audit.c.about == bindparam("what"),
)
SUCCEED = update(audit).where(audit.c.id == bindparam("of_id")).values(staff=bindparam("of_name"), action=DONE)
_since = audit.c.at > bindparam("after")
_last_right = (
    select(func.coalesce(func.max(audit.c.id), 0))
    .where(audit.c.staff == bindparam("of_name"), audit.c.action == DONE, _since)
    .scalar_subquery()
)
TRIED = select(
    func.count().filter(audit.c.staff == bindparam("of_name"), audit.c.id > _last_right).label("by_name"),
    func.count().filter(audit.c.address == bindparam("of_address")).label("by_address"),
).where(
    audit.c.action == FAILED,
    _since,
    or_(audit.c.staff == bindparam("of_name"), audit.c.address == bindparam("of_address")),
)
DEEDS = select(audit).where(audit.c.id < bindparam("before_id")).order_by(audit.c.id.desc()).limit(bindparam("most"))


class StaffRows:
    """The staff within one transaction. ``now`` is an aware time throughout."""

    def __init__(self, tx: Transaction) -> None:
        self._connection = tx.connection

    def member(self, name: str) -> Member | None:
        """Return one of the staff, held until the commit; None where nobody is called so."""
        row = self._connection.execute(MEMBER, {"of_name": name}).first()
        return _member_of(row) if row else None

    def members(self) -> tuple[Member, ...]:
        """Return all of the staff, by name."""
        return tuple(map(_member_of, self._connection.execute(MEMBERS)))

    def add(self, member: Member) -> None:
        """Let somebody in whose name nobody has."""
        self._connection.execute(ADD, asdict(member))

    def change_password(self, name: str, hashed: str, now: datetime) -> None:
        """Put another password in place, which ends the sessions begun with the one before."""
        self._connection.execute(CHANGE_PASSWORD, {"of_name": name, "hashed": hashed, "now": now})
        self._connection.execute(END_ALL, {"of_name": name})

    def rehash(self, name: str, hashed: str) -> None:
        """Keep the same password under a costlier hash."""
        self._connection.execute(REHASH, {"of_name": name, "hashed": hashed})

    def change_role(self, name: str, role: str, now: datetime) -> None:
        """Give another role, which ends the sessions begun with the one before."""
        self._connection.execute(CHANGE_ROLE, {"of_name": name, "new_role": role, "now": now})
        self._connection.execute(END_ALL, {"of_name": name})

    def remove(self, name: str) -> None:
        """Let somebody in no more."""
        self._connection.execute(REMOVE, {"of_name": name})
        self._connection.execute(END_ALL, {"of_name": name})

    def begin(self, session: str, name: str, now: datetime) -> None:
        """Begin a session."""
        self._connection.execute(BEGIN, {"id": session, "staff": name, "began": now})

    def visitor(self, session: str, after: datetime) -> Member | None:
        """Return whose session this is, if it began after a time and has not ended."""
        row = self._connection.execute(VISITOR, {"of_id": session, "after": after}).first()
        return _member_of(row) if row else None

    def end(self, session: str) -> None:
        """End a session."""
        self._connection.execute(END, {"of_id": session})

    def end_old(self, before: datetime) -> None:
        """Drop the sessions that have run out."""
        self._connection.execute(END_OLD, {"before": before})

    def tried(self, name: str, address: str, after: datetime) -> tuple[int, int]:
        """Return how many logins failed since a time: of this name since its last right one, and from this address.

        Others who try to log in wait until the commit, so that each is counted.
        """
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": ONE_LOGIN_AT_A_TIME})
        row = self._connection.execute(TRIED, {"of_name": name, "of_address": address, "after": after}).one()
        return row.by_name, row.by_address

    def write(self, name: str, action: str, about: str, now: datetime, address: str = "") -> int:
        """Write down what somebody did; return the number of the line."""
        row = {"at": now, "staff": storable(name), "action": action, "about": storable(about), "address": address}
        return int(self._connection.execute(WRITE, row).scalar_one())

    def wrote(self, name: str, action: str, about: str, after: datetime) -> bool:
        """Whether it was written down after a time that somebody did this."""
        row = {"of_name": storable(name), "did": action, "what": storable(about), "after": after}
        return self._connection.execute(WROTE.limit(1), row).first() is not None

    def succeed(self, line: int, name: str) -> None:
        """Turn a login noted as failed into one that was right."""
        self._connection.execute(SUCCEED, {"of_id": line, "of_name": name})

    def prune(self, before: datetime) -> None:
        """Drop what was written down before a time."""
        self._connection.execute(PRUNE, {"before": before})

    def deeds(self, before_id: int, most: int) -> tuple[Deed, ...]:
        """Return what was done, newest first, before a line of the record."""
        return tuple(
            Deed(**row._asdict()) for row in self._connection.execute(DEEDS, {"before_id": before_id, "most": most})
        )


def _member_of(row: Any) -> Member:
    return Member(row.name, row.role, row.password, row.added, row.changed)
