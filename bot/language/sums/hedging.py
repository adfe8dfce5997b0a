"""How the words around a sum make it be meant: `大概5亿`, `5亿出头`, `没有超过5亿`, `离5亿就差一点`."""

import re

from bot.language.sums.hedge_words import AFTER, BEFORE
from bot.language.sums.hedges import OPPOSITE, Hedge, both
from bot.language.sums.other_sums import OTHER_SUM

_LENGTHS = range(max(map(len, (*BEFORE, *AFTER))), 0, -1)
_MOST_WORDS = 8  # words and fillers before one sum, so that no text keeps long
_NEAR = 10  # characters before a sum within which an unknown word may change it

_NOT = ("不会", "不可能", "从未", "没有", "没能", "未能", "并未", "没", "未", "不")
_FILLERS = tuple("了有是在为个到达于我做干搞卖够要能会得也都总才只仅:")
_CHANGES = tuple(word for word, hedge in BEFORE.items() if hedge is Hedge.CHANGE)
# A no that is none of the words known turns the sum into something else: 不敢说5亿, but not 生意不好，5亿.
_UNKNOWN_NO = re.compile(r"(?<!记)[不没未难](?![清好行错大高低景理太是过算用管瞒变动稳])[^ -~,。;!:()\0]{1,2}$")
_OTHER_SUM = re.compile(rf"(?:{OTHER_SUM})(?:总?额|款|率|用|总计|合计)?$")

_CLAUSE_END = re.compile(r"[,。;!]")
_OTHER_SUM_NEXT = re.compile(rf" ?(?P<its>的)?(?:{OTHER_SUM})")
# What may stand between a sum and the word behind it: 刚出头, 就差一点; but not before a word so short.
_ADVERBS = re.compile(r"(?:\(含\)|刚刚?|才|稍微?|略|就|还|都|也|只|有|是|可能|大概|应该){0,3}")
_WEAK = frozenset({"没", "起", *(word for word in AFTER if AFTER[word] is Hedge.UNCLEAR), "整", "正", "弱"})
# 的 and 多 hide something (5亿的一半) but before these: 5亿的营收, 5亿的。
_HARMLESS_AFTER = frozenset(" ,。;!)吧呢啊呀哦收营销业年规产体流水总样活货生买盘票小量摊企厂店")
# 卖了二百一十万的羊
_SOLD, _GOODS = re.compile("卖[了出过的]*[^,。;!]{0,12}$"), re.compile("的[一-龥]{1,4}(?=$|[,。;! ])(?!.[一大小]半)")
_PART_OF = re.compile(r"的 ?[0-9一二三四五六七八九十半零]|的 ?大半")
_GOES_ON = re.compile(r"[^ ,。;!?)~吧了啊呢的呀哦嘛\0]")
# 3600万，大概吧: a hedge as an afterthought, in a clause or brackets of its own.
_AFTERTHOUGHTS = {word: hedge for word, hedge in BEFORE.items() if hedge is Hedge.ABOUT and word != "~"} | {
    word: hedge for word, hedge in AFTER.items() if word not in _WEAK and hedge not in {Hedge.PLAIN, Hedge.DENIED}
}
_AFTERTHOUGHT = re.compile(
    rf"[吧啊呢嘛了的]*[,。 ]*\(?(?:可能|也许|应该|估计|大约|我估计|也就|还|就|都)*"
    rf"(?P<word>{'|'.join(map(re.escape, _AFTERTHOUGHTS))})"
    r"(?:[吧了的呢啊嘛哈]|数|数儿)*\)?(?= ?(?:$|[,。;!]))"
)
# An adverb behind a sum with no word known after it may say anything: 一百万都悬, but not 一百万还行.
_UNKNOWN_AFTER = re.compile(r"哪|来(?![自源着])|(?:都|还|刚|差|少|缺|欠|冒|挂)(?![是有行可算不好凑说,。;!])")

# A clause of its own without a figure that speaks of more, less or a limit, in words that are not known.
_UNKNOWN_THOUGHT = re.compile(
    r"[吧啊呢嘛了的]*[,。 ]+\(?(?![^,。;!]*(?:不多说|多谢|多年|多关照|不少人|多少人|差劲|差不多吧就这))"
    r"(?:(?:稍|略|还|再|更|可能|也许|或许|恐怕|怕是|应该|估计|我看|实际)*"
    r"(?:[多少差缺欠超冒]|不到|没到|到不了|不止|顶[多天]|撑死|高点|低点|上下|左右))"
    r"[^,。;!0-9一二两三四五六七八九]{0,5}(?= ?(?:$|[,。;!)]))"
)


def hedge_before(text: str, after: int) -> tuple[Hedge, int]:
    """Return how the words at the end of ``text``, which a sum follows, make it be meant; and their start.

    Words before the index ``after`` belong to the sum before.
    """
    found: list[Hedge] = []
    rest = " " * after + text[after:].rstrip(" ")
    start = len(text)
    for _ in range(_MOST_WORDS):
        word = next((rest[-length:] for length in _LENGTHS if rest[-length:] in BEFORE), "")
        filler = 0 if word or not rest.endswith(_FILLERS) else 1
        # 增长到5亿 is 5亿: with 到 or 为 between, the word before is about how it came there.
        arrived = filler and rest[-1] in "到达为" and rest[:-1].endswith(_CHANGES)
        if arrived or not (word or filler):
            break
        rest = rest[: len(rest) - len(word) - filler].rstrip(" ")
        if word:
            hedge, rest = _negated(BEFORE[word], rest)
            found.append(hedge)
            start = len(rest)
    if _OTHER_SUM.search(rest[-_NEAR:]):
        found.append(Hedge.CHANGE)
    elif _UNKNOWN_NO.search(rest[-_NEAR:]):
        found.append(Hedge.UNCLEAR)
    return both(_short_of(found)), len(text) - len(text[start:].lstrip(" "))


def _negated(hedge: Hedge, before: str) -> tuple[Hedge, str]:
    """Turn a hedge round where a 没 stands before it: 没有超过, 还没突破."""
    no = next((no for no in _NOT if before.endswith(no)), "")
    if no and hedge in OPPOSITE:
        return OPPOSITE[hedge], before[: -len(no)]
    return hedge, before


def _short_of(found: list[Hedge]) -> list[Hedge]:
    """Return hedges, the nearest first, without a 过 that is only about to be: 快过亿, 差点破亿."""
    about_to = found[:1] == [Hedge.AT_LEAST] and Hedge.NEARLY in found[1:]
    return found[1:] if about_to else found


def hedge_after(text: str, at: int, before: int) -> tuple[Hedge, int]:
    """Return how the words from ``at`` on make the sum before them be meant, and where they end.

    Another sum follows at the index ``before``: what can stand before a sum and does (不到) belongs to it.
    """
    other = _OTHER_SUM_NEXT.match(text, at)
    # 营收5亿利润才300万: the noun is that of the next sum, unless a 的 ties it to this one.
    if other and (other["its"] or before == len(text) or _CLAUSE_END.search(text[other.end() : before])):
        return Hedge.CHANGE, other.end()
    found: list[Hedge] = []
    for _ in range(3):
        start, word = _word_after(text, at + (text[at : at + 1] == " "), before)
        end = start + len(word)
        if not word or _harmless(text, start, word, hedged=bool(found)):
            break
        if word in BEFORE and end <= before < len(text) and not text[end:before].strip():
            break
        # 800万没结: with more behind it, the 没 is of something else.
        elsewhere = AFTER[word] is Hedge.BELOW and word[-1] in "没有" and _GOES_ON.match(text, end)
        found.append(Hedge.UNCLEAR if elsewhere else AFTER[word])
        at = end
    thought = _AFTERTHOUGHT.match(text, at)
    if thought and thought.end() <= before:
        return both([*found, _AFTERTHOUGHTS[thought["word"]]]), thought.end()
    unknown = not found and (_UNKNOWN_AFTER.match(text, at) or _UNKNOWN_THOUGHT.match(text, at))
    return Hedge.UNCLEAR if unknown else both(found), at


def _harmless(text: str, at: int, word: str, *, hedged: bool) -> bool:
    """Whether a 的 or 多 only goes on: 5亿的营收, or behind a hedge but for a part of it (一百万以下的小微)."""
    if word in {"的", "多"} and text[at + 1 : at + 2] in {"", *_HARMLESS_AFTER}:
        return True
    if word == "的" and _SOLD.search(text[:at]) and _GOODS.match(text, at):
        return True
    return word == "的" and hedged and not _PART_OF.match(text, at)


def _word_after(text: str, at: int, before: int) -> tuple[int, str]:
    """Return the hedge from ``at`` on and where it starts, past adverbs that go with it; "" where there is none."""
    adverbs = _ADVERBS.match(text, at)
    for start in (at, adverbs.end() if adverbs else at):
        ahead = (text[start : start + length] for length in _LENGTHS)
        word = next((word for word in ahead if word in AFTER), "")
        if word and (start == at or (word not in _WEAK and start < before)):
            return start, word
    return at, ""
