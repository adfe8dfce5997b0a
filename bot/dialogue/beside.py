"""The answer to the pending question that stands beside something else: 去年。质量认证补多少; 是，我们在高平."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bot.content import Fact
from bot.dialogue.gathering.gather import Gathered
from bot.dialogue.read import raw_answer, read_one
from bot.dialogue.talk import Talk
from bot.dialogue.tick import dated
from bot.language import Understood, normalise, read_when

ASKS = re.compile(
    r"[?？吗呢]|多少|几[个万块钱年点号天岁价次倍成]|[给补奖赔罚]几|多[高大远久长贵]|谁|哪|啥|什么|怎|咋|如何|何时"
    r"|(?P<so>[\u4e00-\u9fff])[不没](?P=so)|[从偏是][^,，。]{1,8}还是|真的假的|[不没]$"
)
"""What makes words a question, where they could be an answer too."""

_OPENS = re.compile("对了|不对|错了|好的?|行|嗯+|哦+|可以|那个")
"""Opens what is said next, and answers nothing beside it."""
_NO_MORE = re.compile(f"{_OPENS.pattern}|不是?|没有?|对")
"""The same beside what is changed: 不是，去年是6亿."""

_BARE_SUM = re.compile(
    "[0-9.零〇一二两三四五六七八九十百千万亿几多来个半元块钱大概约差不到头出近将左右上下吧有就也快]+"
)
"""A sum that is said to be of nothing."""


def with_answer(talk: Talk, told: Gathered) -> Gathered:
    """Add to what a message tells the answer to the pending question, out of clauses that tell and ask nothing else."""
    fact = talk.pending
    if fact is None or fact.id in told.unclear:
        return told
    bare = _bare_sum_of_another(talk, fact, told)
    said = told.words[bare] if bare else "，".join(_alone(told.rest, _NO_MORE if _corrects(talk, told) else _OPENS))
    raw = _answer(talk, fact, said) if said else None
    if raw is None:
        return told
    values = {each: value for each, value in told.values.items() if each != bare}
    values[fact.id] = {**raw, **values.get(fact.id, {})} if fact.kind == "choices" and isinstance(raw, dict) else raw
    in_order = {each: values[each] for each in talk.facts if each in values}
    return replace(told, values=in_order, words={**told.words, fact.id: said})


def _bare_sum_of_another(talk: Talk, fact: Fact, told: Gathered) -> str:
    """Return the figure answered already that a sum which names none (4亿) was taken for while another is asked."""
    if fact.kind != "money" or fact.id in told.values:
        return ""
    figures = (each for each in told.values if talk.facts[each].kind == "money" and each in talk.conversation.answers)
    return next((each for each in figures if _BARE_SUM.fullmatch(told.words[each])), "")


def _corrects(talk: Talk, told: Gathered) -> bool:
    """Whether a message changes an answer."""
    return any(talk.conversation.answers.get(fact, value) != value for fact, value in told.values.items())


def question_in(talk: Talk, told: Gathered, text: str) -> str:
    """Return a message without the day that answers the pending question: 前年底 in it asks for no days in force."""
    day = with_answer(talk, told).words.get(talk.conversation.pending) if "date" in talk.conversation.step else None
    return normalise(text).replace(day, "") if day and ASKS.search(text) else text


def _alone(clauses: Iterable[str], no_answer: re.Pattern[str]) -> list[str]:
    return [clause for clause in clauses if not ASKS.search(clause) and not no_answer.fullmatch(clause)]


def _answer(talk: Talk, fact: Fact, said: str) -> Any:
    """Return what words answer, as the conversation keeps it; None where they answer nothing."""
    if "date" in talk.conversation.step:
        when = read_when(said, talk.today)
        readable = isinstance(when, Understood) and when.value.first <= talk.today
        return dated(talk, fact, when.value) if isinstance(when, Understood) and readable else None
    reading = read_one(fact, said, talk.today)
    return raw_answer(reading.value, fact) if isinstance(reading, Understood) else None
