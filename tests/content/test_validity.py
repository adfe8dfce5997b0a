"""The clause on validity: which of its days are known, and which are checked against it."""

from pathlib import Path

import pytest

from bot.content import ContentError, load
from tests.wangjiang import POLICY, SOURCE, change, save

DAYS = "  from: 2025-02-18\n  until: 2027-06-30\n  quote: 本办法自印发之日起施行，有效期至2027年6月30日。\n"
CLAUSE = "有效期至2027年6月30日"


def valid(root: Path, days: str, clause: str = CLAUSE) -> Path:
    """Write content whose policy says so of its days."""
    change(save(root) / SOURCE, CLAUSE, clause)
    change(root / POLICY, DAYS, f"{days}  quote: 本办法自印发之日起施行，{clause}。\n")
    return root


@pytest.mark.parametrize(
    ("days", "clause", "written"),
    [
        ("  from: 2025-02-18\n  until: 2027-06-30\n", CLAUSE, ("2025-02-18", "2027-06-30")),
        ("  until: 2027-06-30\n", CLAUSE, (None, "2027-06-30")),
        ("  from: 2025-02-18\n", "有效期长期", ("2025-02-18", None)),
        ("", "有效期长期", (None, None)),
        ("  from: 2025-02-18\n  until: 2028-02-17\n", "有效期三年", ("2025-02-18", "2028-02-17")),
        # Of a term without its first day the last one cannot be checked.
        ("  until: 2028-02-17\n", "有效期三年", (None, "2028-02-17")),
        ("", "有效期三年", (None, None)),
    ],
)
def test_a_day_may_be_left_out(tmp_path: Path, days: str, clause: str, written: tuple[str | None, str | None]) -> None:
    (policy,) = load(valid(tmp_path, days, clause)).policies
    assert policy.window.written == written


@pytest.mark.parametrize(
    ("days", "clause", "words"),
    [
        ("  until: 2027-07-30\n", CLAUSE, "until 2027-07-30 is not in its quote; expected 2027年7月30日 there"),
        ("  from: 2025-02-18\n  until: 2027-02-17\n", "有效期三年", "until 2027-02-17 is not 3 years from 2025-02-18"),
    ],
)
def test_a_last_day_that_its_quote_does_not_give_is_a_fault(tmp_path: Path, days: str, clause: str, words: str) -> None:
    with pytest.raises(ContentError) as caught:
        load(valid(tmp_path, days, clause))
    assert [words in fault.problem for fault in caught.value.faults] == [True]
