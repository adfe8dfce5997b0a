"""The queue: who waits, who is being helped, and by whom."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from starlette.responses import Response

from bot.desk.visit import Page, Visit
from bot.reception import Entry
from bot.staff_names import is_same

SHELVES = {"open": "待处理", "mine": "我的", "others": "同事的", "closed": "已结束"}
DONE = {"returned": "已放回队列，惠企接着答。", "closed": "已结束，惠企接着答。"}
"""What is said above the list after something was done to an entry."""


def show(visit: Visit) -> Response:
    """Show one shelf of the queue."""
    wanted = visit.request.query_params.get("show", "open")
    chosen = wanted if wanted in SHELVES else "open"
    waiting = shelved(visit.desk.reception.waiting(), visit.member.name, visit.now)
    entries = visit.desk.reception.closed() if chosen == "closed" else waiting[chosen]
    return visit.live(
        "queue.html",
        "_queue.html",
        chosen=chosen,
        shelves=SHELVES,
        counts={shelf: len(on_it) for shelf, on_it in waiting.items()},
        entries=entries,
        now=visit.now,
        done=DONE.get(visit.request.query_params.get("done", ""), ""),
    )


def shelved(entries: Iterable[Entry], staff: str, now: datetime) -> Mapping[str, list[Entry]]:
    """Sort entries by who has them; what somebody has had for too long waits for anybody."""
    shelves: dict[str, list[Entry]] = {"open": [], "mine": [], "others": []}
    for entry in entries:
        shelves[shelf_of(entry, staff, now)].append(entry)
    return shelves


def shelf_of(entry: Entry, staff: str, now: datetime) -> str:
    """Say where an entry stands for one of the staff."""
    if entry.state == "closed":
        return "closed"
    if entry.hold is None or entry.hold.until <= now:
        return "open"
    return "mine" if is_same(entry.hold.by, staff) else "others"


PAGES = (Page("GET", "/queue", "answerer", show),)
"""The shelf is chosen, and words said, by the address: it can be kept and shared."""
