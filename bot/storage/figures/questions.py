"""What people ask: topics, ways of asking, how it was answered, what comes first and what follows."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, func, select

from bot.storage.figures.figure import Column, Figure, Where, count, named, of_events, share
from bot.storage.tables import events

PART = "提问"


def _inquiry(outcome: str) -> Where:
    return named("inquiry", outcome=outcome)


_ASKED = count("asked", "提问", "每问一个主题算一次（inquiry 事件）", named("inquiry"))
_OUTCOMES: tuple[Column, ...] = (
    count("answered", "答上", "政策里有写，已回答（outcome = answer）", _inquiry("answer")),
    count("clarified", "反问", "没听准，请对方选（outcome = clarify）", _inquiry("clarify")),
    count("not-stated", "原文没写", "问到的事政策没写（outcome = not_stated）", _inquiry("not_stated")),
    count("outside", "超出范围", "不是这里的政策（outcome = out_of_scope）", _inquiry("out_of_scope")),
    count("none-meant", "都不是", "给出的几个主题都不是（outcome = none_meant）", _inquiry("none_meant")),
    count("wrong", "没答对", "对方点了“没答对”（wrong 事件）", named("wrong")),
)
_OF_OUTCOMES = {"asked": tuple(column.id for column in _OUTCOMES if column.id != "wrong")}
_ANSWERED = of_events("inquiry", "wrong")


def _in_order(conditions: Sequence[ColumnElement[bool]], now: datetime) -> FromClause:
    """The questions of a topic, each with its place in its visit and the topic asked before it there."""
    del now
    place = func.row_number().over(partition_by=events.c.visit, order_by=events.c.id)
    after = func.lag(events.c.topic).over(partition_by=events.c.visit, order_by=events.c.id)
    asked = (events.c.name == "inquiry", events.c.topic != "", events.c.visit > 0)
    numbered = select(events, place.label("place"), after.label("after")).where(*asked, *conditions)
    return numbered.subquery("in_order")


FIGURES = (
    Figure(
        "topics",
        PART,
        "问得最多的主题",
        "按主题，数提问和“没答对”（inquiry、wrong 事件）；反问和超出范围的没有主题。",
        ("topic",),
        _ANSWERED,
        (_ASKED, *_OUTCOMES, share("wrong-rate", "没答对率", "没答对 ÷ 提问", "wrong", "asked")),
        "asked",
        own_policy=True,
        whole=_OF_OUTCOMES,
    ),
    Figure(
        "aspects",
        PART,
        "同一主题，问的是什么",
        "按主题和问法，数提问和“没答对”（inquiry、wrong 事件）。",
        ("topic", "aspect"),
        _ANSWERED,
        (_ASKED, *_OUTCOMES),
        "asked",
        own_policy=True,
        whole=_OF_OUTCOMES,
    ),
    Figure(
        "answers",
        PART,
        "每天答得怎么样",
        "按日，数提问和“没答对”（inquiry、wrong 事件）。",
        ("day",),
        _ANSWERED,
        (_ASKED, *_OUTCOMES, share("answer-rate", "答上率", "答上 ÷ 提问", "answered", "asked")),
        "asked",
        whole=_OF_OUTCOMES,
    ),
    Figure(
        "first-questions",
        PART,
        "一来先问什么",
        "每次会话里第一个有主题的提问，按主题数。",
        ("topic",),
        _in_order,
        (count("first", "第一问", "会话中的第一个提问（inquiry 事件）", lambda source: source.c.place == 1),),
        "first",
        own_policy=True,
    ),
    Figure(
        "follows",
        PART,
        "问完一个，接着问什么",
        "同一次会话里紧接着的两个有主题的提问，按前后主题数。",
        ("after", "topic"),
        _in_order,
        (
            count(
                "times",
                "次数",
                "紧接在前一个提问之后的提问（inquiry 事件）",
                lambda source: source.c.after.is_not(None),
            ),
        ),
        "times",
        own_policy=True,
    ),
)
