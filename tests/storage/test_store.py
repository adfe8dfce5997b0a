"""What storage promises, on SQLite and on PostgreSQL alike."""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import sleep

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DatabaseError

from bot.dialogue import Choice, Conversation, Event, Kept, Message, Reply, Visit
from bot.storage import Store, StoredConversationError, StoreUnavailableError
from bot.storage.rows import PIECES
from bot.storage.tables import conversations
from tests.databases import Postgresql, rows

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
LONG = timedelta(days=180)
TALK = Conversation(
    answers={"revenue": "4.8亿元"},
    skipped=("county",),
    pending="sector",
    step={"ticked": ["老字号"]},
    source="expo",
)
REPLY = Reply("<b>最高 50 万元</b>\n\U0001f600", (Choice("a", "是"), Choice("b", "否")), in_place=True)
TABLES = ("claims", "conversations", "said", "outbox", "events", "failures", "questions")


def fill(store: Store, chat: str, words: str, at: datetime = NOON) -> None:
    """Leave something in every table that knows chats."""
    typed = Message("telegram", chat, "1", words)
    with store.transaction() as tx:
        tx.save("telegram", chat, TALK.but(source=words), at)
        tx.note(typed, at)
        tx.enqueue("telegram", chat, [Reply(words)], "", at)
        tx.keep_failure(typed, ValueError("x"), at)
        tx.keep_question(typed, Kept(typed.text, "not understood"), at)
        tx.record([Event("asked", {"fact": "revenue"})], "telegram", "a hash", at)


def test_a_claim_is_taken_once(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)
    with store.transaction() as tx:
        assert not tx.claim("telegram", "5", NOON)
        assert tx.claim("web", "5", NOON)


def test_claims_out_of_order_are_all_taken(store: Store) -> None:
    with store.transaction() as tx:
        taken = [tx.claim("telegram", number, NOON) for number in ("9", "7", "8", "7", "10")]
    assert taken == [True, True, True, False, True]


def test_a_conversation_is_read_back_as_it_was_last_saved(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.load("telegram", "7", NOON) is None
        tx.save("telegram", "7", Conversation(), NOON)
        tx.save("telegram", "7", TALK, NOON)
    with store.transaction() as tx:
        assert tx.load("telegram", "7", NOON) == TALK
        assert tx.load("web", "7", NOON) is None


@pytest.mark.parametrize(
    "state",
    [
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
def test_a_conversation_that_cannot_be_read_is_said_to_be(store: Store, state: str) -> None:
    with store.transaction() as tx:
        row = insert(conversations).values(channel="telegram", chat="7", state=state, updated=NOON)
        tx.connection.execute(row)
    with pytest.raises(StoredConversationError, match="cannot be read"), store.transaction() as tx:
        tx.load("telegram", "7", NOON)


def test_replies_come_out_as_they_went_in_oldest_first(store: Store) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [REPLY, Reply("二")], "31", NOON)
        tx.enqueue("telegram", "8", [Reply("别人的")], "", NOON)
        tx.enqueue("telegram", "7", [Reply("三")], "", NOON - timedelta(days=1))
        tx.enqueue("web", "7", [Reply("网页")], "", NOON)
    with store.transaction() as tx:
        of_chat = tx.lease("telegram", "7", "me", NOON)
        assert [row.reply for row in of_chat] == [REPLY, Reply("二"), Reply("三")]
        assert (of_chat[0].channel, of_chat[0].chat, of_chat[0].shown_in) == ("telegram", "7", "31")


def test_a_marked_reply_is_not_sent_again(store: Store) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [Reply("一"), Reply("二")], "", NOON)
        tx.mark(tx.lease("telegram", "7", "me", NOON)[0].id, "blocked", NOON)
    with store.transaction() as tx:
        assert [row.reply.text for row in tx.lease("telegram", "7", "me", NOON)] == ["二"]
    assert rows(store, "outbox")[0].outcome == "blocked"


def test_a_reply_of_another_release_is_set_aside(store: Store) -> None:
    with store.transaction() as tx:
        tx.enqueue("telegram", "7", [Reply("一"), Reply("二")], "", NOON)
        other = '{"text": "x", "choices": [], "sound": 1}'
        tx.connection.execute(text("UPDATE outbox SET reply = :other WHERE id = 1"), {"other": other})
    with store.transaction() as tx:
        assert [row.reply.text for row in tx.lease("telegram", "7", "me", NOON)] == ["二"]
    assert {row.id: row.outcome for row in rows(store, "outbox")} == {1: "unreadable", 2: None}


def test_erasing_leaves_nothing_of_that_chat_and_all_of_the_others(store: Store) -> None:
    fill(store, "7", "秘密")
    fill(store, "8", "别人的")
    with store.transaction() as tx:
        tx.erase("telegram", "7")
    for table in ("conversations", "outbox", "failures", "questions"):
        (left,) = rows(store, table)
        assert left.chat == "8"
    assert len(rows(store, "events")) == 2


def test_an_export_holds_all_of_a_chat_and_nothing_of_another(store: Store) -> None:
    fill(store, "7", "我的")
    fill(store, "8", "别人的")
    with store.transaction() as tx:
        exported = tx.export("telegram", "7")
    assert {table: len(kept) for table, kept in exported.items()} == {
        "conversations": 1,
        "said": 1,
        "outbox": 1,
        "failures": 1,
        "questions": 1,
        "topics": 0,
    }
    assert exported["questions"][0]["text"] == "我的"
    assert exported["conversations"][0]["state"]["answers"] == {"revenue": "4.8亿元"}
    assert exported["questions"][0]["at"] == "2024-05-06T12:00:00+00:00"
    assert "别人的" not in str(exported)


def test_an_export_shows_a_conversation_that_cannot_be_read_as_it_is(store: Store) -> None:
    with store.transaction() as tx:
        tx.connection.execute(insert(conversations).values(channel="telegram", chat="7", state="{", updated=NOON))
        assert tx.export("telegram", "7")["conversations"][0]["state"] == "{"


def test_events_hold_no_chat(store: Store) -> None:
    fill(store, "chat-7", "x")
    (row,) = rows(store, "events")
    told = {key: value for key, value in row._asdict().items() if value not in {"", None, 0}}
    common = {"id": 1, "at": NOON, "day": "2024-05-06", "channel": "telegram", "person": "a hash"}
    assert told == {**common, "name": "asked", "fact": "revenue", "about": "{}"}


def test_a_transaction_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as tx:  # noqa: PT012 - the block is the point
        tx.claim("telegram", "5", NOON)
        tx.save("telegram", "7", TALK, NOON)
        tx.enqueue("telegram", "7", [REPLY], "", NOON)
        tx.note(Message("telegram", "7", "5"), NOON)
        tx.record([Event("asked")], "telegram", "a hash", NOON)
        tx.keep_failure(Message("telegram", "7", "5"), ValueError("x"), NOON)
        tx.keep_question(Message("telegram", "7", "5"), Kept("", ""), NOON)
        raise ZeroDivisionError
    assert [rows(store, table) for table in TABLES] == [[]] * len(TABLES)


def test_a_failure_and_a_question_are_kept_whatever_was_typed(store: Store) -> None:
    typed = Message("telegram", "7", "5", "半\ud83d\x00")
    with store.transaction() as tx:
        tx.keep_failure(typed, ValueError("半\ud83d\x00"), NOON)
        tx.keep_question(typed, Kept(typed.text, "not understood"), NOON)
        (failure,) = tx.failures()
    assert failure.message == typed
    assert (failure.error, failure.traceback) == ("ValueError", "ValueError: 半\ufffd\ufffd\n")
    assert rows(store, "questions")[0].text == "半\ufffd\ufffd"


def test_a_failure_is_taken_once(store: Store) -> None:
    fill(store, "7", "x")
    with store.transaction() as tx:
        (failure,) = tx.failures()
        assert tx.take_failure(failure.id) == failure
        assert tx.take_failure(failure.id) is None


def test_only_what_is_old_is_pruned(store: Store) -> None:
    ages = {
        "today": 0,
        "two days ago": 2,
        "four days ago": 4,
        "ten days ago": 10,
        "forty days ago": 40,
        "a year ago": 365,
    }
    for words, days in ages.items():
        at = NOON - timedelta(days=days)
        fill(store, words, words, at)
        with store.transaction() as tx:
            tx.claim("telegram", words, at)
            tx.mark(tx.lease("telegram", words, "me", at)[0].id, "sent", at)
            tx.enqueue("telegram", words, [Reply("unsent")], "", at)
    with store.transaction() as tx:
        tx.prune(NOON, keep=LONG)
    assert {row.message_id for row in rows(store, "claims")} == {"today", "two days ago"}
    assert [row.chat for row in rows(store, "outbox") if row.sent_at] == list(ages)[:3]
    assert [row.chat for row in rows(store, "said")] == list(ages)[:3]
    assert [row.chat for row in rows(store, "outbox") if not row.sent_at] == list(ages)[:5]
    assert [row.chat for row in rows(store, "failures")] == list(ages)[:4]
    assert [row.chat for row in rows(store, "questions")] == list(ages)[:5]
    assert {row.chat for row in rows(store, "conversations")} == set(list(ages)[:5])
    assert len(rows(store, "events")) == 6


def test_times_of_any_zone_are_compared_as_moments(store: Store) -> None:
    beijing = datetime.fromisoformat("2024-05-03T20:00:01+08:00")  # 72 h before noon UTC, but for a second
    with store.transaction() as tx:
        tx.claim("telegram", "1", beijing)
        tx.prune(NOON, keep=LONG)
        assert not tx.claim("telegram", "1", NOON)


def test_a_database_is_opened_again_with_all_it_held(address: str, opened: Callable[[str], Store]) -> None:
    fill(opened(address), "7", "x")
    with opened(address).transaction() as tx:
        assert tx.load("telegram", "7", NOON) == replace(TALK, source="x")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("postgresql://huiqi:secret@127.0.0.1:1/huiqi", "cannot be used now: .*refused; check that it is there"),
        ("postgresql://huiqi:secret@127.0.0.1:port/huiqi", r"cannot be read; write postgresql://user:password@host"),
        ("mysql://huiqi:secret@127.0.0.1/huiqi", "neither a PostgreSQL URL nor a path"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_one_line_without_the_password(bad: str, words: str) -> None:
    with pytest.raises(StoreUnavailableError, match=words) as raised:
        Store(bad)
    assert "secret" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_what_was_said_is_read_in_order(store: Store) -> None:
    with store.transaction() as tx:
        for minute, words in enumerate(("一", "<二>")):
            at = NOON + timedelta(minutes=minute)
            tx.note(Message("web", "7", words, words), at)
            tx.enqueue("web", "7", [Reply(f"回{words}"), REPLY], "3", at)
        tx.note(Message("web", "7", "3", choice="a"), NOON + timedelta(minutes=2))
        tx.enqueue("web", "8", [Reply("别人的")], "", NOON)
        lines = tx.lines("web", "7", 10)
        assert [(line.who, line.reply.text) for line in lines] == [
            ("owner", "一"), ("huiqi", "回一"), ("huiqi", REPLY.text),
            ("owner", "&lt;二&gt;"), ("huiqi", "回<二>"), ("huiqi", REPLY.text),
            ("owner", ""),
        ]  # fmt: skip
        assert [line.replaces for line in lines] == ["", "", "3", "", "", "3", ""]
        assert lines[-1].reply.choices == (Choice("a", ""),)
        assert [line.reply.text for line in tx.lines("web", "7", 1)] == [REPLY.text, ""]
        assert tx.lines("telegram", "7", 10) == ()
        assert tx.news("web", lines[1].id) == {"7": lines[-2].id, "8": lines[-2].id + 1}
        assert tx.lease("web", "7", "me", NOON) == ()  # the page fetches them


def test_a_conversation_can_be_looked_at_without_making_or_holding_it(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.look("web", "7") is None
    assert rows(store, "conversations") == []
    with store.transaction() as tx:
        tx.save("web", "7", TALK, NOON)
    with store.transaction() as tx:
        assert tx.look("web", "7") == TALK


def test_the_newest_reply_of_a_channel_is_known_by_its_id(store: Store) -> None:
    with store.transaction() as tx:
        assert tx.newest("web") == 0
        tx.enqueue("web", "7", [Reply("一"), Reply("二")], "", NOON)
        tx.enqueue("telegram", "7", [Reply("三")], "", NOON)
        assert tx.newest("web") == max(tx.news("web", 0).values())
        assert tx.newest("telegram") == tx.newest("web") + 1


def test_events_can_be_parted_from_their_person(store: Store) -> None:
    with store.transaction() as tx:
        for person in ("a", "b"):
            tx.record([Event("asked")], "web", person, NOON)
        tx.unlink("a")
    assert [row.person for row in rows(store, "events")] == ["", "b"]


def test_the_visits_of_who_is_forgotten_cannot_be_joined_and_stay_apart(store: Store) -> None:
    monday, tuesday = Visit(1_700_000_000_000), Visit(1_700_086_400_000)
    persons = ("aaaaa1", "bbbbb2", "ccccc3")
    with store.transaction() as tx:
        for visit in (monday, tuesday):
            for person in persons:  # at one instant
                tx.record([Event("began"), Event("asked")], "web", person, NOON, visit)
        tx.record([Event("taken")], "web", "aaaaa1", NOON)  # by staff, in no visit
    before = [row.visit for row in rows(store, "events")]
    with store.transaction() as tx:
        tx.unlink("aaaaa1")
        tx.unlink("bbbbb2")
    after = [row.visit for row in rows(store, "events")]
    assert after[-1] == 0
    assert [visit % PIECES for visit in after[::2]] == [1, 3, 0xCCCCC, 7, 9, 0xCCCCC, 0]
    assert [visit // PIECES for visit in after] == [visit // PIECES for visit in before]
    assert Counter(after) == {**dict.fromkeys(after, 2), 0: 1}, "each visit has its own two events"


def test_when_every_connection_is_in_use_the_database_is_said_to_be_unavailable(
    address: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.2)
    store = opened(address)
    with ExitStack() as taken, pytest.raises(StoreUnavailableError, match="every connection"):  # noqa: PT012
        for _ in range(100):
            taken.enter_context(store.reading())
    with store.transaction() as tx:
        assert tx.claim("telegram", "5", NOON)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("transaction_read_only = on", "in a read-only transaction"),
        ("idle_in_transaction_session_timeout = 50", "idle-in-transaction timeout"),
    ],
)
def test_a_server_that_takes_no_writes_or_ends_a_transaction_is_said_to_be_unavailable(
    postgresql: Postgresql, opened: Callable[[str], Store], setting: str, words: str
) -> None:
    store = opened(postgresql.fresh())
    with pytest.raises(StoreUnavailableError, match=words), store.transaction() as tx:  # noqa: PT012
        tx.connection.execute(text(f"SET LOCAL {setting}"))
        sleep(0.2)
        tx.claim("telegram", "5", NOON)


def test_a_fault_of_ours_is_not_taken_for_a_database_that_is_away(store: Store) -> None:
    with pytest.raises(DatabaseError), store.transaction() as tx:
        tx.connection.execute(insert(conversations).values(channel=None, chat="7", state="{", updated=NOON))
