"""What a message asks: topic and aspect of each question, or that it asks nothing of a policy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

GENERAL_TOPIC = "general:"

TOTAL_TOPIC = f"{GENERAL_TOPIC}total"
"""All that there is."""


class Wanted(NamedTuple):
    """One question: the topics it may be about (one where that is settled) and the aspect asked.

    ``place`` is where it is asked of; "" where no place is known, or there is but one.
    """

    topics: tuple[str, ...]
    aspect: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a message is: ``kind`` is ``asked``, ``told``, ``small_talk``, ``person`` or ``out_of_scope``.

    ``near`` are the topics considered, best first, with the share of the best one's evidence that each has;
    ``sure`` is whether a question may be answered without asking back, ``explicit`` whether the words ask at all,
    rather than only name something, ``lead`` by how much it is asked here rather than out of scope; ``named`` is
    how many characters of it write out what it is about.
    """

    kind: str
    wanted: tuple[Wanted, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    sure: bool = True
    explicit: bool = False
    lead: float = 0.0
    named: int = 0


def of_no_measure(wanted: Iterable[Wanted]) -> bool:
    """Whether questions are about general topics alone."""
    return all(topic.startswith(GENERAL_TOPIC) for each in wanted for topic in each.topics)


def of_nothing_named(wanted: Iterable[Wanted]) -> bool:
    """Whether an aspect of a measure (多少钱, 什么条件) is asked of all that there is, for want of a name."""
    return all(each.topics == (TOTAL_TOPIC,) and each.aspect in {"amount", "conditions"} for each in wanted)
