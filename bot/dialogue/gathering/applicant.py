"""Who applies, told by who speaks or whom somebody asks for: `我自己是省级工艺美术大师`, `替合作社问的`."""

import re

from bot.content import Fact
from bot.dialogue.gathering.survey import Survey
from bot.dialogue.gathering.told import Told

_I_AM = re.compile(
    r"(?:^|[,。;!? ])(?:我|俺|本人)(?:自己|本人|个人)?(?:就|也)?是(?P<what>[^,。;!?]{2,14}?)的?(?=$|[,。;!? ])"
)
_ASKS_FOR = re.compile(
    r"(?:^|[,。;!? 我俺们咱是])(?:[替帮代给]|代表)(?:我们?|咱们?)?(?P<what>[^,。;!?问打]{2,10}?)[来先]?"
    r"(?:问|打听|咨询|申请|申报)"
    r"|(?:^|[,。;!? ])(?:我|俺|咱)们?(?P<we>[^,。;!?我俺咱]{2,6}?)(?:想|要|准备|打算|来)+(?:申请|申报)"
)
"""Somebody asks for whoever applies, or is it: 我替合作社问的, 我们镇政府想申请."""


def told_applicant(survey: Survey, fact: Fact) -> Told | None:
    """Return who applies other than who is presumed to; None where nobody says so, or it is open who."""
    match = (_I_AM.search(survey.said) or _ASKS_FOR.search(survey.said)) if fact.presumed else None
    if match is None:
        return None
    what = next(words for words in match.groups() if words)
    meant = [one for one in fact.options if one.id != fact.presumed and what.endswith(one.names)]
    return Told((meant[0].id,), what, (match.start(),)) if len(meant) == 1 else None
