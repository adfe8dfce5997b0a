"""Counts under five are hidden, and cannot be had from what is left."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk.hidden import FEWEST, HIDDEN, hide
from bot.storage.figures import FIGURES, Figure, Row

OUTCOMES = FIGURES["answers"]
TOPICS = FIGURES["first-questions"]
PARTS = OUTCOMES.whole["asked"]


def firsts(*counts: int) -> list[Row]:
    return [Row((str(place),), {"first": count}) for place, count in enumerate(counts)]


def shown(*counts: int) -> list[object]:
    return [row["first"] for row in hide(TOPICS, firsts(*counts))]


def test_a_small_count_alone_takes_the_next_one_with_it() -> None:
    assert shown(90, 30, 3) == [90, HIDDEN, HIDDEN]


def test_two_small_counts_whose_sum_would_tell_take_a_third_with_them() -> None:
    assert shown(90, 30, 1, 1) == [90, HIDDEN, HIDDEN, HIDDEN]
    assert shown(90, 30, 4, 3) == [90, 30, HIDDEN, HIDDEN]


def test_nought_and_what_is_large_are_shown() -> None:
    assert shown(90, 5, 0) == [90, 5, 0]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_no_hidden_small_count_can_be_told_from_five_by_who_knows_the_sum(counts: list[int]) -> None:
    out = shown(*counts)
    hidden = [count for count, cell in zip(counts, out, strict=True) if cell == HIDDEN]
    assert all(cell == HIDDEN for count, cell in zip(counts, out, strict=True) if 0 < count < FEWEST)
    if not hidden or len(hidden) == sum(count > 0 for count in counts):
        return  # nothing hidden, or all that there is, and then so is every figure of the whole
    total = sum(hidden)
    possible = [
        (*some, total - sum(some))
        for some in product(range(1, total), repeat=len(hidden) - 1)
        if total - sum(some) > 0
    ]  # fmt: skip
    for place in range(len(hidden)):
        assert {1, FEWEST} <= {case[place] for case in possible}


def outcomes(*counts: int, wrong: int = 0) -> Row:
    numbers = dict(zip(PARTS, counts, strict=True))
    whole = sum(counts)
    rate = round(100 * counts[0] / whole, 1) if whole else None
    return Row(("2026-11-20",), {"asked": whole, **numbers, "wrong": wrong, "answer-rate": rate})


def test_a_count_is_not_had_from_the_whole_of_its_row() -> None:
    (row,) = hide(OUTCOMES, [outcomes(40, 20, 2, 0, 0)])
    assert [row[part] for part in PARTS] == [40, HIDDEN, HIDDEN, 0, 0]
    assert row["asked"] == 62
    assert row["answer-rate"] == 64.5


def test_what_is_made_of_a_hidden_count_is_hidden_with_it() -> None:
    (row,) = hide(OUTCOMES, [outcomes(3, 40, 0, 0, 0)])
    assert (row["answered"], row["clarified"], row["answer-rate"]) == (HIDDEN, HIDDEN, HIDDEN)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=1, max_size=4))
def test_no_small_count_of_a_whole_table_is_left(table: list[list[int]]) -> None:
    found = [outcomes(*counts) for counts in table]
    out = hide(OUTCOMES, found)
    for row, cells in zip(found, out, strict=True):
        for column, number in row.numbers.items():
            if column != "answer-rate" and 0 < (number or 0) < FEWEST:
                assert cells[column] == HIDDEN
        gone = [part for part in PARTS if cells[part] == HIDDEN]
        assert len(gone) != 1 or cells["asked"] == HIDDEN


def test_every_figure_can_be_hidden() -> None:
    for figure in FIGURES.values():
        row = Row(tuple("x" for _ in figure.groups), dict.fromkeys((column.id for column in figure.columns), 3))
        assert _counts(figure, hide(figure, [row])[0]) == {HIDDEN}


def _counts(figure: Figure, cells: object) -> set[object]:
    assert isinstance(cells, dict)
    return {cells[column.id] for column in figure.columns if column.kind in {"count", "people"}}
