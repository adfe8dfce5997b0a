import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import UNBOUNDED, Amount, read_sum, write_amount, write_sum

PROPERTY = settings(max_examples=500, derandomize=True, database=None)

WRITTEN = {
    0: "0元",
    9_999: "9999元",
    10_000: "1万元",
    12_345: "1.2345万元",
    100_000: "10万元",
    19_999_999: "1999.9999万元",
    99_990_000: "9999万元",
    100_000_000: "1亿元",
    480_000_000: "4.8亿元",
    499_999_999: "49999.9999万元",
    500_000_000: "5亿元",
    500_010_000: "5.0001亿元",
    20_000_000_000: "200亿元",
}


@PROPERTY
@given(st.integers(0, UNBOUNDED))
def test_a_sum_written_is_read_back_to_the_yuan(yuan: int) -> None:
    assert read_sum(write_sum(yuan)) == yuan


@pytest.mark.parametrize(("yuan", "text"), WRITTEN.items())
def test_a_sum_is_written_in_the_largest_unit_of_at_most_four_decimals(yuan: int, text: str) -> None:
    assert write_sum(yuan) == text


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("5 亿元", 500_000_000),
        (" 2 万元 ", 20_000),
        ("0.8亿元", 80_000_000),
        ("500元", 500),
        ("0元", 0),
        ("００１万元", 10_000),
        ("0.0001万元", 1),
    ],
)
def test_a_sum_is_read_as_documents_print_it(text: str, yuan: int) -> None:
    assert read_sum(text) == yuan


@pytest.mark.parametrize(
    "text", ["", "10万", "万元", "-1万元", "1,000元", "十万元", "5亿元至6亿元", "10万元奖励", "1.万元"]
)
def test_what_is_no_sum_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a sum; write it as 500元, 10万元 or 0.8亿元"):
        read_sum(text)


def test_a_part_of_a_yuan_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'0\.00001万元' is not a whole number of yuan"):
        read_sum("0.00001万元")


def test_a_sum_beyond_any_enterprise_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond any enterprise"):
        read_sum("99999999亿元")


def test_a_sum_of_many_digits_is_never_rounded() -> None:
    with pytest.raises(ValueError, match="is not a whole number of yuan"):
        read_sum("1.00000000000000000000000000000001元")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Amount(480_000_000, 480_000_000), "4.8亿元"),
        (Amount(200_000_000, 300_000_000), "2亿元至3亿元"),
        (Amount(500_000_000, UNBOUNDED), "5亿元以上"),
        (Amount(0, 499_999_999), "低于5亿元"),
        (Amount(0, 500_000_000), "5亿元以下"),
        (Amount(100_000_000, 499_999_999), "1亿元以上、不到5亿元"),
        (Amount(0, 0), "0元"),
    ],
)
def test_an_amount_is_written_as_a_person_says_it(amount: Amount, text: str) -> None:
    assert write_amount(amount) == text


@PROPERTY
@given(st.integers(0, UNBOUNDED), st.integers(0, UNBOUNDED))
def test_the_words_of_an_amount_name_both_bounds(one: int, other: int) -> None:
    low, high = sorted((one, other))
    words = write_amount(Amount(low, high))
    assert write_sum(low) in words or low == 0
    assert write_sum(high) in words or write_sum(high + 1) in words or high == UNBOUNDED


@pytest.mark.parametrize(("amount", "exact"), [(Amount(5, 5), True), (Amount(5, 6), False)])
def test_an_amount_is_exact_where_both_bounds_meet(amount: Amount, exact: bool) -> None:
    assert amount.exact is exact
