"""Which months of a year words name, as months, quarters or halves: `前三季度`, `11、12月`, `7到12月`, `其余半年`."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bot.language.sums.masks import Slice, masked
from bot.language.sums.periods import MONTHS_OF_A_YEAR, count

_MONTH = "1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九]"
_QUARTER = "[一二三四1-4]"
_SEVERAL = "1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九俩仨半]"
_UNIT = "个?(?P<unit>[月季年])[度份]?"
_AND = "[、和跟及与]"
_SIZES = {"月": 1, "季": 3, "年": MONTHS_OF_A_YEAR}


class _Stretch(NamedTuple):
    """Months in turn, from the first to the last; () with the number wanted where they are all that is left."""

    months: tuple[int, ...]
    units: int
    """As how many months, quarters or halves they are named."""
    left: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """The months that some words name, as how many units, and the words less these names.

    ``left``: of how many months it is said that they are those that nothing else names.
    """

    months: tuple[int, ...]
    units: int
    words: str
    left: int = 0


def _stretch(first: int, last: int, units: int = 1) -> _Stretch:
    return _Stretch(tuple(range(first, last + 1)), units)


def _several(match: re.Match[str]) -> tuple[int, int]:
    """Return how many units are named, and of how many months together: 前三个季度, 最后一个月, 其余半年."""
    size = _SIZES[match["unit"]]
    if match["n"] == "半":
        return 1, size // 2
    units = {"俩": 2, "仨": 3}.get(match["n"] or "") or count(match["n"])
    return units, units * size


def _first(match: re.Match[str]) -> _Stretch:
    units, months = _several(match)
    return _stretch(1, months, units)


def _last(match: re.Match[str]) -> _Stretch:
    units, months = _several(match)
    return _stretch(MONTHS_OF_A_YEAR + 1 - months, MONTHS_OF_A_YEAR, units)


def _left(match: re.Match[str]) -> _Stretch:
    units, months = _several(match)
    return _Stretch((), units, months)


def _between(match: re.Match[str]) -> _Stretch:
    size = _SIZES[match["unit"]]
    first, last = count(match["first"] or "1"), count(match["last"])
    return _stretch((first - 1) * size + 1, last * size, last - first + 1)


def _listed(match: re.Match[str]) -> _Stretch:
    size = _SIZES[match["unit"]]
    ends = [count(each) * size for each in re.findall(_MONTH, match[0])]
    return _Stretch(tuple(end - size + at for end in ends for at in range(1, size + 1)), len(ends))


# Behind figures of a sum a character is none of a month: 三百五,十二月.
_NOT_BEHIND = "(?<![0-9.一二两三四五六七八九十百千万亿])"
_MONTHS_LISTED = rf"{_NOT_BEHIND}(?:(?>{_MONTH})月?份?{_AND}?){{0,11}}(?>{_MONTH})(?P<unit>月)份?"
_QUARTERS_LISTED = rf"{_NOT_BEHIND}(?:第?{_QUARTER}季?度?{_AND}?){{0,3}}第?{_QUARTER}(?P<unit>季)度?"

_NAMES: tuple[tuple[Callable[[re.Match[str]], _Stretch], re.Pattern[str]], ...] = tuple(
    (read, re.compile(pattern))
    for read, pattern in (
        (lambda _: _stretch(1, 6), "[上前]半年"),
        (lambda _: _stretch(7, 12), "[下后]半年"),
        (lambda _: _stretch(1, 12, 4), "[四4]个季度?"),
        (_first, rf"[前头]面?的?(?P<n>{_SEVERAL}){_UNIT}"),
        (_left, rf"(?:其[余他它]|余下|剩下?|另外?|中间|[淡旺]季)[的有是]?(?P<n>{_SEVERAL}){_UNIT}"),
        (_last, rf"(?:[最往]?后面?|末[了尾]?|年[底末]|收尾)的?那?(?P<n>{_SEVERAL})?{_UNIT}"),
        (
            _between,
            rf"(?:(?<![0-9.])(?P<first>{_MONTH})月?份?|年初|开春|开年|元月|截止?)?[-~到至]"
            rf"(?P<last>{_MONTH})(?P<unit>月)份?底?",
        ),
        (_between, rf"第?(?P<first>{_QUARTER})季?度?[-~到至]第?(?P<last>{_QUARTER})(?P<unit>季)度?"),
        (_listed, _MONTHS_LISTED),
        (_listed, _QUARTERS_LISTED),
        (lambda match: _stretch(int(match[1]) * 3 - 2, int(match[1]) * 3), "q([1-4])"),
    )
)
_IN_A_ROW = re.compile(rf"(?P<months>{_MONTHS_LISTED.replace('unit', 'm')})|{_QUARTERS_LISTED.replace('unit', 'q')}")
_ALONE = re.compile(rf"(?:{_MONTH})月份?|第?{_QUARTER}季度?")


def months_named(words: str) -> Named:
    """Return the months that words name: 前三个季度 are the first nine, in three units."""
    found: list[_Stretch] = []
    for read, pattern in _NAMES:
        matches = list(pattern.finditer(words))
        found += [read(match) for match in matches]
        words = masked(words, [Slice(*match.span()) for match in matches])
    months = tuple(month for each in found for month in each.months)
    return Named(months, sum(each.units for each in found), words, sum(each.left for each in found))


def in_a_row(said: str) -> Iterator[tuple[Slice, int]]:
    """Return where several months or quarters are named together, and how many months they are: 11、12月."""
    for match in _IN_A_ROW.finditer(said):
        if not _ALONE.fullmatch(match[0]):
            units = len(re.findall(_MONTH, match[0]))
            yield Slice(*match.span()), units if match["months"] else 3 * units


def is_whole_year(named: Sequence[Named]) -> bool:
    """Whether every month of a year is named, each once, or is among those said to be left: 其余半年."""
    months = [month for each in named for month in each.months]
    left = MONTHS_OF_A_YEAR - len(months)
    told = len(set(months)) == len(months) and all(1 <= month <= MONTHS_OF_A_YEAR for month in months)
    return told and left == sum(each.left for each in named)
