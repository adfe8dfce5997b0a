"""Every sum that is written out, in whatever style, is read back to the same yuan."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.money import UNBOUNDED, Amount, write_amount, write_sum
from bot.language import Several, Understood, read_money

TODAY = date(2026, 11, 22)
MYRIAD = 10**4
YI = 10**8
MOST = 10**12

YUAN = st.one_of(
    st.integers(0, MOST),
    st.integers(0, 10**8).map(lambda n: n * MYRIAD),
    st.integers(0, 10**4).map(lambda n: n * YI),
    st.integers(0, 10**5),
)
ROUND = st.one_of(YUAN, YUAN.map(lambda yuan: max(yuan // MYRIAD, 1) * MYRIAD))


def assert_read(text: str, low: int, high: int, year: int | None = None) -> None:
    reading = read_money(text, TODAY)
    assert isinstance(reading, Understood), (text, reading)
    assert reading.value == Amount(low, high, year), text


@given(YUAN)
@example(MOST)
@example(20240506)
@example(2024)
def test_a_sum_as_content_writes_it(yuan: int) -> None:
    assert read_money(write_sum(yuan), TODAY) == Understood(Amount(yuan, yuan), write_sum(yuan))


@given(YUAN, ROUND, st.booleans(), st.booleans())
@example(3, 5 * YI, False, False)
@example(0, 5 * YI, True, False)
@example(MYRIAD, 2 * MYRIAD, True, False)
@example(25 * MYRIAD + 1, 25 * MYRIAD + 2, False, False)
@example(2000 * MYRIAD + 1, 0, False, True)
def test_an_amount_as_replies_write_it(one: int, other: int, short: bool, unbounded: bool) -> None:
    low, high = sorted((one, other))
    high = UNBOUNDED if unbounded else max(low, high - short)
    assert_read(write_amount(Amount(low, high)), low, high)


@given(st.integers(1, 10**8).map(lambda n: n * MYRIAD))
@example(6000 * MYRIAD)
@example(3 * MYRIAD)
def test_loose_amounts_as_replies_write_them(yuan: int) -> None:
    about = Amount(yuan * 95 // 100, -(-yuan * 105 // 100))
    assert write_amount(about) == f"约{write_sum(yuan)}"
    assert_read(write_amount(about), about.low, about.high)
    nearly = Amount(yuan * 9 // 10, yuan - 1)
    assert write_amount(nearly) == f"不到{write_sum(yuan)}"
    assert_read(write_amount(nearly), nearly.low, nearly.high)
    assert_read(f"{write_amount(about)}（2024 年）", about.low, about.high, 2024)
    assert_read(f"{write_amount(nearly)}（2024 年）", nearly.low, nearly.high, 2024)


@given(YUAN, ROUND, st.booleans())
def test_an_amount_of_a_year_as_replies_write_it(one: int, other: int, unbounded: bool) -> None:
    low, high = sorted((one, other))
    high = UNBOUNDED if unbounded else high
    assert_read(f"{write_amount(Amount(low, high))}（2024 年）", low, high, 2024)


PLAIN = dict(zip("零一二三四五六七八九十百千万", "零一二三四五六七八九十百千万", strict=True))
FINANCIAL = dict(zip("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万", strict=True))
TRADITIONAL = dict(zip("零一二三四五六七八九十百千万亿", "零壹貳參肆伍陸柒捌玖拾佰仟萬億", strict=True))


def in_characters(number: int) -> str:
    """An independent writer: 10203 -> 一万零二百零三."""
    if number == 0:
        return "零"
    text = ""
    groups = [number // 10 ** (4 * place) % 10**4 for place in (2, 1, 0)]
    for group, unit in zip(groups, ("亿", "万", ""), strict=True):
        digits = [group // 10**place % 10 for place in (3, 2, 1, 0)]
        for digit, small in zip(digits, ("千", "百", "十", ""), strict=True):
            if digit:
                text += "零一二三四五六七八九"[digit] + small
            elif text and not text.endswith("零"):
                text += "零"
        text = text.rstrip("零") + unit + ("零" if text.endswith("零") and group else "") if group else text
    return text.rstrip("零")


@pytest.mark.parametrize("style", [PLAIN, FINANCIAL, TRADITIONAL], ids=["plain", "financial", "traditional"])
@given(
    yuan=st.one_of(
        st.integers(0, 10**12 - 1), st.integers(0, 10**6), st.integers(1, 10**8 - 1).map(lambda n: n * MYRIAD)
    )
)
@example(yuan=100_000_005)
@example(yuan=200_003_500)
@example(yuan=10_203)
@example(yuan=1_431_000)
def test_characters(style: dict[str, str], yuan: int) -> None:
    written = "".join(style.get(character, character) for character in in_characters(yuan))
    assert_read(f"{written}元", yuan, yuan)


UNITS = {
    **dict.fromkeys(["万", " 万", "w", "W", "ｗ", "wan", "万元", "万块", "（万元）"], MYRIAD),
    **dict.fromkeys(["亿", "亿元", "个亿", "e", "E", "yi"], YI),
    "kw": 10**7, "k": 1000, "千元": 1000,
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
@given(figures=st.integers(1, 999), decimals=st.integers(0, 2))
def test_figures_before_a_unit(unit: str, figures: int, decimals: int) -> None:
    written = f"{figures / 10**decimals:.{decimals}f}"
    yuan = int(Fraction(written) * UNITS[unit])
    assert_read(written + unit, yuan, yuan)


@given(st.integers(10**6, MOST), st.sampled_from([",", "，"]))
def test_separated_thousands(yuan: int, separator: str) -> None:
    assert_read(f"{yuan:,}元".replace(",", separator), yuan, yuan)
    assert_read(f"{yuan:,}.00".replace(",", separator), yuan, yuan)


@given(st.integers(1, 99), st.integers(1, 9999))
def test_yi_and_wan_together(whole: int, rest: int) -> None:
    yuan = whole * YI + rest * MYRIAD
    for text in (f"{whole}亿{rest}万", f"{whole}个亿零{rest}万", f"{whole}亿{rest}w", f"{whole}e{rest:04}w"):
        assert_read(text, yuan, yuan)


# 1971 and 197101 may be a year and a month of it.
@given(st.integers(1, 999_999).filter(lambda number: not str(number).startswith(("19", "20"))))
def test_a_bare_number_is_asked_back_with_itself_among_the_answers(number: int) -> None:
    reading = read_money(f"营收{number}", TODAY)
    assert isinstance(reading, Several)
    assert Amount(number, number) in reading.values
