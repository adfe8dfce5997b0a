"""How the desk does: what people wait, what is open, and whether it helped."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, select, union_all

from bot.storage.figures.figure import Column, Figure, Kind, anything, are, count, median, named, share
from bot.storage.tables import events

PART = "工作台"

_PERSON = named("handoff_asked", reason="person")
_NAMES = ("began", "queued", "handoff_asked", "taken", "returned", "closed", "helped", "not_helped")
_ANSWERED = named("answered", fact="")
"""The guided questions have events of this name too, of a fact."""


def _at_the_desk(conditions: Sequence[ColumnElement[bool]], now: datetime) -> FromClause:
    del now
    happened = select(events).where(are(events.c.name, _NAMES), *conditions)
    answers = select(events).where(are(events.c.name, ("answered",)), events.c.fact == "", *conditions)
    return union_all(happened, answers).subquery("at_the_desk")


FIGURES = (
    Figure(
        "desk-daily",
        PART,
        "转人工每天办得怎么样",
        "按日（北京时间），数工作台上的每一步。",
        ("day",),
        _at_the_desk,
        (
            count("conversations", "会话", "开始的会话（began 事件）", named("began")),
            count("queued", "进队列", "一家企业的问题进了队列（queued 事件）", named("queued")),
            count("handoffs", "转人工", "点名要工作人员的（handoff_asked，reason = person）", _PERSON),
            count("taken", "接手", "工作人员接手（taken 事件）", named("taken")),
            count("answered", "答复", "工作人员答复（answered 事件）", _ANSWERED),
            count("returned", "退回队列", "接手后退回（returned 事件）", named("returned")),
            count("closed", "办结", "办结（closed 事件）", named("closed")),
            Column(
                "open",
                "日终未结",
                "到这天结束为止，进队列减去办结，不受起始日限制",
                Kind.RUNNING,
                anything,
                ("queued", "closed"),
                adds_up=False,
            ),
            median("waiting", "等待中位数", "从进队列到接手的秒数的中位数（taken 事件）", named("taken"), "taken"),
            median("handling", "办理中位数", "从接手到办结的秒数的中位数（closed 事件）", named("closed"), "closed"),
            count("helped", "有帮助", "对方说有帮助（helped 事件）", named("helped")),
            count("not-helped", "没帮助", "对方说没帮助（not_helped 事件）", named("not_helped")),
            count("rated", "有评价", "有帮助与没帮助之和", named("helped", "not_helped")),
            share("satisfaction", "满意率", "有帮助 ÷ 有评价", "helped", "rated"),
            share("handoff-rate", "转人工率", "转人工 ÷ 会话", "handoffs", "conversations"),
        ),
        "queued",
        whole={"rated": ("helped", "not-helped")},
    ),
)
