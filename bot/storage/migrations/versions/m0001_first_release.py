"""The tables of the first release; a SQLite file of that release counts as having had this change."""

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import Moment, RowId

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "conversations",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updated", Moment, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "claims",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("message_id", sa.Text, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sqlite_with_rowid=False,
    )
    _create_outbox()
    op.create_table(
        "events",
        sa.Column("at", Moment, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
    )
    op.create_index("events_by_time", "events", ["at"])
    op.create_table(
        "failures",
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("traceback", sa.Text, nullable=False),
    )
    op.create_index("failures_of_chat", "failures", ["channel", "chat"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("shown_in", sa.Text, nullable=False),
        sa.Column("created", Moment, nullable=False),
        sa.Column("sent_at", Moment),
        sa.Column("outcome", sa.Text),
        sqlite_autoincrement=True,
    )
    unsent = sa.text("sent_at IS NULL")
    op.create_index("outbox_unsent", "outbox", ["channel", "chat", "id"], sqlite_where=unsent, postgresql_where=unsent)
    op.create_index("outbox_of_chat", "outbox", ["channel", "chat"])
