"""What staff see of an enterprise."""

from datetime import UTC, datetime

from bot.dialogue import Conversation, Dialogue
from tests.helpers import content

NOW = datetime(2025, 6, 1, 4, tzinfo=UTC)


def test_it_tells_what_was_answered_and_what_that_comes_to() -> None:
    known = Dialogue(content()).portrait(
        Conversation({"sector": "casting", "revenue": "5.3亿元", "gone": "x"}, skipped=("county", "gone")), NOW
    )
    assert known.told == (("行业", "铸造、铁器"), ("年营收", "5.3亿元（2024 年）"))
    assert known.skipped == (content().facts["county"].name,)
    assert known.total == sum(finding.most or 0 for finding in known.found.certain)
    assert known.found.possible
