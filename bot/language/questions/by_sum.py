"""Which of several measures a message means by the sum that it names: 地理标志那三万."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.language.normalise import normalise
from bot.language.questions.asked import Wanted
from bot.language.questions.spoken import SUMS
from bot.language.reading import Understood
from bot.language.sums.money import read_money

_ANY_DAY = date(2000, 1, 1)
"""What a bare sum comes to does not depend on the day it is read."""


class BySum:
    """Knows what each topic ``pays``, in yuan."""

    def __init__(self, pays: Mapping[str, frozenset[int]]) -> None:
        self._pays = pays

    def narrowed(self, wanted: Sequence[Wanted], text: str) -> tuple[Wanted, ...]:
        """Return the questions with those left of each one's topics that pay a sum named in the text; all if none.

        What is named by itself stays: 山西精品那五万 is told what 山西精品 pays.
        """
        if all(len(each.topics) == 1 for each in wanted):
            return tuple(wanted)
        sums = _sums(text)
        return tuple(each._replace(topics=self._paying(each.topics, sums) or each.topics) for each in wanted)

    def _paying(self, topics: Iterable[str], sums: frozenset[int]) -> tuple[str, ...]:
        return tuple(topic for topic in topics if self._pays.get(topic, frozenset()) & sums)


def _sums(text: str) -> frozenset[int]:
    """Return the sums named in a text, in yuan; those that are not plain are left out."""
    readings = [read_money(match[0], _ANY_DAY) for match in SUMS.finditer(normalise(text))]
    amounts = [reading.value for reading in readings if isinstance(reading, Understood)]
    return frozenset(amount.low for amount in amounts if amount.low == amount.high)
