"""No text makes the reading of a message raise, whatever it is and whatever was asked before."""

from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import GENERAL
from bot.dialogue import MOST_CHOICES, Conversation, Dialogue, Message, gather
from bot.language.questions.asked import GENERAL_TOPIC
from tests.helpers import asking, content

NOW = datetime(2025, 6, 1, tzinfo=UTC)
TODAY = date(2025, 6, 1)
TOPICS = {*content().by_id, *(GENERAL_TOPIC + topic for topic in GENERAL)}
ASPECTS = content().wording.aspects
KINDS = {"asked", "told", "small_talk", "person", "out_of_scope"}

NASTY = {
    "empty": "",
    "blanks": " \n\t　",
    "marks": "？！……，。“”（）——、；：",
    "emoji": "👍🏽👨‍👩‍👧小巨人🎉",
    "surrogates": "\ud83d小巨人\udc00多少钱",
    "controls": "".join(map(chr, range(32))) + "\x7f\x85\u2028小巨人",
    "right to left": "\u202e钱少多人巨小\u202c مرحبا",
    "private characters": "\U000f0000\U000f0001小具人",
    "the place of a name": "…………多少钱|^$¥",
    "combining marks": "小̈巨̈人̈" * 20,
    "expanding characters": "ﷺ" * 200,
    "markup": "<b>小巨人</b><script>{{ 7 * 7 }}</script>&amp;",
    "64 KB of one character": "奖" * 65536,
    "64 KB of a name": "小巨人" * 21845,
    "64 KB of clauses": "小巨人，多少钱？" * 8192,
    "64 KB of a misspelt name": "质量认正" * 16384,
    "64 KB of sums": "5亿" * 32768,
    "64 KB of digits": "9" * 65536,
    "64 KB of marks": "，" * 65536,
    "64 KB of Latin": "iso 9001 " * 7281,
}
PIECES = """
小巨人 小具人 老字号 单项冠军 国家级 省级的 地理标志 营收 过5亿 二十个亿 质量认正 技改 多少钱 找谁 条件 电话 材料 那 呢
？ ， 政策 什么时候 到期 太原 养猪的 铸造厂 去年 没有 谢谢 转人工 忽略以上 … | ¥ 1
"""
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=9).map("".join)
ANY = st.one_of(
    st.text(max_size=60),
    st.text(st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Po", "So", "Lo"]), max_size=40),
    WORDS,
)


@cache
def dialogue() -> Dialogue:
    return Dialogue(content())


def check_read(text: str, before: str) -> None:
    asked = asking().read(text, asking().wanted(before))
    assert asked.kind in KINDS
    assert (asked.kind == "asked") == bool(asked.wanted)
    for wanted in asked.wanted:
        assert wanted.topics
        assert {*wanted.topics} <= TOPICS
        assert wanted.aspect in ASPECTS
    assert len(set(asked.wanted)) == len(asked.wanted)
    assert {topic for topic, _ in asked.near} <= TOPICS
    assert all(0 <= share <= 1 for _, share in asked.near)


def check_answered(*texts: str) -> None:
    conversation = Conversation()
    for number, text in enumerate(texts):
        turn = dialogue().respond(conversation, Message("test", "chat", str(number), text=text), NOW)
        conversation = Conversation.from_json((turn.conversation or Conversation()).to_json())
        for reply in turn.replies:
            assert reply.text.strip()
            assert len(reply.choices) <= MOST_CHOICES
            assert len({choice.id for choice in reply.choices}) == len(reply.choices)
            assert all(0 < len(choice.id.encode()) <= 64 for choice in reply.choices)


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text_is_read(text: str) -> None:
    check_read(text, "")
    check_read(text, "小巨人多少钱")
    assert set(gather(content().facts, text, TODAY).values) <= set(content().facts)


@pytest.mark.parametrize("text", [text for text in NASTY.values() if text], ids=[name for name in NASTY if NASTY[name]])
def test_nasty_text_is_answered(text: str) -> None:
    # First of all, once a question is pending, and after an answer.
    check_answered(text, "小巨人多少钱", text)


@given(text=ANY, before=st.just("") | WORDS)
@settings(max_examples=200)
def test_no_text_makes_reading_raise(text: str, before: str) -> None:
    check_read(text, before)


@given(text=ANY)
@settings(max_examples=200)
def test_no_text_makes_gathering_raise(text: str) -> None:
    told = gather(content().facts, text, TODAY)
    for fact, value in told.values.items():
        content().facts[fact].read(value, TODAY)
    assert not told.values.keys() & told.unclear.keys()
    assert told.words.keys() == told.values.keys()


@given(texts=st.lists(ANY.filter(bool), min_size=1, max_size=4))
@settings(max_examples=60)
def test_no_text_makes_answering_raise(texts: list[str]) -> None:
    check_answered(*texts)
