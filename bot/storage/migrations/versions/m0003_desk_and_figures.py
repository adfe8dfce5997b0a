"""What owners say is kept for a while; events get ids, days and persons; the desk gets its tables."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.storage.tables import A_STEP, FOUND, Moment, RowId

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the change; what was stored stays."""
    _say_who()
    _keep_what_owners_say()
    _hold_chats()
    _number_events()
    _queue_questions()
    _open_desk()
    _open_topics()


def _say_who() -> None:
    op.add_column("outbox", sa.Column("who", sa.Text, nullable=False, server_default="huiqi"))
    op.create_index("outbox_by_channel", "outbox", ["channel", "id"])


def _keep_what_owners_say() -> None:
    op.create_table(
        "said",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("said_in_chat", "said", ["channel", "chat"])


def _hold_chats() -> None:
    op.add_column("conversations", sa.Column("held_by", sa.Text))
    op.add_column("conversations", sa.Column("held_until", Moment))
    op.add_column("conversations", sa.Column("held_told", Moment))
    held = sa.text("held_by IS NOT NULL")
    op.create_index("conversations_held", "conversations", ["held_until"], sqlite_where=held, postgresql_where=held)


def _number_events() -> None:
    """Copy the events into a table with ids: SQLite cannot add a primary key. Whose they were was never stored."""
    op.rename_table("events", "events_without_id")
    op.drop_index("events_by_time", "events_without_id")
    op.create_table(
        "events",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        *_figured(),
        sqlite_autoincrement=True,
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    day = "to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')" if postgresql else "date(at, '+8 hours')"
    old = sa.table("events_without_id", *map(sa.column, ("at", "name", "about")))
    rows = sa.select(old.c.at, sa.text(day), sa.text("''"), sa.text("''"), old.c.name, old.c.about).order_by(old.c.at)
    new = sa.table("events", *map(sa.column, ("at", "day", "channel", "person", "name", "about")))
    op.execute(new.insert().from_select(["at", "day", "channel", "person", "name", "about"], rows))
    op.drop_table("events_without_id")
    op.create_index("events_by_name", "events", ["name", "day"])
    op.create_index("events_of_visit", "events", ["visit", "name"])
    found = ["name", "measure", "outcome", "fact", "reason", "amount", "county", "sector", "channel", "day", "policy"]
    found.append("person")
    steps = ["name", "fact", "outcome", "seconds", "county", "sector", "channel", "day", "visit"]
    for name, columns, of in (("events_found", found, FOUND), ("events_steps", steps, A_STEP)):
        op.create_index(name, "events", columns, sqlite_where=sa.text(of), postgresql_where=sa.text(of))
    op.create_index("events_of_person", "events", ["person"])


def _figured() -> list[sa.Column[Any]]:
    """Return the columns that figures are made of; of what happened before, little is known."""
    visit = sa.Column("visit", sa.BigInteger, nullable=False, server_default="0")
    name = sa.Column("name", sa.Text, nullable=False)
    words = ["fact", "topic", "aspect", "outcome", "policy", "measure", "reason"]
    groups = ["county", "sector", "source"]
    first, last = (
        [sa.Column(word, sa.Text, nullable=False, server_default="") for word in each] for each in (words, groups)
    )
    amount, seconds = sa.Column("amount", sa.BigInteger), sa.Column("seconds", sa.Integer)
    about = sa.Column("about", sa.Text, nullable=False, server_default="{}")
    return [visit, name, *first, amount, seconds, *last, about]


def _queue_questions() -> None:
    op.add_column("questions", sa.Column("state", sa.Text, nullable=False, server_default="open"))
    op.add_column("questions", sa.Column("staff", sa.Text))
    for column in ("taken_at", "answered_at", "closed_at"):
        op.add_column("questions", sa.Column(column, Moment))
    op.create_index("questions_by_state", "questions", ["state"])


def _open_desk() -> None:
    op.create_table(
        "staff",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("added", Moment, nullable=False),
        sa.Column("changed", Moment, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("staff", sa.Text, nullable=False),
        sa.Column("began", Moment, nullable=False),
    )
    op.create_index("sessions_of_staff", "sessions", ["staff"])
    op.create_table(
        "audit",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("at", Moment, nullable=False),
        sa.Column("staff", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("audit_by_time", "audit", ["at"])


def _open_topics() -> None:
    op.create_table(
        "topics",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("chat", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False, server_default=""),
        sa.Column("card", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("pinned", sa.Integer, nullable=False, server_default="0"),
        sa.Column("shown", sa.Text, nullable=False, server_default=""),
        sa.Column("asked", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("said", sa.BigInteger, nullable=False, server_default="0"),
        sa.Column("closed", Moment),
        sa.Column("busy_until", Moment),
        sqlite_autoincrement=True,
    )
    has_chat = sa.text("chat != ''")
    op.create_index(
        "topics_of_chat",
        "topics",
        ["channel", "chat"],
        unique=True,
        sqlite_where=has_chat,
        postgresql_where=has_chat,
    )
    op.create_index("topics_by_place", "topics", ["place"])
