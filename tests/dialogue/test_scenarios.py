"""Whole conversations from tests/scenarios/*.yaml, played against the real content."""

from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content import load
from bot.dialogue import LONGEST_CHOICE, MOST_CHOICES, Choice, Conversation, Dialogue, Message, Reply

ROOT = Path(__file__).parents[2]
SCENARIOS = sorted((ROOT / "tests" / "scenarios").glob("*.yaml"))
STEP_KEYS = {"says", "taps", "taps_like", "taps_old", "sees", "lacks", "offers", "silent"}


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return Dialogue(load(ROOT))


def test_there_are_scenarios() -> None:
    assert len(SCENARIOS) >= 12


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_scenario(path: Path, dialogue: Dialogue) -> None:
    scenario = yaml.safe_load(path.read_text("utf-8"))
    now = datetime.fromisoformat(f"{scenario['today']}T10:00:00+08:00")
    conversation = Conversation()
    buttons: tuple[Choice, ...] = ()
    for number, step in enumerate(scenario["talk"], 1):
        assert set(step) <= STEP_KEYS, f"step {number} has an unknown key"
        turn = dialogue.respond(conversation, message(step, buttons, number), now)
        conversation = Conversation.from_json((turn.conversation or Conversation()).to_json())
        for reply in turn.replies:
            check_fits_a_phone(reply)
        check(step, turn.replies, number)
        buttons = turn.replies[-1].choices if turn.replies else buttons


def message(step: dict[str, Any], buttons: tuple[Choice, ...], number: int) -> Message:
    if "says" in step:
        return Message("test", "chat", str(number), text=str(step["says"]))
    if "taps_old" in step:
        return Message("test", "chat", str(number), choice=step["taps_old"])
    return Message("test", "chat", str(number), choice=pressed(step, buttons, number).id)


def pressed(step: dict[str, Any], buttons: tuple[Choice, ...], number: int) -> Choice:
    labels = [button.label for button in buttons]
    wanted = str(step.get("taps", step.get("taps_like")))
    for button in buttons:
        if button.label == wanted or ("taps_like" in step and button.label.startswith(wanted)):
            return button
    pytest.fail(f"step {number}: no button {wanted!r} among {labels}")


def check(step: dict[str, Any], replies: tuple[Reply, ...], number: int) -> None:
    if step.get("silent"):
        assert not replies
        return
    text = "\n".join(plain(replies))
    for words in step.get("sees", ()):
        assert words in text, f"step {number} does not say {words!r}, but:\n{text}"
    for words in step.get("lacks", ()):
        assert words not in text, f"step {number} says {words!r}:\n{text}"
    if "offers" in step:
        assert [choice.label for choice in replies[-1].choices] == step["offers"], f"step {number}"


def plain(replies: tuple[Reply, ...]) -> Iterator[str]:
    for reply in replies:
        text = reply.text
        for tag in ("<b>", "</b>", "<i>", "</i>", "<blockquote>", "<blockquote expandable>", "</blockquote>"):
            text = text.replace(tag, "")
        assert "<" not in text
        yield unescape(text)


def check_fits_a_phone(reply: Reply) -> None:
    assert reply.text.strip()
    assert len(reply.choices) <= MOST_CHOICES
    assert len({choice.id for choice in reply.choices}) == len(reply.choices)
    assert all(len(choice.id.encode()) <= LONGEST_CHOICE for choice in reply.choices)
    assert "\n\n\n" not in reply.text
