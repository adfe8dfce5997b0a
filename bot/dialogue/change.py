"""Changing an answer: from the list of answers, or by a tap on a button of an earlier question."""

from bot.content import Fact
from bot.dialogue.answer import say
from bot.dialogue.ask import ask
from bot.dialogue.buttons import KEEP, button
from bot.dialogue.gathering.gather import Gathered
from bot.dialogue.in_quotes import in_quotes
from bot.dialogue.note import take_all
from bot.dialogue.read import raw_answer, read_one
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.result import LISTS, screen_of_list
from bot.dialogue.take import ask_on, describe, set_aside, take
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent
from bot.language import Understood

_PAGE = 6


def change(talk: Talk, intent: Intent) -> Turn:
    """Show the answers given, each with a button to change it."""
    del intent
    if not talk.conversation.answers:
        return ask_on(talk, "还没有答案可改。")
    talk = talk.but(view="change", step={**talk.conversation.step, "page": 0})
    return talk.turn(screen_of_change(talk))


def change_page(talk: Talk, intent: Intent) -> Turn:
    """Turn to another page of the answers."""
    talk = talk.but(view="change", step={**talk.conversation.step, "page": intent.number or 0})
    return talk.turn(screen_of_change(talk))


def screen_of_change(talk: Talk) -> Reply:
    """Return the list of answers."""
    rows = answers_of(talk)
    page = int(talk.conversation.step.get("page", 0)) % max(1, -(-len(rows) // _PAGE))
    choices = [
        button("edit", fact.id, label=f"改{in_quotes(fact.name)}")
        for fact, _, _ in rows[page * _PAGE : (page + 1) * _PAGE]
    ]
    if len(rows) > _PAGE:
        choices.append(button("view", "change", str(page + 1), label="更多答案"))
    return talk.page("answers", (*choices, KEEP), answers=rows)


def answers_of(talk: Talk) -> list[tuple[Fact, str, bool]]:
    """Return each answer: the fact, what was said, and whether it is only presumed."""
    given = [(talk.facts[key], raw) for key, raw in talk.conversation.answers.items() if key in talk.facts]
    presumed = [(talk.facts[key], talk.facts[key].presumed) for key in sorted(talk.profile.presumed)]
    return [(fact, describe(talk, fact, raw), fact.id in talk.profile.presumed) for fact, raw in (*given, *presumed)]


def edit(talk: Talk, intent: Intent) -> Turn:
    """Ask one fact again; what was ticked before stays ticked."""
    fact = talk.facts.get(intent.fact)
    if fact is None:
        return ask_on(talk)
    held = talk.conversation.answers.get(fact.id)
    step = {"held": dict(held)} if fact.kind == "choices" and isinstance(held, dict) else {}
    step |= set_aside(talk, fact.id)
    talk = talk.but(pending=fact.id, view="", step=step)
    now = f"现在记的是：{describe(talk, fact, held)}" if held is not None else ""
    years = f"要说别的年份，就带上年份，例如：{talk.today.year - 2}年5.1亿" if fact.yearly else ""
    note = "\n".join(filter(None, (now, years)))
    return talk.turn(ask(talk, note), events=(Event("edited", {"fact": fact.id}),))


def correct(talk: Talk, intent: Intent) -> Turn:
    """Take words as the new answer to a fact (营收改成6亿); what is being asked is asked on."""
    fact = talk.facts[intent.fact]
    reading = read_one(fact, intent.value, talk.today)
    if isinstance(reading, Understood) and fact.kind != "choices":
        raw = raw_answer(reading.value, fact)
        return take_all(talk, Gathered({fact.id: raw}, {fact.id: intent.value}, {}, ()))
    return say(talk.but(pending=fact.id, view="", step=set_aside(talk, fact.id)), Intent("say", value=intent.value))


def confirm(talk: Talk, intent: Intent) -> Turn:
    """Make the change that a tap on an old button offered."""
    if intent.fact not in talk.facts:
        return ask_on(talk)
    return take(talk, intent.fact, intent.value)


def old_button(talk: Talk, intent: Intent) -> Turn:
    """Answer a tap on the button of another question: say what it would change, and change nothing."""
    fact = talk.facts.get(intent.fact)
    if fact is None:
        return ask_on(talk, "这个按钮已经过时了。")
    raw = talk.conversation.answers.get(fact.id)
    if intent.name == "answer" and raw == intent.value:
        return talk.turn()  # a double tap: it is taken already
    before = describe(talk, fact, raw) if raw is not None else ""
    choices, wanted = _offer(fact, intent)
    return talk.turn(talk.page("old_button", (*choices, KEEP), fact=fact, before=before, wanted=wanted))


def resume(talk: Talk, intent: Intent) -> Turn:
    """Go on where the conversation stood."""
    del intent
    if talk.conversation.view in LISTS:
        return talk.turn(screen_of_list(talk))
    return ask_on(talk)


def _offer(fact: Fact, intent: Intent) -> tuple[tuple[Choice, ...], str]:
    if intent.name == "answer" and any(option.id == intent.value for option in fact.options):
        label = fact.option(intent.value).label
        return (button("confirm", fact.id, intent.value, label=f"改成{in_quotes(label)}"),), label
    return (button("edit", fact.id, label=f"改{in_quotes(fact.name)}"),), ""
