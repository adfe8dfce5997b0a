"""A message cut into what asks by itself: at its marks, in its lists, and where one question follows another."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.content import COMPUTED
from bot.language.questions.clauses import OF_LEVEL
from bot.language.questions.judge import Cue, Judge, mask, veil
from bot.language.questions.look import Look
from bot.language.questions.spoken import LISTS, Speech
from bot.language.questions.topics import Topics

GOES_ON = "才"
"""Between two that ask, it makes one of them: 花多少钱才够得上."""

WHOLE = ("文件", "政策", "这个文件", "这个政策")
"""Is what a question is about, and none by itself: 文件过期没."""

_EITHER = re.compile(r"(?P<verb>.)[不没](?P=verb)")
"""Asks yes or no and stays together: 是不是, 能不能."""


class Parting:
    """Cuts messages, looking their clauses up."""

    def __init__(self, speech: Speech, topics: Topics, judge: Judge) -> None:
        self._speech, self._topics, self._judge = speech, topics, judge

    def looks(self, text: str) -> list[Look]:
        """Return the clauses of a message that each ask one thing at most, looked up."""
        return [
            part
            for clause in self._speech.clauses(text)
            for each in self._listed(clause)
            for part in self._parted(each)
        ]

    def _listed(self, clause: str) -> Iterator[Look]:
        """Yield what is listed in a clause and asks by itself (条件、流程); names (智能、绿色制造) stay together."""
        *firsts, last = clause.split(LISTS)
        said = ""
        for part in firsts:
            said += part
            look = self._topics.look(said)
            if self._asks_by_itself(veil(look.text, look.mentions)):
                yield look
                said = ""
        yield self._topics.look(said + last)

    def _asks_by_itself(self, veiled: str) -> bool:
        aspect = self._judge.plainly(veiled)
        return bool(aspect) and (aspect not in COMPUTED or bool(self._judge.cues(veiled)))

    def _parted(self, look: Look) -> list[Look]:
        """Part a clause that asks one thing after the other without a mark between: 多少钱找谁办还有效不."""
        cues = self._judge.cues(mask(look.text, look.mentions))
        if len(cues) < 2:
            return [look]
        cuts = [0]
        ends = [*(cue.start for cue in cues[2:]), None]
        for (before, after), end in zip(pairwise(cues), ends, strict=True):
            cut = self._cut(look, cuts[-1], before, after, end)
            if cut:
                cuts.append(cut)
        return [self._topics.part_of(look, start, end) for start, end in pairwise([*cuts, len(look.text)])]

    def _cut(self, look: Look, start: int, before: Cue, after: Cue, end: int | None) -> int:
        """Return the place between two cues where both sides ask what theirs tells; 0 where there is none."""
        if GOES_ON in look.text[before.end : after.end]:
            return 0
        named = next((mention.start for mention in look.mentions if before.end <= mention.start < after.start), 0)
        if before.aspect == after.aspect and not named:
            # The same is asked again only of something else: 省里评的给多少国家评的给多少.
            level = OF_LEVEL.search(look.text, before.end, after.start)
            if not level:
                return 0
            named = level.start()
        for cut in (named,) if named else range(before.end, after.start + 1):
            if look.text[start:cut] in WHOLE or _EITHER.match(look.text, cut - 2, cut + 1):
                continue
            sides = self._topics.part_of(look, start, cut), self._topics.part_of(look, cut, end)
            asked = [self._judge.plainly(veil(side.text, side.mentions)) for side in sides]
            if asked == [before.aspect, after.aspect]:
                return cut
        return 0
