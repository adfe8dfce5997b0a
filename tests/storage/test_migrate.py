"""Databases of any release are brought up to date, with all they hold."""

import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from bot.dialogue import Conversation, Event, Message, Visit
from bot.storage import NewerSchemaError, Store, schema_of
from bot.storage.migrate import NEWEST
from bot.storage.rows import PIECES
from bot.storage.tables import METADATA
from tests.databases import KINDS, Postgresql, rows

VERSIONS = Path(__file__).parents[2] / "bot/storage/migrations/versions"
NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)


def test_the_newest_version_is_the_last_file() -> None:
    numbers = sorted(re.findall(r"^m(\d{4})_", path.name)[0] for path in VERSIONS.glob("m*.py"))
    assert numbers[0] == "0001"
    assert numbers[-1] == NEWEST


@pytest.mark.parametrize("kind", KINDS)
def test_the_migrations_lead_to_the_tables(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if kind == "sqlite":
        address = str(tmp_path / "new.db")
    else:
        server: Postgresql = request.getfixturevalue("postgresql")
        address = server.empty("migrated_here")
    store = Store(address)
    with store.transaction() as tx:
        context = MigrationContext.configure(tx.connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    store.close()
    assert schema_of(address) == NEWEST


def test_a_file_of_the_first_release_keeps_all_it_held(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    path = tmp_path / "huiqi.db"
    old = sqlite3.connect(path)
    old.executescript((Path(__file__).parent / "first_release.sql").read_text("utf-8"))
    old.close()
    assert schema_of(str(path)) == "0001"
    store = opened(str(path))
    with store.transaction() as tx:
        assert not tx.claim("telegram", "870001", NOON)
        assert tx.load("telegram", "700001", NOON) == Conversation({"sector": "casting"}, pending="revenue")
        (reply,) = tx.lease("telegram", "700001", "me", NOON)
        (failure,) = tx.failures()
    assert (reply.id, reply.reply.text, reply.reply.choices[0].label) == (2, "营业收入？", "不清楚")
    assert failure.message == Message("telegram", "700001", "870002", "出错")
    assert (failure.error, failure.traceback) == ("unnamed", "Traceback\nLookupError: x\n")
    assert failure.at == datetime(2026, 11, 20, 8, tzinfo=UTC)
    assert [row.name for row in rows(store, "events")] == ["started"]
    assert schema_of(str(path)) == NEWEST


def test_the_first_release_refuses_a_file_of_this_one(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    opened(str(tmp_path / "huiqi.db"))
    file = sqlite3.connect(tmp_path / "huiqi.db")
    assert file.execute("PRAGMA user_version").fetchone()[0] > 1  # it knows 1, and says so
    file.close()


def test_a_newer_schema_is_refused_in_one_line(address: str, opened: Callable[[str], Store]) -> None:
    with opened(address).transaction() as tx:
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(NewerSchemaError, match=r"has schema 0999, this release knows \d{4}; install the") as raised:
        Store(address)
    assert "\n" not in str(raised.value)


def test_visits_of_who_was_forgotten_before_are_parted_too(address: str, opened: Callable[[str], Store]) -> None:
    visits = [(1_700_000_000_000, "aaaaa"), (1_700_086_400_000, "aaaaa"), (1_700_086_400_000, "bbbbb")]
    with opened(address).transaction() as tx:
        for begun, piece in visits:
            tx.record([Event("began"), Event("asked")], "web", piece, NOON, Visit(begun))
        tx.connection.execute(text("UPDATE events SET person = '' WHERE person = 'aaaaa'"))  # as was done
        tx.connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    store = opened(address)
    pieces = [row.visit % PIECES for row in rows(store, "events")]
    assert pieces == [1, 1, 3, 3, 0xBBBBB, 0xBBBBB]
