"""The store in one SQLite file, or in memory."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from bot.dialogue import Conversation, Event, Message, Reply
from bot.storage.rows import event_row, failure_row, outgoing_of, reply_json
from bot.storage.schema import MIGRATIONS
from bot.storage.store import NewerSchemaError, Outgoing, StoredConversationError, StoreUnavailableError

BUSY_SECONDS = 5.0
KEEP_CLAIMS = timedelta(hours=72)  # Telegram delivers an update for 24 h
KEEP_SENT = timedelta(hours=24)
KEEP_FAILURES = timedelta(days=30)
UNSENT = "SELECT id, channel, chat, reply, shown_in FROM outbox WHERE sent_at IS NULL AND channel = ?"


class SqliteStore:
    """One connection, used by one transaction at a time; other processes may use the same file."""

    def __init__(self, path: Path | str) -> None:
        """Open ``path`` (``":memory:"`` for none), and bring its tables up to date.

        Raises NewerSchemaError, or StoreUnavailableError for a file that cannot be opened or is no database.
        """
        self._lock = Lock()
        try:
            if str(path) != ":memory:":
                Path(path).touch(mode=0o600)  # what enterprises say is for this service's account alone
            self._db = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            raise StoreUnavailableError(f"{path} cannot be opened ({error}); check the folder") from error
        try:
            self._prepare(path)
        except BaseException:
            self._db.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator["SqliteTransaction"]:
        """Begin, and commit at the end of the block; see `Store.transaction`."""
        with self._lock, _unavailable("the database"):
            self._db.execute("BEGIN IMMEDIATE")  # takes the write lock now, not at the first write
            try:
                yield SqliteTransaction(self._db)
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close the connection."""
        self._db.close()

    def _prepare(self, path: Path | str) -> None:
        with _unavailable(str(path)):
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")  # a commit acknowledged outlives a power cut
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten in the file
        with self.transaction() as tx:
            tx.migrate(path)


@contextmanager
def _unavailable(what: str) -> Iterator[None]:
    """Turn SQLite's locked, full, unreadable into our own; a plain DatabaseError is "not a database"."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) or type(error) is sqlite3.DatabaseError:
            raise StoreUnavailableError(f"{what} cannot be used now: {error}") from error
        raise


class SqliteTransaction:
    """The statements; see `bot.storage.store.Transaction` for what each promises."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def migrate(self, path: Path | str) -> None:
        """Make the changes this file has not seen; raises NewerSchemaError."""
        (done,) = self._db.execute("PRAGMA user_version").fetchone()
        if done > len(MIGRATIONS):
            raise NewerSchemaError(
                f"{path} has schema {done}, this release knows {len(MIGRATIONS)}; install the later release"
            )
        for version, migration in enumerate(MIGRATIONS[done:], start=done + 1):
            for statement in migration.split(";\n"):  # `executescript` would commit on its own
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {version}")

    def claim(self, channel: str, message_id: str, now: datetime) -> bool:
        """Take this message; False when it has been taken before."""
        row = (channel, message_id, _text(now))
        return self._db.execute("INSERT OR IGNORE INTO claims VALUES (?, ?, ?)", row).rowcount == 1

    def load(self, channel: str, chat: str) -> Conversation | None:
        """Return the chat's conversation, if any; raises StoredConversationError."""
        row = self._db.execute(
            "SELECT state FROM conversations WHERE channel = ? AND chat = ?", (channel, chat)
        ).fetchone()
        if row is None:
            return None
        try:
            return Conversation.from_json(row[0])
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            # JSON of another shape fails in any of these ways; to the chat it is all the same.
            raise StoredConversationError(f"a stored conversation cannot be read: {error}") from error

    def save(self, channel: str, chat: str, conversation: Conversation, now: datetime) -> None:
        """Put this conversation in place of the earlier one."""
        self._db.execute(
            "INSERT OR REPLACE INTO conversations VALUES (?, ?, ?, ?)",
            (channel, chat, conversation.to_json(), _text(now)),
        )

    def erase(self, channel: str, chat: str) -> None:
        """Forget the chat: conversation, replies, failures."""
        of_chat = (channel, chat)
        self._db.execute("DELETE FROM conversations WHERE channel = ? AND chat = ?", of_chat)
        self._db.execute("DELETE FROM outbox WHERE channel = ? AND chat = ?", of_chat)
        self._db.execute("DELETE FROM failures WHERE channel = ? AND chat = ?", of_chat)

    def enqueue(self, channel: str, chat: str, replies: Iterable[Reply], shown_in: str, now: datetime) -> None:
        """Store replies to be sent, in this order."""
        self._db.executemany(
            "INSERT INTO outbox (channel, chat, reply, shown_in, created) VALUES (?, ?, ?, ?, ?)",
            [(channel, chat, reply_json(reply), shown_in, _text(now)) for reply in replies],
        )

    def record(self, events: Iterable[Event], now: datetime) -> None:
        """Store events."""
        self._db.executemany(
            "INSERT INTO events VALUES (?, ?, ?)", [(_text(now), *event_row(event)) for event in events]
        )

    def keep_failure(self, message: Message, traceback: str, now: datetime) -> None:
        """Keep a message that could not be handled."""
        row = (_text(now), message.channel, message.chat, *failure_row(message, traceback))
        self._db.execute("INSERT INTO failures VALUES (?, ?, ?, ?, ?)", row)

    def unsent(self, channel: str, chat: str | None = None) -> tuple[Outgoing, ...]:
        """Return the replies not yet sent, oldest first."""
        if chat is None:
            rows = self._db.execute(f"{UNSENT} ORDER BY id", (channel,))
        else:
            rows = self._db.execute(f"{UNSENT} AND chat = ? ORDER BY id", (channel, chat))
        return tuple(outgoing for row in rows.fetchall() if (outgoing := self._readable(row)))

    def _readable(self, row: tuple[int, str, str, str, str]) -> Outgoing | None:
        """Read a reply; one of another release is set aside, or its chat could never be answered again."""
        try:
            return outgoing_of(row)
        except (ValueError, LookupError, TypeError):
            self._db.execute("UPDATE outbox SET sent_at = created, outcome = 'unreadable' WHERE id = ?", (row[0],))
            return None

    def mark(self, outgoing_id: int, outcome: str, now: datetime) -> None:
        """Note how the sending of a reply ended."""
        self._db.execute("UPDATE outbox SET sent_at = ?, outcome = ? WHERE id = ?", (_text(now), outcome, outgoing_id))

    def prune(self, now: datetime) -> None:
        """Drop claims, sent replies and failures older than they are kept."""
        self._db.execute("DELETE FROM claims WHERE at < ?", (_text(now - KEEP_CLAIMS),))
        self._db.execute("DELETE FROM outbox WHERE sent_at < ?", (_text(now - KEEP_SENT),))
        self._db.execute("DELETE FROM failures WHERE at < ?", (_text(now - KEEP_FAILURES),))


def _text(moment: datetime) -> str:
    """Write a time so that text order is time order: UTC, always with the microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
