from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from bot.dialogue import Conversation, Message, Reply
from bot.service import Service
from bot.storage import SqliteStore, StoreUnavailableError
from bot.storage.sqlite import SqliteTransaction
from tests.service.small_talk import NOON, Echo, Says, clock


def typed(text: str, number: int = 1, chat: str = "7") -> Message:
    return Message("telegram", chat, str(number), text)


def service(store: SqliteStore) -> Service:
    return Service(store, Echo(), clock)


def texts(rows: tuple[Any, ...]) -> list[str]:
    return [row.reply.text for row in rows]


def table(store: SqliteStore, name: str) -> list[tuple[Any, ...]]:
    with store.transaction() as tx:
        return tx._db.execute(f"SELECT * FROM {name}").fetchall()  # noqa: S608 - a test's own words


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "huiqi.db")
    yield opened
    opened.close()


def test_replies_come_back_in_the_dialogues_order(store: SqliteStore) -> None:
    rows = service(store).receive(typed("两条"))
    assert texts(rows) == ["1：两条", "1：第二条"]
    assert [row.id for row in rows] == sorted(row.id for row in rows)
    assert {(row.channel, row.chat, row.shown_in) for row in rows} == {("telegram", "7", "")}


def test_a_reply_knows_the_message_tapped(store: SqliteStore) -> None:
    tap = Message("telegram", "7", "1", choice="a", shown_in="31")
    (row,) = service(store).receive(tap)
    assert row.shown_in == "31"


def test_earlier_unsent_replies_come_first(store: SqliteStore) -> None:
    talk = service(store)
    (first,) = talk.receive(typed("一", 1))
    talk.receive(typed("别人", 2, chat="8"))
    assert texts(talk.receive(typed("二", 3))) == ["1：一", "2：二"]
    talk.sent(first, "sent")
    assert texts(talk.receive(typed("三", 4))) == ["2：二", "3：三"]


def test_a_repeat_has_no_effect_and_gives_what_is_still_unsent(store: SqliteStore) -> None:
    talk = service(store)
    (row,) = talk.receive(typed("你好"))
    assert talk.receive(typed("你好")) == (row,)
    talk.sent(row, "sent")
    assert talk.receive(typed("你好")) == ()
    assert texts(talk.receive(typed("再见", 2))) == ["2：再见"]


def test_unsent_is_of_the_whole_channel(store: SqliteStore) -> None:
    talk = service(store)
    talk.receive(typed("一", 1))
    talk.receive(typed("二", 2, chat="8"))
    assert texts(talk.unsent("telegram")) == ["1：一", "1：二"]
    assert talk.unsent("web") == ()


def test_to_be_forgotten_leaves_only_the_goodbye(store: SqliteStore) -> None:
    talk = service(store)
    talk.receive(typed("秘密", 1))
    talk.receive(typed("出错", 2))
    assert texts(talk.receive(typed("忘记我", 3))) == ["已忘记。"]
    assert table(store, "conversations") == table(store, "failures") == []
    assert len(table(store, "outbox")) == 1
    assert texts(talk.receive(typed("你好", 4)))[1:] == ["1：你好"]


def test_a_message_that_raises_is_kept_and_apologised_for(store: SqliteStore) -> None:
    talk = service(store)
    talk.receive(typed("你好", 1))
    rows = talk.receive(typed("出错", 2))
    assert texts(rows) == [
        "1：你好",
        "抱歉，这条消息我没处理好，已经记下来给同事看。您可以继续回答，或发“重新开始”。",
    ]
    ((at, channel, chat, message, traceback),) = table(store, "failures")
    assert (at[:10], channel, chat) == ("2024-05-06", "telegram", "7")
    assert '"id": "2"' in message
    assert "LookupError: in message 2: 出错" in traceback
    assert texts(talk.receive(typed("再见", 3)))[-1] == "2：再见"


def test_a_message_that_raised_is_not_tried_again(store: SqliteStore) -> None:
    talk = service(store)
    assert talk.receive(typed("出错")) == talk.receive(typed("出错"))
    assert len(table(store, "failures")) == 1


@pytest.mark.parametrize("state", ["{", '{"version": 99}'])
def test_a_conversation_that_cannot_be_read_begins_anew_and_says_so(store: SqliteStore, state: str) -> None:
    talk = service(store)
    talk.receive(typed("你好", 1))
    with store.transaction() as tx:
        tx._db.execute("UPDATE conversations SET state = ?", (state,))
    assert texts(talk.receive(typed("在吗", 2)))[1:] == [
        "抱歉，之前的对话读不出来了，我们从头开始。",
        "1：在吗",
    ]
    assert "conversation_unreadable" in [row[1] for row in table(store, "events")]
    assert texts(talk.receive(typed("在吗", 3)))[3:] == ["2：在吗"]


def test_old_claims_are_dropped_once_a_day(store: SqliteStore) -> None:
    now = NOON
    talk = Service(store, Says(Reply("好")), lambda: now)
    talk.receive(typed("一", 1))
    now = NOON + timedelta(days=5)
    talk.receive(typed("二", 2))
    assert [row[1] for row in table(store, "claims")] == ["2"]


class KilledError(BaseException):
    """The process dies here: nothing that a program does about exceptions is done."""


class Stumbles(SqliteStore):
    """A store that fails once, when a step is taken in handling a message (or in pruning)."""

    def __init__(self, path: Path, step: str, error: BaseException) -> None:
        self.step, self.error, self.claimed = step, error, False
        super().__init__(path)

    @contextmanager
    def transaction(self) -> Iterator[SqliteTransaction]:
        with super().transaction() as tx:
            yield cast("SqliteTransaction", _Steps(tx, self.take))
            self.take("commit")
        self.take("committed")

    def take(self, step: str) -> None:
        self.claimed |= step == "claim"
        if step == self.step and (self.claimed or step == "prune"):
            self.step = ""
            raise self.error


class _Steps:
    def __init__(self, tx: SqliteTransaction, take: Callable[[str], None]) -> None:
        self._tx, self._take = tx, take

    def __getattr__(self, name: str) -> Any:
        self._take(name)
        return getattr(self._tx, name)


STEPS = ["claim", "load", "save", "enqueue", "record", "unsent", "commit"]


@pytest.mark.parametrize("step", [*STEPS, "prune", "committed"])
def test_killed_at_any_step_the_message_is_handled_once_when_it_comes_again(tmp_path: Path, step: str) -> None:
    dying = Stumbles(tmp_path / "huiqi.db", step, KilledError())
    with pytest.raises(KilledError):
        service(dying).receive(typed("你好"))
    dying.close()
    store = SqliteStore(tmp_path / "huiqi.db")
    assert texts(service(store).receive(typed("你好"))) == ["1：你好"]
    assert [len(table(store, name)) for name in ("claims", "conversations", "outbox", "events")] == [1] * 4
    assert table(store, "failures") == []
    store.close()


@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_an_apology_and_nothing_else(tmp_path: Path, step: str) -> None:
    store = Stumbles(tmp_path / "huiqi.db", step, RuntimeError("at " + step))
    (row,) = service(store).receive(typed("你好"))
    assert row.reply.text.startswith("抱歉")
    assert table(store, "conversations") == []
    assert "at " + step in table(store, "failures")[0][-1]
    assert texts(service(store).receive(typed("再见", 2)))[1:] == ["1：再见"]
    store.close()


@pytest.mark.parametrize("step", [*STEPS, "prune"])
def test_while_the_store_is_unavailable_the_message_is_left_to_come_again(tmp_path: Path, step: str) -> None:
    store = Stumbles(tmp_path / "huiqi.db", step, StoreUnavailableError("locked"))
    talk = service(store)
    with pytest.raises(StoreUnavailableError):
        talk.receive(typed("你好"))
    assert table(store, "claims") == table(store, "failures") == []
    assert texts(talk.receive(typed("你好"))) == ["1：你好"]
    store.close()


class Naive:
    """Keeps half a surrogate pair, which the database cannot store."""

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Any:
        return Echo().respond(conversation.but(source="\ud83d"), message, now)


def test_even_what_cannot_be_stored_gets_an_apology(store: SqliteStore) -> None:
    (row,) = Service(store, Naive(), clock).receive(typed("半个字\ud83d"))
    assert row.reply.text.startswith("抱歉")
    assert len(table(store, "failures")) == 1
