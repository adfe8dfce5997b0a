"""A chart of one column of a figure, drawn here: shapes and text that the page's own stylesheet colours."""

from collections.abc import Sequence
from typing import NamedTuple

import svg
from markupsafe import Markup, escape

WIDE = 360
"""Units across, about a phone's pixels: the text is then as large as the page's."""
_BAR, _ROW, _TALL, _FOOT = 16, 42, 160, 22
MOST_BARS = 12
MOST_COLUMNS = 60


class Bar(NamedTuple):
    """One thing and its number, with the number as it is read."""

    name: str
    number: float
    said: str


def bars(told: str, shown: Sequence[Bar]) -> Markup:
    """Draw bars that lie, each under its name; ``told`` is what those who cannot see it hear."""
    shown = [bar for bar in shown if bar.number > 0][:MOST_BARS]
    most = max((bar.number for bar in shown), default=0)
    elements: list[svg.Element] = [svg.Title(text=escape(told))]
    for place, bar in enumerate(shown):
        top = place * _ROW
        width = max(2.0, round((WIDE - 2) * bar.number / most, 1))
        elements += [
            svg.Text(x=0, y=top + 14, text=escape(_short(bar.name)), class_=["name"]),
            svg.Text(x=WIDE, y=top + 14, text=escape(bar.said), text_anchor="end", class_=["number"]),
            svg.Rect(x=0, y=top + 20, width=width, height=_BAR, rx=3, class_=["bar"]),
        ]
    return _drawn(elements, len(shown) * _ROW)


def columns(told: str, shown: Sequence[Bar]) -> Markup:
    """Draw columns that stand side by side in the order of time; many days stand in one."""
    shown = _together(shown)
    most = max((bar.number for bar in shown), default=0)
    if not most:
        return Markup("")
    step = WIDE / len(shown)
    elements: list[svg.Element] = [
        svg.Title(text=escape(told)),
        svg.Line(x1=0, x2=WIDE, y1=_TALL + 20, y2=_TALL + 20, class_=["axis"]),
    ]
    for place, bar in enumerate(shown):
        high = round(_TALL * bar.number / most, 1)
        if high:
            width = max(1.0, round(step * 0.8, 2))
            left = round(place * step, 2)
            elements.append(svg.Rect(x=left, y=_TALL + 20 - high, width=width, height=high, rx=1, class_=["bar"]))
    top = next(bar for bar in shown if bar.number == most)
    elements += [
        svg.Text(x=0, y=14, text=escape(f"最高 {top.said}（{top.name}）"), class_=["number"]),
        svg.Text(x=0, y=_TALL + 20 + 16, text=escape(shown[0].name), class_=["name"]),
        svg.Text(x=WIDE, y=_TALL + 20 + 16, text=escape(shown[-1].name), text_anchor="end", class_=["name"]),
    ]
    return _drawn(elements, _TALL + 20 + _FOOT)


def _together(shown: Sequence[Bar]) -> list[Bar]:
    size = -(-len(shown) // MOST_COLUMNS) or 1
    together = [shown[first : first + size] for first in range(0, len(shown), size)]
    return [
        Bar(few[0].name if size == 1 else f"{few[0].name} 起 {size} 行", total, f"{total:,.0f}")
        for few in together
        for total in [sum(bar.number for bar in few)]
    ]


def _short(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"


def _drawn(elements: list[svg.Element], high: float) -> Markup:
    if not high:
        return Markup("")
    drawn = svg.SVG(
        viewBox=svg.ViewBoxSpec(0, 0, WIDE, high), class_=["chart"], extra={"role": "img"}, elements=elements
    )
    return Markup(drawn.as_str())  # noqa: S704 - every text in it was escaped; the library does not
