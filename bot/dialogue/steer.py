"""Steering: start, help, why, back, restart, forget; and what is not text at all."""

from bot.content import Fact
from bot.dialogue.ask import again, ask, unsure, way_back
from bot.dialogue.buttons import CHANGE, GO_ON, HELP, RESTART, SEE_FIRST, START, WHY
from bot.dialogue.change import resume
from bot.dialogue.conversation import Conversation
from bot.dialogue.hear import courtesy, hear
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.result import LISTS, result, screen_of_list, unchanged
from bot.dialogue.take import describe, go_on, set_aside
from bot.dialogue.talk import Talk
from bot.dialogue.tick import group
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent

_SHOWN = 5
"""So many findings are named when telling why a question is asked."""


def start(talk: Talk, intent: Intent) -> Turn:
    """Greet; a conversation under way goes on where it stood."""
    del intent
    if talk.conversation.answers:
        return resume(talk, Intent("resume"))
    asked = go_on(talk.but(pending="", view="", step={}, skipped=()), events=(Event("started", _source(talk)),))
    return Turn(asked.conversation, (_greeting(talk), *asked.replies), asked.events)


def hello(talk: Talk, intent: Intent) -> Turn:
    """Meet somebody whose first message is already words: take them as the first answer where they are one."""
    begun = start(talk, intent)
    if begun.conversation is None or not intent.value:
        return begun
    first = Talk(talk.house, begun.conversation, talk.today, talk.expected)
    heard = hear(first, intent)
    if heard.conversation is None:
        return heard
    if heard.conversation.answers or heard.kept:
        return Turn(heard.conversation, (begun.replies[0], *heard.replies), begun.events + heard.events, heard.kept)
    if heard.conversation.asked:
        return Turn(heard.conversation, heard.replies, begun.events + heard.events, heard.kept)
    return Turn(begun.conversation, begun.replies, begun.events + heard.events, heard.kept)


def help_(talk: Talk, intent: Intent) -> Turn:
    """Say what can be done here."""
    del intent
    return talk.turn(talk.page("help", (GO_ON, CHANGE, RESTART), policies=talk.house.content.policies))


def why(talk: Talk, intent: Intent) -> Turn:
    """Say what the pending question decides, from the same computation that asks it."""
    del intent
    fact = talk.pending
    if fact is None:
        return resume(talk, Intent("resume"))
    question = talk.question(fact.id)
    findings = sorted(question.decides, key=lambda finding: -(finding.most or 0))
    page = talk.page(
        "why", (GO_ON, *way_back(talk)), fact=fact, question=question, findings=findings[:_SHOWN], count=len(findings)
    )
    return talk.turn(page, events=(Event("why", {"fact": fact.id}),))


def more(talk: Talk, intent: Intent) -> Turn:
    """Show the buttons for which a question's screen had no room."""
    del intent
    talk = talk.but(view="more")
    return talk.turn(screen_of_more(talk))


def screen_of_more(talk: Talk) -> Reply:
    """Return the buttons beside a question."""
    fact = talk.pending
    usual: tuple[Choice, ...] = (unsure(fact), WHY) if fact else ()
    return talk.page("more", (*usual, *way_back(talk), SEE_FIRST, CHANGE, RESTART, HELP, GO_ON))


def keep(talk: Talk, intent: Intent) -> Turn:
    """Change nothing (不改, 算了): close what is shown over a question, or leave the question itself."""
    fact = talk.pending
    if fact is None:
        return _close(talk) or courtesy(talk)
    if not _asking(talk):
        return resume(talk, intent)
    if fact.id not in talk.conversation.answers:
        return talk.turn(ask(talk, "好。这一问可以不答：发“不清楚”就跳过，发“看结果”就先看结果。"))
    return _leave(talk, fact)


def close(talk: Talk, intent: Intent) -> Turn:
    """Go one step back, wherever that leads (返回): out of what is shown over a question, or to the one before."""
    if talk.pending is None:
        return _close(talk) or back(talk, intent)
    if not _asking(talk):
        return resume(talk, intent)
    if "group" in talk.conversation.step:
        return group(talk, Intent("group", talk.pending.id, "back"))
    return back(talk, intent)


def _asking(talk: Talk) -> bool:
    """Whether the pending question itself is what is shown."""
    return talk.conversation.view == "" and talk.conversation.shown == ask(talk).choices


def _close(talk: Talk) -> Turn | None:
    """Go back to the list or the result from what was opened out of it; None where the result is what is shown."""
    if talk.conversation.view in LISTS:
        listed = screen_of_list(talk)
        if talk.conversation.shown != listed.choices:
            return talk.turn(listed)
    page = result(talk)
    if not talk.conversation.answers or talk.conversation.shown == page.choices:
        return None
    return talk.but(view="result", step={}).turn(page)


def _leave(talk: Talk, fact: Fact) -> Turn:
    """Leave an answer that is asked again as it was, and do not go on asking for it."""
    left = talk.but(pending="", view="", step=set_aside(talk, fact.id))
    if any(question.fact is fact for question in left.questions):
        left = left.but(skipped=(*left.conversation.skipped, fact.id))
    said = describe(talk, fact, talk.conversation.answers[fact.id])
    return go_on(left, f"好，不改。{fact.name}：{said}")


def back(talk: Talk, intent: Intent) -> Turn:
    """Take the last answer back and ask it again; from the days of options, go back to the options."""
    del intent
    fact = talk.pending
    if fact is not None and again(talk):
        return _leave(talk, fact)
    if fact is not None and "date" in talk.conversation.step:
        talk = talk.but(view="", step={key: kept for key, kept in talk.conversation.step.items() if key != "date"})
        return talk.turn(ask(talk), events=(Event("back", {"fact": fact.id}),))
    if not talk.conversation.answers:
        return go_on(talk, "这已经是第一问了。")
    answers = dict(talk.conversation.answers)
    last, raw = answers.popitem()
    skipped = talk.unskipped(last)
    if last not in talk.facts:
        return back(talk.but(answers=answers, skipped=skipped), Intent("back"))
    step = {"held": dict(raw)} if isinstance(raw, dict) and talk.facts[last].kind == "choices" else {}
    before = describe(talk, talk.facts[last], raw)
    talk = talk.but(answers=answers, skipped=skipped, pending=last, view="", step=step)
    note = talk.house.pages.render("taken_back", fact=talk.facts[last], before=before)
    return talk.turn(ask(talk, note), events=(Event("back", {"fact": last}),))


def restart(talk: Talk, intent: Intent) -> Turn:
    """Begin anew; the answers are gone."""
    del intent
    fresh = Talk(talk.house, Conversation(source=talk.conversation.source), talk.today)
    return go_on(fresh, "好，从头来。之前的答案已清空。", (Event("restarted"),))


def forget(talk: Talk, intent: Intent) -> Turn:
    """Erase everything kept about this chat."""
    del intent
    page = talk.page("forgotten", (START,))
    return Turn(None, (page,), (Event("forgotten"),))


def thorough(talk: Talk, intent: Intent) -> Turn:
    """Ask on, for services that pay no money."""
    del intent
    return go_on(talk.but(thorough=True, view="", step={}), "好，再问几句，看看还有哪些服务。")


def unreadable(talk: Talk, intent: Intent) -> Turn:
    """Answer what is neither text nor a button, such as a picture or a voice message."""
    del intent
    note = "我只看得懂文字和按钮。请打字，或点下面的按钮。"
    if talk.pending is not None:
        return talk.turn(ask(talk, note))
    return talk.turn(unchanged(talk, note)) if talk.conversation.answers else go_on(talk, note)


def _greeting(talk: Talk) -> Reply:
    """Return the greeting, a message of its own: the question's is edited in place."""
    return talk.page("greeting", policies=talk.house.content.policies, today=talk.today)


def _source(talk: Talk) -> dict[str, str]:
    return {"source": talk.conversation.source} if talk.conversation.source else {}
