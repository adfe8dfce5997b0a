"""What people put around a sum to say it is not exact (`大概`, `不到`, `出头`), and what that makes of it."""

import re
from enum import Enum, auto

from bot.content.money import UNBOUNDED


class Hedge(Enum):
    """How a sum is meant."""

    PLAIN = auto()  # said for emphasis only
    ABOUT = auto()  # 左右: five per cent either way
    NEARLY = auto()  # 不到: from nine tenths of it
    JUST_OVER = auto()  # 出头: up to a tenth more
    AT_LEAST = auto()  # 以上; 超过 too, for the one yuan between them is not meant
    AT_MOST = auto()  # 以内
    BELOW = auto()  # 没到: anything less
    AWAY = auto()  # 离: unclear, unless it is said how near
    DENIED = auto()  # 不是: this sum is not it
    CHANGE = auto()  # 增长了: a difference, or another sum than the one asked for
    UNCLEAR = auto()  # two hedges that do not go together, or a word that hides the size


def _table(*rows: tuple[Hedge, str]) -> dict[str, Hedge]:
    """Return word -> hedge, longer words first: 差不多 before 差."""
    words = {word: hedge for hedge, row in rows for word in row.split()}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


_BEFORE = _table(
    (Hedge.PLAIN, "最近 附近 做过 有过 到过 达过 经过 通过 刚好 正好 就 也就 等于 含税 不含税"),
    (Hedge.ABOUT, "大概 大约 大致 约 差不多 估计 估摸 估摸着 可能 应该 好像 约摸 约莫 大概其 差不离 ≈"),
    (Hedge.NEARLY, "差一丢丢 差丢丢 差一些 差些 逼近 挨着 有小 做小 靠近"),
    (Hedge.NEARLY, "不到 差点 差一点 差一点点 差点儿 将近 接近 临近 近 快 快到 快要 眼看 不足"),
    (Hedge.JUST_OVER, "刚过 刚破 刚超 刚超过 刚刚过 刚刚超过 刚突破 刚到 刚达到 略超 略高于 稍微超过"),
    (Hedge.AT_LEAST, "超过 超 多于 大于 高于 过 破 突破 上 不止 不只 不低于 不少于 不小于"),
    (Hedge.AT_LEAST, "不下 不下于 少说 少说也有 最起码 怎么也有 怎么着也有 怎么也得 超出 多过"),
    (Hedge.AT_LEAST, "至少 最少 起码 大于等于 > ≥ >="),
    (Hedge.AT_MOST, "不超过 没超过 未超过 没过 没破 没突破 未突破 不高于 不多于 不大于"),
    (Hedge.AT_MOST, "不出 充其量 顶天 至多也就"),
    (Hedge.AT_MOST, "最多 至多 顶多 撑死 小于等于 ≤ <="),
    (Hedge.BELOW, "没到 未到 没达到 未达到 达不到 到不了 不达 不够 没有 没 未 没能 未能 没法"),
    (Hedge.BELOW, "低于 少于 小于 <"),
    (Hedge.DENIED, "不是 并非 不算"),
    (Hedge.CHANGE, "增长 增加 增 多了 少了 减少 减 下降 降 降了 涨 涨了 提高 提升 下滑 回落"),
    (Hedge.CHANGE, "还差 差 差距 差额 利润 净利 净利润 毛利 毛利润 利税 税 税收 税额 纳税 交税 缴税"),
    (Hedge.CHANGE, "注册 注册资本 注册资金 实缴 负债 欠"),
    (Hedge.AWAY, "离 距离 距"),
    (Hedge.UNCLEAR, "小 不过 不 乘 除 翻 又"),
)

_AFTER = _table(
    (Hedge.PLAIN, "之间"),
    (Hedge.ABOUT, "左右 上下 前后 的样子 样子 附近"),
    (Hedge.NEARLY, "不到 不足 未满 都不到 还不到 差一点 差一点点 差点 差点儿 差一丢丢 差丢丢 差一些 差些"),
    (Hedge.JUST_OVER, "出头 冒头 挂零 冒尖 有余 多一丢丢 多一点 多点 多一点点 过一点"),
    (Hedge.AT_LEAST, "以上 及以上 或以上 往上 朝上 起 起步 打底 开外 不止 都不止 打不住 保底 +"),
    (Hedge.AT_MOST, "以下 以内 之内 及以下 或以下 封顶 为止 没过 没超过 都没过 都没超过"),
    (Hedge.BELOW, "之下 没 没有 没到 未到 未达到 都没 都没到 都没有"),
    (Hedge.DENIED, "不是 不对"),
    (Hedge.CHANGE, "的投资 投资 的贷款 贷款 的注册资本 注册资本 注册资金"),
    (Hedge.CHANGE, "的利润 利润 的净利 净利 的税 税 的资产 固定资产"),
    (Hedge.CHANGE, "外债 的外债 欠款 欠账 估值 的估值 市值 成本"),
    (Hedge.UNCLEAR, "的 多 不 之一 级 级别"),
)
# What may stand between a sum and the word behind it: 刚出头, 就差一点.
_WEAK = frozenset({"的", "多", "不", "级", "没", "起"})
_ADVERBS = re.compile(r"(?:刚刚?|才|稍微?|略|就|还|都|也|只|有|是|可能|大概|应该){0,3}")
_PART_OF = re.compile(r"的 ?[0-9一二三四五六七八九十半零]|的 ?大半")

_CHANGES = tuple(word for word, hedge in _BEFORE.items() if hedge is Hedge.CHANGE)
_NOT = ("没有", "没能", "未能", "并未", "没", "未", "不")
_OPPOSITE = {
    Hedge.AT_LEAST: Hedge.AT_MOST,
    Hedge.JUST_OVER: Hedge.AT_MOST,
    Hedge.AT_MOST: Hedge.AT_LEAST,
    Hedge.BELOW: Hedge.AT_LEAST,
}

_FILLERS = "了有是在为个到达于我做:"
# 的 and 多 hide something (5亿的一半) but before these: 5亿的营收, 5亿的。
_HARMLESS_AFTER = frozenset(" ,。;!)吧呢啊呀哦收营销业年规产体流水总样")


def hedge_before(text: str, after: int) -> tuple[Hedge, int]:
    """Return how the words at the end of ``text``, which a sum follows, make it be meant; and their start.

    Words before the index ``after`` belong to the sum before.
    """
    found: list[Hedge] = []
    rest = " " * after + text[after:].rstrip(" ")
    start = len(text)
    for _ in range(6):
        word = next((word for word in _BEFORE if rest.endswith(word)), "")
        filler = 0 if word or not rest or rest[-1] not in _FILLERS else 1
        # 增长到5亿 is 5亿: with 到 or 为 between, the word before is about how it came there.
        arrived = filler and rest[-1] in "到达为" and rest[:-1].endswith(_CHANGES)
        if arrived or not (word or filler):
            break
        rest = rest[: len(rest) - len(word) - filler].rstrip(" ")
        if word:
            hedge, rest = _negated(_BEFORE[word], rest)
            found.append(hedge)
            start = len(rest)
    return both(found), len(text) - len(text[start:].lstrip(" "))


def _negated(hedge: Hedge, before: str) -> tuple[Hedge, str]:
    """Turn a hedge round where a 没 stands before it: 没有超过, 还没突破."""
    no = next((no for no in _NOT if before.endswith(no)), "")
    if no and hedge in _OPPOSITE:
        return _OPPOSITE[hedge], before[: -len(no)]
    return hedge, before


def hedge_after(text: str, at: int, before: int) -> tuple[Hedge, int]:
    """Return how the words from ``at`` on make the sum before them be meant, and where they end.

    Another sum follows at the index ``before``: what can stand before a sum and does (不到) belongs to it.
    """
    found: list[Hedge] = []
    for _ in range(3):
        start, word = _word_after(text, at + (text[at : at + 1] == " "), before)
        end = start + len(word)
        harmless = word in {"的", "多"} and text[end : end + 1] in {"", *_HARMLESS_AFTER}
        # 一百万以下的小微: behind a hedge 的 only goes on, but for a part of it.
        harmless = harmless or (word == "的" and bool(found) and not _PART_OF.match(text, start))
        if not word or harmless:
            break
        if word in _BEFORE and end <= before < len(text) and not text[end:before].strip():
            break
        found.append(_AFTER[word])
        at = end
    return both(found), at


def _word_after(text: str, at: int, before: int) -> tuple[int, str]:
    """Return the hedge from ``at`` on and where it starts, past adverbs that go with it; "" where there is none."""
    adverbs = _ADVERBS.match(text, at)
    for start in (at, adverbs.end() if adverbs else at):
        word = next((word for word in _AFTER if text.startswith(word, start)), "")
        if word and (start == at or (word not in _WEAK and start < before)):
            return start, word
    return at, ""


def both(hedges: list[Hedge]) -> Hedge:
    """Return the one hedge that several come to: 大概超过 is 超过; 超过 with 不到 is unclear."""
    telling = set(hedges) - {Hedge.PLAIN, Hedge.ABOUT}
    if Hedge.AWAY in telling:
        telling -= {Hedge.AWAY}
        return Hedge.AWAY if not telling else Hedge.NEARLY if telling == {Hedge.NEARLY} else Hedge.UNCLEAR
    if len(telling) > 1:
        return Hedge.UNCLEAR
    if telling:
        return telling.pop()
    return Hedge.ABOUT if Hedge.ABOUT in hedges else Hedge.PLAIN


def widen(low: int, high: int, hedge: Hedge) -> tuple[int, int]:
    """Return the bounds, in whole yuan and both included, of a sum said with a hedge.

    A sum that is already a range stays one under 大概 and 出头: it is as wide as was meant.
    """
    exact = low == high
    match hedge:
        case Hedge.ABOUT if exact:
            return low * 95 // 100, -(-high * 105 // 100)
        case Hedge.NEARLY:
            return low * 9 // 10, high - 1 if exact and high else high
        case Hedge.JUST_OVER if exact:
            return low, max(low, -(-high * 11 // 10) - 1)
        case Hedge.AT_LEAST:
            return low, UNBOUNDED
        case Hedge.AT_MOST:
            return 0, high
        case Hedge.BELOW:
            return 0, max(0, high - 1)
        case _:
            return low, high
