"""What an answer of staff claims in words: found where it is claimed, and not in what says less."""

import pytest

from bot.content.claims import figures_in_words, promises_in, times_from_today
from tests.helpers import content

INVENTED = "肯定能拿贰拾万块，下个月底前申请，一个礼拜到账，找老王就行。"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("补贰拾万块", "贰拾万"),
        ("壹佰万元整", "壹佰万元"),
        ("给伍仟元", "伍仟元"),
        ("叁拾伍萬", "叁拾伍萬"),
        ("大概廿万", "廿万"),
        ("三五十来万", "三五十来万"),
        ("一个礼拜到账", "一个礼拜"),
        ("三个工作日到账", "三个工作日"),
        ("两个星期办好", "两个星期"),
        ("个把小时，最多两小时", "两小时"),
        ("一刻钟就好", "一刻钟"),
        ("一个来月", "一个来月"),
        ("一个季度一发", "一个季度"),
        ("提高两个百分点", "两个百分点"),
    ],
)
def test_what_is_counted_in_words(text: str, found: str) -> None:
    assert found in figures_in_words(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下个月底前申请", "下个月底前"),
        ("本月内来办", "本月内"),
        ("年底以前都行", "年底"),
        ("明年初发", "明年初"),
        ("本季度末截止", "本季度末"),
        ("月底前交", "月底"),
        ("下周来拿", "下周"),
        ("下下个月来", "下下个月"),
        ("这个礼拜去", "这个礼拜"),
        ("明天到账", "明天"),
        ("当天办结", "当天"),
        ("次日到账", "次日"),
        ("春节前发完", "春节前"),
        ("年前都发", "年前"),
        ("过几天再来", "过几天"),
    ],
)
def test_a_time_told_from_today(text: str, found: str) -> None:
    (time,) = times_from_today(text)
    assert time.startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "肯定能拿",
        "保证能批",
        "一定能领到",
        "一定会给",
        "一定可以享受",
        "绝对没问题",
        "必定通过",
        "保证给您发",
        "百分百能过",
        "交了就包过",
        "稳拿",
        "准能领",
        "肯定都能拿",
        "我打包票",
        "马上就能到账",
        "当场领取",
    ],
)
def test_a_promise(text: str) -> None:
    assert len(list(promises_in(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "不一定能领，请问市工信局。",
        "能不能保证给，文件没写。",
        "这里没法保证能批，由责任单位定。",
        "不能肯定能领。",
        "原文只写给予一定补助，没写多少。",
        "要有一定能力和一定发展基础的企业。",
        "先看肯定性意见和绝对值。",
        "保证金、标准能效不在这份文件里。",
        "去年的营收也算，今年的申报时间文件没写。",
        "以前年度的没写，以后有新文件再说。",
        "每一年前三名的企业。",
        "请打电话问，随时可以再来问我。",
        "这个周期、本周边都不算；当然要看原文。",
        "上年度营业收入要看报表，本市以外的没写。",
        "有问题马上问市工信局。",
        "外包领域、承包过程没写。",
        "对专业镇主导产业企业首次被认定的，按规定给予奖励，到期后还受不受理没写。",
    ],
)
def test_what_claims_nothing(text: str) -> None:
    bare = text.replace("，", "").replace("。", "").replace("、", "")
    assert [*times_from_today(bare), *promises_in(bare)] == []


def test_an_invented_answer_claims_one_of_each() -> None:
    assert list(figures_in_words(INVENTED)) == ["贰拾万", "一个礼拜"]
    assert list(times_from_today(INVENTED)) == ["下个月底前"]
    assert list(promises_in(INVENTED)) == ["肯定能"]


def test_the_official_text_promises_nothing_in_these_words() -> None:
    texts = [policy.source.text for policy in content().policies]
    assert texts
    assert [found for text in texts for found in promises_in(text)] == []
