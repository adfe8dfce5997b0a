"""Questions where policies of two places are kept: what is asked of one is never answered from the other."""

from datetime import UTC, date, datetime
from functools import cache

import pytest

from bot.content.places import WHERE
from bot.dialogue import Asker, Conversation, Dialogue, Inquiry, Message, Turn
from bot.language import asking_about
from tests.helpers import content
from tests.two_places import JINCHENG, YUNHE, two_places

TODAY = date(2025, 6, 1)
NOW = datetime(2025, 6, 1, 4, tzinfo=UTC)
HERE, THERE = "jincheng-2023-39", "yunhe-2024-6"
BOTH_LISTED = {(f"{HERE}/listing-award", "挂牌上市奖励（晋城市）"), (f"{THERE}/main-board", "主板上市奖励（云河县）")}


@cache
def asker() -> Asker:
    return Asker(two_places())


@cache
def alone() -> Asker:
    return Asker(content())


@cache
def dialogue() -> Dialogue:
    return Dialogue(two_places())


def ask(text: str, after: str = "") -> Inquiry:
    return asker().inquiry(text, after, TODAY)


def said(text: str, after: str = "") -> str:
    return str(asker().ask(text, after, TODAY)["text"])


def answered(inquiry: Inquiry) -> list[str]:
    return [f"{each.topic}:{each.aspect.id}" for each in inquiry.answers]


def say(*texts: str) -> Turn:
    conversation = Conversation()
    for text in texts:
        turn = dialogue().respond(conversation, Message("test", "1", "1", text=text), NOW)
        assert turn.conversation is not None
        conversation = Conversation.from_json(turn.conversation.to_json())
    return turn


def shown(turn: Turn) -> str:
    return "\n".join(reply.text for reply in turn.replies)


@pytest.mark.parametrize(
    "text",
    ["云河县新三板挂牌奖多少", "云河新三板奖多少钱", "我们在云河县,新三板挂牌了奖多少", "新三板挂牌，云河那边奖多少"],
)
def test_a_question_that_names_a_place_is_answered_from_there(text: str) -> None:
    assert answered(ask(text)) == [f"{THERE}/third-board:amount"]
    assert said(text).startswith("新三板挂牌奖励（云河县）：100万元")


@pytest.mark.parametrize("text", ["晋城新三板挂牌奖多少", "晋城市的新三板挂牌奖多少", "高平新三板挂牌奖多少"])
def test_a_county_names_the_place_it_lies_in(text: str) -> None:
    assert answered(ask(text)) == [f"{HERE}/listing-award:amount"]
    assert "没写给多少钱" in said(text)


def test_what_another_place_alone_grants_is_none_of_a_places() -> None:
    assert ask("云河县晋城老字号奖多少").outcome == "out_of_scope"
    assert ask("云河小巨人奖多少").outcome == "out_of_scope"
    assert ask("晋城开冷面馆补多少").outcome != "answer"


def test_the_same_thing_in_two_places_is_asked_back_with_the_places() -> None:
    inquiry = ask("主板上市奖多少")
    assert inquiry.outcome == "clarify"
    assert set(inquiry.choices) == BOTH_LISTED
    assert "挂牌上市奖励（晋城市）" in said("主板上市奖多少")


def test_what_one_place_alone_grants_is_answered_with_its_place() -> None:
    assert said("冷面馆补多少钱").startswith("冷面馆开办补助（云河县）：2万元")
    assert said("晋城老字号奖多少").startswith("晋城老字号奖励（晋城市）：5万元")


@pytest.mark.parametrize("enterprise", ["不是专业镇里的厂子", "俺是个体户"])
def test_what_is_told_of_the_enterprise_settles_no_place(enterprise: str) -> None:
    regions = {topic.partition("/")[0] for topic, _ in ask(f"{enterprise}，兼并重组有奖没").choices}
    assert regions == {HERE, THERE}


@pytest.mark.parametrize("place", ["云河县的", "云河呢", "我们在云河县"])
def test_the_place_alone_settles_what_was_asked_back(place: str) -> None:
    assert answered(ask(place, "主板上市奖多少")) == [f"{THERE}/main-board:amount"]


def test_a_follow_up_keeps_the_place() -> None:
    assert answered(ask("找谁", "云河县新三板奖多少")) == [f"{THERE}/third-board:who"]
    assert answered(ask("那兼并重组呢", "云河县新三板奖多少"))[0].startswith(f"{THERE}/merger:")
    assert "晋城" not in said("找谁办", "云河县的政策到啥时候")


def test_a_follow_up_about_what_the_place_has_not_is_read_for_all() -> None:
    assert answered(ask("晋城老字号奖多少", "云河县新三板奖多少")) == [f"{HERE}/jincheng-brand:amount"]


def test_the_same_is_asked_of_another_place() -> None:
    assert answered(ask("云河呢", "晋城主板上市奖多少")) == [f"{THERE}/main-board:amount"]
    assert "2026-12-31" in said("云河的呢", "晋城的政策到啥时候")
    assert "2025-12-31" not in said("云河的呢", "晋城的政策到啥时候")


@pytest.mark.parametrize(
    ("text", "of_both"),
    [
        ("政策有效期到哪天", ("2025-12-31", "2026-12-31")),
        ("有哪些政策", ("晋城市支持专业镇高质量发展若干政策", "云河县支持企业发展若干措施")),
        ("都有哪些部门管", ("实施达标奖励措施：市工信局", "支持企业上市：县金融办")),
        ("能不能跟别的政策重复享受", ("不重复奖补", "云河县若干措施：能不能和别的政策重复享受，原文没写")),
        ("我能领什么", ("晋城老字号奖励（晋城市）：5万元", "主板上市奖励（云河县）：300万元")),
    ],
)
def test_a_question_about_no_measure_is_answered_for_each_place(text: str, of_both: tuple[str, str]) -> None:
    ours, theirs = of_both
    assert ours in said(text)
    assert theirs in said(text)
    assert theirs in said(f"云河县{text}")
    assert ours not in said(f"云河县{text}")


def test_naming_the_place_asks_just_what_is_asked_where_there_is_but_one() -> None:
    questions = ["质量认证给多少钱", "老字号有几种", "第八条说的啥", "绿色工厂有奖没", "今天下雨没", "你好", "高企找谁"]
    for text in questions:
        one, two = alone().inquiry(text, "", TODAY), ask(f"晋城，{text}")
        assert (one.outcome, answered(one), dict(one.choices)) == (two.outcome, answered(two), dict(two.choices)), text


def test_with_one_place_its_name_means_what_it_did() -> None:
    plain = asking_about(content())
    assert [each.place for each in plain.read("晋城老字号奖多少").wanted] == [""]
    assert plain.read("云河县新三板挂牌奖多少", place=JINCHENG) == plain.read("云河县新三板挂牌奖多少")


@pytest.mark.parametrize("text", ["晋城市新三板挂牌奖多少", "晋城的新三板奖多少", "我们晋城新三板挂牌给几万"])
def test_where_there_is_but_one_place_its_name_takes_nothing_away(text: str) -> None:
    assert answered(alone().inquiry(text, "", TODAY)) == [f"{HERE}/listing-award:amount"]


def test_the_first_question_is_where() -> None:
    assert "贵企业在哪里？" in shown(say("开始"))


@pytest.mark.parametrize("text", ["我们在云河县", "云河", "云河县的企业"])
def test_the_place_is_understood_as_it_is_typed(text: str) -> None:
    turn = say("开始", text)
    assert turn.conversation is not None
    assert turn.conversation.answers == {WHERE: YUNHE}
    assert "主要做哪一行" not in shown(turn)


def test_in_a_known_place_a_question_is_answered_from_there() -> None:
    assert "主板上市奖励（云河县）：300万元" in shown(say("开始", "云河县", "主板上市奖多少"))
    assert "挂牌上市奖励（晋城市）" in shown(say("开始", "我们在高平", "主板上市奖多少"))
    assert "2026-12-31" in shown(say("开始", "云河县", "政策有效期到哪天"))
    assert "2025-12-31" not in shown(say("开始", "云河县", "政策有效期到哪天"))


def test_a_place_typed_where_it_was_asked_back_answers_and_is_noted() -> None:
    turn = say("主板上市奖多少", "云河县")
    assert "300万元" in shown(turn)
    assert turn.conversation is not None
    assert turn.conversation.answers == {WHERE: YUNHE}


def test_the_result_is_of_the_known_place_alone() -> None:
    assert "专业镇政策" not in shown(say("开始", "云河县", "看结果"))
    assert "云河县" not in shown(say("开始", "我们在高平", "看结果"))


def test_what_is_said_of_a_place_speaks_of_nothing_that_another_alone_asks() -> None:
    assert "营收" not in said("云河县我能领什么")
    assert "营收" not in shown(say("开始", "帮助"))
