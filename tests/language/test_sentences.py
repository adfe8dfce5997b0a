"""Sentences of a document on nothing granted: found where a message speaks of one, or asks what its word means."""

from functools import cache

import pytest

from bot.language.questions.sentences import Sentences
from bot.language.questions.spoken import Speech
from tests.helpers import asking, content

PRINTED = {
    "step": "“首登阶”是指一家企业的年销售额头一次跨过本行业的台阶。",
    "creative": "本办法所说“创意业”，包括动漫、设计和数字出版。",
    "tax": "因领取资金产生的税费支出由领取人承担。",
}


@cache
def sentences() -> Sentences:
    return Sentences(PRINTED, Speech({"啥": ("什么",)}), {})


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("到底什么叫首登阶", "step"),
        ("首登阶是什么意思啊", "step"),
        ("你们讲的创意业包不包动漫", "creative"),
        ("首登阶给多少钱", ""),
        ("个转企是什么意思", ""),
    ],
)
def test_what_a_word_means_is_said_by_the_sentence_that_defines_it(text: str, topic: str) -> None:
    assert sentences().defining(text) == topic


@pytest.mark.parametrize(
    ("text", "topic"), [("领取资金的税费支出由谁承担", "tax"), ("今天天气怎么样", ""), ("企业", ""), ("", "")]
)
def test_a_sentence_is_found_that_a_text_plainly_speaks_of(text: str, topic: str) -> None:
    assert sentences().speaking(text) == topic


@pytest.mark.parametrize(
    ("text", "opens"),
    [("专业镇分哪几个层级", "优化产业布局"), ("专项发展资金县里设不设", "各县（市、区）要设立")],
)
def test_a_question_on_nothing_granted_is_answered_with_its_sentence(text: str, opens: str) -> None:
    (wanted,) = asking().read(text).wanted
    assert content().passages[wanted.topics[0]].quote.plain.startswith(opens)


def test_no_measure_quotes_what_is_a_sentence_on_nothing_granted() -> None:
    found = content().passages.values()
    assert found
    for passage in found:
        own = [each for each in content().measures if each.article is passage.article]
        assert not any(
            quote.start < passage.quote.end and passage.quote.start < quote.end
            for measure in own
            for quote in measure.quotes
        )
