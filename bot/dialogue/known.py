"""What is known of an enterprise from what a message tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.content import Content, Known
from bot.dialogue.gathering.gather import Gathered
from bot.matching import ProfileError, read_profile


def known_of(content: Content, told: Gathered, today: date) -> Known:
    """Return what a message tells, with what follows from it; nothing where it contradicts itself.

    Of a fact that is not settled counts what follows from every value it may have: 养猪 or 其他农林牧渔 is 涉农.
    """
    known = _known(content, told.values, today)
    for fact, values in told.unclear.items():
        each = [_known(content, {**told.values, fact: value}, today) for value in values]
        first = each[0] if each else {}
        known = {**{key: first[key] for key in first if all(one.get(key) == first[key] for one in each)}, **known}
    return known


def _known(content: Content, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    try:
        profile = read_profile(values, content.facts, today)
    except ProfileError:
        return {}
    return {fact: value for fact, value in profile.known.items() if fact not in profile.presumed}
