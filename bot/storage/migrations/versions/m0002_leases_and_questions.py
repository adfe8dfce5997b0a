"""Replies can be leased by one of several workers, failures are numbered and named, questions are kept for staff."""

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import Moment, RowId

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the change; what was stored stays."""
    op.add_column("outbox", sa.Column("leased_by", sa.Text))
    op.add_column("outbox", sa.Column("leased_until", Moment))
    _number_failures()
    _create_of_chat("questions", "text", "why")


def _number_failures() -> None:
    """Copy the failures into a table with ids: SQLite cannot add a primary key."""
    op.rename_table("failures", "failures_without_id")
    op.drop_index("failures_of_chat", "failures_without_id")
    _create_of_chat("failures", "message", "error", "traceback")
    op.execute(
        "INSERT INTO failures (at, channel, chat, message, error, traceback)"
        " SELECT at, channel, chat, message, 'unnamed', traceback FROM failures_without_id ORDER BY at"
    )
    op.drop_table("failures_without_id")


def _create_of_chat(table: str, *texts: str) -> None:
    """Create a table of rows that belong to a chat and are erased with it."""
    op.create_table(
        table,
        sa.Column("id", RowId, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        *(sa.Column(text, sa.Text, nullable=False) for text in texts),
        sqlite_autoincrement=True,
    )
    op.create_index(f"{table}_of_chat", table, ["channel", "chat"])
