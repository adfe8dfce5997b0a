"""The tables as they are now; `bot/storage/migrations` leads there from any earlier release."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, TypedColumns, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine


class Moment(TypeDecorator[datetime]):
    """An aware time: a timestamp in PostgreSQL, in SQLite text whose order is the order of time."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the database's own type."""
        zoned = dialect.name == "postgresql"
        return dialect.type_descriptor(TIMESTAMP(timezone=True) if zoned else Text())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Write a time; in SQLite in UTC, always with the microseconds."""
        if value is None or dialect.name == "postgresql":
            return value
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read what `process_bind_param` wrote."""
        del dialect
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


RowId = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only what is called INTEGER
METADATA = MetaData()


class ConversationColumns(TypedColumns):
    """A row for each chat: its state is versioned JSON, written and read by `bot.dialogue.Conversation`."""

    channel = Column(Text, primary_key=True)
    chat = Column(Text, primary_key=True)
    state = Column(Text, nullable=False)  # empty while a chat's first message is being handled
    updated = Column(Moment, nullable=False)
    held_by = Column(Text, nullable=True)  # who of the staff has this conversation, and until when unless they write
    held_until = Column(Moment, nullable=True)
    held_told = Column(Moment, nullable=True)  # when the owner was told so


class ClaimColumns(TypedColumns):
    """A row for each message handled: a high-water mark would drop latecomers."""

    channel = Column(Text, primary_key=True)
    message_id = Column(Text, primary_key=True)
    at = Column(Moment, nullable=False)


class OutboxColumns(TypedColumns):
    """Replies; sent ones stay for some days. Ids are never used twice: a sender may still hold an old one."""

    id = Column(RowId, primary_key=True)
    channel = Column(Text, nullable=False)
    chat = Column(Text, nullable=False)
    who = Column(Text, nullable=False, server_default="huiqi")  # or staff
    reply = Column(Text, nullable=False)
    shown_in = Column(Text, nullable=False)
    created = Column(Moment, nullable=False)
    sent_at = Column(Moment, nullable=True)
    outcome = Column(Text, nullable=True)
    leased_by = Column(Text, nullable=True)
    leased_until = Column(Moment, nullable=True)


class SaidColumns(TypedColumns):
    """What owners typed and tapped, for some days, so that a conversation can be read as it was."""

    id = Column(RowId, primary_key=True)
    at = Column(Moment, nullable=False)
    channel = Column(Text, nullable=False)
    chat = Column(Text, nullable=False)
    text = Column(Text, nullable=False)
    choice = Column(Text, nullable=False)


class EventColumns(TypedColumns):
    """Facts for analytics; a person is a keyed hash of the chat, empty once that is forgotten.

    What is counted or filtered by has a column, empty where it does not apply; `docs/analytics.md` tells which events
    there are. County and sector are put into all events of a visit when they become known.
    """

    id = Column(RowId, primary_key=True)
    at = Column(Moment, nullable=False)
    day = Column(Text, nullable=False)  # in Shanghai
    channel = Column(Text, nullable=False)
    person = Column(Text, nullable=False)
    visit = Column(BigInteger, nullable=False, server_default="0")  # the later it began, the larger
    name = Column(Text, nullable=False)
    fact = Column(Text, nullable=False, server_default="")
    topic = Column(Text, nullable=False, server_default="")
    aspect = Column(Text, nullable=False, server_default="")
    outcome = Column(Text, nullable=False, server_default="")
    policy = Column(Text, nullable=False, server_default="")
    measure = Column(Text, nullable=False, server_default="")
    reason = Column(Text, nullable=False, server_default="")
    amount = Column(BigInteger, nullable=True)  # yuan, of what the policy pays
    seconds = Column(Integer, nullable=True)
    county = Column(Text, nullable=False, server_default="")
    sector = Column(Text, nullable=False, server_default="")
    source = Column(Text, nullable=False, server_default="")
    about = Column(Text, nullable=False, server_default="{}")


class FailureColumns(TypedColumns):
    """Messages that could not be handled, until they are replayed; and conversations that could not be read."""

    id = Column(RowId, primary_key=True)
    at = Column(Moment, nullable=False)
    channel = Column(Text, nullable=False)
    chat = Column(Text, nullable=False)
    message = Column(Text, nullable=False)  # JSON; null of a conversation, whose text is in the traceback
    error = Column(Text, nullable=False)  # its type alone: its words may quote the message
    traceback = Column(Text, nullable=False)


class QuestionColumns(TypedColumns):
    """The queue of staff: questions, each with why it was kept and what became of it."""

    id = Column(RowId, primary_key=True)
    at = Column(Moment, nullable=False)
    channel = Column(Text, nullable=False)
    chat = Column(Text, nullable=False)
    text = Column(Text, nullable=False)
    why = Column(Text, nullable=False)
    state = Column(Text, nullable=False, server_default="open")  # then taken, closed
    staff = Column(Text, nullable=True)
    taken_at = Column(Moment, nullable=True)
    answered_at = Column(Moment, nullable=True)
    closed_at = Column(Moment, nullable=True)
    taken_after = Column(BigInteger, nullable=True)  # what the owner had said until it was taken, by number


class StaffColumns(TypedColumns):
    """Those who may enter the desk."""

    name = Column(Text, primary_key=True)
    password = Column(Text, nullable=False)  # an argon2 hash
    role = Column(Text, nullable=False)
    added = Column(Moment, nullable=False)
    changed = Column(Moment, nullable=False)  # password or role; the sessions begun before are gone


class SessionColumns(TypedColumns):
    """Who is at the desk now, each browser on its own; without its row a cookie opens nothing."""

    id = Column(Text, primary_key=True)
    staff = Column(Text, nullable=False)
    began = Column(Moment, nullable=False)


class AuditColumns(TypedColumns):
    """What was done at the desk, by whom; of a login, from where."""

    id = Column(RowId, primary_key=True)
    at = Column(Moment, nullable=False)
    staff = Column(Text, nullable=False)
    action = Column(Text, nullable=False)
    about = Column(Text, nullable=False)
    address = Column(Text, nullable=False)


class ThreadColumns(TypedColumns):
    """The threads of the staff's group in Telegram; one without a chat is to be deleted, for its owner is forgotten.

    The table was called topics before there were other topics, those of questions.
    """

    id = Column(RowId, primary_key=True)
    channel = Column(Text, nullable=False)
    chat = Column(Text, nullable=False)
    place = Column(Text, nullable=False, server_default="")
    card = Column(BigInteger, nullable=False, server_default="0")
    pinned = Column(Integer, nullable=False, server_default="0")
    shown = Column(Text, nullable=False, server_default="")
    asked = Column(BigInteger, nullable=False, server_default="0")
    said = Column(BigInteger, nullable=False, server_default="0")
    closed = Column(Moment, nullable=True)
    busy_until = Column(Moment, nullable=True)  # one process at a time works on a thread


conversations = Table("conversations", METADATA, ConversationColumns, sqlite_with_rowid=False)
claims = Table("claims", METADATA, ClaimColumns, sqlite_with_rowid=False)
outbox = Table("outbox", METADATA, OutboxColumns, sqlite_autoincrement=True)
said = Table("said", METADATA, SaidColumns, sqlite_autoincrement=True)
events = Table("events", METADATA, EventColumns, sqlite_autoincrement=True)
failures = Table("failures", METADATA, FailureColumns, sqlite_autoincrement=True)
questions = Table("questions", METADATA, QuestionColumns, sqlite_autoincrement=True)
staff = Table("staff", METADATA, StaffColumns)
sessions = Table("sessions", METADATA, SessionColumns)
audit = Table("audit", METADATA, AuditColumns, sqlite_autoincrement=True)
threads = Table("topics", METADATA, ThreadColumns, sqlite_autoincrement=True)

STEPS = ("asked", "back", "edited", "answered", "skipped", "result")
"""The events of the guided questions."""
TELL_POLICY = ("covered", "inquiry", "wrong")
"""Events that tell what policies a visit was about, without the many that say how each award stands."""
FOUND = "name = 'found'"
A_STEP = f"name IN ({', '.join(map(repr, STEPS))})"
TELLS = f"name IN ({', '.join(map(repr, TELL_POLICY))})"
_unsent = outbox.c.sent_at.is_(None)
Index(
    "outbox_unsent",
    *(outbox.c.channel, outbox.c.chat, outbox.c.id),
    sqlite_where=_unsent,
    postgresql_where=_unsent,
)
for _moment in (conversations.c.updated, claims.c.at, outbox.c.created, said.c.at):  # by these they are pruned
    Index(f"{_moment.table.name}_by_time", _moment)
Index("outbox_of_chat", outbox.c.channel, outbox.c.chat)
Index("outbox_by_channel", outbox.c.channel, outbox.c.id)
_held = conversations.c.held_by.is_not(None)
Index("conversations_held", conversations.c.held_until, sqlite_where=_held, postgresql_where=_held)
Index("said_in_chat", said.c.channel, said.c.chat)
Index("events_by_name", events.c.name, events.c.day)
Index("events_of_visit", events.c.visit, events.c.name)
# The two kinds that most events are, with all that figures read of them: looking each up in its row takes too long.
Index(
    "events_found",
    *(events.c.name, events.c.measure, events.c.outcome, events.c.fact, events.c.reason, events.c.amount),
    *(events.c.county, events.c.sector, events.c.channel, events.c.day, events.c.policy, events.c.person),
    sqlite_where=text(FOUND),
    postgresql_where=text(FOUND),
)
Index(
    "events_steps",
    *(events.c.name, events.c.fact, events.c.outcome, events.c.seconds, events.c.county, events.c.sector),
    *(events.c.channel, events.c.day, events.c.visit),
    sqlite_where=text(A_STEP),
    postgresql_where=text(A_STEP),
)
Index(
    "events_about",
    *(events.c.policy, events.c.name, events.c.visit),
    sqlite_where=text(TELLS),
    postgresql_where=text(TELLS),
)
Index("events_of_person", events.c.person)
Index("failures_of_chat", failures.c.channel, failures.c.chat)
Index("questions_of_chat", questions.c.channel, questions.c.chat)
Index("questions_by_state", questions.c.state)
Index("sessions_of_staff", sessions.c.staff)
Index("audit_by_time", audit.c.at)
_has_chat = threads.c.chat != ""
Index(
    "topics_of_chat", threads.c.channel, threads.c.chat, unique=True, sqlite_where=_has_chat, postgresql_where=_has_chat
)
Index("topics_by_place", threads.c.place)
