"""An enterprise of a place without a policy here is told so; no word that only ends like a place is taken for one."""

from datetime import UTC, date, datetime

import pytest

from bot.dialogue import Asker, Conversation, Dialogue, Message
from bot.dialogue.elsewhere import elsewhere
from tests.helpers import content

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("越秀区的公司能领吗", "越秀区"),
        ("请问广东省广州市番禺区的小企业能领多少", "番禺区"),
        ("我们公司在长治县，能领吗", "长治县"),
        ("我们是昆山市的企业，老字号给多少", "昆山市"),
        ("那增城区开饭店的能拿啥", "增城区"),
        ("大同的农业龙头贷款贴息归谁管", "大同"),
        ("请问深圳那边总部奖多少", "深圳"),
        ("专精特新给多少？佛山的呢", "佛山"),
        ("我们在东莞，山西精品能报不", "东莞"),
        ("潞州区的老字号奖多少", "潞州区"),
    ],
)
def test_a_place_that_is_not_ours_is_named(text: str, place: str) -> None:
    assert elsewhere(content(), text) == place


@pytest.mark.parametrize(
    "text",
    [
        "晋城市的企业能领吗",
        "高平市的公司能领吗",
        "我们是沁水县的厂",
        "城区的店能领吗",
        "开发区的企业能领吗",
        "高新区的公司呢",
        "示范园区的企业有奖吗",
        "准备上市的企业有奖吗",
        "新三板上市公司给多少",
        "开超市的个体能领吗",
        "咱县的企业能领吗",
        "各县的公司都能领吗",
        "跟太原市的公司合作有补助吗",
        "太原市的公司到泽州建厂有补贴吗",
        "质量认证给多少",
        "大同小异的产品能评老字号吗",
        "北京的客户订了货，网上销售奖多少",
        "上海参展给不给补助",
        "太原的企业搬过来有补贴吗",
        "深圳听说给十万，咱这给多少",
        "在德国注册商标有支持吗",
        "德国的商标注册补多少",
        "高平陈区镇的猪场能领啥",
        "",
    ],
)
def test_no_place_of_ours_and_no_other_word_is_taken_for_one(text: str) -> None:
    assert elsewhere(content(), text) == ""


def test_who_asks_for_a_place_elsewhere_is_told_whose_the_policy_is() -> None:
    told = Asker(content()).ask("越秀区的公司能领吗", "", TODAY)
    assert told["outcome"] == "out_of_scope"
    assert str(told["text"]).startswith("我这里没有越秀区的政策，收录的是晋城市的。\n")


def test_a_conversation_says_so_too_and_takes_nothing_down() -> None:
    now = datetime(2025, 6, 1, 4, tzinfo=UTC)
    message = Message("test", "1", "1", text="越秀区做铸件的公司能领多少")
    turn = Dialogue(content()).respond(Conversation(), message, now)
    assert turn.conversation is not None
    assert not turn.conversation.answers
    assert any("没有越秀区的政策" in reply.text for reply in turn.replies)
