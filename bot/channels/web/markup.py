"""A reply's small markup as HTML for a page. Pure; whatever is no known tag is escaped, wherever it came from."""

import re
from html import unescape

from markupsafe import Markup, escape

_TAG = re.compile(r"(</?[bi]>|\n?<blockquote(?: expandable)?>(?:(?<=expandable>)· )?|</blockquote>\n?)")
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
"""What a browser would break at its hyphens."""
_OPEN = {
    "<b>": ("<strong>", "</strong>"),
    "<i>": ("<em>", "</em>"),
    "<blockquote>": ("<blockquote>", "</blockquote>"),
    "<blockquote expandable>": (
        "<details class=quote><summary>看原文</summary><blockquote>",
        "</blockquote></details>",
    ),
    # What begins like the lists of a reply is one: only what the document says is called 原文.
    "<blockquote expandable>· ": ("<details class=quote><summary>展开</summary><div>· ", "</div></details>"),
}


def as_html(text: str) -> Markup:
    """Return a reply's text as HTML whose every tag is closed.

    >>> str(as_html("<b>10 < 20<script>"))
    '<strong>10 &lt; 20&lt;script&gt;</strong>'
    """
    made: list[str] = []
    closers: list[tuple[str, str]] = []
    for piece in _TAG.split(text):
        tag = piece.strip("\n")
        if tag in _OPEN:
            opening, closing = _OPEN[tag]
            made.append(opening)
            closers.append((tag[1], closing))
        elif tag.startswith("</") and _TAG.fullmatch(piece):
            if closers and closers[-1][0] == tag[2]:
                made.append(closers.pop()[1])
        else:
            made.append(_DATE.sub(r"<span class=date>\g<0></span>", str(escape(unescape(piece)))))
    made += [closing for _, closing in reversed(closers)]
    return Markup("".join(made))  # noqa: S704 - its own tags, and what it escaped itself
