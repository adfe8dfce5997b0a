from datetime import date

import pytest

from bot.content.money import UNBOUNDED, Amount
from bot.language import NotUnderstood, Several, Understood, read_money
from bot.language.sums.refusals import TOO_MANY

TODAY = date(2026, 11, 22)
YI = 10**8

EXACT = {
    "decimal": ("4.8亿", 480_000_000),
    "with 元": ("4.8亿元", 480_000_000),
    "full width": ("４．８亿", 480_000_000),
    "blank before the unit": ("4.8 亿", 480_000_000),
    "万": ("3000万", 30_000_000),
    "w": ("3000w", 30_000_000),
    "W": ("3000W", 30_000_000),
    "kw": ("5kw", 50_000_000),
    "pinyin": ("3000wan", 30_000_000),
    "个 before 亿": ("1.2个亿", 120_000_000),
    "half": ("半个亿", 50_000_000),
    "one and a half": ("一个半亿", 150_000_000),
    "half behind": ("一亿半", 150_000_000),
    "last unit left out": ("两亿三", 230_000_000),
    "last unit left out in figures": ("2亿3", 230_000_000),
    "last unit left out of 万": ("三万五", 35_000),
    "characters": ("两千三百万", 23_000_000),
    "two big units": ("一亿二千万", 120_000_000),
    "two big units in figures": ("1亿2000万", 120_000_000),
    "gap": ("一亿零五十万", 100_500_000),
    "point in characters": ("四点八亿", 480_000_000),
    "point behind ten": ("十二点五亿", 1_250_000_000),
    "百万": ("3百万", 3_000_000),
    "千万": ("2.5千万", 25_000_000),
    "ten without one": ("十亿", 1_000_000_000),
    "plain 百万": ("百万", 1_000_000),
    "万亿": ("1.5万亿", 1_500_000_000_000),
    "financial characters": ("壹佰贰拾万元整", 1_200_000),
    "traditional": ("兩億三千萬", 230_000_000),
    "read out": ("二五〇〇万", 25_000_000),
    "separators": ("12,000,000", 12_000_000),
    "wide separator": ("1，200万", 12_000_000),
    "fen dropped": ("营业收入：48,000,000.60元", 48_000_000),
    "元 alone": ("3000元", 3000),
    "块": ("5千块", 5000),
    "sign before": ("￥5000", 5000),
    "bracketed unit": ("4800（万元）", 48_000_000),
    "long bare number": ("12000000", 12_000_000),
    "date-like number with zeros": ("20000000", 20_000_000),
    "nought": ("0", 0),
    "零": ("零", 0),
    "no revenue": ("没有收入", 0),
    "not open yet": ("还没开张", 0),
    "polite": ("大王，我们营收是5亿吧", 5 * YI),
    "exactly": ("刚好5亿", 5 * YI),
    "once reached": ("最高做过5亿", 5 * YI),
    "counted things beside": ("我们有200人，营收5亿", 5 * YI),
    "tonnes beside": ("年产3万吨，产值5亿", 5 * YI),
    "bare number beside": ("营收5亿，员工200", 5 * YI),
    "corrected": ("不是5亿，是4亿", 4 * YI),
    "profit beside": ("营收5亿，利润3000万", 5 * YI),
    "grown to": ("同比增长到5亿", 5 * YI),
    "unit left out behind 亿": ("一亿两千三", 123_000_000),
    "unit left out behind 亿 and 百": ("两亿三千五百", 235_000_000),
    "average month": ("月均50万", 6_000_000),
    "telephone number of yuan": ("13912345678元", 13_912_345_678),
    "twelve months": ("12个月5亿", 5 * YI),
}
BOUNDS = {
    "五千多万": (50_000_000, 59_999_999),
    "两个多亿": (200_000_000, 299_999_999),
    "两亿多": (200_000_000, 299_999_999),
    "4.8亿多": (480_000_000, 489_999_999),
    "3000多万": (30_000_000, 39_999_999),
    "1200多万": (12_000_000, 12_999_999),
    "一百多万": (1_000_000, 1_999_999),
    "五十来万": (500_000, 599_999),
    "百十来万": (1_000_000, 1_199_999),
    "个把亿": (100_000_000, 199_999_999),
    "千把万": (10_000_000, 19_999_999),
    "十几亿": (1_000_000_000, 1_999_999_999),
    "几千万": (10_000_000, 99_999_999),
    "数千万": (10_000_000, 99_999_999),
    "几个亿": (100_000_000, 999_999_999),
    "几十亿": (1_000_000_000, 9_999_999_999),
    "一百几十万": (1_000_000, 1_999_999),
    "二三十亿": (2_000_000_000, 3_000_000_000),
    "三五千万": (30_000_000, 50_000_000),
    "一两个亿": (100_000_000, 200_000_000),
    "十二三亿": (1_200_000_000, 1_300_000_000),
    "两亿三四": (230_000_000, 240_000_000),
    "3-5千万": (30_000_000, 50_000_000),
    "3到5个亿": (300_000_000, 500_000_000),
    "3～5亿": (300_000_000, 500_000_000),
    "3000万到5000万": (30_000_000, 50_000_000),
    "3000-5000万": (30_000_000, 50_000_000),
    "5000万至1.2亿": (50_000_000, 120_000_000),
    "500到1千万": (5_000_000, 10_000_000),
    "大概5亿": (475_000_000, 525_000_000),
    "约3000万元": (28_500_000, 31_500_000),
    "5亿左右": (475_000_000, 525_000_000),
    "5亿上下": (475_000_000, 525_000_000),
    "大概两个多亿吧": (200_000_000, 299_999_999),
    "不到5亿": (450_000_000, 499_999_999),
    "差点5亿": (450_000_000, 499_999_999),
    "差一点5亿": (450_000_000, 499_999_999),
    "差一点五亿": (450_000_000, 499_999_999),
    "将近5亿": (450_000_000, 499_999_999),
    "5亿不到": (450_000_000, 499_999_999),
    "刚过5亿": (500_000_000, 549_999_999),
    "5亿出头": (500_000_000, 549_999_999),
    "5亿以上": (500_000_000, UNBOUNDED),
    "超过5亿": (500_000_000, UNBOUNDED),
    "3000万+": (30_000_000, UNBOUNDED),
    "过亿": (100_000_000, UNBOUNDED),
    "上千万": (10_000_000, UNBOUNDED),
    "5亿以下": (0, 500_000_000),
    "5亿以内": (0, 500_000_000),
    "不超过5亿": (0, 500_000_000),
    "没有超过5亿": (0, 500_000_000),
    "没到5亿": (0, 499_999_999),
    "没有5亿": (0, 499_999_999),
    "5亿没有": (0, 499_999_999),
    "3亿以上5亿以下": (300_000_000, 500_000_000),
    "超过3亿不到5亿": (300_000_000, 499_999_999),
}
DATED = {
    "2024年4.8亿": Amount(480_000_000, 480_000_000, 2024),
    "24年3000万": Amount(30_000_000, 30_000_000, 2024),
    "二〇二四年三个亿": Amount(300_000_000, 300_000_000, 2024),
    "2024 3000万": Amount(30_000_000, 30_000_000, 2024),
    "3000万（2024年）": Amount(30_000_000, 30_000_000, 2024),
    "去年5亿": Amount(500_000_000, 500_000_000, 2025),
    "去年，我们营收大概两个多亿": Amount(200_000_000, 299_999_999, 2025),
    "前年3000万": Amount(30_000_000, 30_000_000, 2024),
    "今年5亿": Amount(500_000_000, 500_000_000, 2026),
    "去年没有收入": Amount(0, 0, 2025),
    "前年3000万，去年5000万": Amount(50_000_000, 50_000_000, 2025),
    "前年3000万去年5000万": Amount(50_000_000, 50_000_000, 2025),
    "去年3000万，今年5000万": Amount(30_000_000, 30_000_000, 2025),
    "5000万（去年），3000万（前年）": Amount(50_000_000, 50_000_000, 2025),
    "去年没收入，今年3000万": Amount(0, 0, 2025),
    "2024年是4.8亿，2025年5.2亿": Amount(520_000_000, 520_000_000, 2025),
    "23年3亿，24年4亿，25年5亿": Amount(500_000_000, 500_000_000, 2025),
    "前年4亿多去年不到5亿": Amount(450_000_000, 499_999_999, 2025),
    "2024年1-12月5亿": Amount(500_000_000, 500_000_000, 2024),
    "成立3年了，去年5亿": Amount(500_000_000, 500_000_000, 2025),
    "2023和2024年都是3亿": Amount(300_000_000, 300_000_000, None),
}
ASKED_BACK = {
    "五千": (50_000_000, 5000),
    "5千": (50_000_000, 5000),
    "三千五": (35_000_000, 3500),
    "300": (3_000_000, 300),
    "4.8": (480_000_000, 48_000),
    "5": (500_000_000, 50_000, 5),
    "999999": (9_999_990_000, 999_999),
    "1亿2000": (120_000_000, 100_002_000),
    "每月300万": (36_000_000, 3_000_000),
    "一个月300万": (36_000_000, 3_000_000),
    "三个月3000万": (120_000_000, 30_000_000),
    "季度3000万": (120_000_000, 30_000_000),
    "半年2亿": (400_000_000, 200_000_000),
    "3000万，5000万": (30_000_000, 50_000_000),
}
PROFIT = ["亏损200万", "-5亿", "负3000万", "营收-300万", "去年亏了"]
FOREIGN = ["100万美元", "$500万", "3000万欧元", "5亿港币", "1亿日元", "300万USD", "200万英镑"]
OTHER_SUM = ["增长了5000万", "利润300万", "注册资本5000万", "比去年多2000万", "纳税50万", "还差3000万"]
NO_MONEY = [
    "", "你好", "5G", "ISO9001", "13912345678", "电话2222222", "0356-2222222", "第一", "统一",
    "五百强", "200人", "3万吨",
    "千万别问了", "万元", "2024年", "5%", "½亿", "三三两两",
]  # fmt: skip
UNSURE = [
    "1.2.3亿", "3、5亿", "4 .8亿",
    "1/2亿", "1½亿", "10⁸元", "①5亿", "300，500万", "12,34万", "5000万3亿", "三六亿",
    "三四五千万", "一百五万", "一千万五", "1亿23",
    "大半个亿", "2-3000万", "1亿 2000万", "3-5-8亿", "5亿的三成", "百八十万",
    "一亿多两千万", "5000-1亿", "没有收入3000万", "千万级别", "4.8亿×2",
]  # fmt: skip
QUESTIONS = ["5亿吗", "营收5亿能拿多少", "是不是要5亿", "5亿？"]


@pytest.mark.parametrize(("text", "yuan"), EXACT.values(), ids=EXACT)
def test_an_exact_sum(text: str, yuan: int) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Understood)
    assert reading.value == Amount(yuan, yuan)


@pytest.mark.parametrize(("text", "bounds"), BOUNDS.items(), ids=BOUNDS)
def test_a_sum_within_bounds(text: str, bounds: tuple[int, int]) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Understood)
    assert reading.value == Amount(*bounds)


@pytest.mark.parametrize(("text", "amount"), DATED.items(), ids=DATED)
def test_a_sum_of_a_year(text: str, amount: Amount) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Understood)
    assert reading.value == amount


@pytest.mark.parametrize(("text", "sums"), ASKED_BACK.items(), ids=ASKED_BACK)
def test_an_open_sum_is_asked_back(text: str, sums: tuple[int, ...]) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Several)
    assert reading.values == tuple(Amount(yuan, yuan) for yuan in sums)


@pytest.mark.parametrize("text", PROFIT)
def test_a_loss_is_no_revenue(text: str) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, NotUnderstood)
    assert reading.why.startswith("这里问的是营业收入，不是利润，不会是负数")


@pytest.mark.parametrize("text", FOREIGN)
def test_foreign_money_is_asked_for_in_yuan(text: str) -> None:
    assert read_money(text, TODAY) == NotUnderstood("请折合成人民币再写，例如 4.8亿、3000万")


@pytest.mark.parametrize("text", OTHER_SUM)
def test_a_difference_or_another_sum_is_not_the_total(text: str) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, NotUnderstood)
    assert reading.why.startswith("请直接写要填的总额")


@pytest.mark.parametrize("text", NO_MONEY)
def test_what_is_no_money_is_not_taken_for_it(text: str) -> None:
    assert read_money(text, TODAY) == NotUnderstood("没看出金额。请写数字和单位，例如 4.8亿、3000万")


@pytest.mark.parametrize("text", UNSURE)
def test_half_a_numeral_is_never_read(text: str) -> None:
    assert isinstance(read_money(text, TODAY), NotUnderstood)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_no_sum(text: str) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, NotUnderstood)
    assert reading.why.startswith("这像是一个问题")


@pytest.mark.parametrize("text", ["近三年1亿", "三年1亿"])
def test_a_sum_over_years_is_no_year(text: str) -> None:
    assert read_money(text, TODAY) == NotUnderstood("请写一个年度全年的金额，例如 4.8亿、3000万")


@pytest.mark.parametrize("text", ["99999999亿", "100001亿", "5000000万亿元"])
def test_an_absurd_sum_is_refused(text: str) -> None:
    assert read_money(text, TODAY) == NotUnderstood("这个数太大了，请核对单位后重写，例如 4.8亿、3000万")


def test_the_words_are_what_was_typed() -> None:
    assert read_money("去年大概5亿左右吧", TODAY) == Understood(Amount(475_000_000, 525_000_000, 2025), "大概5亿左右")


def test_a_bare_number_keeps_its_hedge_in_each_unit() -> None:
    assert read_money("3000左右", TODAY) == Several((Amount(28_500_000, 31_500_000), Amount(2850, 3150)), "3000左右")


def test_more_than_three_sums_are_too_many() -> None:
    assert read_money("1亿，2亿，3亿，4亿", TODAY) == NotUnderstood(
        "说了好几个数，请只写要填的那一个，例如 4.8亿、3000万"
    )


@pytest.mark.parametrize("text", ["一碗面十二", "一天卖三百碗", "标间一百八一晚", "一心一意", "三个意见"])
def test_what_sounds_like_a_unit_but_is_counted_or_a_word_is_no_sum_of_that_unit(text: str) -> None:
    reading = read_money(text, TODAY)
    assert not isinstance(reading, Understood) or reading.value.high < 1_000_000


@pytest.mark.parametrize(
    ("text", "low"),
    [("三千六百晚", 36_000_000), ("五百碗左右", 4_750_000), ("一个半意", 150_000_000), ("四钱万", 40_000_000)],
)
def test_dictation_may_write_a_unit_as_a_word_of_its_sound(text: str, low: int) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Understood)
    assert reading.value.low == low


@pytest.mark.parametrize("text", ["去年的数还没审出来 2023年是4200万", "24年的还没审出来，2023年4200万"])
def test_a_year_that_is_not_known_yet_lends_its_name_to_no_sum(text: str) -> None:
    reading = read_money(text, date(2025, 6, 1))
    assert isinstance(reading, Understood)
    assert reading.value == Amount(42_000_000, 42_000_000, 2023)


def test_more_figures_than_anybody_tells_a_sum_by_are_not_worked_through() -> None:
    assert read_money("一季度1万" * 198, TODAY) == TOO_MANY
    months = "，".join(f"{month}月{month + 20}万" for month in range(1, 13))
    each = read_money(months, TODAY)
    assert isinstance(each, Understood)
    assert each.value == Amount(3_180_000, 3_180_000)
