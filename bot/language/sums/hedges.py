"""What people mean by what they put around a sum (`大概`, `不到`, `出头`), and the bounds it makes of the sum."""

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


OPPOSITE = {
    Hedge.AT_LEAST: Hedge.AT_MOST,
    Hedge.JUST_OVER: Hedge.AT_MOST,
    Hedge.AT_MOST: Hedge.AT_LEAST,
    Hedge.BELOW: Hedge.AT_LEAST,
}
"""What becomes of a hedge behind a 没: 没有超过 is 不超过."""


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
