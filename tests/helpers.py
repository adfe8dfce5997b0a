"""What the tests of several rooms share: the real content, and cases held against it in one line."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.content import Content, load
from bot.dialogue import Dialogue
from bot.language import AskingByPlace, asking_about
from bot.matching import Finding, Matcher, Profile, find, read_profile

ROOT = Path(__file__).parent.parent
"""The checkout: `policy_data/` and `intents/` stand here."""

JINCHENG = "jincheng-2023-39"
FIRST_DAY, LAST_DAY = date(2023, 10, 31), date(2025, 12, 31)
"""The days in force of the Jincheng policy, as its last clause says."""


@cache
def content() -> Content:
    """Return the real content; it is frozen, so every test may share it."""
    return load(ROOT)


@cache
def dialogue() -> Dialogue:
    """Return the real dialogue; it holds no conversation, and to learn takes a moment."""
    made = Dialogue(content())
    made.prepare()
    return made


@cache
def asking() -> AskingByPlace:
    """Return what reads questions about the real content; to learn the examples takes a moment."""
    return asking_about(content())


@cache
def paying() -> Matcher:
    """Return a matcher of the measures that pay money: those the questions are asked for."""
    return Matcher([measure for measure in content().measures if measure.award.paying])


def profile(as_of: date = LAST_DAY, **facts: Any) -> Profile:
    """Return the profile of an enterprise with these facts, written as in a profile file."""
    return read_profile(facts, content().facts, as_of)


def finding(measure_id: str, as_of: date = LAST_DAY, **facts: Any) -> Finding:
    """Hold one measure of the Jincheng policy against these facts."""
    return find(content().measure(f"{JINCHENG}/{measure_id}"), profile(as_of, **facts).known, as_of)
