"""From an address to an engine: PostgreSQL for a URL, else SQLite in the file of that name."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from bot.storage.errors import StoreUnavailableError

BUSY_SECONDS = 5.0
"""How long to wait for somebody else's lock, or for a connection."""
MAGIC = b"SQLite format 3\0"
"""How a file of SQLite begins; an empty one becomes one."""
POSTGRESQL = ("postgresql://", "postgres://")


def make_engine(address: str) -> Engine:
    """Return an engine for a PostgreSQL URL or the path of a SQLite file, made if it is not there.

    Raises StoreUnavailableError for an address that cannot be understood, or a file that cannot be made.
    """
    return _postgresql(address) if address.startswith(POSTGRESQL) else _sqlite(_path(address))


def engine_that_looks(address: str) -> Engine:
    """Return an engine that changes nothing, not even the journal of a SQLite file.

    Raises StoreUnavailableError for an address that cannot be understood, or a file that is not there.
    """
    return for_reading(_postgresql(address)) if address.startswith(POSTGRESQL) else _as_it_stands(_path(address))


def for_reading(engine: Engine) -> Engine:
    """Return the engine for transactions that only read; both share their connections."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(only_reads=True)
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def _postgresql(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):  # their words would show the password
        raise StoreUnavailableError(
            "the PostgreSQL URL cannot be read; write postgresql://user:password@host:5432/name"
        ) from None
    engine = create_engine(
        url,
        isolation_level="READ COMMITTED",
        connect_args={"connect_timeout": int(BUSY_SECONDS)},
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,  # after a restart of the server, no message need fail to find that out
        hide_parameters=True,  # an error must not carry what people typed
    )
    event.listen(engine, "connect", _wait_briefly_for_locks)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _wait_briefly_for_locks(connection: Any, _: object) -> None:
    connection.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.commit()


def _path(address: str) -> Path:
    if "://" in address:
        raise StoreUnavailableError(
            "the database's address is neither a PostgreSQL URL nor a path; write postgresql://user@host/name"
        )
    path = Path(address)
    _refuse_what_is_none(path)
    return path


def _as_it_stands(path: Path) -> Engine:
    if not path.exists():
        raise StoreUnavailableError(f"{path} is not there; set HUIQI_DATABASE to the file that the service has")
    # Where nobody is at work no journal stands beside the file: read as one that cannot change, it is given none.
    journal = path.with_name(f"{path.name}-wal")
    uri = f"{path.absolute().as_uri()}?mode=ro{'' if journal.exists() else '&immutable=1'}"
    return create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(uri, timeout=BUSY_SECONDS, uri=True),
        poolclass=NullPool,
        hide_parameters=True,
    )


def _sqlite(path: Path) -> Engine:
    try:
        path.touch(mode=0o600)  # what enterprises say is for this service's account alone
    except OSError as error:
        raise StoreUnavailableError(f"{path} cannot be opened ({error.strerror}); check the folder") from error
    engine = create_engine(
        f"sqlite:///{path}",
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _refuse_what_is_none(path: Path) -> None:
    """Raise StoreUnavailableError for a folder, or a file of another kind: SQLite's own words would not name it."""
    if path.is_dir():
        raise StoreUnavailableError(f"{path} is a folder; name a file in it, such as {path}/huiqi.db")
    if path.is_file() and os.access(path, os.R_OK):
        with path.open("rb") as file:
            begins = file.read(len(MAGIC))
        if begins and begins != MAGIC:
            raise StoreUnavailableError(f"{path} is not a database of SQLite; name another file")


def _prepare_sqlite(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions begin where we say, in `_begin_sqlite`
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten in the file


def _begin_sqlite(connection: Connection) -> None:
    # A commit acknowledged outlives a power cut, unless `Store.transaction` was told that it need not.
    connection.exec_driver_sql(f"PRAGMA synchronous = {'FULL' if _is_lasting(connection) else 'NORMAL'}")
    # Takes the write lock now, not at the first write; who only reads must not hold up those who write.
    connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("only_reads") else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if not _is_lasting(connection):
        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def _is_lasting(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("lasting", True))
