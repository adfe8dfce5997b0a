"""Bringing a database's tables up to date, from whatever release wrote them."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from bot.storage.errors import NewerSchemaError

NEWEST = "0007"
"""The last of `bot/storage/migrations/versions`; known here so that Alembic is imported only for a change."""
FIRST_RELEASE = "0001"
ONE_AT_A_TIME = 0x68756971  # PostgreSQL locks a number for us: workers that start together must not all migrate


def migrate(connection: Connection) -> None:
    """Make the changes this database has not seen, all or none; raises NewerSchemaError."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ONE_AT_A_TIME})
    version = version_of(connection)
    if version == NEWEST:
        return
    if version is not None and version > NEWEST:
        raise NewerSchemaError(
            f"the database has schema {version}, this release knows {NEWEST}; install the later release"
        )
    _run_alembic(connection)
    if connection.dialect.name == "sqlite":
        # The first release counts this way, and says so when it meets a file that is too new for it.
        connection.exec_driver_sql(f"PRAGMA user_version = {int(NEWEST)}")


def version_of(connection: Connection) -> str | None:
    """Return the schema a database has, None for an empty one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if connection.dialect.name != "sqlite":
        return None
    counted = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    return f"{counted:04}" if counted else None


def _run_alembic(connection: Connection) -> None:
    from alembic import command  # takes 0.2 s, and most starts have nothing to change
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if version_of(connection) == FIRST_RELEASE and "alembic_version" not in inspect(connection).get_table_names():
        command.stamp(config, FIRST_RELEASE)
    command.upgrade(config, "head")
