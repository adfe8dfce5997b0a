"""A conversation begun with other content than today's."""

from datetime import UTC, datetime

import pytest

from bot.dialogue import Conversation, Dialogue, Message, Turn
from tests.helpers import content

NOW = datetime(2025, 6, 1, tzinfo=UTC)


def says(text: str, **state: object) -> Turn:
    return Dialogue(content()).respond(Conversation().but(**state), Message("test", "chat", "1", text=text), NOW)


def said(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


def test_an_option_that_vanished_is_asked_again_and_the_rest_is_kept() -> None:
    turn = says("4.8亿", answers={"sector": "weaving", "county": "gaoping"}, pending="revenue")
    assert "“行业”要重新确认" in turn.replies[0].text
    assert "记下：年营收" in said(turn)
    assert turn.conversation
    assert (turn.conversation.pending, set(turn.conversation.answers)) == ("sector", {"county", "revenue"})


def test_a_fact_that_vanished_is_dropped_without_a_word() -> None:
    turn = says("4.8亿", answers={"colour": "red", "sector": "casting"}, pending="revenue")
    assert "重新确认" not in said(turn)
    assert turn.conversation
    assert list(turn.conversation.answers) == ["sector", "revenue"]


@pytest.mark.parametrize("raw", [7, None, ["x"], {"amount": "很多"}, {"listed": 3}])
def test_an_answer_of_another_kind_is_asked_again(raw: object) -> None:
    assert "要重新确认" in said(says("继续", answers={"revenue": raw, "sector": raw}))


def test_ticks_on_options_that_vanished_are_taken_off() -> None:
    held = {"old_brand": None, "gone": None}
    turn = says("还有什么", answers={"sector": "casting"}, pending="certifications", step={"held": held})
    assert turn.conversation
    assert "gone" not in turn.conversation.step.get("held", {})


def test_a_pending_question_that_vanished_gives_way_to_one_that_is_there() -> None:
    turn = says("红色", answers={"sector": "casting"}, pending="colour")
    assert turn.conversation
    assert turn.conversation.pending in {"", *content().facts}
    assert said(turn)


def test_what_is_as_it_was_is_left_alone() -> None:
    assert "重新确认" not in said(says("4.8亿", answers={"sector": "casting"}, pending="revenue", skipped=("county",)))


def test_to_be_forgotten_one_need_not_confirm_anything() -> None:
    turn = says("忘记我", answers={"sector": "weaving"})
    assert turn.conversation is None
    assert "重新确认" not in said(turn)
