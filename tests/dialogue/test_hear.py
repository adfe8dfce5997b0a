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
PROJECTS = say(REVENUE, "3000万", "都没有").conversation or NEW
DATE = say(REVENUE, "3000万", "质量管理体系认证", "选好了").conversation or NEW


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


def test_while_a_day_is_asked_a_question_is_answered_and_the_day_asked_again() -> None:
    turn = say(DATE, "质量认证补多少，找谁？")
    assert "2万元" in turn.replies[0].text
    assert "首次取得是哪一年" in turn.replies[-1].text
    assert answers(say(turn.conversation or NEW, "2024年"))["certifications"] == {"quality_system": "2024"}


def test_while_a_day_is_asked_a_call_for_a_person_is_kept() -> None:
    assert [kept.text for kept in say(DATE, "我要找个工作人员问问").kept] == ["我要找个工作人员问问"]


@pytest.mark.parametrize("text", ["去年", "2024", "23年12月吧", "去年3月拿到的"])
def test_a_day_is_taken_for_one(text: str) -> None:
    assert "certifications" in answers(say(DATE, text))


def test_what_is_named_while_a_day_is_asked_is_ticked_and_its_day_asked_too() -> None:
    assert "质量管理体系认证、山西精品：首次取得是哪一年" in say(DATE, "还有山西精品").replies[-1].text


@pytest.mark.parametrize("text", ["哈哈哈", "说的啥呀这是"])
def test_nonsense_while_a_day_is_asked_leaves_the_ticks(text: str) -> None:
    turn = say(DATE, text)
    assert turn.conversation is not None
    assert turn.conversation.step == DATE.step
    assert "首次取得是哪一年" in turn.replies[-1].text


def test_another_fact_told_between_ticks_does_not_lose_them() -> None:
    ticked = say(REVENUE, "3000万", "质量管理体系认证").conversation or NEW
    turn = say(ticked, "我们在泽州")
    assert answers(turn)["county"] == "zezhou"
    assert "已选：质量管理体系认证" in turn.replies[-1].text


def test_options_told_among_other_facts_join_the_ticks() -> None:
    ticked = say(REVENUE, "3000万", "质量管理体系认证").conversation or NEW
    told = answers(say(ticked, "我们在泽州，去年还评上了山西精品"))
    assert told["county"] == "zezhou"
    assert told["certifications"] == {"quality_system": None, "shanxi_quality": "2024"}


@pytest.mark.parametrize(
    "aside",
    [
        ("改行业", "陶瓷"),
        ("改行业", "算了"),
        ("行业改成火星", "返回"),
        ("营收改成3亿",),
        ("改答案", "改营收", "改行业", "不改"),
        ("我能领多少",),
    ],
)
def test_ticks_outlive_another_answer_that_is_changed_in_between(aside: tuple[str, ...]) -> None:
    ticked = say(REVENUE, "3000万", "质量管理体系认证").conversation or NEW
    assert "已选：质量管理体系认证" in say(ticked, *aside).replies[-1].text


def test_under_the_list_of_answers_a_name_says_which_to_change() -> None:
    for name, asked in (("营收", "revenue"), ("申领人", "applicant"), ("行业", "sector")):
        turn = say(REVENUE, "3000万", "改答案", name)
        assert turn.conversation is not None
        assert turn.conversation.pending == asked


def test_who_says_none_of_one_thing_is_not_sent_to_a_button_that_is_not_there() -> None:
    (reply,) = say(SECTOR, "没有").replies
    assert "都没有" not in reply.text
    assert "发“不清楚”" in reply.text


def test_what_is_unclear_of_another_fact_is_asked_back_whatever_is_pending() -> None:
    turn = say(REVENUE, "我们是小微企业")
    assert [choice.label for choice in turn.replies[-1].choices] == ["企业规模：小型", "企业规模：微型", "都不是"]
    taken = say(turn.conversation or NEW, "2")
    assert answers(taken)["size"] == "micro"
    assert "营业收入" in taken.replies[-1].text


@pytest.mark.parametrize("text", ["选错了", "刚才点错了", "改一下", "我要改"])
def test_who_says_that_something_was_wrong_sees_the_answers(text: str) -> None:
    assert "您的答案" in say(REVENUE, text).replies[0].text


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("打算搞技改，投3000万", {"upgrade": None}),
        ("计划明年搞技改", {"upgrade": None}),
        ("正在做技改", {"upgrade": None}),
        ("去年技改做完了", {"upgrade": "2024"}),
        ("技改", {"upgrade": None}),
    ],
)
def test_what_is_only_planned_is_ticked_where_plans_are_asked_for(text: str, ticked: dict[str, object]) -> None:
    conversation = say(PROJECTS, text).conversation
    assert conversation is not None
    assert conversation.step["held"] == ticked


@pytest.mark.parametrize("text", ["没打算搞技改", "不打算上市"])
def test_what_is_not_planned_is_not_ticked(text: str) -> None:
    conversation = say(PROJECTS, text).conversation
    assert conversation is not None
    assert not conversation.step.get("held")


RESULT = say(PROJECTS, "都没有", "高平").conversation or NEW


@pytest.mark.parametrize("before", [NEW, SECTOR, RESULT], ids=["new", "sector", "result"])
def test_what_is_told_as_done_is_no_question_about_what_it_names(before: Conversation) -> None:
    turn = say(before, "评上晋城老字号了")
    assert answers(turn)["certifications"] == {"jincheng_brand": None}
    assert all("依据：" not in reply.text or "您好" in reply.text for reply in turn.replies)


def test_what_is_named_with_a_question_is_still_answered() -> None:
    turn = say(RESULT, "评上晋城老字号了给多少")
    assert "晋城老字号奖励：5万元" in turn.replies[0].text


LEADING = say(REVENUE, "6亿", "都没有", "都没有").conversation or NEW


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("是主导产业", "yes"),
        ("我们是专业镇的主导产业", "yes"),
        ("主导产业", "yes"),
        ("不是主导产业", "no"),
        ("不算主导产业企业", "no"),
    ],
)
def test_a_yes_or_a_no_may_name_what_was_asked(text: str, known: str) -> None:
    assert LEADING.pending == "leading_industry"
    assert answers(say(LEADING, text))["leading_industry"] == known


@pytest.mark.parametrize("text", ["主导产业是啥", "专业镇", "可能是主导产业", "企业"])
def test_no_yes_is_made_of_words_that_name_something_else_or_leave_it_open(text: str) -> None:
    assert "leading_industry" not in answers(say(LEADING, text))
