"""A policy that the examples were not written for: what its names only partly say, and aspects asked in other words."""

from functools import cache

import pytest

from bot.language.questions.about import asking_of
from bot.language.questions.asked import Asked
from bot.language.questions.asking import Asking
from tests.two_places import YUNHE, two_places
from tests.wangjiang import wangjiang


@cache
def asking() -> Asking:
    content = two_places()
    policies = [policy for policy in content.policies if policy.region.name == YUNHE]
    return asking_of(content, policies, content.wording)


def read(text: str) -> Asked:
    return asking().read(text)


def asked(text: str) -> list[tuple[set[str], str]]:
    return [({topic.partition("/")[2] for topic in each.topics}, each.aspect) for each in read(text).wanted]


@pytest.mark.parametrize("text", ["工业项目投资奖励要投够多少才行", "工业项目投资奖励有啥门槛"])
def test_where_two_kinds_of_evidence_differ_both_are_offered(text: str) -> None:
    assert asked(text) == [({"industry", "major"}, "conditions")]


def test_a_name_said_in_part_is_not_taken_for_another_of_which_more_pieces_stand_there() -> None:
    topics = [topics for topics, _ in asked("农业项目投了两千万,奖励怎么弄")]
    assert topics
    assert all(each >= {"farming-small", "farming-large"} for each in topics)


@pytest.mark.parametrize("text", ["评上国家级技术中心以后怎么报", "国家级技术中心怎么报", "技术中心批下来奖多少"])
def test_a_longer_part_of_a_name_is_what_is_asked_about(text: str) -> None:
    assert [topics for topics, _ in asked(text)] == [{"tech-center"}]


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("新三板奖励的电话是多少", "telephone"),
        ("冷面馆补助的联系方式是多少", "telephone"),
        ("高企的奖励电话多少", "telephone"),
    ],
)
def test_a_word_that_an_aspect_looked_up_stands_under_asks_that_aspect(text: str, aspect: str) -> None:
    assert [each for _, each in asked(text)] == [aspect]


@pytest.mark.parametrize("text", ["冷面馆花多少钱才够得上", "开冷面馆投多少钱才行"])
def test_what_goes_on_with_only_then_is_one_question(text: str) -> None:
    assert asked(text) == [({"noodles"}, "conditions")]


@pytest.mark.parametrize("text", ["文件过期没", "现在还能申请不,文件过期没", "政策过期没"])
def test_the_document_alone_is_no_question_beside_what_is_asked_of_it(text: str) -> None:
    assert [each.topics for each in read(text).wanted] == [("general:validity",)]


@cache
def of_wangjiang() -> Asking:
    return asking_of(wangjiang(), wangjiang().policies, wangjiang().wording)


def asked_of_wangjiang(text: str) -> list[tuple[set[str], str]]:
    wanted = of_wangjiang().read(text).wanted
    return [({topic.partition("/")[2] for topic in each.topics}, each.aspect) for each in wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("食品加工补多少", [({"food"}, "amount")]),
        ("家政首登阶给多少，展销会要啥条件", [({"first-housekeeping"}, "amount"), ({"fair-referral"}, "conditions")]),
        ("1、家政首登阶给多少 2、展销会找谁", [({"first-housekeeping"}, "amount"), ({"fair-referral"}, "who")]),
        ("1、展销会找谁 2、食品加工补多少", [({"fair-referral"}, "who"), ({"food"}, "amount")]),
        ("唔该，维修嘅首登阶补几多", [({"first-repair"}, "amount")]),
        ("边个部门管展销会", [({"fair-referral"}, "who")]),
    ],
)
def test_a_few_words_of_a_document_ask_of_it_alone_and_beside_others(
    text: str, expected: list[tuple[set[str], str]]
) -> None:
    assert asked_of_wangjiang(text) == expected


@pytest.mark.parametrize(("text", "topic"), [("并购别人的厂补多少", "merger"), ("并购隔壁厂给钱不", "merger")])
def test_what_only_a_word_of_the_document_speaks_for_is_asked_back(text: str, topic: str) -> None:
    assert [topics for topics, _ in asked(text)] == [{topic}]
    assert not read(text).sure


@pytest.mark.parametrize("text", ["彩票中了能补多少", "孩子补课补多少钱", "手机屏碎了换一块补多少"])
def test_what_no_word_of_the_document_speaks_for_is_not(text: str) -> None:
    assert read(text).kind == "out_of_scope"
    assert of_wangjiang().read(text).kind == "out_of_scope"
