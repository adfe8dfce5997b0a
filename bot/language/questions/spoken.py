"""How a message is said, made comparable: sums, dialect words and marks are levelled, and it is cut into clauses."""

import re
from collections.abc import Mapping, Sequence

from bot.language.normalise import normalise

SUM = "¥"
"""Stands for any sum of money, and any share of one: 过五亿 and 过10亿 are the same way to say it."""

HOW_MUCH = "多少"
"""Stands for a sum or a share that is asked for: 几万, 百分之几."""

SUMS = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十几半百千零]+)[多来几]?个?多?[亿万](?:元|块)?")
_SHARES = re.compile(r"[0-9]+(?:\.[0-9]+)? ?(?:%|个点)|百分之[零一二两三四五六七八九十百点]+")
_ASKED = re.compile(r"(?<![一二三四五六七八九十百千万零好])几[十百千]?个?[万亿](?:元|块)?|百分之几(?!十)|(?<!好)几成")
# A blank between Latin words (iso 9001) parts nothing.
_BREAKS = re.compile(
    r"(?:[，。？！；：,.?!;:~…](?![0-9])|[()（）【】]|(?<![a-z0-9]) +| +(?![a-z0-9])|还有(?!效)|以及|另外|顺便|再就是"
    r"|(?:^|(?<=[，。？！；：,.?!;: \n]))[0-9]{1,2}[、.)](?![0-9])"
    r"|(?:[再另头]|还有)?一个是|再一个|(?<![0-9一二三四五六七八九十])[一二三]是(?![不否])|[一二]来(?=[^回往源])|其[次一二三])++"
)
LISTS = "、"
"""Stands between things that are listed, be they names (智能、绿色制造) or questions (条件、流程)."""

_MARKS = re.compile(rf"[^\w{SUM}{LISTS}]")


class Speech:
    """Levels what is said; ``alike`` maps a word to those that are read as it."""

    def __init__(self, alike: Mapping[str, Sequence[str]]) -> None:
        self._same = {other: word for word, others in alike.items() for other in others}
        longest_first = sorted(self._same, key=len, reverse=True)
        self._others = re.compile("|".join(map(re.escape, longest_first)) if longest_first else "(?!)")

    def clauses(self, text: str) -> list[str]:
        """Return the clauses of a message, levelled, without blanks and marks but those of lists."""
        level = self._others.sub(
            lambda found: self._same[found[0]], SUMS.sub(SUM, _SHARES.sub(SUM, _ASKED.sub(HOW_MUCH, normalise(text))))
        )
        return [clause for part in _BREAKS.split(level) if (clause := _MARKS.sub("", part).strip(LISTS))]

    def name(self, text: str) -> str:
        """Return a name, levelled as one clause."""
        return "".join(self.clauses(text)).replace(LISTS, "")
