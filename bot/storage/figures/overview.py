"""The whole on one line."""

from bot.storage.figures.figure import Figure, count, named, of_events, people, share, yuan

PART = "总览"

_PERSON = named("handoff_asked", reason="person")
_AGAIN = named("began", outcome="again")
_ELIGIBLE = named("found", outcome="eligible")
_ANSWERED = named("inquiry", outcome="answer")

FIGURES = (
    Figure(
        "overview",
        PART,
        "一眼看全",
        "所选日期内的合计。",
        (),
        of_events("began", "message", "result", "inquiry", "wrong", "handoff_asked", "found"),
        (
            people("people", "人数", "有会话开始的人，每人计一次；已要求忘记的人不计", named("began")),
            count("conversations", "会话", "开始的会话（began 事件）", named("began")),
            count("returning", "回访", "会话中，此人以前来过的（began，outcome = again）", _AGAIN),
            count("messages", "消息", "对方发来的每一条（message 事件）", named("message")),
            count("results", "看结果", "给出结果（result 事件，再看一遍也算）", named("result")),
            count(
                "eligible",
                "匹配上的奖励",
                "结果里符合且金额确定（found，outcome = eligible）",
                _ELIGIBLE,
            ),
            yuan(
                "amount",
                "确定金额合计",
                "匹配上的奖励的金额逐项相加，单位元",
                _ELIGIBLE,
                "eligible",
            ),
            count("asked", "提问", "每问一个主题算一次（inquiry 事件）", named("inquiry")),
            count(
                "answered",
                "答上",
                "政策里有写，已回答（inquiry，outcome = answer）",
                _ANSWERED,
            ),
            share("answer-rate", "答上率", "答上 ÷ 提问", "answered", "asked"),
            count("wrong", "没答对", "对方点了“没答对”（wrong 事件）", named("wrong")),
            count("handoffs", "转人工", "点名要工作人员的（handoff_asked，reason = person）", _PERSON),
        ),
        "conversations",
    ),
)
