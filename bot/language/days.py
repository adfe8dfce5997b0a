"""Which day is said of which option: `去年山西精品，今年晋城老字号`; a day is never guessed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.content.when import When
from bot.language.dates import read_when
from bot.language.homophones import corrected
from bot.language.mentions import mentions
from bot.language.named import Names, named_in, plain_names
from bot.language.narrow import elided
from bot.language.normalise import normalise
from bot.language.reading import Understood

_CLAUSES = re.compile(r"[,。;!?()\[\]➕+]")
_SHORT_YEAR = re.compile(r"(?<![0-9])(?P<year>[0-9]{2}|(?:19|20)[0-9]{2})(?=[、和与](?:[0-9]{2}|(?:19|20)[0-9]{2})年)")
# Days of something else: of a refusal, of the papers handed in, of a renewal, of the house.
_NOT_THE_DAY = re.compile(
    r"没|未|落选|报的|申报|报上|提交|申请(?!到|成功|下来)|复核|复审|换证|换的|换了|续|年检|到期|有效期|更新"
)
_OF_THE_HOUSE = re.compile(r"成立|注册|建厂|开业|创办|投产|营收|收入|销售|产值|营业")
_FIRST = re.compile(r"头一[回次]|第一[回次]|首次|最早|最初|初次")
_ALL = re.compile(r"都|全")


def read_days(
    text: str, names: Mapping[str, Sequence[str]], held: Iterable[str], today: date
) -> dict[str, When | None]:
    """Return each option held with the day said of it, None where none was.

    A day belongs to the options of its clause; one in a clause of its own, to those just before it or just after.
    """
    known = plain_names(names)
    said = _SHORT_YEAR.sub(r"\g<year>年", corrected(normalise(text), known))
    days: dict[str, When | None] = dict.fromkeys(held)
    # A misspelt name is in no clause: what is said is said of it.
    last = () if _named(said, known, days) else tuple(days)
    ahead: When | None = None
    for clause in filter(str.strip, _CLAUSES.split(said)):
        named, day = _named(clause, known, days), _day(clause, today)
        if named:
            last = named
            days.update(_paired(clause, named, day or ahead, today))
            ahead = None
        elif not _OF_THE_HOUSE.search(clause):
            days.update(_behind(clause, day, last, days, today))
            ahead = None if last else day
    return days


def _named(clause: str, known: Names, days: Mapping[str, object]) -> tuple[str, ...]:
    """Return the options held that a clause names, in order."""
    found = elided(clause, named_in(clause, known), known)
    fits = [[option for option in named.options if option in days] for named in found]
    return tuple(dict.fromkeys(options[0] for options in fits if len(options) == 1))


def _day(clause: str, today: date) -> When | None:
    when = None if _NOT_THE_DAY.search(clause) else read_when(clause, today)
    return when.value if isinstance(when, Understood) and when.value.first <= today else None


def _paired(clause: str, named: tuple[str, ...], day: When | None, today: date) -> dict[str, When]:
    """Give a clause's options its day, or one each of as many days: 2023、2024年先后拿了甲和乙."""
    if day:
        return dict.fromkeys(named, day)
    each = [] if _NOT_THE_DAY.search(clause) else mentions(clause, today)
    single = [mention.spans[0] for mention in each if len(mention.spans) == 1 and mention.spans[0].first <= today]
    in_turn = len(single) == len(each) == len(named) > 1
    return dict(zip(named, single, strict=True)) if in_turn else {}


def _behind(
    clause: str, day: When | None, last: tuple[str, ...], days: Mapping[str, When | None], today: date
) -> dict[str, When]:
    """Return what a clause without a name adds: a day still missing, the first of several, a nearer day."""
    options = tuple(days) if _ALL.search(clause) else last
    if day and _FIRST.search(clause):
        return dict.fromkeys(last, day)
    missing = [option for option in options if days.get(option) is None]
    if day and missing:
        return dict.fromkeys(missing, day)
    return {option: nearer for option in last if (nearer := _nearer(clause, days.get(option), today))}


def _nearer(clause: str, before: When | None, today: date) -> When | None:
    """Return the day of a whole year that a clause goes on to name: 去年的事，9月3号."""
    if (
        before is None
        or (before.last - before.first).days < 360
        or _NOT_THE_DAY.search(clause)
        or not clause[0].isdecimal()
    ):
        return None
    day = _day(f"{before.first.year}年{clause.strip()}", today)
    return day if day and before.first <= day.first <= day.last <= before.last and day != before else None
