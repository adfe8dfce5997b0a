"""One spelling for what can be typed in many: width, case, white space, traditional and invisible characters."""

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

LONGEST = 1000
"""Only so many characters of a message count, so that no text costs more than a moment."""

# Most texts need no folding; what it would leave alone is told by one look.
_PLAIN = re.compile(r"[ -~\u4e00-\u9fff。、“”]*")
_MARKED = re.compile(r"[ -~\u4e00-\u9fff。、“”，？！：；（）]*")
_simplified = OpenCC("t2s").convert

_KEPT = 16
"""So many texts are remembered: one message is read by several readers."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@lru_cache(_KEPT)
def normalise(text: str) -> str:
    """Return text in NFKC width, simplified characters and lower case, white space squeezed to single blanks.

    At most 1000 characters.

    Control, zero-width, bidirectional and private characters and lone surrogates are gone. Numbers that
    are not plain digits (``①``, ``½``, ``10⁸``) become ``^``: unfolded they would melt into the number
    beside them.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return " ".join(_simplified(text.lower()).split())
    if _MARKED.fullmatch(text) and len(text) <= LONGEST:
        return " ".join(_simplified(unicodedata.normalize("NFKC", text).lower()).split())
    seen = "".join(map(_visible, text[:LONGEST]))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).lower())
    return " ".join(_simplified("".join(map(_visible, folded[:LONGEST]))).split())


def _visible(character: str) -> str:
    """Return what a character becomes before folding: itself, a blank, ``^``, an ASCII digit or nothing."""
    if character.isascii() and character.isprintable():
        return character
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "No":
        return "^"
    # Variation selectors only choose the look of the emoji before them.
    hidden = category in _INVISIBLE or "\ufe00" <= character <= "\ufe0f"
    return "" if hidden else character
