"""Whatever comes, in whatever order: no error, never more than eight buttons, and the state can be stored."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import load
from bot.dialogue import MOST_CHOICES, Choice, Conversation, Dialogue, Message
from bot.dialogue.buttons import KINDS

CONTENT = load(Path(__file__).parents[2])
DIALOGUE = Dialogue(CONTENT)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
COMMANDS = [word for words in CONTENT.commands.values() for word in words]
TYPED = [
    "铸造",
    "养猪",
    "5亿左右",
    "前年6亿，去年3亿",
    "2030年5亿",
    "老字号",
    "山西精品，2023年",
    "专精特新",
    "是",
    "不是",
    "高平",
    "协会",
    "9",
]
OPTIONS = sorted({option.id for fact in CONTENT.facts.values() for option in fact.options})
VALUES = [
    "",
    "0",
    "7",
    "-1",
    "x",
    "2024",
    ".2024",
    "listed.2024-13",
    "5-3",
    "0-499999999",
    "1-2-2099",
    "unknown",
    *OPTIONS,
]

taps = st.builds(
    "{}.{}.{}".format,
    st.sampled_from([*KINDS, "z"]),
    st.sampled_from([*CONTENT.facts, "", "why", "more", "result", "all", "services", "change", "jincheng-2023-39"]),
    st.sampled_from(VALUES) | st.text(max_size=5),
)
texts = st.sampled_from(COMMANDS + TYPED) | st.text(max_size=30)
moves = st.tuples(st.sampled_from(["say", "tap", "press", "press", "press"]), texts, taps, st.integers(0, 7))


@settings(max_examples=150)
@given(st.lists(moves, max_size=25))
def test_any_sequence_of_messages_is_answered(sequence: list[tuple[str, str, str, int]]) -> None:
    conversation = Conversation()
    buttons: tuple[Choice, ...] = ()
    for number, (kind, text, tap, place) in enumerate(sequence):
        pressed = buttons[place % len(buttons)].id if kind == "press" and buttons else tap
        said = Message("test", "chat", str(number), text=text)
        message = said if kind == "say" else Message("test", "chat", str(number), choice=pressed)
        turn = DIALOGUE.respond(conversation, message, NOW)
        conversation = Conversation.from_json((turn.conversation or Conversation()).to_json())
        for reply in turn.replies:
            assert reply.text.strip()
            assert len(reply.choices) <= MOST_CHOICES
            assert all(0 < len(choice.id.encode()) <= 64 for choice in reply.choices)
            buttons = reply.choices


@pytest.mark.parametrize(
    ("said", "tap"),
    [
        ("开始", "g.sector.{}"),
        ("铸造", "v.change.{}"),
        ("铸造", "v.all.{}"),
        ("铸造", "m.revenue.{}-5"),
        ("铸造", "m.revenue.5-6-{}"),
    ],
)
def test_a_number_longer_than_python_reads_is_answered(said: str, tap: str) -> None:
    begun = DIALOGUE.respond(Conversation(), Message("test", "chat", "1", text=said), NOW).conversation
    assert begun
    assert DIALOGUE.respond(begun, Message("test", "chat", "2", choice=tap.format("9" * 5000)), NOW).replies


def test_the_year_of_a_figure_asked_back_is_kept() -> None:
    begun = DIALOGUE.respond(Conversation(), Message("test", "chat", "1", text="铸造"), NOW).conversation
    assert begun
    tapped = Message("test", "chat", "2", choice="m.revenue.600000000-600000000-2024")
    taken = DIALOGUE.respond(begun, tapped, NOW)
    assert taken.conversation
    assert taken.conversation.answers["revenue"] == {"low": 600_000_000, "high": 600_000_000, "year": 2024}
