from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.when import When
from bot.language import NotUnderstood, Several, Understood, read_when

TODAY = date(2026, 11, 22)


def days(first: str, last: str) -> When:
    return When(date.fromisoformat(first), date.fromisoformat(last))


SPANS = {
    "2024年": days("2024-01-01", "2024-12-31"),
    "２４年": days("2024-01-01", "2024-12-31"),
    "98年": days("1998-01-01", "1998-12-31"),
    "二〇二四年": days("2024-01-01", "2024-12-31"),
    "二零二四年": days("2024-01-01", "2024-12-31"),
    "2024": days("2024-01-01", "2024-12-31"),
    "2024拿的": days("2024-01-01", "2024-12-31"),
    "2024年拿到ISO9001": days("2024-01-01", "2024-12-31"),
    "2024年5月": days("2024-05-01", "2024-05-31"),
    "2024 年 5 月": days("2024-05-01", "2024-05-31"),
    "2024.5": days("2024-05-01", "2024-05-31"),
    "202405": days("2024-05-01", "2024-05-31"),
    "2024年2月": days("2024-02-01", "2024-02-29"),
    "二〇二四年十二月": days("2024-12-01", "2024-12-31"),
    "2024-05-06": days("2024-05-06", "2024-05-06"),
    "2024/5/6": days("2024-05-06", "2024-05-06"),
    "20240506": days("2024-05-06", "2024-05-06"),
    "2024年5月6日": days("2024-05-06", "2024-05-06"),
    "24年5月6号": days("2024-05-06", "2024-05-06"),
    "二〇二四年五月二十六日": days("2024-05-26", "2024-05-26"),
    "24.5.6": days("2024-05-06", "2024-05-06"),
    "24/5/6发的": days("2024-05-06", "2024-05-06"),
    "二三年拿的": days("2023-01-01", "2023-12-31"),
    "二三年五月": days("2023-05-01", "2023-05-31"),
    "今年元月": days("2026-01-01", "2026-01-31"),
    "去年": days("2025-01-01", "2025-12-31"),
    "今年": days("2026-01-01", "2026-12-31"),
    "前年": days("2024-01-01", "2024-12-31"),
    "三年前": days("2023-01-01", "2023-12-31"),
    "上个月": days("2026-10-01", "2026-10-31"),
    "昨天": days("2026-11-21", "2026-11-21"),
    "去年5月": days("2025-05-01", "2025-05-31"),
    "去年底": days("2025-10-01", "2025-12-31"),
    "去年年底": days("2025-10-01", "2025-12-31"),
    "年初": days("2026-01-01", "2026-03-31"),
    "上半年": days("2026-01-01", "2026-06-30"),
    "下半年": days("2026-07-01", "2026-12-31"),
    "24年上半年": days("2024-01-01", "2024-06-30"),
    "2024年第三季度": days("2024-07-01", "2024-09-30"),
    "5月": days("2026-05-01", "2026-05-31"),
    "2023年到2024年": days("2023-01-01", "2024-12-31"),
    "2023-2024年": days("2023-01-01", "2024-12-31"),
    "2024年5月到8月": days("2024-05-01", "2024-08-31"),
    "2024年3-5月": days("2024-03-01", "2024-05-31"),
    "不是2024年，是2025年": days("2025-01-01", "2025-12-31"),
    "2030年": days("2030-01-01", "2030-12-31"),
}
NO_SUCH_DAY = [
    "2024年2月30日",
    "2023-02-29",
    "2024年13月",
    "2024-13-01",
    "2024年0月",
    "2024年二十三月",
    "2024年5月到3月",
]
UNCLEAR = [
    "",
    "24",
    "3年",
    "忘了",
    "有二三年了",
    "每月200元月租",
    "三个月前",
    "10年前",
    "2024年以前",
    "2024年之后",
    "可能2024年",
    "2024年5",
    "不是2024年",
    "5亿",
]


@pytest.mark.parametrize(("text", "when"), SPANS.items(), ids=SPANS)
def test_a_date_as_people_say_it(text: str, when: When) -> None:
    reading = read_when(text, TODAY)
    assert isinstance(reading, Understood)
    assert reading.value == when


@pytest.mark.parametrize("text", NO_SUCH_DAY)
def test_a_day_that_does_not_exist_is_said_not_to(text: str) -> None:
    assert read_when(text, TODAY) == NotUnderstood("日历上没有这一天，请核对后重写，例如 2024年5月6日")


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_is_no_date_is_not_taken(text: str) -> None:
    assert isinstance(read_when(text, TODAY), NotUnderstood)


def test_a_month_not_yet_begun_may_be_last_years() -> None:
    months = (days("2025-12-01", "2025-12-31"), days("2026-12-01", "2026-12-31"))
    assert read_when("12月", TODAY) == Several(months, "12月")
    assert read_when("下半年", date(2026, 3, 1)) == Several(
        (days("2025-07-01", "2025-12-31"), days("2026-07-01", "2026-12-31")), "下半年"
    )


def test_two_dates_are_asked_back() -> None:
    years = (days("2023-01-01", "2023-12-31"), days("2024-01-01", "2024-12-31"))
    assert read_when("2023年和2024年", TODAY) == Several(years, "2023年和2024年")


@given(st.dates(date(1950, 1, 1), date(2036, 12, 31)))
def test_every_day_reads_back_however_it_is_written(day: date) -> None:
    month = When(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_when(text, TODAY) == Understood(When(day, day), text)
    assert read_when(f"{day.year}年{day.month}月", TODAY) == Understood(month, f"{day.year}年{day.month}月")
