"""The names in a message that say something of the enterprise, each as far as it goes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.content import TRADE, Fact
from bot.dialogue.called import called, lists_all
from bot.dialogue.gathering.kinds import Kinds, kinds_of
from bot.dialogue.gathering.standing import APPLIES, stands
from bot.language.days.mentions import Mention, mentions
from bot.language.telling.anchors import (
    Anchor,
    figure_anchors,
    gap_anchors,
    name_anchors,
    piece_anchors,
    unrivalled,
    word_anchors,
)
from bot.language.telling.turnover import SPEAKS_OF_TURNOVER

_BEFORE_FIGURE = r"(?=[^,。;!? ]{0,6}?[0-9一二两三四五六七八九十几上过近半])"
# 销售 is no trade in 年销售额三百万.
_SUM_OF = re.compile(rf"(?:(?!卖)(?:{SPEAKS_OF_TURNOVER.pattern})|卖[了过到出个]){_BEFORE_FIGURE}")
_AREAS = frozenset("区镇")
_AT_HOME = re.compile(r"(?:[家人][是都]?在|住在?)$")
_LIVES = re.compile(r"(?:住在?)$")
_LIVES_BEHIND = re.compile(r"[县市区镇村乡]?(?:里[面头]?|那边|这边)?居?住(?![宿院户房建宅])")


class Names(NamedTuple):
    """What a normalised message names, in order: facts, options and figures (``anchors``), and times (``dates``).

    ``whole``: pieces of names that stand in it -> the names that they are pieces of.
    """

    said: str
    kinds: Kinds
    dates: Sequence[Mention]
    anchors: Sequence[Anchor]
    whole: Mapping[str, str]


def names_in(facts: Mapping[str, Fact], said: str, today: date) -> Names:
    """Return what a normalised message names; one place names one fact, or what two call alike."""
    kinds, dates = kinds_of(facts), mentions(said, today)
    pieces = _pieces(kinds, said)
    found = [
        *name_anchors(said, kinds.names),
        *word_anchors(said, called(facts)),
        *figure_anchors(said, dates),
        *(anchor for anchor, _ in pieces),
    ]
    meant = _that_stand(kinds, said, [_whole_words(kinds, said, one, found) for one in found], found)
    meant = [one for one in meant if not _is_area(kinds, said, one, meant)]
    whole = {said[anchor.start : anchor.end]: name for anchor, name in pieces}
    return Names(said, kinds, dates, unrivalled(_but_for_homes(kinds, said, meant)), whole)


def _pieces(kinds: Kinds, said: str) -> list[tuple[Anchor, str]]:
    """Return where pieces of names stand, each with the whole name, of facts that take several options."""
    return [
        piece
        for fact, options in kinds.names.items()
        if fact in kinds.lists
        for piece in piece_anchors(said, options, fact) + gap_anchors(said, options, fact)
    ]


def _whole_words(kinds: Kinds, said: str, anchor: Anchor, found: Sequence[Anchor]) -> Anchor:
    """Return a name less who applies, who may end it (种植|合作社); a place as long as the trade that it opens."""
    if not kinds.is_plain_choice(anchor):
        return anchor
    who = [one for one in kinds.applicants if said.endswith(one, anchor.start + 1, anchor.end)]
    anchor = anchor._replace(end=anchor.end - max(map(len, who), default=0))
    fact = kinds.facts[anchor.fact]
    if fact.role == TRADE or lists_all(fact):
        return anchor
    if any(one.start == anchor.end - 1 > anchor.start + 1 and kinds.is_applicant(one) for one in found):
        return anchor._replace(end=anchor.end - 1)  # 南村|镇政府
    # 泽州铁器 tells the place too.
    longer = [one.end for one in found if one.start == anchor.start and kinds.is_plain_choice(one)]
    return anchor._replace(end=max(longer, default=anchor.end))


def _that_stand(kinds: Kinds, said: str, names: Sequence[Anchor], found: Sequence[Anchor]) -> list[Anchor]:
    """Return the names that say what the enterprise is; ``found``: all of them, as long as they were found."""
    flags = {one[:2] for one in found if kinds.of(one) == "yes_no"}
    listed = {one[:2] for one in found if one.fact in kinds.lists}
    sums = [match.span() for match in _SUM_OF.finditer(said)]

    def is_another(one: Anchor) -> bool:
        """Whether the same words are those of another fact, or of a sum."""
        if kinds.is_plain_choice(one) and said.startswith(kinds.applicants, one.start, one.end - 1):
            return True
        if one[:2] in listed and kinds.is_applicant(one) and not said.endswith(("是", "我"), 0, one.start):
            return True
        in_sum = any(start <= one.start and one.end <= end for start, end in sums)
        return bool(one.options) and (one[:2] in flags or in_sum)

    return [one for one in names if stands(kinds.facts.get(one.fact), said, one) and not is_another(one)]


def _is_area(kinds: Kinds, said: str, anchor: Anchor, found: Sequence[Anchor]) -> bool:
    """Whether the name of who may apply only says where the works is: 巴公|园区."""
    if not kinds.is_applicant(anchor) or said[anchor.end - 1] not in _AREAS or APPLIES.match(said, anchor.end):
        return False
    return any(one.end == anchor.start for one in found if kinds.is_plain_choice(one))


def _but_for_homes(kinds: Kinds, said: str, names: Sequence[Anchor]) -> list[Anchor]:
    """Return names but for homes, which say where the works is only if nothing else does: 家在泽州,在高平开厂."""
    homes = [one for one in names if kinds.is_plain_choice(one) and _says_home(said, one, _AT_HOME)]
    elsewhere = {one.fact for one in names if one not in homes}
    person = any(map(kinds.is_applicant, names))
    return [
        one
        for one in names
        if one not in homes or (one.fact not in elsewhere and (person or not _says_home(said, one, _LIVES)))
    ]


def _says_home(said: str, anchor: Anchor, before: re.Pattern[str]) -> bool:
    return bool(before.search(said, 0, anchor.start) or _LIVES_BEHIND.match(said, anchor.end))
