"""The figures: each is a page, a JSON and a CSV at one address, and every number opens the events behind it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.codes import WHY
from bot.content import write_sum
from bot.desk.called import GROUPS, Called
from bot.desk.chart import Bar, bars, columns
from bot.desk.hidden import FEWEST
from bot.desk.visit import Page, Visit
from bot.desk.written import as_csv, as_json
from bot.http import without_nul
from bot.storage.figures import FIGURES, FILTERS, Column, Figure, Filters, Happened, Kind, Number, Row

MOST_ROWS = 200
"""So many rows stand on a page; the CSV has them all."""
MOST_BEHIND = 25
LONGEST = 64


class Shown(NamedTuple):
    """A number as it stands in a cell, and where the events behind it are."""

    said: str
    href: str
    title: str


class Line(NamedTuple):
    """A row as it is shown: what it is about, then its numbers."""

    names: tuple[str, ...]
    cells: tuple[Shown, ...]


def home(visit: Visit) -> Response:
    """Show the whole on one page, and the way to every figure."""
    try:
        filters = read_filters(visit.request.query_params)
    except FilterError as error:
        return _refused(visit, str(error), "")
    overview = FIGURES["overview"]
    rows = visit.desk.service.figure(overview, filters)
    called = Called(visit.desk.content())
    parts: dict[str, list[Figure]] = {}
    for figure in FIGURES.values():
        if figure is not overview:
            parts.setdefault(figure.part, []).append(figure)
    return visit.page(
        "figures.html",
        overview=overview,
        line=_lines(overview, rows, filters, called)[0],
        parts=parts,
        query=_query(filters),
        form=_form(filters, called, "/desk/figures"),
    )


def show(visit: Visit) -> Response:
    """Show a figure: as a page, or as what its address ends in."""
    figure_id, _, form = visit.request.path_params["figure"].partition(".")
    figure, write = FIGURES.get(figure_id), _WRITTEN.get(form)
    if figure is None or (form and write is None):
        return visit.not_found()
    try:
        filters = read_filters(visit.request.query_params)
    except FilterError as error:
        return _refused(visit, str(error), f"/{figure.id}", form)
    rows = visit.desk.service.figure(figure, filters)
    called = Called(visit.desk.content())
    if write:
        return write(figure, filters, rows, called)
    return visit.page(
        "figure.html",
        figure=figure,
        heads=[GROUPS[group] for group in figure.groups],
        lines=_lines(figure, rows[:MOST_ROWS] if figure.groups[:1] != ("day",) else rows[-MOST_ROWS:], filters, called),
        more=max(0, len(rows) - MOST_ROWS),
        chart=_chart(figure, rows, called),
        fewest=FEWEST,
        query=_query(filters),
        form=_form(filters, called, f"/desk/figures/{figure.id}"),
    )


def behind(visit: Visit) -> Response:
    """Show the events that a number was made of."""
    figure = FIGURES.get(visit.request.path_params["figure"])
    asked = visit.request.query_params
    column = {} if figure is None else {each.id: each for each in figure.columns}
    if figure is None or asked.get("column", "") not in column:
        return visit.not_found()
    try:
        filters = read_filters(asked)
    except FilterError as error:
        return _refused(visit, str(error), f"/{figure.id}")
    key = {group: without_nul(asked[f"of_{group}"])[: LONGEST * 2] for group in figure.groups if f"of_{group}" in asked}
    page = int(asked["page"]) if asked.get("page", "").isascii() and asked.get("page", "x").isdecimal() else 0
    page = min(page, 1_000_000)
    chosen = column[asked["column"]]
    found = visit.desk.service.behind(figure, filters, key, chosen.id, page * MOST_BEHIND, MOST_BEHIND + 1)
    called = Called(visit.desk.content())
    same = [(name, value) for name, value in asked.multi_items() if name != "page"]
    return visit.page(
        "behind.html",
        figure=figure,
        column=chosen,
        about=[(GROUPS[group], called(group, value)) for group, value in key.items()],
        events=[_told_of(each, called) for each in found[:MOST_BEHIND]],
        earlier=f"?{urlencode([*same, ('page', page + 1)])}" if len(found) > MOST_BEHIND else "",
        later=f"?{urlencode([*same, ('page', page - 1)])}" if page else "",
        back=f"/desk/figures/{figure.id}{_query(filters)}",
    )


class FilterError(Exception):
    """The filters of an address can choose nothing; one line for whoever sees the page."""


def read_filters(asked: Mapping[str, str]) -> Filters:
    """Read the filters of an address; raises FilterError for days that are none or in the wrong order."""
    filters = _typed(asked)
    for name, day in (("开始日期", filters.since), ("结束日期", filters.until)):
        if day and not _is_day(day):
            raise FilterError(f"{name}“{day}”不是日期，请写成 2026-11-01 这样。")
    if filters.until and filters.since > filters.until:
        raise FilterError(f"开始日期 {filters.since} 比结束日期 {filters.until} 还晚，请改一个。")
    return filters


def _typed(asked: Mapping[str, str]) -> Filters:
    return Filters(**{name: without_nul(asked.get(name, ""))[:LONGEST] for name in FILTERS})


def _refused(visit: Visit, told: str, at: str, form: str = "") -> Response:
    """Say what is wrong with the filters, in the form that was asked for; on a page, with the filters to change."""
    if form == "json":
        return JSONResponse({"error": told}, 400)
    if form:
        return PlainTextResponse(f"{told}\n", 400)
    filters, called = _typed(visit.request.query_params), Called(visit.desk.content())
    return visit.page("figures_refused.html", 400, told=told, form=_form(filters, called, f"/desk/figures{at}"))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _csv(figure: Figure, filters: Filters, rows: Sequence[Row], called: Called) -> Response:
    del filters
    headers = {"Content-Disposition": f'attachment; filename="huiqi-{figure.id}.csv"'}
    return Response(as_csv(figure, rows, called), headers=headers, media_type="text/csv; charset=utf-8")


def _json(figure: Figure, filters: Filters, rows: Sequence[Row], called: Called) -> Response:
    return Response(as_json(figure, filters, rows, called), media_type="application/json")


_WRITTEN = {"csv": _csv, "json": _json}


def _lines(figure: Figure, rows: Sequence[Row], filters: Filters, called: Called) -> list[Line]:
    return [
        Line(
            tuple(called(group, value) for group, value in zip(figure.groups, row.key, strict=True)),
            tuple(_cell(figure, column, row, filters) for column in figure.columns),
        )
        for row in rows
    ]


def _cell(figure: Figure, column: Column, row: Row, filters: Filters) -> Shown:
    number = row.numbers[column.id]
    key = [(f"of_{group}", value) for group, value in zip(figure.groups, row.key, strict=True)]
    query = urlencode([*filters.given.items(), *key, ("column", column.id)])
    return Shown(say(column, number), f"/desk/figures/{figure.id}/rows?{query}" if number else "", column.title)


def say(column: Column, number: Number) -> str:
    """Return a number as it is read."""
    if number is None:
        return "—"
    if column.kind is Kind.SHARE:
        return f"{number:.1f}%"
    if column.kind is Kind.MEDIAN:
        return _duration(int(number))
    if column.kind is Kind.SUM:
        return write_sum(int(number)) if number else "0"
    return f"{number:,}"


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} 秒"
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} 分 {rest} 秒" if rest else f"{minutes} 分"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"


def _chart(figure: Figure, rows: Sequence[Row], called: Called) -> Markup:
    drawn = figure.column(figure.drawn)
    if not figure.groups:
        return Markup("")
    told = f"{figure.title}：{drawn.title}。数字见下表。"
    if figure.groups[0] == "day":
        daily: dict[str, float] = {}
        for row in rows:
            daily[row.key[0]] = daily.get(row.key[0], 0) + (row.numbers[drawn.id] or 0)
        return columns(told, [Bar(day, number, f"{number:,.0f}") for day, number in daily.items()])
    named = [(" · ".join(map(called, figure.groups, row.key)), row.numbers[drawn.id] or 0) for row in rows]
    return bars(told, [Bar(name, number, say(drawn, number)) for name, number in named])


def _form(filters: Filters, called: Called, action: str) -> dict[str, Any]:
    choices = {
        name: (GROUPS[name], called.choices(name))
        for name in FILTERS
        if name in {"channel", "policy", "county", "sector"}
    }
    return {"filters": filters, "choices": choices, "action": action}


def _query(filters: Filters) -> str:
    return f"?{urlencode(filters.given)}" if filters.given else ""


EVENTS = {
    "began": "会话开始", "message": "来消息", "started": "开始问答", "asked": "问到", "answered": "答了",
    "skipped": "没答", "back": "退回重答", "edited": "改答案", "why": "问为什么要问", "restarted": "重新开始",
    "reopened": "打开带来的答案", "result": "看结果", "covered": "有政策可能适用", "found": "匹配结果",
    "finding": "看一项奖励", "inquiry": "提问", "wrong": "说没答对", "person": "要找工作人员", "queued": "进队列",
    "handoff_asked": "问题留给工作人员", "taken": "接手", "returned": "退回队列", "closed": "办结",
    "helped": "有帮助", "not_helped": "没帮助", "forgotten": "要求忘记", "message_failed": "消息没处理好",
    "conversation_unreadable": "会话读不出来",
}  # fmt: skip
OUTCOMES = {
    "first": "第一次来", "again": "再来", "typed": "打字", "tapped": "点按钮",
    "unknown": "不清楚", "wont_say": "不方便说",
    "eligible": "符合", "unstated": "金额没写", "possible": "可能", "near": "差一点", "lapsed": "过期",
    "not_yet": "太早", "no": "不符合",
    "answer": "答上", "clarify": "反问", "not_stated": "原文没写", "out_of_scope": "超出范围", "none_meant": "都不是",
    "answered": "已答复", "unanswered": "没有答复", "forgotten": "已要求忘记",
}  # fmt: skip
REASONS = {"ended": "政策已到期", **WHY, "staff": "工作人员", "owner": "企业", "timeout": "超时"}
"""The words of events, as `docs/analytics.md` has them."""


def _told_of(event: Happened, called: Called) -> dict[str, Any]:
    return {
        "at": event.at,
        "channel": called("channel", event.channel),
        "visit": f"{event.visit:x}" if event.visit else "—",
        "name": EVENTS.get(event.name, event.name),
        "told": _told(event.about, called) or "—",
    }


def _told(about: Mapping[str, str], called: Called) -> str:
    """Return what an event says, in words."""
    words = dict(about)
    for kind, table in (("outcome", OUTCOMES), ("reason", REASONS)):
        if kind in words:
            words[kind] = table.get(words[kind], words[kind])
    if "amount" in words:
        words["amount"] = write_sum(int(words["amount"]))
    if "seconds" in words:
        words["seconds"] = _duration(int(words["seconds"]))
    if "measure" in words or "topic" in words:
        words.pop("policy", None)  # the award says it
    return "，".join(called(kind, value) for kind, value in words.items())


PAGES = (
    Page("GET", "/figures", "viewer", home),
    Page("GET", "/figures/{figure}/rows", "viewer", behind),
    Page("GET", "/figures/{figure}", "viewer", show),
)
