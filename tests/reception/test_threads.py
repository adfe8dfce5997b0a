"""An entry of the queue as a thread of the staff's group, without the group."""

from bot.dialogue import plain
from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from bot.storage.queue import MOST
from bot.threads import Threads
from tests.desk.served import Clock
from tests.helpers import dialogue
from tests.reception.owner import Owner, asked
from tests.reception.waiting import waits


def test_a_chat_that_is_not_among_those_read_is_not_done(store: Store, desk: Reception, clock: Clock) -> None:
    with store.transaction() as tx:
        for number in range(MOST + 1):
            waits(tx, str(number))
    threads = Threads(store, desk, clock)
    views = threads.views()
    assert len(views) == MOST
    assert all(view.entry for view in views)
    first = views[0].entry
    assert first
    desk.take(first.id, "王敏")
    desk.close(first.id, "王敏")
    assert [view.thread.chat for view in threads.views() if view.entry is None] == [first.chat]
    assert str(MOST) in {view.thread.chat for view in threads.views()}


def test_what_waited_for_the_chat_while_it_was_taken_is_for_staff(
    owner: Owner, desk: Reception, store: Store, clock: Clock
) -> None:
    entry = asked(owner, desk)
    threads = Threads(store, desk, clock)
    (thread,) = (view.thread for view in threads.views())
    threads.change(thread, place="-100/5")
    owner.says("制造业")
    desk.take(entry, "王敏")
    clock.passes(seconds=-5)  # its time was read before it had to wait
    owner.says("还在吗？")
    renewed = threads.again(thread)
    assert renewed
    assert threads.post(renewed)
    posted = [plain(line.reply.text) for line in Service(store, dialogue(), clock).lines("telegram", "-100/5")]
    assert posted == ["问（找人工）：找工作人员", "企业：还在吗？"]
