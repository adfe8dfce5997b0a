"""The guided questions as a funnel: seen, answered, left."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, FromClause, func, select

from bot.storage.figures.figure import Figure, Where, anything, are, count, median, named, of_events, share
from bot.storage.tables import STEPS, events

PART = "引导问题"

ASKED = ("asked", "back", "edited")
"""Events after which a question stands there to be answered."""
OVER = timedelta(minutes=30)
"""After so long a silence a visit is over, and a question not answered was left."""


def _left(conditions: Sequence[ColumnElement[bool]], now: datetime) -> FromClause:
    """The last steps of visits that are over, where a question stands there."""
    step = func.max(events.c.id)
    last = select(step).where(are(events.c.name, STEPS), events.c.visit > 0, *conditions).group_by(events.c.visit)
    left = (events.c.id.in_(last), are(events.c.name, ASKED), events.c.at <= now - OVER)
    return select(events).where(*left).subquery("left_there")


def _skipped(outcome: str) -> Where:
    return named("skipped", outcome=outcome)


FIGURES = (
    Figure(
        "funnel",
        PART,
        "每一问走到了多少人",
        "按问题，数引导问答的各步；一次会话里同一问可以出现多次。",
        ("fact",),
        of_events(*STEPS),
        (
            count("seen", "看到", "问到这一题（asked 事件）", named("asked")),
            count("answered", "答了", "给出答案，打字、点按钮或一句话里说到（answered 事件）", named("answered")),
            count("unsure", "不清楚", "选“不清楚”（skipped，outcome = unknown）", _skipped("unknown")),
            count(
                "refused",
                "不方便说",
                "选“不方便说”（skipped，outcome = wont_say）",
                _skipped("wont_say"),
            ),
            count("back", "退回重答", "点“上一题”收回了这一题的答案（back 事件）", named("back")),
            count("left", "停在这里", "会话最后一步停在这一题，且已沉默 30 分钟以上", anything, source=_left),
            median("median", "用时中位数", "从题目出现到回答的秒数的中位数", named("answered", "skipped"), "answered"),
            share("answer-rate", "回答率", "答了 ÷ 看到；一句话主动说到的也算答了，可以超过 100%", "answered", "seen"),
        ),
        "seen",
    ),
)
