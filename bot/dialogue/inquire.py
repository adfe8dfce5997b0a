"""Answering what a message asks, or asking back what it means; what it asks of no policy here is said to be so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content import COMPUTED, Content, Known
from bot.dialogue.answer_to import Answer, answer_to
from bot.dialogue.elsewhere import elsewhere
from bot.dialogue.possible import possible
from bot.dialogue.topic import label_of, regions_of
from bot.language import TOTAL_TOPIC, Asked, Wanted

MOST_CHOICES = 3
"""So many topics of one place are offered back, and those just as likely."""

_BY_THE_WAY = frozenset({"who", "when", "how", "about"})
"""What is told of a thing where a particular of it is asked."""

MOST_BUTTONS = 6
"""So many are offered back at all."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What comes of a message that asks: ``outcome`` as in docs/json.md, answers, topics to choose from.

    ``elsewhere`` is the place without a policy here that it asks for; "" where it asks for none such.
    """

    outcome: str
    answers: tuple[Answer, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    aspect: str = ""
    near: tuple[tuple[str, float], ...] = ()
    elsewhere: str = ""


def inquire(content: Content, asked: Asked, text: str, today: date, known: Callable[[], Known] = dict) -> Inquiry:
    """Return the answers to what was asked; ``text`` is the message, for the sums in it.

    ``known`` tells what is known of the enterprise: a pig farm that asks for 营收奖励 means that of 涉农企业.
    """
    if asked.kind == "told":
        return _total(content, asked, text, today) if known() else Inquiry("out_of_scope", near=asked.near)
    other = elsewhere(content, text) if asked.kind in {"asked", "out_of_scope"} else ""
    if other:
        return Inquiry("out_of_scope", near=asked.near, elsewhere=other)
    if asked.kind != "asked":
        return Inquiry(asked.kind, near=asked.near)
    wanted = [each._replace(topics=_for_such(content, each.topics, known)) for each in asked.wanted]
    unclear = next((each for each in wanted if len(each.topics) > 1), None)
    if unclear or not asked.sure:
        topics = unclear.topics if unclear else tuple(dict.fromkeys(topic for each in wanted for topic in each.topics))
        best = _likeliest(content, topics, dict(asked.near))
        aspect = (unclear or wanted[0]).aspect
        choices = tuple((topic, label_of(content, topic, best)) for topic in best)
        settled = [each for each in wanted if len(each.topics) == 1] if asked.sure else []
        return Inquiry("clarify", _answers(content, settled, text, today), choices, aspect, asked.near)
    answers = _answers(content, wanted, text, today)
    return Inquiry("answer" if _any_stated(answers) else "not_stated", answers, near=asked.near)


def _for_such(content: Content, topics: tuple[str, ...], known: Callable[[], Known]) -> tuple[str, ...]:
    """Leave out what is not for such an enterprise; but where it is asked of several places, no place is left out."""
    return topics if len(regions_of(content, topics)) > 1 else possible(content, topics, known)


def _likeliest(content: Content, topics: Sequence[str], near: Mapping[str, float]) -> list[str]:
    """Return the topics offered back, the likeliest first: those just as likely as the last one, and of each place."""
    best = sorted(topics, key=lambda topic: -near.get(topic, 0.0))
    most = MOST_CHOICES * max(1, len(regions_of(content, topics)))
    least = near.get(best[most - 1], 0.0) if len(best) > most else 0.0
    return [topic for topic in best if near.get(topic, 0.0) >= least][:MOST_BUTTONS]


def _any_stated(answers: Sequence[Answer]) -> bool:
    """Whether the document states anything of what is asked; that it has a wording states nothing of what else is.

    Nor does whom to ask, or till when it holds, state anything of a particular of the same thing: 归哪个科，座机多少.
    """
    silent = {each.topic for each in answers if not each.stated and each.aspect.id not in COMPUTED}
    beside = [each for each in answers if each.aspect.id != "text"]
    apart = [each for each in beside if each.topic not in silent or each.aspect.id not in _BY_THE_WAY]
    return any(each.stated for each in apart or answers)


def _answers(content: Content, wanted: Iterable[Wanted], text: str, today: date) -> tuple[Answer, ...]:
    return tuple(answer_to(content, each.topics[0], each.aspect, text, today, each.place) for each in wanted)


def _total(content: Content, asked: Asked, text: str, today: date) -> Inquiry:
    """Answer somebody who only tells about the enterprise with what can be had, for that is what they are after."""
    return Inquiry("answer", (answer_to(content, TOTAL_TOPIC, "about", text, today),), near=asked.near)
