"""How the desk does: what people wait, what is open, and whether it helped."""

from bot.storage.figures.figure import Column, Figure, Kind, anything, count, having, median, named, of_events, share

PART = "工作台"

_ANSWERED = having(name="answered", fact="")
"""The guided questions have events of this name too, of a fact."""

FIGURES = (
    Figure(
        "desk-daily",
        PART,
        "转人工每天办得怎么样",
        "按日（北京时间），数工作台的各个事件。",
        ("day",),
        of_events("began", "handoff_asked", "taken", "answered", "returned", "closed", "helped", "not_helped"),
        (
            count("conversations", "会话", "开始的会话（began 事件）", named("began")),
            count("handoffs", "转人工", "请工作人员来的（handoff_asked 事件）", named("handoff_asked")),
            count("taken", "接手", "工作人员接手（taken 事件）", named("taken")),
            count("answered", "答复", "工作人员答复（answered 事件）", _ANSWERED),
            count("returned", "退回队列", "接手后退回（returned 事件）", named("returned")),
            count("closed", "办结", "办结（closed 事件）", named("closed")),
            Column(
                "open",
                "日终未结",
                "到这天结束为止，转人工减去办结，不受起始日限制",
                Kind.RUNNING,
                anything,
                ("handoffs", "closed"),
                adds_up=False,
            ),
            median("waiting", "等待中位数", "从请人到接手的秒数的中位数（taken 事件）", named("taken"), "taken"),
            median("handling", "办理中位数", "从接手到办结的秒数的中位数（closed 事件）", named("closed"), "closed"),
            count("helped", "有帮助", "对方说有帮助（helped 事件）", named("helped")),
            count("not-helped", "没帮助", "对方说没帮助（not_helped 事件）", named("not_helped")),
            count("rated", "有评价", "有帮助与没帮助之和", named("helped", "not_helped")),
            share("satisfaction", "满意率", "有帮助 ÷ 有评价", "helped", "rated"),
            share("handoff-rate", "转人工率", "转人工 ÷ 会话", "handoffs", "conversations"),
        ),
        "handoffs",
        whole={"rated": ("helped", "not-helped")},
    ),
)
