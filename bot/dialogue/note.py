"""Noting several facts told at once: all are taken, changes and contradictions pointed out, each put right by a tap."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from bot.content import Fact
from bot.dialogue.ask import again
from bot.dialogue.buttons import CHANGE, NEITHER, SEE, button
from bot.dialogue.gathering.gather import Gathered
from bot.dialogue.in_quotes import in_quotes
from bot.dialogue.prune import clash, prune
from bot.dialogue.read import named_among
from bot.dialogue.reply import MOST_CHOICES, Choice
from bot.dialogue.result import result
from bot.dialogue.take import ask_on, describe
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn

_INSTEAD = re.compile("不对|[说写填搞记弄选点]错|应该是|[改换]成|只有|就只")
"""Says that what is told is so instead of what was told before."""


def take_all(talk: Talk, told: Gathered) -> Turn:
    """Take every fact told, say so with a button to put each right, and go on with what is still open."""
    noted, before = _note_each(talk, told), talk
    talk = noted.talk
    unclear = [talk.facts[fact] for fact in told.unclear if fact not in told.values]
    likeliest = [each for fact in unclear for each in _likeliest(fact, told.unclear[fact.id])]
    same = _same_result(before, talk)
    asked_back = (*likeliest, *((NEITHER,) if likeliest else ()))
    note = talk.page(
        "noted",
        (*asked_back, *_corrections(noted.taken, noted.refused), *((SEE, CHANGE) if same else ()))[:MOST_CHOICES],
        same=same,
        known=talk.conversation.answers == before.conversation.answers,
        taken=noted.taken,
        refused=noted.refused,
        dropped=list(noted.dropped.values()),
        unclear=unclear,
        likeliest=bool(likeliest),
    )
    events = tuple(Event("answered", {"fact": fact.id}) for fact, _, _ in noted.taken)
    if same:
        return talk.turn(note, events=events)
    on = talk if _still_asks(talk, told) else talk.but(pending="", view="", step={})
    turn = ask_on(on, events=events)
    # What is asked back comes before the next question: a number typed must mean one list.
    return Turn(turn.conversation, (note, *(() if likeliest else turn.replies)), turn.events)


class _Noted(NamedTuple):
    """A talk that knows what was told; what was taken, with what it was before, refused, and dropped for it."""

    talk: Talk
    taken: list[tuple[Fact, str, str]]
    refused: list[tuple[Fact, str, Fact, str]]
    dropped: dict[str, Fact]


def _note_each(talk: Talk, told: Gathered) -> _Noted:
    taken: list[tuple[Fact, str, str]] = []
    refused: list[tuple[Fact, str, Fact, str]] = []
    dropped: dict[str, Fact] = {}
    for fact_id, new in _beside_ticks(talk, told.values).items():
        fact, before = talk.facts[fact_id], talk.conversation.answers.get(fact_id)
        said = "，".join((told.words.get(fact_id, ""), *told.rest))
        raw = _with_those_before(fact, before, new, said)
        changed = talk.but(answers={**talk.conversation.answers, fact_id: raw}, skipped=talk.unskipped(fact_id))
        other = clash(changed, fact_id) if before is None else ""
        if other:
            earlier = talk.facts[other]
            refused.append((fact, fact.say(fact.read(raw, talk.today)), earlier, _said(talk, other)))
            continue
        was = describe(talk, fact, before) if before is not None and not _goes_on(before, raw) else ""
        talk = changed
        if before is not None and before != raw:
            talk, gone = prune(talk, fact_id, before, told.values)
            dropped |= {each.id: each for each in gone}
        taken.append((fact, describe(talk, fact, raw), was))
    return _Noted(talk, taken, refused, dropped)


def _with_those_before(fact: Fact, before: Any, new: Any, said: str) -> Any:
    """Return options told with those told earlier: 还有小巨人 adds one, 不是中华老字号，是三晋的 leaves one out."""
    options = fact.kind == "choices" and isinstance(before, Mapping) and isinstance(new, Mapping)
    if not options or not new or _INSTEAD.search(said):
        return new
    gone = named_among(fact, before, said) - new.keys()
    days = {option: new.get(option) or day for option, day in before.items() if option not in gone}
    return {**days, **{option: day for option, day in new.items() if option not in days}}


def _goes_on(before: object, raw: object) -> bool:
    """Whether an answer holds all that was noted before, and changes none of it."""
    if not isinstance(before, Mapping) or not isinstance(raw, Mapping):
        return before == raw
    return all(option in raw and day in {None, raw[option]} for option, day in before.items())


def _same_result(before: Talk, talk: Talk) -> bool:
    """Whether the result stands, and need not be read again, for nothing in it changes."""
    if before.pending is not None or before.questions or talk.questions:
        return False
    return result(talk) == result(before)


def _beside_ticks(talk: Talk, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is told with the options ticked so far, where more of them are told."""
    pending, held = talk.conversation.pending, talk.conversation.step.get("held")
    return {**values, pending: {**held, **values[pending]}} if held and values.get(pending) else values


def _still_asks(talk: Talk, told: Gathered) -> bool:
    """Whether the pending question, of which nothing was told, is to be answered still: its ticks are not lost."""
    fact = talk.pending
    if fact is None or fact.id in told.values or fact.id in told.unclear:
        return False
    return again(talk) or any(question.fact is fact for question in talk.questions)


def _likeliest(fact: Fact, values: Iterable[Any]) -> Iterator[Choice]:
    """Offer what an unclear word may mean (小微: 小型, 微型), for nobody else may ever ask for that fact."""
    if fact.kind == "choice":
        for value in values:
            yield button("confirm", fact.id, value, label=f"{fact.name}：{fact.option(value).label}")


def _corrections(taken: list[tuple[Fact, str, str]], refused: list[tuple[Fact, str, Fact, str]]) -> tuple[Choice, ...]:
    doubtful = [fact for fact, _, earlier, _ in refused for fact in (earlier, fact)]
    facts = {fact.id: fact for fact in (*doubtful, *(fact for fact, _, _ in taken))}
    return tuple(
        button("edit", fact.id, label=f"改{in_quotes(fact.name)}") for fact in list(facts.values())[:MOST_CHOICES]
    )


def _said(talk: Talk, fact_id: str) -> str:
    return describe(talk, talk.facts[fact_id], talk.conversation.answers[fact_id])
