"""What is dropped once it has served its time is found by an index, not by reading all that is kept."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the change."""
    for table, moment in (("claims", "at"), ("said", "at"), ("outbox", "created"), ("conversations", "updated")):
        op.create_index(f"{table}_by_time", table, [moment])
