"""How a message is said, made comparable: sums, dialect words and marks are levelled, and it is cut into clauses."""

import re
from collections.abc import Mapping, Sequence

from bot.language.normalise import normalise

SUM = "¥"
"""Stands for any sum of money: 过五亿 and 过10亿 are the same way to say it."""

_SUMS = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十几半百千零]+)[多来几]?个?多?[亿万](?:元|块)?")
# A blank between Latin words (iso 9001) parts nothing.
_BREAKS = re.compile(r"(?:[，。？！；：,.?!;:~…](?![0-9])|(?<![a-z0-9]) +| +(?![a-z0-9])|还有|以及|另外|顺便|再就是)+")
_MARKS = re.compile(rf"[^\w{SUM}]")


class Speech:
    """Levels what is said; ``alike`` maps a word to those that are read as it."""

    def __init__(self, alike: Mapping[str, Sequence[str]]) -> None:
        self._same = {other: word for word, others in alike.items() for other in others}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._others = re.compile("|".join(map(re.escape, longest_first)) if longest_first else "(?!)")

    def clauses(self, text: str) -> list[str]:
        """Return the clauses of a message, levelled, without blanks and marks; none of a message of marks alone."""
        level = self._others.sub(lambda found: self._same[found[0]], _SUMS.sub(SUM, normalise(text)))
        return [clause for part in _BREAKS.split(level) if (clause := _MARKS.sub("", part))]

    def name(self, text: str) -> str:
        """Return a name, levelled as one clause."""
        return "".join(self.clauses(text))
