"""Which day is said of which option: `去年山西精品，今年晋城老字号`; a day is never guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.content.when import When
from bot.language.days.dates import read_when
from bot.language.days.mentions import CONNECTORS, Mention, mentions
from bot.language.normalise import normalise
from bot.language.options.choices import as_meant, names_of
from bot.language.options.claims import Claim, blanked, claims
from bot.language.options.named import Named, plain_names
from bot.language.options.predicates import DATE, Says
from bot.language.reading import Understood

# The year of a standard is no day: ISO9001:2015.
_EDITION = re.compile(r"(?<=[0-9])[:-](?:19|20)[0-9]{2}(?![0-9年./-])")
_SAME_YEAR = re.compile(
    r"(?P<same>同年|当年|同一年|那年)|(?P<next>第二年|次年|转过?年|隔年|来年|[晚过]了?一年(?!拿|多)|一年后)"
)
_OF_THE_HOUSE = re.compile(
    r"成立|(?<!商标)注册(?!下来|成功|商标|证|了?\0)|建厂|开业|创办|投产|营收|收入|销售|产值|营业|有效期|到期"
)
_FIRST = re.compile(r"头一[回次]|第一[回次]|首次|最早|最初|初次")
_YEAR_FIRST = re.compile(r"(?:20)?[0-9]{2}[年./-]")
_ALIKE = re.compile(r"(?:也|同样|一样)(?:都?是|同|一样)|(?:同|一)时|一[块起]|同[一]?[天年]")

# 去年拿了两个，A，B: the day is that of both.
_SO_MANY = re.compile(r"(?:[两三四五六几2-6]|好几)[个样项块]|俩|仨")
_A_DATE = re.compile(rf"{DATE}+[的 :]*")

_YEAR = 12
"""Months."""

Days = dict[str, When | None]


def read_days(
    text: str, names: Mapping[str, Sequence[str]], held: Iterable[str], today: date
) -> dict[str, When | None]:
    """Return each option held with the day said of it, None where none was.

    A day belongs to the names of its claim, of several the nearest; one in a claim without a name, to those
    just before it or, where there are none, just after.
    """
    known = plain_names(names)
    text = _EDITION.sub(lambda match: " " * len(match[0]), normalise(text))
    said = _years_written_out(as_meant(text, known), today)
    found, written = names_of(said, known)
    days: Days = dict.fromkeys(held)
    dates = [day for day in mentions(said, today) if not any(one.start <= day.start < one.end for one in written)]
    # A misspelt name is in no claim: what is said is said of it.
    topic = () if any(_options((named,), days) for named in found) else tuple(days)
    ahead: When | None = None
    several = everyone = False
    last_end = 0
    blank = blanked(said, [*found, *written], dates)
    # What is left to be read as a day: 2015 in ISO9001:2015 is none.
    said = blanked(said, [*found, *written], ())
    for claim in claims(blank, found, dates):
        options = _options(claim.named, days)
        # 都是|去年发的证 is one word of all of them.
        everyone = claim.everyone or (everyone and claim.start == last_end)
        last_end = claim.end
        day = _day(said, claim, today)
        if options:
            given = _given(said, claim, dates, days, day or _of_no_date(claim, dates, ahead), today)
            last = days[topic[-1]] if topic else None
            if not given and last and _ALIKE.search(said[claim.start : claim.end]):
                given = dict.fromkeys(options, last)
            days.update({option: found_day for option, found_day in given.items() if days[option] is None})
            topic, ahead = options, ahead if several else None
        elif claim.named:
            topic = ()
        elif not _OF_THE_HOUSE.search(said, claim.start, claim.end):
            before = dict(days)
            of_whom = _so_far(claim, found, days) if everyone else topic
            days.update(_behind(said, claim, dates, day, of_whom, days, today))
            if not topic or (day and before == days and _A_DATE.fullmatch(blank, claim.start, claim.end)):
                ahead = day or ahead
                several = bool(day and _SO_MANY.search(said, claim.start, claim.end))
    return days


def _years_written_out(said: str, today: date) -> str:
    """Write the year for 同年 and 第二年 after one that is named."""
    while match := _SAME_YEAR.search(said):
        named = [mention.year for mention in mentions(said[: match.start()], today) if mention.year]
        if not named:
            return said
        year = named[-1] + (1 if match["next"] else 0)
        said = f"{said[: match.start()]}{year}年{said[match.end() :].removeprefix('年')}"
    return said


def _options(named: Iterable[Named], days: Days) -> tuple[str, ...]:
    """Return the options held that names stand for, in order."""
    named = list(named)
    fits = [[option for option in one.options if option in days] for one in named]
    # A name of several options that are all held is said of all: 体系认证两个都过了.
    whole = [len(options) == len(one.options) for options, one in zip(fits, named, strict=True)]
    told = [options for options, every in zip(fits, whole, strict=True) if len(options) == 1 or every]
    return tuple(dict.fromkeys(option for options in told for option in options))


def _so_far(claim: Claim, found: Sequence[Named], days: Days) -> tuple[str, ...]:
    """Return the options that 都 is said of: not those named behind it alone, 甲、乙(都是去年)、丙."""
    before = _options([named for named in found if named.start < claim.end], days)
    behind = _options([named for named in found if named.start >= claim.end], days)
    return tuple(option for option in days if option in before or option not in behind) or tuple(days)


def _tells(said: str, claim: Claim) -> bool:
    """Whether the day in a claim can be that of which the thing is had."""
    not_had = claim.says is not None and (claim.says.refuses or claim.says in {Says.AGAIN, Says.REST})
    return claim.ours and not not_had and not _OF_THE_HOUSE.search(said, claim.start, claim.end)


def _day(said: str, claim: Claim, today: date) -> When | None:
    """Return the one day said in a claim."""
    return _one_day(said[claim.start : claim.end], today) if _tells(said, claim) else None


def _one_day(stretch: str, today: date) -> When | None:
    named = mentions(stretch, today)
    between = stretch[named[0].end : named[1].start].strip() if len(named) == 2 else ""
    if between in CONNECTORS and named[1].spans and named[1].spans[-1].last > today:
        # 2023年7月到2026年6月 is how long a certificate holds.
        stretch = stretch[: named[0].end]
    if len(named) == 2 and named[0].months == _YEAR > named[1].months:
        # 今年过了，1月份吧: the month is of that year.
        inside = [span for span in named[1].spans for year in named[0].spans if _within(span, year)]
        return inside[0] if len(inside) == 1 and inside[0].first <= today else None
    when = read_when(stretch, today)
    return when.value if isinstance(when, Understood) and when.value.first <= today else None


def _within(span: When, year: When) -> bool:
    return year.first <= span.first <= span.last <= year.last and span != year


def _of_no_date(claim: Claim, dates: Sequence[Mention], ahead: When | None) -> When | None:
    """Return the day said ahead of a claim that has none itself and says that it is had."""
    dated = any(claim.start <= day.start < claim.end for day in dates)
    return None if dated or (claim.says and (claim.says.refuses or claim.says is Says.AGAIN)) else ahead


def _given(
    said: str, claim: Claim, dates: Sequence[Mention], days: Days, day: When | None, today: date
) -> dict[str, When]:
    """Give the names of a claim its day; of several each that it stands with."""
    inside = [mention for mention in dates if claim.start <= mention.start < claim.end]
    if len(inside) < 2 and not (inside and len(claim.named) > 1):
        return dict.fromkeys(_options(claim.named, days), day) if day else {}
    if not _tells(said, claim):
        return {}
    if len(claim.named) == 1:
        return dict.fromkeys(_options(claim.named, days), day) if day else {}
    given: dict[str, When] = {}
    for named, start, end in _pairs(claim.named, inside):
        near = _one_day(said[start:end], today)
        if near:
            given.update(dict.fromkeys(_options(named, days), near))
    return given


def _pairs(named: Sequence[Named], dates: Sequence[Mention]) -> list[tuple[tuple[Named, ...], int, int]]:
    """Return the names that each date, a slice of the text, is said of.

    As many dates together as names together go one by one (甲、乙分别是22年和24年); else a date is of the names
    behind it if the first one stands before all names, and of those before it if not.
    """
    apart = named[-1].end <= dates[0].start or dates[-1].end <= named[0].start
    if apart and len(named) == len(dates):
        return [((one,), day.start, day.end) for one, day in zip(named, dates, strict=True)]
    if dates[0].start < named[0].start:
        ends = [*(day.start for day in dates[1:]), named[-1].end]
        return [
            (tuple(one for one in named if day.end <= one.start < end), day.start, day.end)
            for day, end in zip(dates, ends, strict=True)
        ]
    starts = [0, *(day.end for day in dates)]
    return [
        (tuple(one for one in named if start <= one.start < day.start), day.start, day.end)
        for start, day in zip(starts, dates, strict=False)
    ]


def _behind(
    said: str,
    claim: Claim,
    dates: Sequence[Mention],
    day: When | None,
    topic: tuple[str, ...],
    days: Days,
    today: date,
) -> dict[str, When]:
    """Return what a claim without a name adds: a day still missing, the first of several, a nearer day."""
    stretch = said[claim.start : claim.end]
    inside = [mention for mention in dates if claim.start <= mention.start < claim.end]
    if day and _FIRST.search(stretch):
        return dict.fromkeys(topic, day)
    missing = [option for option in topic if days.get(option) is None]
    if day and missing:
        return dict.fromkeys(missing, day)
    if len(inside) == len(missing) > 1 and _tells(said, claim):
        each = [_one_day(said[one.start : one.end], today) for one in inside]
        return {option: when for option, when in zip(missing, each, strict=True) if when}
    nearer = {option: _nearer(said, claim, days.get(option), today) for option in topic}
    return {option: when for option, when in nearer.items() if when}


def _nearer(said: str, claim: Claim, before: When | None, today: date) -> When | None:
    """Return the day of a whole year that a claim goes on to name: 去年的事，9月3号."""
    stretch = said[claim.start : claim.end].strip()
    if before is None or (before.last - before.first).days < 360 or not _tells(said, claim):
        return None
    if not stretch[:1].isdecimal():
        return None
    day = _one_day(stretch if _YEAR_FIRST.match(stretch) else f"{before.first.year}年{stretch}", today)
    return day if day and before.first <= day.first <= day.last <= before.last and day != before else None
