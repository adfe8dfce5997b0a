"""Which of several measures a message means by the sum that it names: 地理标志那三万."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.language.normalise import normalise
from bot.language.questions.asked import Wanted
from bot.language.questions.spoken import SUMS
from bot.language.reading import Understood
from bot.language.sums.money import read_money

_POINTED = re.compile(rf"(?:那个?|的)(?:{SUMS.pattern})|(?:{SUMS.pattern})(?:块|元)?钱?(?:的?那|的奖|的补)")
"""A sum that is pointed at: 那两万, 2万那个."""

_ANY_DAY = date(2000, 1, 1)
"""What a bare sum comes to does not depend on the day it is read."""


class BySum:
    """Knows what each topic ``pays``, in yuan."""

    def __init__(self, pays: Mapping[str, frozenset[int]]) -> None:
        self._pays = pays

    def narrowed(self, wanted: Sequence[Wanted], text: str, near: Iterable[str] = ()) -> tuple[Wanted, ...]:
        """Return the questions with those left of each one's topics that pay a sum named in the text; all if none.

        Where the only one pays no sum that is pointed at (个体户转企业那两万), those of the topics ``near`` that do.
        """
        pointed = _POINTED.search(normalise(text))
        if not pointed and all(len(each.topics) == 1 for each in wanted):
            return tuple(wanted)
        sums = _sums(text)
        others = self._paying(near, sums) if pointed and len(wanted) == 1 else ()
        return tuple(each._replace(topics=self._paying(each.topics, sums) or others or each.topics) for each in wanted)

    def _paying(self, topics: Iterable[str], sums: frozenset[int]) -> tuple[str, ...]:
        return tuple(topic for topic in topics if self._pays.get(topic, frozenset()) & sums)


def _sums(text: str) -> frozenset[int]:
    """Return the sums named in a text, in yuan; those that are not plain are left out."""
    readings = [read_money(match[0], _ANY_DAY) for match in SUMS.finditer(normalise(text))]
    amounts = [reading.value for reading in readings if isinstance(reading, Understood)]
    return frozenset(amount.low for amount in amounts if amount.low == amount.high)
