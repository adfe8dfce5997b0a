"""What is named is what is changed, whatever else the value could be of."""

from datetime import UTC, datetime

import pytest

from bot.dialogue import Conversation, Dialogue, Message, Turn
from tests.helpers import content

DIALOGUE = Dialogue(content())
NOW = datetime(2025, 6, 1, 4, tzinfo=UTC)


def say(conversation: Conversation, *texts: str) -> Turn:
    for text in texts:
        turn = DIALOGUE.respond(conversation, Message("test", "1", "1", text=text), NOW)
        conversation = turn.conversation or Conversation()
    return turn


ALL_ANSWERED = ("开始", "铸造", "6亿", "都没有", "都没有", "是", "4亿", "高平")
DONE = say(Conversation(), *ALL_ANSWERED).conversation or Conversation()


def changed(text: str, before: Conversation = DONE) -> dict[str, object]:
    after = say(before, text).conversation or Conversation()
    return {key: value for key, value in after.answers.items() if before.answers.get(key) != value}


@pytest.mark.parametrize(
    "text",
    [
        "改此前最高年营收 4.5亿",
        "改此前最高年营收4.5亿",
        "此前最高年营收 4.5亿",
        "此前最高年营收：4.5亿",
        "把此前最高年营收改成4.5亿",
        "最高营收改成4.5亿",
        "最高营收改4.5亿",
        "我想改一下最高营收 4.5亿",
    ],
)
def test_a_figure_named_by_its_name_or_part_of_it_is_changed_alone(text: str) -> None:
    assert changed(text) == {"best_revenue_before": {"low": 450_000_000, "high": 450_000_000}}


def test_the_shortest_name_that_words_are_a_piece_of_is_meant() -> None:
    assert changed("营收改7亿") == {"revenue": {"low": 700_000_000, "high": 700_000_000}}
    assert changed("所在县改泽州") == {"county": "zezhou"}
    assert changed("改行业丝绸")["sector"] == "silk"


def test_what_was_not_answered_yet_may_be_named_with_its_value() -> None:
    begun = say(Conversation(), "开始", "铸造").conversation or Conversation()
    assert changed("最高营收改成4亿", begun) == {"best_revenue_before": {"low": 400_000_000, "high": 400_000_000}}


@pytest.mark.parametrize("text", ["改造厂房能补多少", "把从业人数改成30人", "营收改一下", "改营收"])
def test_no_value_changes_nothing(text: str) -> None:
    assert changed(text) == {}
