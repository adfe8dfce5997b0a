"""Stretches cut and joined so that each holds one figure, however many words, parts or corrections that takes."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.dialogue.gathering.stretches import Beside, Stretch
from bot.language import Understood, read_money
from bot.language.days.mentions import mentions
from bot.language.sums.asides import is_put_right
from bot.language.sums.earlier import BEFORE
from bot.language.sums.kinds import speaks_of_kinds
from bot.language.sums.months import months_named
from bot.language.sums.yearly import CLAUSE_END

UNIT = re.compile(r"[万亿千百元块]|[0-9],[0-9]{3},[0-9]{3}|[0-9个十百](?:w|kw|e|k|wan|yi)|[佰仟]")
_SHARE = re.compile("[ ,]*[^,。;!0-9]{0,8}(?:占(?!地)|是[^,。;!]{0,4}总)[^,。;!]*")
"""What says which part of a whole a sum is: 外销1800万,正好占总收入的一半."""
_THE_MOST = re.compile("[ ,也才就都是]*(?:最[高多好]|顶多|顶天|撑死|充其量|[^,。;!]{0,8}封顶)")
"""What goes on about the most there had been: 以前没上过5亿,最多4.8亿."""
_MANY = 20
"""A message of more figures than this is a table, not talk."""


def one_figure_each(found: Sequence[Stretch], said: str, today: date) -> list[Stretch]:
    """Return the stretches of a text each with one figure; none where there are too many to be talk."""
    parts = [part for stretch in found for part in _by_date(stretch, today)]
    if len(parts) > _MANY:
        return []
    whole = (_with_share(part, said, today) for part in _joined(_kinds_as_one(parts, said, today), said))
    return [part for part in whole if part]


def _by_date(stretch: Stretch, today: date) -> list[Stretch]:
    """Cut a stretch before each time that follows a figure: 去年五亿|前年四亿."""
    text = stretch.text
    times = sorted({*(day.start for day in mentions(text, today)), *(match.start() for match in BEFORE.finditer(text))})
    cuts = [0]
    for at in times:
        if at > cuts[-1] and UNIT.search(text[cuts[-1] : at]) and UNIT.search(text[at:]):
            cuts.append(at)
    ends = [*cuts[1:], len(text)]
    return [
        replace(stretch, start=stretch.start + first, text=text[first:last], year=0 if first else stretch.year)
        for first, last in zip(cuts, ends, strict=True)
    ]


def _kinds_as_one(parts: list[Stretch], said: str, today: date) -> list[Stretch]:
    """Join kinds of business that are all of it: 主营4860万，其他业务140万; leave out such as may not be all."""
    kinds = [part for part in parts if not part.fact and part.beside is not Beside.ANOTHER]
    if len(kinds) < 2 or not speaks_of_kinds(said):
        return parts
    first, last = kinds[0], kinds[-1]
    start = max((mark.end() for mark in CLAUSE_END.finditer(said, 0, first.start)), default=0)
    text = said[start : last.end]
    reading, alone = read_money(text, today), read_money(first.text, today)
    others = [part for part in parts if part not in kinds]
    if not isinstance(reading, Understood):
        return others
    if isinstance(alone, Understood) and alone.value.low < reading.value.low:
        return [replace(first, start=start, text=text, whole=True), *others]
    return parts


def _joined(parts: Sequence[Stretch], said: str) -> list[Stretch]:
    """Join stretches that are one figure together: a sum put right, parts of a year, the most there had been."""
    found: list[Stretch] = []
    for part in parts:
        if found and not part.fact and _goes_on(found[-1], part, said):
            found[-1] = replace(found[-1], text=said[found[-1].start : part.end])
        else:
            found.append(part)
    return found


def _goes_on(last: Stretch, part: Stretch, said: str) -> bool:
    if is_put_right(said, last.end, part.end):
        return True
    if BEFORE.search(last.text) and _THE_MOST.match(said, last.end):
        return True
    apart = said[last.end : part.start].strip(" ,、")
    return bool(months_named(last.text).units and months_named(part.text).units and not apart)


def _with_share(part: Stretch, said: str, today: date) -> Stretch | None:
    """Return a stretch with the share behind it where that changes the sum; None where it leaves it open."""
    share = _SHARE.match(said, part.end)
    if not share:
        return part
    whole = replace(part, text=said[part.start : share.end()])
    reading = read_money(whole.text, today)
    if not isinstance(reading, Understood):
        return None
    return part if reading == read_money(part.text, today) else whole
