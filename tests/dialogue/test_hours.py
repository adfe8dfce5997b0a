from datetime import datetime

import pytest

from bot.content import SHANGHAI
from bot.dialogue import read_hours

OFFICE = read_hours("Mon-Fri 08:30-12:00 14:30-18:00; Sat 09:00-12:00")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T08:29", "今天（周一）8:30"),
        ("2026-11-23T08:30", ""),
        ("2026-11-23T11:59", ""),
        ("2026-11-23T12:00", "今天（周一）14:30"),
        ("2026-11-23T18:00", "明天（周二）8:30"),
        ("2026-11-27T20:00", "明天（周六）9:00"),
        ("2026-11-28T12:00", "11月30日（周一）8:30"),
    ],
)
def test_from_when_on_an_answer_can_be_expected(now: str, said: str) -> None:
    assert OFFICE.expected(datetime.fromisoformat(now).replace(tzinfo=SHANGHAI)) == said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("every day", "'every day' is no hours"),
        ("Fri-Mon 08:00-09:00", "is no hours"),
        ("Mon 8:00-9:00", "is no hours"),
        ("Mon 18:00-09:00", "ends before it begins"),
        ("Mon 08:00-10:00 09:00-11:00", "overlap"),
        ("Mon 25:00-26:00", "hour must be in 0..23"),
    ],
)
def test_hours_that_are_none_are_refused(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_hours(text)
