"""Who comes: people, conversations and messages, from where, and who comes back."""

from bot.storage.figures.figure import Column, Figure, count, named, of_events, people, share

PART = "使用"

_USED = of_events("began", "message")
_COLUMNS: tuple[Column, ...] = (
    people("people", "人数", "有会话开始的人，每人计一次；已要求忘记的人不计", named("began")),
    count("conversations", "会话", "沉默超过 30 分钟后再来，算新的一次会话（began 事件）", named("began")),
    count("returning", "回访", "会话中，此人以前来过的（began，outcome = again）", named("began", outcome="again")),
    count("messages", "消息", "对方发来的每一条，打字或点按钮（message 事件）", named("message")),
)

FIGURES = (
    Figure(
        "use-daily",
        PART,
        "每天有多少人来",
        "按日（北京时间）和渠道，数开始的会话和来的消息（began、message 事件）。",
        ("day", "channel"),
        _USED,
        _COLUMNS,
        "people",
    ),
    Figure(
        "use-channels",
        PART,
        "从哪个渠道来",
        "按渠道，数开始的会话和来的消息（began、message 事件）。",
        ("channel",),
        _USED,
        (*_COLUMNS, share("return-rate", "回访率", "回访 ÷ 会话", "returning", "conversations")),
        "conversations",
    ),
    Figure(
        "use-sources",
        PART,
        "从哪个链接来",
        "按链接或二维码所带的来源标记，数开始的会话（began 事件）；不带标记的是直接来的。",
        ("source",),
        of_events("began"),
        (_COLUMNS[0], _COLUMNS[1], _COLUMNS[2]),
        "conversations",
    ),
)
