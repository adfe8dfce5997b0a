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

# 什么有 and 要么有 deny nothing.
_SPOKEN_NO = re.compile("冇|莫[有得]|(?<![什怎这那多要咋为干])么[有得]")
"""没有 as it is spoken."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@lru_cache(_KEPT)
def normalise(text: str) -> str:
    """Return text in NFKC width, simplified characters and lower case, white space squeezed to single blanks.

    At most 1000 characters. 没有 is written so however it is spoken (冇).

    Control, zero-width, bidirectional and private characters and lone surrogates are gone. Numbers that
    are not plain digits (``①``, ``½``, ``10⁸``) become ``^``: unfolded they would melt into the number
    beside them.
    """
    return _SPOKEN_NO.sub("没有", " ".join(_simplified(_folded(text)).split()))[:LONGEST].rstrip()


def _folded(text: str) -> str:
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST:
        return text.lower()
    if _MARKED.fullmatch(text) and len(text) <= LONGEST:
        return unicodedata.normalize("NFKC", text).lower()
    seen = "".join(map(_visible, text[:LONGEST]))
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).lower())
    return "".join(map(_visible, folded[:LONGEST]))


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
