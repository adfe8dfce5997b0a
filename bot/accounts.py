"""Accounts of the staff: who may enter the desk, and as what; every login and every deed written down."""

import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import Enum
from hashlib import blake2b
from secrets import token_urlsafe
from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.storage import Deed, Member, StaffRows, Store

__all__ = ["ROLES", "SESSION", "AccountError", "Accounts", "Deed", "Member", "Refused", "may"]

ROLES = ("viewer", "answerer", "editor")
"""Each may do what those before it may."""
LONGEST_NAME = 40
SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
SESSION = timedelta(hours=12)
WINDOW = timedelta(minutes=15)
MOST_BY_NAME, MOST_BY_ADDRESS = 5, 30
"""Failed logins within the window after which no more are looked at."""
KEEP_DEEDS = timedelta(days=365)
AT_ONCE = 2
"""Passwords looked at together: each takes 64 MiB for a twentieth of a second."""


class AccountError(Exception):
    """What cannot be done with an account, in one line that says what to do."""


class Refused(Enum):
    """Why somebody is not let in."""

    WRONG = "wrong"
    TOO_MANY = "too many"


class Accounts:
    """The accounts in a database; the clock returns aware times. ``secret`` hides names typed that nobody has.

    ``hasher`` says what a password costs to look at; another one may read what this one wrote.
    """

    def __init__(
        self, store: Store, clock: Callable[[], datetime], secret: bytes = b"", hasher: PasswordHasher | None = None
    ) -> None:
        self._store = store
        self._clock = clock
        self._secret = secret[:64]
        self._hasher = hasher or PasswordHasher()
        self._nobodys = self._hasher.hash(token_urlsafe())
        self._turns = Semaphore(AT_ONCE)

    # For who runs the service.

    def add(self, name: str, role: str, password: str) -> None:
        """Let somebody in; raises AccountError."""
        name, now = _good_name(name), self._clock()
        hashed = self._hash(name, password)
        with self._store.transaction() as tx:
            rows = StaffRows(tx)
            if rows.member(name):
                raise AccountError(f"{name} is there already; huiqi staff password {name} sets another password")
            rows.add(Member(name, _good_role(role), hashed, now, now))
            rows.write("", "staff_added", f"{name} {role}", now)

    def change_password(self, name: str, password: str) -> None:
        """Set another password, which ends every session of that account; raises AccountError."""
        name, now = _plain(name), self._clock()
        hashed = self._hash(name, password)
        with self._store.transaction() as tx:
            rows = self._with(StaffRows(tx), name)
            rows.change_password(name, hashed, now)
            rows.write("", "staff_password", name, now)

    def change_role(self, name: str, role: str) -> None:
        """Give another role, which ends every session of that account; raises AccountError."""
        name, now = _plain(name), self._clock()
        with self._store.transaction() as tx:
            rows = self._with(StaffRows(tx), name)
            rows.change_role(name, _good_role(role), now)
            rows.write("", "staff_role", f"{name} {role}", now)

    def remove(self, name: str) -> None:
        """Let somebody in no more; raises AccountError."""
        name = _plain(name)
        with self._store.transaction() as tx:
            rows = self._with(StaffRows(tx), name)
            rows.remove(name)
            rows.write("", "staff_removed", name, self._clock())

    def everyone(self) -> tuple[Member, ...]:
        """Return all of the staff, by name."""
        with self._store.reading() as tx:
            return StaffRows(tx).members()

    # For the desk.

    def login(self, name: str, password: str, place: str) -> str | Refused:
        """Begin a session and return its id, or say why not; the time taken does not tell whether the name is there.

        ``place`` is where it comes from, an address or a network. A try counts as failed until the password has proved
        right, so that tries made together are all counted.
        """
        name, now = _plain(name), self._clock()
        with self._store.transaction() as tx:
            rows = StaffRows(tx)
            member = rows.member(name)
            called = member.name if member else self._hidden(name)
            by_name, by_address = rows.tried(called, place, now - WINDOW)
            if by_name >= MOST_BY_NAME or by_address >= MOST_BY_ADDRESS:
                return Refused.TOO_MANY
            line = rows.write(called, "login_failed", "", now, place)
        if not self._is_right(member.password if member else self._nobodys, password) or member is None:
            return Refused.WRONG
        return self._begin(member, password, line, now)

    def who(self, session: str) -> Member | None:
        """Return whose session this is; None where it has ended or run out."""
        with self._store.reading() as tx:
            return StaffRows(tx).visitor(session, self._clock() - SESSION)

    def logout(self, session: str, name: str) -> None:
        """End a session."""
        with self._store.transaction() as tx:
            rows = StaffRows(tx)
            rows.end(session)
            rows.write(name, "logout", "", self._clock())

    def write(self, name: str, action: str, about: str = "") -> None:
        """Write down what somebody did."""
        with self._store.transaction() as tx:
            StaffRows(tx).write(name, action, about, self._clock())

    def deeds(self, before_id: int, most: int) -> tuple[Deed, ...]:
        """Return what was done, newest first, before a line of the record."""
        with self._store.reading() as tx:
            return StaffRows(tx).deeds(before_id, most)

    def _with(self, rows: StaffRows, name: str) -> StaffRows:
        if rows.member(name) is None:
            raise AccountError(f"nobody is called {name}; huiqi staff list shows everyone")
        return rows

    def _begin(self, member: Member, password: str, line: int, now: datetime) -> str | Refused:
        session = token_urlsafe(24)
        costlier = self._hasher.hash(password) if self._hasher.check_needs_rehash(member.password) else ""
        with self._store.transaction() as tx:
            rows = StaffRows(tx)
            if rows.member(member.name) != member:
                return Refused.WRONG  # changed or removed while we looked at the password
            if costlier:
                rows.rehash(member.name, costlier)
            rows.end_old(now - SESSION)
            rows.prune(now - KEEP_DEEDS)
            rows.begin(session, member.name, now)
            rows.succeed(line, member.name)
        return session

    def _hash(self, name: str, password: str) -> str:
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise AccountError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; choose another")
        if _plain(password).casefold() == _plain(name).casefold():
            raise AccountError("a password that is the name is no secret; choose another")
        return self._hasher.hash(password)

    def _is_right(self, hashed: str, password: str) -> bool:
        with self._turns:
            try:
                return self._hasher.verify(hashed, password[: LONGEST_PASSWORD + 1])
            except (VerificationError, InvalidHashError):
                return False

    def _hidden(self, name: str) -> str:
        """Return what stands in the record for a name that nobody has: it may be a password in the wrong field."""
        return "?" + blake2b(name.encode("utf-8", "replace"), key=self._secret, digest_size=6).hexdigest()


def may(role: str, needed: str) -> bool:
    """Whether a role is enough for what needs another."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(needed)


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _good_name(name: str) -> str:
    name = _plain(name)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or name.startswith("?"):
        raise AccountError(f"{name!r} is no name; use 1 to {LONGEST_NAME} letters that can be seen")
    return name


def _good_role(role: str) -> str:
    if role not in ROLES:
        raise AccountError(f"{role!r} is no role; use one of {', '.join(ROLES)}")
    return role
