"""What an owner said before staff took their question is known by its number: the times of two processes may cross."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the change; of what is taken already, the times must do."""
    op.add_column("questions", sa.Column("taken_after", sa.BigInteger))
    op.execute(
        "UPDATE questions SET taken_after = (SELECT coalesce(max(said.id), 0) FROM said WHERE"
        " said.channel = questions.channel AND said.chat = questions.chat AND said.at < questions.taken_at)"
        " WHERE taken_at IS NOT NULL"
    )
