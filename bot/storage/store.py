"""The database: opened, brought up to date, and changed in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from bot.storage.batch import Batch
from bot.storage.engine import engine_that_looks, for_reading, make_engine
from bot.storage.errors import StoreUnavailableError
from bot.storage.migrate import migrate, version_of
from bot.storage.transaction import Transaction

AWAY = frozenset({"25006", "25P03", "25P04"})
"""PostgreSQL's codes for a server that takes no writes, and for a transaction that it ended: psycopg calls them
internal, as it does faults of ours."""


class Store:
    """One database, which other processes may use too."""

    def __init__(self, address: str, *, create: bool = True) -> None:
        """Open a PostgreSQL URL or the path of a SQLite file, and bring its tables up to date.

        Where there is none, one is made if ``create``. Raises NewerSchemaError, or StoreUnavailableError for what
        cannot be opened, is no database, or is not there.
        """
        if not create and schema_of(address) is None:
            raise StoreUnavailableError("the database is empty: no service has used it; check its address")
        self._engine = make_engine(address)
        self._reading = for_reading(self._engine)
        try:
            with self.transaction() as tx:
                migrate(tx.connection)
        except BaseException:
            self.close()
            raise

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Iterator[Transaction]:
        """Begin; commit at the end of the block, or roll back if it raises.

        One that is not ``lasting`` does not wait for the disk: it outlives the process, but if the machine loses its
        power within a moment it is undone, whole. Raises StoreUnavailableError when the database cannot be used now.
        """
        engine = self._engine.execution_options(lasting=lasting)
        with _unavailable(), engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def batch(self, *, lasting: bool = True) -> Iterator[Batch]:
        """Begin a transaction for many messages."""
        with self.transaction(lasting=lasting) as tx:
            batch = Batch(tx.connection)
            yield batch
            batch.flush()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Begin to read what was there at this instant, holding up nobody who writes, nor waiting for them.

        Raises StoreUnavailableError when the database cannot be used now.
        """
        with _unavailable(), self._reading.begin() as connection:
            yield Transaction(connection)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def schema_of(address: str) -> str | None:
    """Return the schema of a database that is there, None for an empty one, and change nothing.

    Raises StoreUnavailableError for what cannot be opened, is no database, or is not there.
    """
    engine = engine_that_looks(address)
    try:
        with _unavailable(), engine.begin() as connection:
            return version_of(connection)
    finally:
        engine.dispose()


@contextmanager
def _unavailable() -> Iterator[None]:
    """Turn locked, full, busy, unreachable into our own; SQLite's plain DatabaseError is "not a database"."""
    try:
        yield
    except DatabaseError as error:
        is_away = isinstance(error, OperationalError) or getattr(error.orig, "sqlstate", "") in AWAY
        if is_away or type(error) is DatabaseError:
            raise _in_one_line(str(error.orig)) from error
        raise
    except InterfaceError as error:
        raise _in_one_line(str(error.orig)) from error
    except NoConnectionError as error:
        raise _in_one_line("every connection of this process is in use") from error


def _in_one_line(words: str) -> StoreUnavailableError:
    words = words.strip().split("\n")[0]
    return StoreUnavailableError(f"the database cannot be used now: {words}; check that it is there and has room")
