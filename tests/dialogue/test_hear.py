"""What is heard in words that answer nothing: a call for a person, another matter, the very first message."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue import Conversation, Dialogue, Message, Turn

CONTENT = load(Path(__file__).parents[2])
DIALOGUE = Dialogue(CONTENT)
NOW = datetime(2025, 6, 1, 4, tzinfo=UTC)
NEW = Conversation()


def say(conversation: Conversation, *texts: str) -> Turn:
    """Say one text after the other; return the last turn."""
    for text in texts:
        turn = DIALOGUE.respond(conversation, Message("test", "1", "1", text=text), NOW)
        assert turn.conversation is not None
        conversation = turn.conversation
    return turn


SECTOR = say(NEW, "开始").conversation or NEW
REVENUE = say(SECTOR, "铸造").conversation or NEW


def answers(turn: Turn) -> dict[str, object]:
    return dict(turn.conversation.answers) if turn.conversation else {}


@pytest.mark.parametrize("asked", [SECTOR, REVENUE], ids=["sector", "revenue"])
def test_no_call_for_a_person_tells_a_fact(asked: Conversation) -> None:
    for text in CONTENT.wording.messages["person"]:
        turn = say(asked, text)
        assert answers(turn) == asked.answers, text
        assert turn.kept or turn.wants == "person", text


@pytest.mark.parametrize(
    "text",
    ["孩子上的舞蹈培训班哪家好", "酒驾被抓了要拘留几天", "拼多多百亿补贴是真货吗", "疫苗打几价的好"],
)
def test_a_question_about_something_else_tells_no_fact_and_is_kept(text: str) -> None:
    for asked in (SECTOR, REVENUE):
        turn = say(asked, text)
        assert answers(turn) == asked.answers
        assert [kept.text for kept in turn.kept] == [text]


def test_many_facts_are_taken_whatever_is_asked_beside_them() -> None:
    told = answers(say(NEW, "俺在陵川崇文镇开宾馆嘞，二三十间房，一年八九十万，个体户，有啥扶持"))
    assert told["county"] == "lingchuan"
    assert told["applicant"] == "self_employed"


@pytest.mark.parametrize("text", ["公积金怎么提取？", "我要找个工作人员"])
def test_the_very_first_message_is_answered_and_kept(text: str) -> None:
    turn = say(NEW, text)
    assert [kept.text for kept in turn.kept] == [text]
    _, answer, question = turn.replies
    assert "记下了" in answer.text or "答不了" in answer.text
    assert "主要做哪一行" in question.text


@pytest.mark.parametrize("button", ["c.wrong.", "c.another."])
def test_a_button_that_no_question_is_known_for_does_not_say_that_one_was_kept(button: str) -> None:
    turn = DIALOGUE.respond(REVENUE, Message("test", "1", "1", choice=button), NOW)
    assert turn.kept == ()
    assert turn.replies[0].text == "您说的是哪一问？请把问题再发一遍，或者找工作人员。"
