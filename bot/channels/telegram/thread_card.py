"""What is pinned in a thread: who it is about, as far as that matters, and what can be done. Pure."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from bot.codes import CHANNELS
from bot.content import SHANGHAI, write_bounds, write_sum
from bot.dialogue import Choice, Conversation, Portrait, Reply
from bot.matching import Finding
from bot.reception import Entry
from bot.threads import View

# Not called after threads: the buttons of cards that are pinned already say these.
TAKE, BACK, CLOSE = Choice("topic.take", "接手"), Choice("topic.back", "放回队列"), Choice("topic.close", "结束")
MOST = 6
HOW = "点“接手”后，您在这里写的字会以“工作人员”的名义发给企业。以 // 开头的只留在这里。"


def name_of(number: int) -> str:
    """Return what a thread is called: nothing of whose it is."""
    return f"企业 #{number}"


def card(view: View, portrait: Portrait | None) -> Reply:
    """Return the card of a thread."""
    entry = view.entry
    parts = [f"<b>{name_of(view.thread.id)}</b>{_channel(entry)}", _state(entry)]
    if view.lost:
        parts.append(f"<b>有 {view.lost} 条没有送达</b>：企业可能停用了惠企。")
    if portrait is not None and entry is not None:
        parts += [_told(portrait, view.conversation), _found(portrait)]
    if entry is not None:
        parts.append(f"<i>{HOW}</i>")
    return Reply("\n\n".join(filter(None, parts)), _choices(entry))


def _channel(entry: Entry | None) -> str:
    return f" · {escape(CHANNELS.get(entry.channel, entry.channel))}" if entry else ""


def _state(entry: Entry | None) -> str:
    if entry is None:
        return "已结束"
    if entry.state == "taken" and entry.hold:
        return f"{escape(entry.hold.by, quote=False)} 接着"
    return f"等人接手，{_clock(entry.since)} 起"


def _told(portrait: Portrait, conversation: Conversation) -> str:
    lines = [f"{escape(name)}：{escape(value, quote=False)}" for name, value in portrait.told]
    if portrait.skipped:
        lines.append("不清楚：" + escape("、".join(portrait.skipped)))
    if not lines and not conversation.answers:
        return "还没答过情况。"
    return "<b>情况</b>\n" + "\n".join(lines)


def _found(portrait: Portrait) -> str:
    found = portrait.found
    lines = [f"· {write_sum(each.most or 0)} {escape(each.measure.name)}" for each in found.certain[:MOST]]
    lines += [f"· {_open(each)} {escape(each.measure.name)}" for each in found.unstated if each.most is not None][:MOST]
    open_ = [each for each in found.unstated if each.most is None]
    lines += _named("符合，按数量算", [each for each in open_ if each.measure.award.counted])
    lines += _named("符合，金额原文没写", [each for each in open_ if not each.measure.award.counted])
    lines += _named("可能", found.possible)
    lines += _named("过期或还没开始", found.late)
    if not lines:
        return ""
    total = f"，逐项相加 {write_sum(portrait.total)}" if portrait.total else ""
    return f"<b>匹配</b>：符合 {len(found.certain) + len(found.unstated)} 项{total}\n" + "\n".join(lines)


def _open(finding: Finding) -> str:
    """Say between what sums the text leaves open what is paid, and the share that is only a ceiling."""
    bounds, ceiling = write_bounds(finding.least or 0, finding.most or 0), finding.measure.award.ceiling
    return f"{bounds}（{escape(ceiling)}）" if ceiling else bounds


def _named(what: str, findings: Sequence[Finding]) -> list[str]:
    if not findings:
        return []
    names = "、".join(finding.measure.name for finding in findings[:MOST])
    more = f" 等 {len(findings)} 项" if len(findings) > MOST else ""
    return [f"· {what}：{escape(names)}{more}"]


def _choices(entry: Entry | None) -> tuple[Choice, ...]:
    if entry is None:
        return ()
    return (BACK, CLOSE) if entry.state == "taken" else (TAKE,)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"
