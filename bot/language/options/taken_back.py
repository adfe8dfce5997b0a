"""What a text takes back itself: `国家级单冠，打错了是省级单冠` says the second alone."""

import re
from datetime import date

from bot.language.days.mentions import mentions
from bot.language.options.named import Names, named_in

_SLIP = re.compile(
    r"[,。.;( ]*(?:哦|噢|啊|呃|呀|嗯)*(?:不对|(?<!没)错了|[说打写记按点讲搞弄选]错了?|口误|更正一?下?"
    r"|改一下|(?<=[哦噢啊呃])不(?=[ ,])"
    r"|(?<=[ ,。;!])(?:不是[ ,]*)+(?=[ ,]是))"
    r"[,。:.; ]*(?:应该)?(?:是|为)?"
)
_ANY_DAY = date(2000, 1, 1)
"""Where dates stand in a text does not depend on the day it is read."""


def without_taken_back(said: str, known: Names) -> str:
    """Return a text without the name or the date that a slip takes back: the last one of its kind before it."""
    slip = _SLIP.search(said)
    if not slip:
        return said
    before, after = said[: slip.start()], said[slip.end() :]
    places = [(one.start, one.end) for one in (named_in(before, known) if named_in(after, known) else [])]
    if not places and mentions(after, _ANY_DAY):
        places = [(one.start, one.end) for one in mentions(before, _ANY_DAY)]
    if not places:
        return said
    start, end = places[-1]
    return f"{before[:start]}{before[end:]},{after}"
