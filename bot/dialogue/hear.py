"""Hearing typed words: an answer, several facts at once, a question, courtesy, or what no policy here is about."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.content import COMPUTED, WHERE, hotlines
from bot.dialogue.answer import answer, say
from bot.dialogue.answer_pages import pages_of
from bot.dialogue.answer_to import OFFICES, answer_to
from bot.dialogue.ask import ask
from bot.dialogue.beside import ASKS, question_in, with_answer
from bot.dialogue.buttons import ANOTHER, CHANGE, COUNT, GO_ON, PERSON, SEE, WRONG, button, read_id
from bot.dialogue.elsewhere import elsewhere
from bot.dialogue.gathering.gather import Gathered, gather
from bot.dialogue.inquire import Inquiry, inquire
from bot.dialogue.known import known_of
from bot.dialogue.note import take_all
from bot.dialogue.read import read_one
from bot.dialogue.reply import Reply
from bot.dialogue.result import outcome, show_result, unchanged
from bot.dialogue.take import ask_on, go_on
from bot.dialogue.taken_back import taken_back
from bot.dialogue.talk import Talk
from bot.dialogue.topic import has_all
from bot.dialogue.turn import Event, Kept, Turn
from bot.dialogue.understand import Intent
from bot.language import TOTAL_TOPIC, Asked, NotUnderstood, Understood, Wanted, read_when, read_yes_no

_NOT_YET = "答完下面几问，就能算出能领多少。"

_BARE = 4
"""A yes or no that says nothing else is not longer."""

_MUCH = 3
"""So many facts at once are no chance: a message that tells them tells, whatever else it is."""


def hear(talk: Talk, intent: Intent) -> Turn:
    """Take typed words for what they are; a question in the middle of the guided ones is answered, then they go on."""
    if intent.fact:
        return say(talk, intent) if talk.pending is not None else _nothing_asked(talk, intent)
    text = intent.value
    told = gather(talk.facts, text, talk.today, talk.conversation.answers)
    if back := taken_back(talk, told, text):
        return take_all(talk.but(step={}) if talk.conversation.pending in back.values else talk, back)
    asked = _read(talk, told, text)
    if talk.pending is None and asked.kind != "small_talk" and _only_yes_or_no(text):
        return _nothing_asked(talk, intent)
    answers, dates, whole = _answers(talk, text), _dates(talk, text), with_answer(talk, told)
    if answers and talk.conversation.pending == WHERE:
        return _settled(talk, asked, text, say(talk, intent))
    if (
        asked.kind == "asked"
        and not _told_as_done(talk, told, text)
        and _asks(talk, asked, text, answers=answers or whole is not told)
    ):
        return _inquired(talk, asked, told, text)
    if dates:
        return take_all(talk, whole) if told.values else say(talk, intent)
    if len(told.values) < _MUCH and _speaks_of_else(asked, text):
        return _courtesy(talk, asked, text)
    if _tells_more(talk, whole, answers=answers):
        return take_all(talk, whole)
    if answers or (asked.kind != "small_talk" and talk.pending is not None and not ASKS.search(text)):
        return say(talk, intent)
    return _courtesy(talk, asked, text)


def chosen(talk: Talk, intent: Intent) -> Turn:
    """Take a tapped option of a choice, or of a yes or no."""
    taken = answer(talk, intent)
    fact = talk.facts[intent.fact]
    if fact.id != WHERE or all(option.id != intent.value for option in fact.options):
        return taken
    label = fact.option(intent.value).label
    return _settled(talk, talk.house.asking.read(label, _before(talk)), label, taken)


def _settled(talk: Talk, asked: Asked, text: str, taken: Turn) -> Turn:
    """Answer the question before as well, where it was asked back for want of the place that is told now."""
    unclear = any(len(topics) > 1 for topics, *_ in talk.conversation.asked)
    inquiry = inquire(talk.house.content, asked, text, talk.today) if unclear and asked.kind == "asked" else None
    if inquiry is None or not inquiry.answers or taken.conversation is None:
        return taken
    settled = taken.conversation.but(asked=tuple(map(_kept, asked.wanted)))
    events = (*_events(talk, inquiry), *taken.events)
    return replace(taken, conversation=settled, replies=(*_pages(talk, inquiry), *taken.replies), events=events)


def offered(talk: Talk, intent: Intent) -> Turn:
    """Answer the topic tapped among those offered: ``fact`` is the topic, ``value`` the aspect."""
    content = talk.house.content
    try:
        each = answer_to(content, intent.fact, intent.value, talk.conversation.heard, talk.today)
    except KeyError:
        return _after(talk, (talk.page("outside", (), policies=talk.policies, hotlines=(), gone=True, elsewhere=""),))
    inquiry = Inquiry("answer" if each.stated else "not_stated", (each,))
    talk = talk.but(asked=(((intent.fact,), intent.value),))
    return _answered(talk, inquiry)


def another(talk: Talk, intent: Intent) -> Turn:
    """Keep for staff a question that none of the topics offered was meant by."""
    del intent
    if not talk.conversation.heard:
        return _which_question(talk)
    return _outside(talk, talk.conversation.heard, "none_meant")


def wrong(talk: Talk, intent: Intent) -> Turn:
    """Keep for staff a question that was answered wrong."""
    del intent
    if not talk.conversation.heard:
        return _which_question(talk)
    kept = (Kept(talk.conversation.heard, "wrong"),)
    reply = talk.page("kept", (PERSON,), hotlines=hotlines(talk.policies), person=False, expected="")
    return _after(talk, (reply,), kept, (Event("wrong", _about(talk.conversation.asked)),))


def person(talk: Talk, intent: Intent) -> Turn:
    """Keep the call for a person; ``value`` holds its words where they were typed."""
    text = intent.value or talk.conversation.heard
    kept = Kept(text or PERSON.label, "person")  # a tap alone calls for a person, too
    offices = hotlines(talk.policies)
    reply = talk.page("kept", (), hotlines=offices, person=True, expected=talk.expected)
    return _after(talk, (reply,), (kept,), (Event("person"),))


def courtesy(talk: Talk) -> Turn:
    """Answer who asks nothing, and wants nothing done."""
    on = (GO_ON,) if talk.conversation.answers and talk.pending is None and talk.questions else ()
    return _after(talk, (talk.page("courtesy", on),))


def _inquired(talk: Talk, asked: Asked, told: Gathered, text: str) -> Turn:
    given = {key: value for key, value in talk.profile.known.items() if key not in talk.profile.presumed}
    known = {**given, **known_of(talk.house.content, told, talk.today)}
    inquiry = inquire(talk.house.content, asked, text, talk.today, lambda: known)
    if inquiry.elsewhere:
        return _outside(talk, text, inquiry.outcome, inquiry.elsewhere)
    wants_total = [each.topic for each in inquiry.answers] == [TOTAL_TOPIC]
    whole = with_answer(talk, told)
    if wants_total and told.values:
        return take_all(talk, whole)
    if wants_total and talk.conversation.answers:
        return ask_on(talk, _NOT_YET) if talk.questions else show_result(talk, Intent("result"))
    talk = talk.but(heard=text, asked=tuple(map(_kept, asked.wanted)))
    told = _told_beside(talk, whole, inquiry)
    taken = take_all(talk, told) if told.values else None
    if taken is None or taken.conversation is None:
        return _clarify(talk, inquiry) if inquiry.outcome == "clarify" else _answered(talk, inquiry)
    if inquiry.outcome == "clarify":
        asked_back = _clarify(replace(talk, conversation=taken.conversation), inquiry)
        return replace(
            asked_back, replies=(taken.replies[0], *asked_back.replies), events=(*taken.events, *asked_back.events)
        )
    # A result that comes of it is no new subject: 那找谁 asks of what was answered.
    going_on = taken.conversation.but(asked=talk.conversation.asked)
    return Turn(going_on, (*_pages(talk, inquiry), *taken.replies), (*_events(talk, inquiry), *taken.events))


def _told_beside(talk: Talk, told: Gathered, inquiry: Inquiry) -> Gathered:
    """Return what a question tells beside what it asks: it changes no answer, and 免费记账 in it is no trade.

    But the pending question may have been answered in part.
    """
    offered = (talk.house.content.by_id.get(topic) for topic, _ in inquiry.choices)
    measures = [measure for measure in (*offered, *(each.measure for each in inquiry.answers)) if measure]
    named = [name for measure in measures for name in (measure.name, *measure.topics)]
    return replace(
        told,
        values={
            fact: value
            for fact, value in told.values.items()
            if (fact == talk.conversation.pending or fact not in talk.conversation.answers)
            and not any(told.words[fact] in name for name in named)
        },
    )


def _answered(talk: Talk, inquiry: Inquiry) -> Turn:
    return _after(talk, _pages(talk, inquiry), (), _events(talk, inquiry))


def _pages(talk: Talk, inquiry: Inquiry) -> tuple[Reply, ...]:
    """Return a reply for each answer; the last one takes a thumbs-down or calls for a person."""
    house = talk.house
    findings = (lambda: talk.findings) if talk.conversation.answers else tuple
    texts = pages_of(house.pages, house.content, inquiry.answers, talk.today, findings)
    return tuple(
        Reply(text, (WRONG, PERSON) if place == len(texts) else ()) for place, text in enumerate(texts, start=1)
    )


def _clarify(talk: Talk, inquiry: Inquiry) -> Turn:
    choices = [button("offered", topic, inquiry.aspect, label=label) for topic, label in inquiry.choices]
    reply = talk.page("which_one", (*choices, ANOTHER), one=len(choices) == 1)
    return talk.turn(reply, events=(Event("inquiry", {"outcome": "clarify", "aspect": inquiry.aspect}),))


def _courtesy(talk: Talk, asked: Asked, text: str) -> Turn:
    if asked.kind == "person":
        return person(talk, Intent("person", value=text))
    if asked.kind == "small_talk":
        return courtesy(talk)
    return _outside(talk, text, "out_of_scope", elsewhere(talk.house.content, text))


def _outside(talk: Talk, text: str, why: str, place: str = "") -> Turn:
    """Say that it cannot be answered here, where it is asked for an enterprise of a ``place`` elsewhere: why not."""
    policies = talk.policies
    lines = hotlines(policies)
    reply = talk.page("outside", (PERSON,), policies=policies, hotlines=lines, gone=False, elsewhere=place)
    kept = (Kept(text, why),) if text else ()
    return _after(talk.but(heard=text), (reply,), kept, (Event("inquiry", {"outcome": why}),))


def _which_question(talk: Talk) -> Turn:
    """Ask for the question, where none is known any more that a button under an old answer could mean."""
    return _after(talk, (talk.page("which_question", (PERSON,)),))


def _after(talk: Talk, replies: tuple[Reply, ...], kept: tuple[Kept, ...] = (), events: Iterable[Event] = ()) -> Turn:
    """Send replies and put the pending question again; where none is pending, offer to begin."""
    if talk.pending is not None:
        replies = (*replies, ask(talk))
    elif replies and not talk.conversation.answers:
        last = replies[-1]
        replies = (*replies[:-1], Reply(last.text, (COUNT, *(c for c in last.choices if c != COUNT))))
    elif replies:
        last = replies[-1]
        replies = (
            *replies[:-1],
            Reply(last.text, (*last.choices, SEE, CHANGE)),
        )
    return Turn(talk.conversation, replies, tuple(events), kept)


def _nothing_asked(talk: Talk, intent: Intent) -> Turn:
    """Answer a word that answers or skips a question (是, 不清楚) where none is asked; 好 asks for nothing."""
    if intent.fact == "done":
        return courtesy(talk)
    return talk.turn(unchanged(talk, "现在没有要回答的问题。")) if talk.conversation.answers else go_on(talk)


def _only_yes_or_no(text: str) -> bool:
    return len(text) <= _BARE and isinstance(read_yes_no(text), Understood)


def _answers(talk: Talk, text: str) -> bool:
    """Whether words are surely an answer to the pending question."""
    return talk.pending is not None and isinstance(read_one(talk.pending, text, talk.today), Understood)


def _dates(talk: Talk, text: str) -> bool:
    """Whether words say when, where that is what is asked."""
    dating = talk.pending is not None and "date" in talk.conversation.step
    return dating and not isinstance(read_when(text, talk.today), NotUnderstood)


def _asks(talk: Talk, asked: Asked, text: str, *, answers: bool) -> bool:
    """Whether a message asks, rather than answers the pending question: 山西精品 ticks it, 山西精品多少钱 asks."""
    if talk.pending is None or _picks_offered(talk, asked):
        return True
    words = bool(ASKS.search(text))
    return (asked.explicit and words) if answers else (asked.explicit or words)


def _picks_offered(talk: Talk, asked: Asked) -> bool:
    """Whether words mean one of the topics that are offered on the screen: 三晋的, where three 老字号 are."""
    offered = {
        topic for name, topic, _ in (read_id(choice.id) for choice in talk.conversation.shown) if name == "offered"
    }
    return len(asked.wanted) == 1 and len(asked.wanted[0].topics) == 1 and offered.issuperset(asked.wanted[0].topics)


def _told_as_done(talk: Talk, told: Gathered, text: str) -> bool:
    """Whether a message tells what has happened and nothing else: 个体户转成公司了 asks for no 个转企.

    So does one that says when (三晋老字号，去年的) and, where answers were given, one that names no title: 我们是企业.
    """
    if not told.values or told.rest or ASKS.search(text):
        return False
    options = [value for fact, value in told.values.items() if talk.facts[fact].kind == "choices"]
    dated = any(day for held in options if isinstance(held, Mapping) for day in held.values())
    return "了" in text or dated or bool(talk.conversation.answers and not options and talk.pending is None)


def _speaks_of_else(asked: Asked, text: str) -> bool:
    """Whether a message calls for a person or asks about something else, so that names in it tell no fact.

    人工服务 is no 工服, and who asks where a game called 小巨人 is had holds no title.
    """
    return asked.kind == "person" or (asked.kind == "out_of_scope" and bool(ASKS.search(text)))


def _tells_more(talk: Talk, told: Gathered, *, answers: bool) -> bool:
    """Whether a message tells other facts than the pending question asks for; 四亿八 alone is the answer to it."""
    pending = talk.conversation.pending
    # 省级工艺美术大师 is a title, though a trade is called 工艺美术.
    apart = talk.pending is not None and talk.pending.kind != "money"
    if not answers and not told.values and any(talk.facts[fact].kind == "choice" for fact in told.unclear):
        return pending not in told.unclear  # 小微 may be two sizes, which nothing else may ever ask
    return bool(told.values.keys() - {pending}) and (not answers or apart or pending in told.values)


def _before(talk: Talk) -> tuple[Wanted, ...]:
    """Return the questions before this one, but for those about what a change of content has taken away."""
    content = talk.house.content
    wanted = (Wanted(tuple(topics), *rest) for topics, *rest in talk.conversation.asked)
    return tuple(each for each in wanted if each.aspect in content.wording.aspects and has_all(content, each.topics))


def _read(talk: Talk, told: Gathered, text: str) -> Asked:
    """Read a message as a question that follows the one before or, where none was, the result: 30万怎么领."""
    question, place, before = question_in(talk, told, text), _place(talk, told), _before(talk)
    awards = () if before or not ASKS.search(text) else _of_result(talk)
    if awards:
        asked = talk.house.asking.read(question, (Wanted(awards, "about"),), place)
        topics = {topic for each in asked.wanted for topic in each.topics}
        if len(topics & set(awards)) == 1:
            return asked
        if topics == set(awards) and not any(each.aspect in COMPUTED for each in asked.wanted):
            return replace(asked, wanted=tuple(each._replace(topics=(OFFICES,)) for each in asked.wanted))
    return talk.house.asking.read(question, before, place)


def _of_result(talk: Talk) -> tuple[str, ...]:
    """Return the awards that the result on the screen holds; () where there is none."""
    if talk.pending is not None or not talk.conversation.answers or talk.questions:
        return ()
    held = outcome(talk.findings)
    return tuple(finding.measure.topic for finding in (*held.certain, *held.unstated, *held.possible))


def _kept(wanted: Wanted) -> tuple[Any, ...]:
    """Return a question as the conversation keeps it."""
    return tuple(wanted) if wanted.place else (wanted.topics, wanted.aspect)


def _place(talk: Talk, told: Gathered) -> str:
    """Return where the enterprise is, as far as it is known; "" where there is but one place."""
    if WHERE not in talk.facts:
        return ""
    return str({**talk.profile.known, **known_of(talk.house.content, told, talk.today)}.get(WHERE, ""))


def _events(talk: Talk, inquiry: Inquiry) -> tuple[Event, ...]:
    return tuple(
        Event("inquiry", {"outcome": inquiry.outcome, "topic": each.topic, "aspect": each.aspect.id, **ended})
        for each in inquiry.answers
        for ended in ({"reason": "ended"} if each.measure and each.measure.policy.ended(talk.today) else {},)
    )


def _about(asked: tuple[tuple[tuple[str, ...], str], ...]) -> dict[str, str]:
    return {"topic": asked[-1][0][0], "aspect": asked[-1][1]} if asked else {}
