"""The statements, built once: building one takes ten times as long as running it.

The upserts come in two builds, since SQLAlchemy spells them per database; they render alike. SQLite leaves `FOR UPDATE`
out, and needs none: there, one transaction writes at a time.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, bindparam, delete, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from bot.storage.rows import PIECES
from bot.storage.tables import claims, conversations, events, failures, outbox, questions, said, threads

OF_CHAT = (conversations, said, outbox, failures, questions)
"""The tables whose rows belong to a chat."""


@dataclass(frozen=True)
class Upserts:
    """The inserts that say what happens if the row is there."""

    claim: Executable
    hold: Executable
    save: Executable


def _upserts(build: Any) -> Upserts:
    save = build(conversations)
    news = {"state": save.excluded.state, "updated": save.excluded.updated}
    return Upserts(
        claim=build(claims).on_conflict_do_nothing().returning(claims.c.message_id),
        hold=build(conversations).values(state="").on_conflict_do_nothing(),
        save=save.on_conflict_do_update(index_elements=["channel", "chat"], set_=news),
    )


UPSERTS = {"sqlite": _upserts(sqlite.insert), "postgresql": _upserts(postgresql.insert)}


def of_chat(table: Table[Any]) -> ColumnElement[bool]:
    """Return the condition that a row belongs to the chat ``of_chat`` of the channel ``of_channel``."""
    return and_(table.c.channel == bindparam("of_channel"), table.c.chat == bindparam("of_chat"))


def _in_chats(table: Table[Any]) -> ColumnElement[bool]:
    return and_(table.c.channel == bindparam("of_channel"), table.c.chat.in_(bindparam("chats", expanding=True)))


def _older(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return column < bindparam("before", type_=column.type)


_is_unsent = outbox.c.sent_at.is_(None)

_held = (conversations.c.state, conversations.c.held_by, conversations.c.held_until, conversations.c.held_told)
HELD_STATE = select(*_held).where(of_chat(conversations)).with_for_update()
HELD_STATES = (
    select(conversations.c.chat, *_held)
    .where(_in_chats(conversations))
    .order_by(conversations.c.chat)
    .with_for_update()
)
SET_HOLD = (
    update(conversations)
    .where(of_chat(conversations))
    .values(held_by=bindparam("by"), held_until=bindparam("until"), held_told=bindparam("told"))
)
STATE = select(conversations.c.state).where(of_chat(conversations))
UNCLAIM = delete(claims).where(claims.c.channel == bindparam("of_channel"), claims.c.message_id == bindparam("of_id"))
ENQUEUE = insert(outbox)
NOTE = insert(said)
SAID = select(said).where(of_chat(said)).order_by(said.c.id.desc())
REPLIES = select(outbox).where(of_chat(outbox)).order_by(outbox.c.id.desc())
NEWEST = select(func.max(outbox.c.id)).where(outbox.c.channel == bindparam("of_channel"))
NEWS = (
    select(outbox.c.chat, func.max(outbox.c.id).label("newest"))
    .where(outbox.c.channel == bindparam("of_channel"), outbox.c.id > bindparam("after"))
    .group_by(outbox.c.chat)
)
UNSENT = select(outbox).where(of_chat(outbox), _is_unsent).order_by(outbox.c.id).limit(10).with_for_update()
"""The chat's oldest unsent rows, each as its last writer left it; the next come when these are sent."""
_first = outbox.alias()
UNSENT_IN = (
    select(outbox)
    .where(
        _in_chats(outbox),
        _is_unsent,
        outbox.c.id.in_(
            select(_first.c.id)
            .where(_first.c.channel == outbox.c.channel, _first.c.chat == outbox.c.chat, _first.c.sent_at.is_(None))
            .order_by(_first.c.id)
            .limit(10)
        ),
    )
    .order_by(outbox.c.chat, outbox.c.id)
    .with_for_update(of=outbox)
)
"""The same of several chats."""
LEASE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(leased_by=bindparam("worker"), leased_until=bindparam("until"))
)
EXTEND = (
    update(outbox)
    .where(of_chat(outbox), _is_unsent, outbox.c.leased_by == bindparam("worker"))
    .values(leased_until=bindparam("until"))
)
RELEASE = (
    update(outbox)
    .where(outbox.c.channel == bindparam("of_channel"), _is_unsent)
    .values(leased_by=None, leased_until=None)
)
MARK = (
    update(outbox).where(outbox.c.id == bindparam("of_id")).values(sent_at=bindparam("now"), outcome=bindparam("how"))
)
_earlier = outbox.alias()
CHATS_TO_SEND = (
    select(outbox.c.chat)
    .where(
        outbox.c.channel == bindparam("of_channel"),
        _is_unsent,
        or_(outbox.c.leased_by.is_(None), outbox.c.leased_until <= bindparam("now")),
        ~select(_earlier.c.id)
        .where(
            _earlier.c.channel == outbox.c.channel,
            _earlier.c.chat == outbox.c.chat,
            _earlier.c.sent_at.is_(None),
            _earlier.c.id < outbox.c.id,
        )
        .exists(),
    )
    .order_by(outbox.c.id)
    .with_for_update(skip_locked=True)
)
"""The chats whose oldest unsent reply nobody is at; a row locked just now belongs to a worker that is."""

RECORD = insert(events)
_of_person = events.c.person == bindparam("of_person")
LAST_GROUPS = select(events.c.county, events.c.sector).where(_of_person).order_by(events.c.id.desc()).limit(1)
_alone = (
    select(
        events.c.visit.label("was"),
        (events.c.visit - events.c.visit % PIECES + func.min(events.c.id) % PIECES).label("becomes"),
    )
    .where(_of_person, events.c.visit > 0)
    .group_by(events.c.visit)
    .subquery("alone")
)
UNLINK = (
    update(events).where(_of_person, events.c.visit == _alone.c.was).values(visit=_alone.c.becomes),
    update(events).where(_of_person).values(person=""),
)
"""The piece of the hash that joins the visits of a person gives way to the number of the first event of each: they
stay apart from what others did at the same instant, and nothing joins them any more."""
REGROUP = (
    update(events)
    .where(events.c.visit == bindparam("of_visit"))
    .values(county=bindparam("in_county"), sector=bindparam("in_sector"))
)
KEEP_FAILURE = insert(failures)
KEEP_QUESTION = insert(questions)
FAILURES = select(failures).order_by(failures.c.id)
TAKE_FAILURE = delete(failures).where(failures.c.id == bindparam("of_id")).returning(failures)

_forgotten = {"channel": "", "chat": ""}
FORGET_THREAD = (
    # What waits to be posted in a chat's thread, or was, stands in the outbox under the thread's own address.
    delete(outbox).where(outbox.c.chat.in_(select(threads.c.place).where(of_chat(threads), threads.c.place != ""))),
    update(threads).where(of_chat(threads)).values(_forgotten),
)
"""The thread stays until it is deleted in Telegram; nothing tells any more whose it was."""
FORGET_THREADS_OF_SILENT = (
    update(threads)
    .where(
        threads.c.chat != "",
        ~exists().where(conversations.c.channel == threads.c.channel, conversations.c.chat == threads.c.chat),
    )
    .values(_forgotten)
)
FORGET_CLOSED_THREADS = (
    update(threads)
    .where(threads.c.closed <= bindparam("closed_before", type_=threads.c.closed.type))
    .values(_forgotten)
)

ERASE = (*FORGET_THREAD, *(delete(table).where(of_chat(table)) for table in OF_CHAT))
EXPORT = {table.name: select(table).where(of_chat(table)) for table in (*OF_CHAT, threads)}

PRUNE_CLAIMS = delete(claims).where(_older(claims.c.at))
PRUNE_SAID = delete(said).where(_older(said.c.at))
PRUNE_SENT = delete(outbox).where(_older(outbox.c.created), ~_is_unsent)
PRUNE_FAILURES = delete(failures).where(_older(failures.c.at))
PRUNE_OLD = (delete(questions).where(_older(questions.c.at)), delete(outbox).where(_older(outbox.c.created)))
PRUNE_SILENT = (
    delete(conversations)
    .where(_older(conversations.c.updated))
    .returning(conversations.c.channel, conversations.c.chat)
)
