"""The visits of who was forgotten tell no more, by a piece of the person's hash, that they were of one person."""

from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Do for those forgotten so far what is done at once from now on."""
    op.execute(
        "UPDATE events SET visit = alone.becomes FROM ("
        "SELECT visit AS was, visit - visit % 1048576 + min(id) % 1048576 AS becomes"
        " FROM events WHERE person = '' AND visit > 0 GROUP BY visit"
        ") AS alone WHERE events.person = '' AND events.visit = alone.was"
    )
