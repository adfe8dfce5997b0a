import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.dialogue import Choice, Conversation, Event, Message, Reply
from bot.storage import (
    NewerSchemaError,
    SqliteStore,
    Store,
    StoredConversationError,
    StoreUnavailableError,
)
from bot.storage.schema import MIGRATIONS

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
TALK = Conversation(
    answers={"revenue": "4.8亿元"},
    skipped=("county",),
    pending="sector",
    step={"ticked": ["老字号"]},
    source="expo",
)
REPLY = Reply("<b>最高 50 万元</b>\n\U0001f600", (Choice("a", "是"), Choice("b", "否")), in_place=True)


@pytest.fixture(params=["file", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(":memory:" if request.param == "memory" else tmp_path / "huiqi.db")
    yield opened
    opened.close()


def rows(store: SqliteStore, table: str) -> list[tuple[object, ...]]:
    with store.transaction() as tx:
        return tx._db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - a test's own words


def fill(store: SqliteStore, chat: str, text: str) -> None:
    with store.transaction() as tx:
        tx.save("telegram", chat, TALK.but(source=text), NOON)
        tx.enqueue("telegram", chat, [Reply(text)], "", NOON)
        tx.keep_failure(Message("telegram", chat, "1", text), "Traceback", NOON)
        tx.record([Event("asked", {"fact": "revenue"})], NOON)


def test_it_is_a_store(store: SqliteStore) -> None:
    whole: Store = store
    assert whole is store


def test_a_claim_is_taken_once(store: SqliteStore) -> None:
    with store.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)
    with store.transaction() as tx:
        assert not tx.claim("telegram", "5", NOON)
        assert tx.claim("web", "5", NOON)


def test_claims_out_of_order_are_all_taken(store: SqliteStore) -> None:
    with store.transaction() as tx:
        assert [tx.claim("telegram", number, NOON) for number in ("9", "7", "8", "7", "10")] == [
            True,
            True,
            True,
            False,
            True,
        ]


def test_a_conversation_is_read_back_as_it_was_last_saved(store: SqliteStore) -> None:
    with store.transaction() as tx:
        assert tx.load("telegram", "7") is None
        tx.save("telegram", "7", Conversation(), NOON)
        tx.save("telegram", "7", TALK, NOON)
    with store.transaction() as tx:
        assert tx.load("telegram", "7") == TALK
        assert tx.load("web", "7") is None


@pytest.mark.parametrize(
    "state",
    [
        "",
        "{",
        "null",
        "[]",
        "7",
        "{}",
        '{"version": 99}',
        '{"version": 1}',
        '{"version": 1, "skipped": 3}',
        '{"version": 1, "skipped": [], "x": 1}',
    ],
)
def test_a_conversation_that_cannot_be_read_is_said_to_be(store: SqliteStore, state: str) -> None:
    with store.transaction() as tx:
        tx._db.execute("INSERT INTO conversations VALUES ('telegram', '7', ?, '')", (state,))
    with pytest.raises(StoredConversationError, match="cannot be read"), store.transaction() as tx:
        tx.load("telegram", "7")


def test_replies_come_out_as_they_went_in_oldest_first(store: SqliteStore) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [REPLY, Reply("二")], "31", NOON)
        tx.enqueue("telegram", "8", [Reply("别人的")], "", NOON)
        tx.enqueue("telegram", "7", [Reply("三")], "", NOON - timedelta(days=1))
        tx.enqueue("web", "7", [Reply("网页")], "", NOON)
    with store.transaction() as tx:
        of_chat = tx.unsent("telegram", "7")
        assert [row.reply for row in of_chat] == [REPLY, Reply("二"), Reply("三")]
        assert (of_chat[0].channel, of_chat[0].chat, of_chat[0].shown_in) == ("telegram", "7", "31")
        assert [row.reply.text for row in tx.unsent("telegram")] == [REPLY.text, "二", "别人的", "三"]


def test_a_marked_reply_is_not_sent_again(store: SqliteStore) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [Reply("一"), Reply("二")], "", NOON)
        tx.mark(tx.unsent("telegram")[0].id, "blocked", NOON)
    with store.transaction() as tx:
        assert [row.reply.text for row in tx.unsent("telegram")] == ["二"]
    assert rows(store, "outbox")[0][-1] == "blocked"


def test_a_reply_of_another_release_is_set_aside(store: SqliteStore) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [Reply("一"), Reply("二")], "", NOON)
        tx._db.execute("""UPDATE outbox SET reply = '{"text": "x", "choices": [], "sound": 1}' WHERE id = 1""")
    with store.transaction() as tx:
        assert [row.reply.text for row in tx.unsent("telegram", "7")] == ["二"]
    assert rows(store, "outbox")[0][-1] == "unreadable"


def test_erasing_leaves_nothing_of_that_chat_and_all_of_the_others(store: SqliteStore) -> None:
    fill(store, "7", "秘密")
    fill(store, "8", "别人的")
    with store.transaction() as tx:
        tx.erase("telegram", "7")
    for table in ("conversations", "outbox", "failures"):
        (left,) = rows(store, table)
        assert "8" in left
    assert len(rows(store, "events")) == 2


def test_what_was_erased_is_not_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "huiqi.db"
    store = SqliteStore(path)
    fill(store, "7", "SECRET")
    store.close()
    assert b"SECRET" in path.read_bytes()
    store = SqliteStore(path)
    with store.transaction() as tx:
        tx.erase("telegram", "7")
    store.close()
    assert b"SECRET" not in path.read_bytes()


def test_events_hold_no_chat(store: SqliteStore) -> None:
    fill(store, "chat-7", "x")
    assert rows(store, "events") == [("2024-05-06T12:00:00.000000+00:00", "asked", '{"fact": "revenue"}')]


def test_a_transaction_that_raises_leaves_nothing(store: SqliteStore) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012 - the block is the point
        tx.claim("telegram", "5", NOON)
        tx.save("telegram", "7", TALK, NOON)
        tx.enqueue("telegram", "7", [REPLY], "", NOON)
        tx.record([Event("asked")], NOON)
        tx.keep_failure(Message("telegram", "7", "5"), "", NOON)
        raise ZeroDivisionError
    for table in ("claims", "conversations", "outbox", "events", "failures"):
        assert rows(store, table) == []


def test_a_failure_is_kept_whatever_was_typed(store: SqliteStore) -> None:
    with store.transaction() as tx:
        tx.keep_failure(Message("telegram", "7", "5", "半\ud83d\x00"), "Traceback: '半\ud83d'", NOON)
    ((*_, message, traceback),) = rows(store, "failures")
    assert "\\ud83d" in str(message)
    assert traceback == "Traceback: '半\\ud83d'"


def test_only_what_is_old_is_pruned(store: SqliteStore) -> None:
    days = [NOON - timedelta(days=age) for age in (0, 2, 4, 40)]
    with store.transaction() as tx:
        for number, day in enumerate(days):
            tx.claim("telegram", str(number), day)
            tx.enqueue("telegram", "7", [Reply(f"sent {number}"), Reply(f"unsent {number}")], "", day)
            tx.mark(tx.unsent("telegram", "7")[number].id, "sent", day)
            tx.keep_failure(Message("telegram", "7", str(number)), "", day)
        tx.prune(NOON)
    assert [row[1] for row in rows(store, "claims")] == ["0", "1"]
    with store.transaction() as tx:
        assert [row.reply.text for row in tx.unsent("telegram")] == [f"unsent {number}" for number in range(4)]
    assert len(rows(store, "outbox")) == 5
    assert len(rows(store, "failures")) == 3


def test_times_of_any_zone_are_compared_as_moments(store: SqliteStore) -> None:
    beijing = datetime.fromisoformat("2024-05-03T20:00:01+08:00")  # 72 h before noon UTC, but for a second
    with store.transaction() as tx:
        tx.claim("telegram", "1", beijing)
        tx.prune(NOON)
        assert not tx.claim("telegram", "1", NOON)


def test_a_file_is_opened_again_with_all_it_held(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "huiqi.db")
    fill(store, "7", "x")
    store.close()
    again = SqliteStore(tmp_path / "huiqi.db")
    with again.transaction() as tx:
        assert tx.load("telegram", "7") == replace(TALK, source="x")
    again.close()


def test_two_processes_may_open_one_file(tmp_path: Path) -> None:
    one, two = SqliteStore(tmp_path / "huiqi.db"), SqliteStore(tmp_path / "huiqi.db")
    with one.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)
    with two.transaction() as tx:
        assert not tx.claim("telegram", "5", NOON)
    one.close()
    two.close()


def test_a_locked_file_is_said_to_be_unavailable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.storage.sqlite.BUSY_SECONDS", 0.01)
    one, two = SqliteStore(tmp_path / "huiqi.db"), SqliteStore(tmp_path / "huiqi.db")
    with one.transaction(), pytest.raises(StoreUnavailableError, match="locked"), two.transaction():
        pass
    with two.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)
    one.close()
    two.close()


def test_a_newer_schema_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "huiqi.db"
    SqliteStore(path).close()
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(NewerSchemaError, match=r"has schema 2, this release knows 1; install the later") as raised:
        SqliteStore(path)
    assert "\n" not in str(raised.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "huiqi.db").write_text("甲乙丙丁" * 100)
    with pytest.raises(StoreUnavailableError, match="not a database"):
        SqliteStore(tmp_path / "huiqi.db")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailableError, match="check the folder"):
        SqliteStore(tmp_path / "none" / "huiqi.db")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "huiqi.db")
    fill(store, "7", "x")
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    store.close()
