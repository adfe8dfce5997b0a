"""Yes or no: `是的` -> True, `应该不算` -> False; half a yes is asked back."""

import re

from bot.language.normalise import normalise
from bot.language.reading import NotUnderstood, Reading, Several, Understood

_QUESTION = NotUnderstood("这像是一个问题。要回答请直接写“是”或“不是”")
_NEITHER = NotUnderstood("没看出是还是不是，请直接写“是”或“不是”")
_BOTH = NotUnderstood("这句话我拿不准，请只写“是”或“不是”")
_OPEN = NotUnderstood("这一项还说不准的话，可以先写“不知道”")

_ASKS = re.compile(
    r"[?吗么]$|(?<!没)什么|怎么|为啥|哪|多少|是不是|有没有|算不算|属不属|能不能|可不可|要不要|对不对|在不在|是否|有无|谁"
)
_UNDECIDED = re.compile(
    r"不知|不(?:太)?清楚|不(?:太|能)?确定|不了解|不好说|说不[准好清]|不一定|未必|不见得|不全|不完全|部分|一半|有的(?![吧呢呀啊了哦]?$)|记不|忘"
)
_DOUBLE = re.compile(r"[不没无非未][是会能得]?[不没无非未]|没有[不没]|不可能[不没]|别说不|no problem")
_CLAUSE_END = re.compile(r"[,。;!、~…. ]+")
_REPEATED = re.compile(r"^([^a-z]{1,2}?)\1+$")
_TURNS = re.compile(r"但|不过|可是|然而|只是|除了")
_NO_AT_ALL = re.compile(r"[不没无未非否]|(?<![a-z])no")


def _words(*rows: str) -> tuple[str, ...]:
    return tuple(word for row in rows for word in row.split())


_MAYBE = _words("可能 大概 好像 应该 也许 或许 估计 似乎 大约 差不多 八成 勉强 多半 算是吧")
_SHOULD = ("应该",)
_SUBJECTS = _words("我们公司 我们企业 我公司 我们 我司 我 本公司 本企业 公司 企业 咱们 咱 这个 目前 暂时")
_STRESS = _words("确实 当然 肯定 绝对 的确 就 都 也 还 并 真的 真 一直")
_SOUNDS = _words("嗯 恩 哦 啊 额 呃 噢")
_YES = _words(
    "是的 是滴 是 对的 对 嗯 恩 有的 有过 有 算是 算 属于 在的 在 可以 行 好的 好 没错 没问题 正确",
    "必须 符合 达到了 达到 yes yep yeah y ok √ ✓ ✔ 👍 要 会 能",
)
_NO = _words(
    "不是 不对 不算 不属于 不在 不可以 不行 不符合 不要 不会 不能 不用 不需要 不 否 没有 没 无 并非",
    "非 未 木有 尚未 暂无 从来没有 从没 从未 从不 no nope n × ✗ ❌",
)
_ENOUGH = re.compile(r"[算行对好](?:了[吧啊呀呢]*)+")
"""算了, 行了 and 对了 end a matter or open another; they answer nothing."""
_REST = re.compile(
    r"(?:的|了|呀|啊|吧|呢|哦|啦|滴|嘛|哈|噢|喔|过|是|有|算|属于|达到|获得|拿|评上|评|得|到|做|这个|这些|这种|这样|"
    r"这类|情况|资质|一个|任何|认定|都|已经|确实)*"
)


def read_yes_no(text: str) -> Reading[bool]:
    """Read a yes or a no from a short answer; a no that governs the whole wins (不是的, 应该不算).

    可能 and the like before it give `Several`, what they lean to first. A question, two negatives, yes and
    no at once, or words that are about something else (有限公司, 在太原) are not understood.
    """
    said = normalise(text)
    once = _REPEATED.sub(r"\1", said)
    for words, why in ((_ASKS, _QUESTION), (_UNDECIDED, _OPEN), (_DOUBLE, _BOTH)):
        if words.search(once):
            return why
    clauses = [_REPEATED.sub(r"\1", clause) for clause in _CLAUSE_END.split(said) if clause]
    answers = [_answer(clause) for clause in clauses]
    if not answers or answers[0] is None:
        # 嗯, and 我们公司, open an answer without being one.
        return _read_late(clauses, answers)
    return _settled(said, clauses, answers)


def _read_late(clauses: list[str], answers: list[tuple[bool, str] | None]) -> Reading[bool]:
    if len(answers) == 2 and answers[1] and not _strip(clauses[0], (*_SUBJECTS, *_STRESS, *_SOUNDS)):
        return _settled(clauses[1], clauses[1:], answers[1:])
    return _NEITHER


def _settled(said: str, clauses: list[str], answers: list[tuple[bool, str] | None]) -> Reading[bool]:
    """Take the first clause's answer unless a later one turns it round."""
    clean = [answer for answer in answers if answer]
    value = clean[0][0]
    loose = "".join(clause for clause, answer in zip(clauses, answers, strict=True) if not answer)
    if any(answer[0] != value for answer in clean) or _TURNS.search(said) or (value and _NO_AT_ALL.search(loose)):
        return _BOTH
    hedges = {answer[1] for answer in clean} - {""}
    if not hedges or (not value and hedges <= set(_SHOULD)):
        return Understood(value, said)
    return Several((value, not value), said)


def _answer(clause: str) -> tuple[bool, str] | None:
    """Return what one clause says and the hedge before it, None where it says something else too."""
    rest = _strip(_strip(clause, _SOUNDS) or clause, (*_SUBJECTS, *_STRESS))
    if _ENOUGH.fullmatch(rest):
        return None
    maybe = next((word for word in _MAYBE if rest.startswith(word)), "")
    rest = _strip(rest[len(maybe) :], (*_SUBJECTS, *_STRESS))
    for words, value in ((_NO, False), (_YES, True)):
        word = max((word for word in words if rest.startswith(word)), key=len, default="")
        if word and _REST.fullmatch(rest, len(word)):
            return value, maybe
    return None


def _strip(text: str, openings: tuple[str, ...]) -> str:
    """Drop the words that may stand before an answer, longest first, each time one is there."""
    while word := max((word for word in openings if text.startswith(word)), key=len, default=""):
        text = text[len(word) :]
    return text
