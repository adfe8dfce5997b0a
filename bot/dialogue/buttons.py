"""Buttons: the ids that `understand` reads back, and by name every button that steers."""

from bot.dialogue.reply import Choice

KINDS = {
    "a": "answer", "t": "tick", "d": "done", "n": "none", "g": "group", "y": "date", "o": "one_by_one", "m": "figure",
    "s": "skip", "e": "edit", "k": "confirm", "c": "command", "f": "finding", "v": "view", "q": "offered",
}  # fmt: skip
"""The first letter of a button's id: ``letter.fact.value``; of a command, ``c.command.``."""
LETTERS = {name: letter for letter, name in KINDS.items()}


def button(name: str, fact: str = "", value: str = "", *, label: str) -> Choice:
    """Make a button that `read_id` reads back."""
    return Choice(f"{LETTERS[name]}.{fact}.{value}", label)


def steering(command: str, label: str) -> Choice:
    """Make a button for a command, which is the same whatever is being asked."""
    return button("command", command, label=label)


def read_id(choice: str) -> tuple[str, str, str]:
    """Return name, fact and value of a button's id; the name is "unreadable" where it is none of ours."""
    letter, _, rest = choice.partition(".")
    fact, _, value = rest.partition(".")
    return KINDS.get(letter, "unreadable"), fact, value


START = steering("start", "开始")
"""What a channel sends by itself for somebody who has just come in."""
HELP = steering("help", "帮助")
RESTART = steering("restart", "重新开始")
FORGET = steering("forget", "忘记我")

WHY = steering("why", "为什么问？")
BACK = steering("back", "上一题")
MORE = steering("more", "更多…")

GO_ON = steering("resume", "接着答")
COUNT = steering("resume", "帮我算能领多少")
NEITHER = steering("resume", "都不是")
LET_HUIQI = steering("resume", "让惠企接着答")

CHANGE = steering("change", "改答案")
KEEP = steering("keep", "不改")

SEE = steering("result", "看结果")
SEE_FIRST = steering("result", "先看结果")
RESULT = steering("result", "返回结果")

PERSON = steering("person", "找工作人员")
WRONG = steering("wrong", "没答对")
ANOTHER = steering("another", "都不是")
HELPED = steering("helped", "有帮助")
NOT_HELPED = steering("not_helped", "没帮助")

_ONWARD = frozenset({"resume"})
"""Commands that go on asking: that is what an owner is led to."""


def tone(choice: Choice) -> str:
    """Say what a button is beside the others: an ``answer``, ``done`` with ticking, or an ``aside`` that steers."""
    name, fact, _ = read_id(choice.id)
    if name == "command":
        return "answer" if fact in _ONWARD else "aside"
    return {"done": "done", "skip": "aside"}.get(name, "answer")
