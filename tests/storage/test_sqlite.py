"""What is SQLite's own: the file."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import NEWEST, Store, StoreUnavailableError, schema_of, statements
from tests.storage.test_store import NOON, fill

Opens = Callable[[str], Store]


def test_what_was_erased_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "huiqi.db"
    store = Store(str(path))
    fill(store, "7", "SECRET")
    store.close()
    assert b"SECRET" in path.read_bytes()
    store = Store(str(path))
    with store.transaction() as tx:
        tx.erase("telegram", "7")
    store.close()
    assert b"SECRET" not in path.read_bytes()


def test_the_file_is_for_its_owner_alone(tmp_path: Path, opened: Opens) -> None:
    fill(opened(str(tmp_path / "huiqi.db")), "7", "x")
    assert {path.name for path in tmp_path.iterdir()} >= {"huiqi.db", "huiqi.db-wal"}
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_commit_waits_for_the_disk(tmp_path: Path, opened: Opens) -> None:
    with opened(str(tmp_path / "huiqi.db")).transaction() as tx:
        asked = [tx.connection.exec_driver_sql(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")]
        assert [answer.scalar() for answer in asked] == ["wal", 2]


def test_a_locked_file_is_said_to_be_unavailable(
    tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.01)
    one, two = opened(str(tmp_path / "huiqi.db")), opened(str(tmp_path / "huiqi.db"))
    with one.transaction(), pytest.raises(StoreUnavailableError, match="locked"), two.transaction():
        pass
    with two.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)


def test_what_is_old_is_found_without_reading_all_that_is_kept(tmp_path: Path, opened: Opens) -> None:
    asked = (statements.PRUNE_CLAIMS, statements.PRUNE_SAID, statements.PRUNE_SENT, statements.PRUNE_SILENT)
    with opened(str(tmp_path / "huiqi.db")).reading() as tx:
        for statement in asked:
            sql = f"EXPLAIN QUERY PLAN {statement.compile(tx.connection)}"
            plan = str(tx.connection.exec_driver_sql(sql, ("2024",)).all())
            assert "_by_time" in plan, plan


def test_to_look_at_the_schema_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="is not there; set HUIQI_DATABASE"):
        schema_of(str(tmp_path / "huiqi.db"))
    assert list(tmp_path.iterdir()) == []


def test_to_look_at_the_schema_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "huiqi #1.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE somebody_elses (x)")
    held, at = path.read_bytes(), path.stat().st_mtime_ns
    assert schema_of(str(path)) is None
    with pytest.raises(StoreUnavailableError, match="the database is empty"):
        Store(str(path), create=False)
    assert (path.read_bytes(), path.stat().st_mtime_ns, list(tmp_path.iterdir())) == (held, at, [path])


def test_the_schema_is_read_beside_a_service_at_work(tmp_path: Path, opened: Opens) -> None:
    opened(str(tmp_path / "huiqi.db"))
    names = {path.name for path in tmp_path.iterdir()}
    assert "huiqi.db-wal" in names  # where the schema still is
    assert schema_of(str(tmp_path / "huiqi.db")) == NEWEST
    assert {path.name for path in tmp_path.iterdir()} == names


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path, opened: Opens) -> None:
    store = opened(str(tmp_path / "huiqi.db"))
    with store.transaction() as tx:
        pages = tx.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1}")
    with pytest.raises(StoreUnavailableError, match="full; check that it is there and has room"):
        fill(store, "7", "x" * 100_000)
    with store.transaction() as tx:
        assert tx.load("telegram", "7", NOON) is None
        assert tx.failures() == ()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huiqi.db").write_text("甲乙丙丁" * 100)
    with pytest.raises(StoreUnavailableError, match=r"huiqi\.db is not a database of SQLite; name another file"):
        Store(str(tmp_path / "huiqi.db"))


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    Store(str(tmp_path / "huiqi.db")).close()
    with (tmp_path / "huiqi.db").open("r+b") as file:
        file.seek(16)
        file.write(b"\xff" * 84)
    with pytest.raises(StoreUnavailableError, match="not a database"):
        Store(str(tmp_path / "huiqi.db"))


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match=f"{tmp_path} is a folder; name a file in it"):
        Store(str(tmp_path))


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="check the folder"):
        Store(str(tmp_path / "none" / "huiqi.db"))
