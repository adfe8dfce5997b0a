"""Steering: start, help, why, back, restart, forget; and what is not text at all."""

from bot.dialogue.answer import describe, go_on
from bot.dialogue.ask import WHY, ask, unsure, way_back
from bot.dialogue.change import resume
from bot.dialogue.conversation import Conversation
from bot.dialogue.hear import hear
from bot.dialogue.reply import Choice, Reply
from bot.dialogue.result import CHANGE, RESTART, result
from bot.dialogue.talk import Talk
from bot.dialogue.turn import Event, Turn
from bot.dialogue.understand import Intent, button

RESUME = button("command", "resume", label="接着答")
HELP = button("command", "help", label="帮助")
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
    return talk.turn(talk.page("help", (RESUME, CHANGE, RESTART), policies=talk.house.content.policies))


def why(talk: Talk, intent: Intent) -> Turn:
    """Say what the pending question decides, from the same computation that asks it."""
    del intent
    fact = talk.pending
    if fact is None:
        return resume(talk, Intent("resume"))
    question = talk.question(fact.id)
    findings = sorted(question.decides, key=lambda finding: -(finding.most or 0))
    page = talk.page(
        "why", (RESUME, *way_back(talk)), fact=fact, question=question, findings=findings[:_SHOWN], count=len(findings)
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
    see = button("command", "result", label="先看结果")
    return talk.page("more", (*usual, *way_back(talk), see, CHANGE, RESTART, HELP, RESUME))


def back(talk: Talk, intent: Intent) -> Turn:
    """Take the last answer back and ask it again."""
    del intent
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
    page = talk.page("forgotten", (button("command", "start", label="开始"),))
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
    return talk.turn(result(talk, note=note)) if talk.conversation.answers else go_on(talk, note)


def _greeting(talk: Talk) -> Reply:
    """Return the greeting, a message of its own: the question's is edited in place."""
    return talk.page("greeting", policies=talk.house.content.policies, today=talk.today)


def _source(talk: Talk) -> dict[str, str]:
    return {"source": talk.conversation.source} if talk.conversation.source else {}
