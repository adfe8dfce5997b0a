"""Which visits were about a policy is found without looking up the event that tells it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TELLS = sa.text("name IN ('covered', 'inquiry', 'wrong')")


def upgrade() -> None:
    """Make the change."""
    columns = ["policy", "name", "visit"]
    op.create_index("events_about", "events", columns, sqlite_where=TELLS, postgresql_where=TELLS)
