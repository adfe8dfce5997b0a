"""When something was: `去年5月` -> 2025-05-01 to 2025-05-31."""

import re
from datetime import date

from bot.content.when import When
from bot.language.days.mentions import CONNECTORS, Mention, mentions
from bot.language.normalise import normalise
from bot.language.reading import NotUnderstood, Reading, Several, Understood

_HOW = "请写成年月日，例如 2024年5月6日，只记得年月也可以"
_NO_SUCH_DAY = NotUnderstood("日历上没有这一天，请核对后重写，例如 2024年5月6日")
_NO_DATE = NotUnderstood(f"没看出是哪一天。{_HOW}")
_OPEN = NotUnderstood(f"只说之前、之后或左右还定不下来。{_HOW}")
_TOO_MANY = NotUnderstood(f"说了好几个时间，请只说一个。{_HOW}")

_LOOSE_NEXT = re.compile(r" ?(?:份|的时候)?(?:之前|以前|之后|以后|前|后|起|左右|上下|以来)")
_LOOSE_BEFORE = re.compile(r"(?:早于|晚于|不到|可能|好像|应该)[是在]?$")
_DENIED = re.compile(r"(?:不是|并非|不在|没在)$")


def read_when(text: str, today: date) -> Reading[When]:
    """Read the day or span of days named in a text; relative ones (去年, 上个月) count from today.

    A part of a year without the year (12月, 年底) is this year's, or last year's or this year's
    (`Several`) where it has not begun by today. A day in the future is understood; whether it may be is
    for the caller.
    """
    said = normalise(text)
    named = [mention for mention in mentions(said, today) if not _DENIED.search(said[: mention.start])]
    if not named:
        return _NO_DATE
    if not all(mention.spans for mention in named):
        return _NO_SUCH_DAY
    if _loose(said, named):
        return _OPEN
    if any(said[mention.end : mention.end + 1].isdecimal() for mention in named):
        return _NO_DATE
    return _one_of(said, _joined(said, named))


def _loose(said: str, named: list[Mention]) -> bool:
    return any(_LOOSE_NEXT.match(said, mention.end) or _LOOSE_BEFORE.search(said[: mention.start]) for mention in named)


def _joined(said: str, named: list[Mention]) -> list[Mention]:
    """Join the two ends of a range (2023年到2024年) into one mention.

    One that ends before it begins has no days.
    """
    joined: list[Mention] = []
    for mention in named:
        before = joined[-1] if joined else None
        if before and said[before.end : mention.start].strip() in CONNECTORS:
            spans = tuple(
                When(first.first, last.last) for first, last in zip(before.spans, mention.spans, strict=False)
            )
            ordered = tuple(span for span in spans if span.first <= span.last)
            joined[-1] = Mention(before.start, mention.end, ordered, before.months)
        else:
            joined.append(mention)
    return joined


def _one_of(said: str, named: list[Mention]) -> Reading[When]:
    spans = tuple(dict.fromkeys(span for mention in named for span in mention.spans))
    words = said[named[0].start : named[-1].end]
    if not spans:
        return _NO_SUCH_DAY
    if len(spans) == 1:
        return Understood(spans[0], words)
    return Several(spans, words) if len(spans) <= 3 else _TOO_MANY
