"""The threads of the staff's group, on both databases."""

from datetime import UTC, datetime, timedelta

from bot.dialogue import Conversation, Kept, Message, Reply
from bot.storage import Store, ThreadRows, Transaction
from tests.databases import rows

NOON = datetime(2024, 5, 6, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def wait(tx: Transaction, chat: str, text: str = "找人") -> None:
    """Let a chat wait for a person."""
    tx.save("telegram", chat, Conversation(), NOON)
    tx.keep_question(Message("telegram", chat, f"{chat} {text}", text), Kept(text, "person"), NOON)


def test_each_chat_that_waits_is_given_one_thread(store: Store) -> None:
    for _ in range(2):
        with store.transaction() as tx:
            wait(tx, "7")
            wait(tx, "8")
            wait(tx, "7", "再问")
            ThreadRows(tx).add_missing()
    with store.transaction() as tx:
        assert [(thread.id, thread.chat) for thread in ThreadRows(tx).to_show()] == [(1, "7"), (2, "8")]


def test_one_at_a_time_works_on_a_thread(store: Store) -> None:
    with store.transaction() as tx:
        wait(tx, "7")
        ThreadRows(tx).add_missing()
        assert ThreadRows(tx).claim(1, NOON, NOON + MINUTE)
    with store.transaction() as tx:
        assert ThreadRows(tx).claim(1, NOON, NOON + MINUTE) is None
        assert ThreadRows(tx).claim(1, NOON + MINUTE, NOON + 2 * MINUTE)
        ThreadRows(tx).change(1, busy_until=None)
        assert ThreadRows(tx).claim(1, NOON, NOON + MINUTE)
        assert ThreadRows(tx).claim(2, NOON, NOON + MINUTE) is None


def test_what_is_forgotten_leaves_a_thread_that_is_nobodys(store: Store) -> None:
    with store.transaction() as tx:
        for chat in ("7", "8"):
            wait(tx, chat)
        ThreadRows(tx).add_missing()
        for thread, place in ((1, "-100/5"), (2, "-100/6")):
            ThreadRows(tx).change(thread, place=place)
            tx.enqueue("telegram", place, [Reply("秘密")], "", NOON)
    with store.transaction() as tx:
        tx.erase("telegram", "7")
    with store.transaction() as tx:
        assert ThreadRows(tx).at("-100/5") is None
        assert ThreadRows(tx).at("-100/6")
        assert [(thread.id, thread.forgotten) for thread in ThreadRows(tx).to_show()] == [(1, True), (2, False)]
    assert [row.chat for row in rows(store, "outbox")] == ["-100/6"]
    with store.transaction() as tx:
        wait(tx, "7")
        ThreadRows(tx).add_missing()
        assert [(thread.id, thread.chat) for thread in ThreadRows(tx).to_show()] == [(1, ""), (2, "8"), (3, "7")]


def test_a_chat_silent_for_too_long_loses_its_thread(store: Store) -> None:
    with store.transaction() as tx:
        wait(tx, "7")
        ThreadRows(tx).add_missing()
        tx.prune(NOON + timedelta(days=29), timedelta(days=30))
        assert not ThreadRows(tx).to_show()[0].forgotten
        tx.prune(NOON + timedelta(days=31), timedelta(days=30))
        assert ThreadRows(tx).to_show()[0].forgotten
