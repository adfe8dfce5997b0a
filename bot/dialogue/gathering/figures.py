"""The figure of a stretch: what it comes to, and whether it is turnover at all.

A figure counts only where everything beside it in its words is of time, of turnover or of no weight: what a machine,
a loan or a herd comes to is no revenue, and an unknown word may say that it is such a thing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.content import Amount
from bot.dialogue.gathering.one_figure import UNIT
from bot.dialogue.gathering.stretches import Beside, Stretch
from bot.language import NotUnderstood, Understood, read_money
from bot.language.days.mentions import mentions
from bot.language.sums.asides import without_taken_back
from bot.language.sums.earlier import BEFORE
from bot.language.sums.elided import are_alike
from bot.language.sums.masks import MASK
from bot.language.sums.months import months_named
from bot.language.sums.periods import MONTHS_OF_A_YEAR
from bot.language.sums.slips import SOUNDS_LIKE_TURNOVER
from bot.language.telling.turnover import COMPARED, PERIOD, SPEAKS_OF_TURNOVER, remains

_NOT_BUT = re.compile(r"不是[^,。;!是]{1,12},?(?=而?是)")
"""What is put right in the same breath: 不是3000万是3300万."""
_BUT = re.compile(r"^(?:但是?|不过|可是?|只是|其实)(?=[^0-9一二两三四五六七八九十百千万亿几半])")
_AT_MOST = re.compile("最多|顶[天多]|至多|撑死")
_AGO = re.compile(r"(?:去年|(?:20)?2[0-9]年)(?=之前|以前|往前)|[\u4e00-\u9fff]{2}以来(?=最)")
"""The year that what is said lies before, or since when: 去年之前最高2.8亿, 建厂以来最高2.8亿."""
_LATELY = re.compile(r"最?近[这几]?[0-9几两三四五六七八九十]*年")
_SUM = re.compile(r"[0-9零一二两三四五六七八九十百千.]+[万亿千百元][0-9零一二两三四五六七八九十百千万亿元块]*")
_NO_AWARD = 10_000_000
"""Yuan: so much beside a title (9001，6100万) is not what it pays."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its meanings, whether it is said of the time before, its stretch, and the words it is said in."""

    amounts: tuple[Amount, ...]
    before: bool
    stretch: Stretch
    words: str


def figure_of(part: Stretch, today: date) -> Figure | None:
    """Return the figure of a stretch; None where it is none, of this year, or may be of something else."""
    before = bool(BEFORE.search(part.text))
    text = _plainly(part.text, before=before)
    reading = read_money(text, today)
    if isinstance(reading, NotUnderstood):
        return None
    amounts = (reading.value,) if isinstance(reading, Understood) else _closest(reading.values)
    turnover = bool(SPEAKS_OF_TURNOVER.search(text))
    if not (turnover or UNIT.search(reading.words)):
        return None
    dates = mentions(text, today)
    # How plainly the words say that the figure is one of turnover, against what stands before them.
    plain = bool(before or dates or PERIOD.search(text)) + 2 * (turnover or text.startswith("前最"))
    months = months_named(text)
    if len(months.months) == MONTHS_OF_A_YEAR and isinstance(reading, Understood):
        text, dates = _SUM.sub("", months.words), []
    named = part.fact or part.whole
    if not named and (remains(text, dates, reading.words) or _beside(part, amounts) > plain):
        return None
    if part.year and not (before or PERIOD.search(text)) and all(day.year == part.year for day in dates):
        amounts = tuple(amount._replace(year=amount.year or part.year) for amount in amounts)
    if any(amount.year and amount.year >= today.year for amount in amounts):
        return None
    return Figure(amounts, before and not _is_last_year(amounts, today), part, reading.words)


def _plainly(text: str, *, before: bool) -> str:
    """Return words without what only compares, is taken back, or dates what is said of the time ``before``."""
    text = _NOT_BUT.sub("", COMPARED.sub("", text))
    if before:
        # 之前最多二亿四 is the most there was, not a bound of what there was.
        text = _AT_MOST.sub("最高", _AGO.sub("", text)).replace("前面几年", "前几年")
        text = _LATELY.sub("", text)
    return SOUNDS_LIKE_TURNOVER.sub("营收", without_taken_back(_BUT.sub("", text)).replace(MASK, ""))


def _closest(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the exact amount that all others allow: 5.05亿 of 5.05亿首次破5亿; all where there is none."""
    return tuple(one for one in amounts if one.exact and all(holds(wide, one) for wide in amounts))[:1] or amounts


def _beside(part: Stretch, amounts: Sequence[Amount]) -> Beside:
    """Return what stands before a stretch that its figure can be of."""
    too_much = part.beside is Beside.SOMETHING and amounts[0].low >= _NO_AWARD
    return Beside.NOTHING if too_much else part.beside


def _is_last_year(amounts: Iterable[Amount], today: date) -> bool:
    return any(amount.year == today.year - 1 for amount in amounts)


def told_of_each_other(figures: Sequence[Figure]) -> list[Figure]:
    """Return figures with the unit or the year that only another one of them tells."""
    return _restated(_with_units(figures))


def _with_units(figures: Sequence[Figure]) -> list[Figure]:
    """Give a figure the unit of another one, where only that makes the two alike: 去年2600万,前年两千三."""
    sure = [one.amounts[0] for one in figures if len(one.amounts) == 1]
    found = []
    for one in figures:
        alike = [amount for amount in one.amounts if any(are_alike(amount[:2], other[:2]) for other in sure)]
        found.append(replace(one, amounts=tuple(alike)) if len(one.amounts) > 1 and len(alike) == 1 else one)
    return found


def _restated(figures: Sequence[Figure]) -> list[Figure]:
    """Give a figure that only says closely what the one before did the year of that: 2024年过了五亿,5.1亿."""
    found: list[Figure] = []
    for one in figures:
        year = _year_restated(found[-1], one) if found else 0
        dated = tuple(amount._replace(year=year or amount.year) for amount in one.amounts)
        found.append(replace(one, amounts=dated, before=found[-1].before if year else one.before))
    return found


def _year_restated(last: Figure, one: Figure) -> int:
    """Return the year of a figure where the next one only says it more closely, and no year; 0 elsewhere."""
    if not len(last.amounts) == len(one.amounts) == 1:
        return 0
    (wide,), (close,) = last.amounts, one.amounts
    closer = close.exact and not wide.exact and holds(wide, close)
    return wide.year or 0 if closer and not close.year else 0


def holds(wide: Amount, close: Amount) -> bool:
    """Whether an amount allows another one, which says it as closely or more so."""
    return wide.low <= close.low and close.high <= wide.high
