"""Parts and multiples as they are said: `25%`, `百分之十二点五`, `三成五`, `两三成`, `三分之一`, `一倍半`."""

import re
from fractions import Fraction

from bot.language.sums.numerals import numerals
from bot.language.sums.spans import HALF, Span, exactly

_ONES = "一两二三四五六七八九"
_WRITTEN = r"[0-9]+(?:\.[0-9]+)?"
_SPELT = rf"[{_ONES}十百零点几]{{1,6}}"
PART = (
    rf"(?:{_WRITTEN})多?%|百分之(?:{_WRITTEN}|{_SPELT})多?|(?:[{_ONES}]{{1,2}}|[1-9]|半|几)成(?:[半{_ONES}1-9](?!成)|多)?"
    rf"|[{_ONES}十]分之[{_ONES}]|一半"
)
"""A pattern of what is a part of something."""
TIMES = rf"(?:{_WRITTEN}|{_SPELT})倍[半多]?"
"""A pattern of how many times as much something is."""

_SAID = re.compile(
    rf"(?P<percent>{_WRITTEN}多?)%|百分之(?P<hundredths>.+)|(?P<tenths>[^成]+)成(?P<more>.?)"
    rf"|(?P<of>.)分之(?P<parts>.)|(?P<times>[^倍]+)倍(?P<over>.?)|一半"
)


def proportion(text: str) -> Span | None:
    """Return the part or multiple that a match of `PART` or `TIMES` is, of one; None where its figure is none."""
    said = _SAID.fullmatch(text)
    if not said:
        return None
    if figure := said["percent"] or said["hundredths"]:
        return _times(figure, Fraction(1, 100))
    if said["tenths"]:
        return _and(said["tenths"], said["more"], Fraction(1, 10))
    if said["times"]:
        return _and(said["times"], said["over"], Fraction(1))
    if said["of"]:
        whole, parts = _figure(said["of"]), _figure(said["parts"])
        return parts.times(1 / whole.low) if whole and parts else None
    return exactly(HALF)


def _and(figure: str, more: str, size: Fraction) -> Span | None:
    """Return so many tenths or times, with the half or the tenth of one behind: 两成半, 三成五, 两成多."""
    if more == "多":
        return _times(figure + more, size)
    whole = _times(figure, size)
    rest = exactly(HALF) if more == "半" else _times(more, Fraction(1, 10)) if more else exactly(0)
    # 两三成五 is none.
    return whole.plus(rest.times(size)) if whole and rest and (whole.low == whole.high or not more) else None


def _times(figure: str, size: Fraction) -> Span | None:
    read = _figure(figure)
    return read.times(size) if read else None


def _figure(text: str) -> Span | None:
    """Return the only meaning of a figure that is the whole of a text."""
    found = numerals(text)
    alone = len(found) == 1 and (found[0].start, found[0].end) == (0, len(text))
    return found[0].readings[0] if alone and len(found[0].readings) == 1 else None
