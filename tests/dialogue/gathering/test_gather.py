"""What holds of all that is read out of one message, whatever is in it; today is 2025-06-01."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import Fact, Group, Option
from bot.dialogue import gather, read_any
from bot.language import normalise
from bot.matching import read_profile
from tests.dialogue.gathering.told import FACTS, TODAY, yuan

ELSEWHERE = {
    fact.id: fact
    for fact in (
        Fact("trade", "choice", "行业", "贵企业从事什么行业？", "", (Group("", (
            Option("tea", "茶叶", "做茶叶", ("白茶",)), Option("boats", "造船", "造船", ("船厂",)),
        )),), role="trade"),
        Fact("place", "choice", "所在区", "贵企业在哪个区？", "", (Group("", (
            Option("east", "东湖区", "在东湖区", ("东湖",)), Option("west", "西山区", "在西山区", ("西山",)),
        )),)),
        Fact("turnover", "money", "营业收入", "去年营业收入多少？", "",
             yearly=True, best_before="top", role="turnover"),
        Fact("top", "money", "历史最高营业收入", "以前最高多少？", ""),
        Fact("research", "money", "研发投入", "去年研发投入多少？", "", yearly=True),
        Fact("hightech", "yes_no", "高新技术企业", "贵企业是高新技术企业吗？", "", (Group("", (
            Option("yes", "是", "是高新技术企业"), Option("no", "不是", "不是高新技术企业"),
        )),)),
        Fact("founded", "date", "成立时间", "贵企业哪年成立？", ""),
    )
}  # fmt: skip
"""What another city might ask."""


def test_facts_of_another_city_are_read_by_their_kind_and_names() -> None:
    text = "东湖做白茶的，去年三千万，前年两千万，研发投入五百万，不是高新技术企业，2015年成立"
    assert gather(ELSEWHERE, text, TODAY).values == {
        "trade": "tea",
        "place": "east",
        "turnover": yuan(30_000_000, 2024),
        "top": yuan(20_000_000),
        "research": yuan(5_000_000),
        "hightech": "no",
        "founded": "2015",
    }


def test_values_stand_in_asking_order_with_the_words_they_rest_on() -> None:
    text = "高平弄丝绸的，前年两个来亿，去年冲到十亿出头，山西精品也评上了，能领啥"
    told = gather(FACTS, text, TODAY)
    asked = [fact for fact in FACTS if fact in told.values]
    assert list(told.values) == asked == ["sector", "revenue", "certifications", "best_revenue_before", "county"]
    assert told.words["sector"] == "丝绸"
    assert told.words["revenue"] == "十亿出头"
    assert told.words["county"] == "高平"
    assert all(words in normalise(text) for words in told.words.values())
    assert told.rest == ("能领啥",)


def test_what_is_not_settled_is_handed_back_and_never_guessed() -> None:
    told = gather(FACTS, "老字号，做糕点的，应该算涉农，营收五千", TODAY)
    assert told.values == {"sector": "farm_produce"}
    assert [next(iter(held)) for held in told.unclear["certifications"]] == [
        "china_brand",
        "sanjin_brand",
        "jincheng_brand",
    ]
    assert told.unclear["agricultural"] == ("yes", "no")
    assert [sum_["low"] for sum_ in told.unclear["revenue"]] == [50000000, 5000]


def test_a_figure_of_a_year_before_the_one_given_is_the_best_before() -> None:
    given_ = {"revenue": yuan(500_000_000, 2024)}
    assert gather(FACTS, "前年四亿八", TODAY, given_).values == {"best_revenue_before": yuan(480_000_000)}
    assert gather(FACTS, "前年四亿八", TODAY).values == {"revenue": yuan(480_000_000, 2023)}


def test_a_question_is_left_over() -> None:
    assert gather(FACTS, "我在高平养猪能领啥", TODAY).rest == ("能领啥",)
    assert gather(FACTS, "小巨人找哪个部门", TODAY).rest == ("小巨人找哪个部门",)


def test_the_shape_of_docs_json() -> None:
    read = read_any(FACTS, "高平养猪", TODAY)
    assert read["outcome"] == "understood"
    assert read["values"] == {"sector": "pigs", "county": "gaoping"}
    assert read["say"] == "行业：生猪；所在县区：高平市"
    assert read_any(FACTS, "能领啥", TODAY)["outcome"] == "not_understood"


@pytest.mark.parametrize("text", ["五个亿，" * 300, "高平，养猪，" * 300, "1,2亿3万" * 8192, "山西精品没有是" * 400])
def test_no_text_keeps_it_long(text: str) -> None:
    started = time.perf_counter()
    gather(FACTS, text, TODAY)
    assert time.perf_counter() - started < 1


PIECES = (
    "高平", "泽州", "在", "做", "养猪", "陶瓷", "铸造", "的", "，", "。", " ", "去年", "前年", "24年",
    "以前最高", "营收", "五亿", "三千来万", "5", "9001", "山西精品", "评上了", "没有", "不是", "主导产业",
    "专业镇", "涉农", "个体户", "合作社", "技改", "打算", "吗", "能领啥", "多少", "老字号", "省级",
    "一个", "都没有", "认证", "不到", "左右", "我们", "隔壁", "?",
)  # fmt: skip


@given(text=st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
@settings(max_examples=400)
def test_whatever_is_typed_every_value_is_one_that_a_profile_takes(text: str) -> None:
    told = gather(FACTS, text, TODAY)
    assert not told.values.keys() & told.unclear.keys()
    assert told.words.keys() == told.values.keys()
    for fact, value in told.values.items():
        assert read_profile({fact: value}, FACTS, TODAY).given == {fact}
    for fact, values in told.unclear.items():
        assert 2 <= len(values) <= 3
        assert all(read_profile({fact: value}, FACTS, TODAY).given == {fact} for value in values)
