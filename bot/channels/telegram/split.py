"""Cutting a long text into messages, each of them whole HTML. Pure."""

import re
from dataclasses import dataclass
from html import unescape

TAG = r"</?[A-Za-z][^<>]*>"
PIECE = re.compile(rf"{TAG}|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+);|.", re.DOTALL)
ENDS = ("\n\n", "\n", "。")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A tag, an escaped character or a character: what must not be cut in two."""

    text: str

    @property
    def is_tag(self) -> bool:
        return len(self.text) > 1 and self.text[0] == "<"

    @property
    def length(self) -> int:
        """Return how Telegram counts it: tags are nothing, a character beyond the first 65,536 is two."""
        return 0 if self.is_tag else sum(2 if shown > "\uffff" else 1 for shown in unescape(self.text))


def split_html(text: str, limit: int) -> list[str]:
    """Cut HTML into parts of at most ``limit`` characters as shown, never inside a tag or an entity.

    A cut is made after the last blank line that fits, else the last line end, else the last sentence,
    else anywhere. Tags open at a cut are closed there and opened again in the next part.
    """
    if 2 * len(text) <= limit:
        return [text.strip("\n")]
    rest = [_Piece(match[0]) for match in PIECE.finditer(text)]
    parts: list[str] = []
    opened: list[str] = []
    while (end := _fits(rest, limit)) < len(rest):
        end = _cut(rest, end)
        parts.append(_part(opened, rest[:end]))
        opened = _open_after(opened, rest[:end])
        rest = rest[end:]
    parts.append(_part(opened, rest))
    return [part for part in parts if re.sub(TAG, "", part).strip()] or [text]


def _fits(pieces: list[_Piece], limit: int) -> int:
    """Return how many pieces fit."""
    for index, piece in enumerate(pieces):
        limit -= piece.length
        if limit < 0:
            return index
    return len(pieces)


def _cut(pieces: list[_Piece], end: int) -> int:
    """Return where to cut among the first ``end`` pieces: after the best ending, or at ``end``."""
    shown = "".join("\0" if len(piece.text) > 1 else piece.text for piece in pieces[:end])
    for ending in ENDS:
        found = shown.rfind(ending)
        if found > 0:
            return _past_closing_tags(pieces, found + len(ending), end)
    return end


def _past_closing_tags(pieces: list[_Piece], cut: int, end: int) -> int:
    """Move a cut behind the tags that close there, so that they are not opened again for nothing."""
    while cut < end and pieces[cut].is_tag and pieces[cut].text.startswith("</"):
        cut += 1
    return cut


def _part(opened: list[str], pieces: list[_Piece]) -> str:
    """Return the pieces as HTML of their own: with the tags open before, and all closed after."""
    still_open = _open_after(opened, pieces)
    body = "".join(piece.text for piece in pieces).strip("\n")
    return "".join(opened) + body + "".join(f"</{_name(tag)}>" for tag in reversed(still_open))


def _open_after(opened: list[str], pieces: list[_Piece]) -> list[str]:
    """Return the tags open after these pieces; a closing tag that closes nothing is left to Telegram."""
    stack = list(opened)
    for piece in pieces:
        if piece.is_tag and not piece.text.startswith("</"):
            stack.append(piece.text)
        elif piece.is_tag and stack and _name(stack[-1]) == _name(piece.text):
            stack.pop()
    return stack


def _name(tag: str) -> str:
    return tag.strip("</>").split()[0].lower()
