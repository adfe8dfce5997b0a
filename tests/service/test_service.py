from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import update

from bot.dialogue import Conversation, Message, Reply, Turn
from bot.persons import person_of
from bot.service import Service
from bot.storage import Batch, Outgoing, Store, StoreUnavailableError, Transaction
from bot.storage.tables import METADATA, conversations
from tests.databases import postgresql_running, rows
from tests.service.small_talk import NOON, Echo, Says, clock


def typed(text: str, number: int = 1, chat: str = "7") -> Message:
    return Message("telegram", chat, str(number), text)


def service(store: Store) -> Service:
    return Service(store, Echo(), clock)


def texts(replies: tuple[Outgoing, ...]) -> list[str]:
    return [reply.reply.text for reply in replies]


def test_replies_come_back_in_the_dialogues_order(store: Store) -> None:
    replies = service(store).receive(typed("两条"))
    assert texts(replies) == ["1：两条", "1：第二条"]
    assert [reply.id for reply in replies] == sorted(reply.id for reply in replies)
    assert {(reply.channel, reply.chat, reply.shown_in) for reply in replies} == {("telegram", "7", "")}


def test_a_reply_knows_the_message_tapped(store: Store) -> None:
    tap = Message("telegram", "7", "1", choice="a", shown_in="31")
    (row,) = service(store).receive(tap)
    assert row.shown_in == "31"


def test_earlier_unsent_replies_come_first(store: Store) -> None:
    talk = service(store)
    (first,) = talk.receive(typed("一", 1))
    talk.receive(typed("别人", 2, chat="8"))
    assert texts(talk.receive(typed("二", 3))) == ["1：一", "2：二"]
    talk.sent(first, "sent")
    assert texts(talk.receive(typed("三", 4))) == ["2：二", "3：三"]


def test_a_repeat_has_no_effect_and_gives_what_is_still_unsent(store: Store) -> None:
    talk = service(store)
    (row,) = talk.receive(typed("你好"))
    assert talk.receive(typed("你好")) == (row,)
    talk.sent(row, "sent")
    assert talk.receive(typed("你好")) == ()
    assert texts(talk.receive(typed("再见", 2))) == ["2：再见"]


def test_unsent_is_of_the_whole_channel(store: Store) -> None:
    talk = service(store)
    service(store).receive(typed("一", 1))
    service(store).receive(typed("二", 2, chat="8"))
    assert talk.unsent("telegram") == ()  # their workers are at them
    talk.take_over("telegram")
    assert texts(talk.unsent("telegram")) == ["1：一", "1：二"]
    assert talk.unsent("web") == ()


def test_to_be_forgotten_leaves_only_the_goodbye(store: Store) -> None:
    talk = service(store)
    talk.receive(typed("秘密", 1))
    talk.receive(typed("出错", 2))
    assert texts(talk.receive(typed("忘记我", 3))) == ["已忘记。"]
    assert rows(store, "conversations") == rows(store, "failures") == []
    assert len(rows(store, "outbox")) == 1
    assert texts(talk.receive(typed("你好", 4)))[1:] == ["1：你好"]


def test_a_message_that_raises_is_kept_and_apologised_for(store: Store) -> None:
    talk = service(store)
    talk.receive(typed("你好", 1))
    assert texts(talk.receive(typed("出错", 2))) == [
        "1：你好",
        "抱歉，这条消息我没处理好，已经记下来给同事看。您可以继续回答，或发“重新开始”。",
    ]
    (failure,) = rows(store, "failures")
    assert (failure.at, failure.channel, failure.chat) == (NOON, "telegram", "7")
    assert '"id": "2"' in failure.message
    assert "LookupError: in message 2: 出错" in failure.traceback
    assert texts(talk.receive(typed("再见", 3)))[-1] == "2：再见"


def test_a_message_that_raised_is_not_tried_again(store: Store) -> None:
    talk = service(store)
    assert talk.receive(typed("出错")) == talk.receive(typed("出错"))
    assert len(rows(store, "failures")) == 1


def stored_as(store: Store, state: str) -> Service:
    """Return a service of which a chat's conversation came to be stored like this."""
    talk = service(store)
    talk.receive(typed("你好", 1))
    with store.transaction() as tx:
        tx.connection.execute(update(conversations).values(state=state))
    return talk


@pytest.mark.parametrize("state", ["{", '{"version": 0}'])
def test_a_conversation_that_cannot_be_read_begins_anew_and_says_so(store: Store, state: str) -> None:
    talk = stored_as(store, state)
    assert texts(talk.receive(typed("在吗", 2)))[1:] == [
        "抱歉，之前的对话读不出来了，我们从头开始。",
        "1：在吗",
    ]
    assert "conversation_unreadable" in [row.name for row in rows(store, "events")]
    assert texts(talk.receive(typed("在吗", 3)))[3:] == ["2：在吗"]


def test_what_could_not_be_read_is_kept_for_who_mends_it_until_the_chat_is_forgotten(store: Store) -> None:
    talk = stored_as(store, '{"answers": {"revenue": 4')
    talk.receive(typed("在吗", 2))
    with store.reading() as tx:
        (failure,) = tx.failures()
    assert (failure.at, failure.channel, failure.message) == (NOON, "telegram", None)
    assert failure.error == "StoredConversationError"
    assert failure.traceback.endswith('\n{"answers": {"revenue": 4\n')
    talk.receive(typed("忘记我", 3))
    assert rows(store, "failures") == []


def test_a_conversation_of_a_later_release_is_left_to_a_worker_who_can_read_it(store: Store) -> None:
    later = '{"version": 99, "answers": {"revenue": 480000000}}'
    talk = stored_as(store, later)
    before = [rows(store, table) for table in METADATA.tables]
    with pytest.raises(StoreUnavailableError, match=r"has version 99; this release reads \d"):
        talk.receive(typed("在吗", 2))
    with pytest.raises(StoreUnavailableError, match="has version 99"):
        talk.receive_all([(typed("在吗", 2), None), (typed("别人", 3, chat="8"), None)])
    assert [rows(store, table) for table in METADATA.tables] == before
    assert talk.conversation("telegram", "7") is None, "who only looks is shown the page, without it"


def test_what_is_old_is_dropped_once_a_day(store: Store) -> None:
    now = NOON
    talk = Service(store, Says(Reply("好")), lambda: now)
    for number, days in enumerate((0, 3.5, 4, 4.5)):  # a claim is kept for three
        now = NOON + timedelta(days=days)
        talk.receive(typed("好", number))
        talk.tidy()
    assert {row.message_id for row in rows(store, "claims")} == {"1", "2", "3"}
    now = NOON + timedelta(days=6.6)
    talk.receive(typed("好", 4))
    assert len(rows(store, "claims")) == 4, "no message waits while what is old is dropped"
    talk.tidy()
    assert {row.message_id for row in rows(store, "claims")} == {"2", "3", "4"}


def test_a_database_that_is_away_is_tidied_when_it_is_back(address: str) -> None:
    now = NOON
    store = Stumbles(address, "prune", StoreUnavailableError("locked"))
    talk = Service(store, Echo(), lambda: now)
    talk.receive(typed("一", 1))
    now = NOON + timedelta(days=5)
    with pytest.raises(StoreUnavailableError):
        talk.tidy()
    talk.tidy()
    assert rows(store, "claims") == []
    store.close()


class KilledError(BaseException):
    """The process dies here: nothing that a program does about exceptions is done."""


class Stumbles(Store):
    """A store that fails once, when a step is taken in handling a message (or in pruning)."""

    def __init__(self, address: str, step: str, error: BaseException) -> None:
        self.step, self.error, self.claimed = step, error, False
        super().__init__(address)

    @contextmanager
    def transaction(self, *, lasting: bool = True) -> Iterator[Transaction]:
        with super().transaction(lasting=lasting) as tx:
            yield cast("Transaction", _Steps(tx, self.take))
            self.take("commit")
        self.take("committed")

    @contextmanager
    def batch(self, *, lasting: bool = True) -> Iterator[Batch]:
        with super().batch(lasting=lasting) as tx:
            yield cast("Batch", _Steps(tx, self.take))

    def take(self, step: str) -> None:
        self.claimed |= step in {"claim", "expect"}
        if step == self.step and (self.claimed or step == "prune"):
            self.step = ""
            raise self.error


class _Steps:
    def __init__(self, tx: Transaction, take: Callable[[str], None]) -> None:
        self._tx, self._take = tx, take

    def __getattr__(self, name: str) -> Any:
        self._take(name)
        return getattr(self._tx, name)


STEPS = ["claim", "load_held", "save", "enqueue", "record", "lease", "commit"]


@pytest.mark.parametrize("step", [*STEPS, "committed"])
def test_killed_at_any_step_the_message_is_handled_once_when_it_comes_again(
    address: str, opened: Callable[[str], Store], step: str
) -> None:
    dying = Stumbles(address, step, KilledError())
    with pytest.raises(KilledError):
        service(dying).receive(typed("你好"))
    dying.close()
    store = opened(address)
    talk = service(store)
    talk.take_over("telegram")  # as the channel does when it starts
    assert texts(talk.receive(typed("你好"))) == ["1：你好"]
    assert [len(rows(store, name)) for name in ("claims", "conversations", "outbox", "events")] == [1] * 4
    assert rows(store, "failures") == []


@pytest.mark.parametrize("step", STEPS)
def test_an_error_at_any_step_leaves_an_apology_and_nothing_else(address: str, step: str) -> None:
    store = Stumbles(address, step, RuntimeError("at " + step))
    talk = service(store)
    (row,) = talk.receive(typed("你好"))
    assert row.reply.text.startswith("抱歉")
    assert rows(store, "conversations") == []
    assert "at " + step in rows(store, "failures")[0].traceback
    assert texts(talk.receive(typed("再见", 2)))[1:] == ["1：再见"]
    store.close()


@pytest.mark.parametrize("step", STEPS)
def test_while_the_store_is_unavailable_the_message_is_left_to_come_again(address: str, step: str) -> None:
    store = Stumbles(address, step, StoreUnavailableError("locked"))
    talk = service(store)
    with pytest.raises(StoreUnavailableError):
        talk.receive(typed("你好"))
    assert rows(store, "claims") == rows(store, "failures") == []
    assert texts(talk.receive(typed("你好"))) == ["1：你好"]
    store.close()


class Naive:
    """Keeps half a surrogate pair, which the database cannot store."""

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Any:
        return Echo().respond(conversation.but(source="\ud83d"), message, now)


def test_a_database_that_is_stopped_and_started_again_loses_nothing() -> None:
    with postgresql_running() as server, closing(Store(server.fresh())) as store:
        talk = service(store)
        (first,) = talk.receive(typed("一", 1))
        server.stop()
        with pytest.raises(StoreUnavailableError, match="cannot be used now"):
            talk.receive(typed("二", 2))
        with pytest.raises(StoreUnavailableError, match="cannot be used now"):
            talk.sent(first, "sent")
        server.start()
        assert texts(talk.receive(typed("二", 2))) == ["1：一", "2：二"]


def test_chats_silent_for_longer_than_they_are_kept_are_erased(store: Store) -> None:
    now = NOON
    talk = Service(store, Echo(), lambda: now, keep=timedelta(days=30))
    talk.receive(typed("秘密", 1))
    now = NOON + timedelta(days=31)
    talk.tidy()
    assert rows(store, "conversations") == rows(store, "outbox") == []


def test_events_of_a_chat_that_is_erased_tell_no_more_whose_they_were(store: Store) -> None:
    now = NOON
    talk = Service(store, Echo(), lambda: now, keep=timedelta(days=30), secret=b"a key")
    talk.receive(typed("一", 1))
    now = NOON + timedelta(days=29)
    talk.receive(typed("二", 2, chat="8"))
    now = NOON + timedelta(days=31)
    talk.tidy()
    assert [row.person for row in rows(store, "events")] == ["", person_of("telegram", "8", b"a key")]


class Mended(Echo):
    """Handles what `Echo` fails at."""

    def respond(self, conversation: Conversation, message: Message, now: datetime) -> Turn:
        return super().respond(conversation, replace(message, text=f"还是{message.text}"), now)


def test_a_failed_message_is_replayed_once_after_the_fix(store: Store) -> None:
    service(store).receive(typed("你好", 1))
    service(store).receive(typed("出错", 2))
    with store.transaction() as tx:
        (failure,) = tx.failures()
    assert failure.message
    with pytest.raises(LookupError):
        service(store).replay(failure.id, failure.message)
    mended = Service(store, Mended(), clock)
    assert mended.replay(failure.id, failure.message)
    assert not mended.replay(failure.id, failure.message)
    mended.take_over("telegram")
    assert texts(mended.unsent("telegram"))[-1] == "2：还是出错"
    assert rows(store, "failures") == []


def test_of_many_replies_the_oldest_come_first_and_the_others_as_those_are_sent(store: Store) -> None:
    talk = Service(store, Says(*(Reply(str(number)) for number in range(25))), clock)
    waiting, seen = talk.receive(typed("说")), []
    assert len(waiting) < 25
    while waiting:
        seen.append(waiting[0].reply.text)
        waiting = talk.sent(waiting[0], "sent")
    assert seen == [str(number) for number in range(25)]


def test_a_reply_to_a_chat_that_another_worker_serves_is_left_to_that_worker(store: Store) -> None:
    one, two = service(store), service(store)
    (first,) = one.receive(typed("一", 1))
    assert two.receive(typed("二", 2)) == ()
    assert texts(one.sent(first, "sent")) == ["2：二"]


def test_replies_of_a_worker_that_fell_silent_are_sent_by_another_after_its_lease(store: Store) -> None:
    now = NOON
    one, two = Service(store, Echo(), clock), Service(store, Echo(), lambda: now)
    one.receive(typed("一", 1))
    now = NOON + timedelta(seconds=59)
    assert two.unsent("telegram") == ()
    now = NOON + timedelta(seconds=60)
    assert texts(two.unsent("telegram")) == ["1：一"]


def test_a_worker_that_waits_to_try_again_keeps_the_chat(store: Store) -> None:
    now = NOON
    one, two = Service(store, Echo(), clock), Service(store, Echo(), lambda: now)
    (reply,) = one.receive(typed("一", 1))
    one.delays(reply, 600)
    now = NOON + timedelta(seconds=659)
    assert two.unsent("telegram") == two.receive(typed("二", 2)) == ()
    now = NOON + timedelta(seconds=660)
    assert texts(two.unsent("telegram")) == ["1：一", "2：二"]


def test_even_what_cannot_be_stored_gets_an_apology(store: Store) -> None:
    (row,) = Service(store, Naive(), clock).receive(typed("半个字\ud83d"))
    assert row.reply.text.startswith("抱歉")
    assert len(rows(store, "failures")) == 1
