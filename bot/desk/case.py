"""One conversation of the queue: as it was said, who the enterprise is, what it matches; and what staff do with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from starlette.responses import Response

from bot.desk.queue import shelf_of
from bot.desk.visit import Page, Visit
from bot.dialogue import MENU, START, plain
from bot.reception import LONGEST_ANSWER, Outcome
from bot.storage import Line

TOLD = {
    Outcome.HAD: "同事正在处理这个会话，没有发出去。",
    Outcome.NOT_HAD: "这个会话已经不在您手里：可能超时了，或企业主让惠企接着答了。没有发出去，请重新接手再发。",
    Outcome.CLOSED: "这个会话已经结束。",
    Outcome.EMPTY: "还没有写答复。",
    Outcome.TOO_LONG: f"太长了，一条最多 {LONGEST_ANSWER} 个字，请分开发。没有发出去。",
}
UNSENT = "您打的字还没有发。要发，请点“发送并结束”；不发，请先清空。"
STATUS = {Outcome.EMPTY: 422, Outcome.TOO_LONG: 422}


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the conversation; ``tapped`` is the label of a button, where that was the answer.

    ``arrives`` is "yes", "later" where it waits to be sent, and "never" where it could not be delivered.
    """

    who: str
    at: datetime
    text: str
    tapped: str
    arrives: str


def show(visit: Visit) -> Response:
    """Show a conversation."""
    return _show(visit, typed="", told="", status=200)


def take(visit: Visit) -> Response:
    """Take a conversation; what was typed before is kept."""
    outcome = visit.desk.reception.take(_id(visit), visit.member.name)
    if outcome is Outcome.DONE and not visit.form.get("text"):
        return visit.to(f"/queue/{_id(visit)}")
    return _after(visit, outcome, 200)


def answer(visit: Visit) -> Response:
    """Send an answer, and end the conversation with it where that is the button."""
    closing = bool(visit.form.get("close"))
    once = visit.form.get("once") or token_urlsafe()
    text = visit.form.get("text", "").replace("\r\n", "\n")
    outcome = visit.desk.reception.answer(_id(visit), visit.member.name, text, once, closing=closing)
    if outcome is Outcome.DONE:
        return visit.to("/queue?show=mine&done=closed" if closing else f"/queue/{_id(visit)}")
    return _after(visit, outcome, STATUS.get(outcome, 409))


def give_back(visit: Visit) -> Response:
    """Put a conversation back into the queue."""
    if visit.form.get("text", "").strip():
        return _show(visit, typed=visit.form["text"], told=UNSENT, status=422)
    outcome = visit.desk.reception.give_back(_id(visit), visit.member.name)
    return visit.to("/queue?done=returned") if outcome is Outcome.DONE else _after(visit, outcome, 409)


def close(visit: Visit) -> Response:
    """End a conversation."""
    if visit.form.get("text", "").strip():
        return _show(visit, typed=visit.form["text"], told=UNSENT, status=422)
    outcome = visit.desk.reception.close(_id(visit), visit.member.name)
    return visit.to("/queue?show=mine&done=closed") if outcome is Outcome.DONE else _after(visit, outcome, 409)


def _id(visit: Visit) -> int:
    return int(visit.request.path_params["entry"])


def _after(visit: Visit, outcome: Outcome, status: int) -> Response:
    """Show the conversation as it is now, with what was typed and why it was not done."""
    return _show(visit, typed=visit.form.get("text", ""), told=TOLD.get(outcome, ""), status=status)


def _show(visit: Visit, *, typed: str, told: str, status: int) -> Response:
    """Show a conversation, whole or what changes of it; whichever it is, that it was opened is written down."""
    case = visit.desk.reception.case(_id(visit), visit.member.name)
    if case is None:
        return visit.gone("这个会话已经删除：企业主要求忘记，或者超过了保存期限。", typed)
    shelf = shelf_of(case.entry, visit.member.name, visit.now)
    view: dict[str, Any] = {
        "entry": case.entry,
        "shelf": shelf,
        "said": said(case.lines, case.undelivered),
        "earlier": case.earlier,
        "now": visit.now,
    }
    if visit.refreshes:
        return visit.part("_case.html", **view)
    known = visit.desk.dialogue().portrait(case.conversation, visit.now)
    return visit.page(
        "case.html", status, **view, known=known, typed=typed, told=told, once=token_urlsafe(12), longest=LONGEST_ANSWER
    )


def said(lines: Iterable[Line], undelivered: Mapping[int, bool]) -> tuple[Said, ...]:
    """Return what was said, as text without markup; a tap in the words that stood on the button."""
    labels = {choice.id: choice.label for choice in (START, *MENU)}
    return tuple(_said(line, labels, undelivered) for line in lines)


def _said(line: Line, labels: dict[str, str], undelivered: Mapping[int, bool]) -> Said:
    if line.who == "owner":
        tapped = labels.get(line.reply.choices[0].id, "（一个按钮）") if line.reply.choices else ""
        return Said("owner", line.at, plain(line.reply.text), tapped, "yes")
    labels.update({choice.id: choice.label for choice in line.reply.choices})
    arrives = {None: "yes", True: "later", False: "never"}[undelivered.get(line.id)]
    return Said(line.who, line.at, plain(line.reply.text), "", arrives)


_ENTRY = "/queue/{entry:id}"
PAGES = (
    Page("GET", _ENTRY, "answerer", show),
    Page("POST", f"{_ENTRY}/take", "answerer", take),
    Page("POST", f"{_ENTRY}/answer", "answerer", answer),
    Page("POST", f"{_ENTRY}/return", "answerer", give_back),
    Page("POST", f"{_ENTRY}/close", "answerer", close),
)
