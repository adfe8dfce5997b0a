"""The card of a thread: what staff read of the awards whose sum the text leaves open."""

from datetime import UTC, datetime

from bot.channels.telegram.thread_card import card
from bot.dialogue import Conversation, Dialogue, plain
from bot.reception import Entry
from bot.storage import Asked, Thread
from bot.threads import View
from tests.rates import with_a_rate

NOW = datetime(2025, 6, 1, tzinfo=UTC)
OWNER = {"sector": "casting", "projects": {"industrial_land": None}, "revenue": "88万元"}


def test_a_share_that_is_a_ceiling_stands_with_the_most_it_comes_to_and_in_no_total() -> None:
    conversation = Conversation().but(answers=OWNER)
    known = Dialogue(with_a_rate(ceiling=True)).portrait(conversation, NOW)
    asked = Asked(1, NOW, "test", "chat", "", "", "open", None, None, None, None, None)
    thread = Thread(1, "test", "chat", "", 0, False, "", 0, 0, None, None)
    view = View(thread, Entry(1, "test", "chat", (asked,), None), conversation, 0)
    pinned = plain(card(view, known).text)
    assert "· 最高61.6万元（不超过年营收的 70%） 提高容积率不增收地价" in pinned
    assert "逐项相加" not in pinned
