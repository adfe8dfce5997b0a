"""What was matched: how each award stands in the results shown, why not, what is asked for too late, and where."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, FromClause, and_, or_, select

from bot.storage.figures.figure import Column, Figure, Where, are, count, having, of_events, people, yuan
from bot.storage.tables import events

PART = "奖励"


def _found(*outcomes: str) -> Where:
    """Results of which an award stood so; that they are results is in the source, where an index of them serves."""
    if len(outcomes) == 1:
        return having(outcome=outcomes[0])
    return lambda source: source.c.outcome.in_(outcomes)


def _ended(name: str, *outcomes: str) -> Where:
    def where(source: FromClause) -> ColumnElement[bool]:
        ended = (are(source.c.name, (name,)), source.c.reason == "ended")
        return and_(*ended, source.c.outcome.in_(outcomes)) if outcomes else and_(*ended)

    return where


def _wanted_late(source: FromClause) -> ColumnElement[bool]:
    return or_(_ended("found", "lapsed", "eligible", "unstated", "possible")(source), _ended("inquiry")(source))


def _wanted(conditions: Sequence[ColumnElement[bool]], now: datetime) -> FromClause:
    """Results and questions; ``wanted`` is the measure or the topic, of which an event has one."""
    del now
    wanted = (events.c.measure + events.c.topic).label("wanted")
    return select(events, wanted).where(are(events.c.name, ("found", "inquiry")), *conditions).subquery("wanting")


_STANDS: tuple[Column, ...] = (
    count("eligible", "符合，有金额", "结果里符合且金额确定（found，outcome = eligible）", _found("eligible")),
    count("unstated", "符合，金额没写", "结果里符合、原文没写金额（outcome = unstated）", _found("unstated")),
    count("possible", "可能", "还差情况没答（outcome = possible）", _found("possible")),
    count("near", "差一点", "离下一档还差一段（outcome = near），与其他各列重叠", _found("near")),
    count("lapsed", "过期", "条件够，但过了政策有效期（outcome = lapsed）", _found("lapsed")),
    count("not-yet", "太早", "条件够，但早于政策有效期（outcome = not_yet）", _found("not_yet")),
)
_AMOUNT = yuan("amount", "确定金额合计", "符合、有金额的各项，金额逐项相加，单位元", _found("eligible"), "eligible")
_RESULTS = people("people", "人数", "看到新结果的人，每人计一次", _found("eligible", "unstated", "possible", "no"))

FIGURES = (
    Figure(
        "awards",
        PART,
        "每项奖励匹配得怎么样",
        "每出一次新结果，每项奖励记一笔（found 事件）；按奖励数。返回同一结果不再计。",
        ("measure",),
        of_events("found"),
        (
            *_STANDS,
            count("no", "不符合", "有条件不满足（outcome = no）", _found("no")),
            _AMOUNT,
        ),
        "eligible",
        own_policy=True,
    ),
    Figure(
        "reasons",
        PART,
        "为什么没匹配上",
        "按奖励和没满足的第一个条件所问的情况，数不符合的（found 事件，outcome = no）。",
        ("measure", "fact"),
        of_events("found"),
        (count("no", "不符合", "因为这个情况不符合（outcome = no）", _found("no")),),
        "no",
        own_policy=True,
    ),
    Figure(
        "expired",
        PART,
        "到期的奖励还有多少人要",
        "政策已到期的日子里，结果中条件够或可能够的，加上问到它的；按奖励或主题数。",
        ("wanted",),
        _wanted,
        (
            count("demand", "需求", "以下两列之和", _wanted_late),
            count(
                "matched",
                "结果里有",
                "结果里条件够或可能够、而政策已到期（found，outcome = lapsed、eligible、unstated、possible）",
                _ended("found", "lapsed", "eligible", "unstated", "possible"),
            ),
            count("asked", "问到", "问到的，而政策已到期（inquiry 事件）", _ended("inquiry")),
        ),
        "demand",
        own_policy=True,
        whole={"demand": ("matched", "asked")},
    ),
    Figure(
        "counties",
        PART,
        "各县（市、区）匹配得怎么样",
        "按回答的县（市、区），数结果里的奖励（found 事件）；没答的在一行。",
        ("county",),
        of_events("found"),
        (_RESULTS, *_STANDS, _AMOUNT),
        "eligible",
        own_policy=True,
    ),
    Figure(
        "sectors",
        PART,
        "各行业匹配得怎么样",
        "按回答的行业，数结果里的奖励（found 事件）；没答的在一行。",
        ("sector",),
        of_events("found"),
        (_RESULTS, *_STANDS, _AMOUNT),
        "eligible",
        own_policy=True,
    ),
)
