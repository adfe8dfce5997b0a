"""The peer written by hand in plain Python: what the language allows when nothing but the answer is wanted."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from benchmarks.synthetic import YEAR, Grant, Owner

_CLOSING = date(YEAR, 12, 31)
_NEVER = date.min
_KEYS = ("certifications", "sector", "county", "leading_industry", "agricultural")


class Outcome(NamedTuple):
    """What is certainly paid, and what may be."""

    paid: dict[str, int]
    possible: list[str]


class PlainIndex:
    """Dicts from option to grants, each grant under its rarest option alone."""

    def __init__(self, grants: Sequence[Grant], as_of: date) -> None:
        self._as_of = as_of
        asked = Counter(key for grant in grants for key in _keys(grant))
        under: dict[str, dict[str, list[Any]]] = {}
        for grant in grants:
            fact, option = min(_keys(grant), key=asked.__getitem__)
            under.setdefault(fact, {}).setdefault(option, []).append((*grant, grant.dated))
        self._files = [
            (Owner._fields.index(fact), options, [row for rows in options.values() for row in rows])
            for fact, options in under.items()
        ]

    def match(self, owner: Owner) -> Outcome:  # noqa: PLR0912 - one loop without calls, because that is quickest
        """Match one owner."""
        sector, county, leading, agricultural, held, revenue, before = owner
        as_of = self._as_of
        paid = {}
        possible = []
        for row in self._candidates(owner):
            name, certification, in_sector, in_county, leads, farms, first, last, steps, pays, dated = row
            if as_of < first or (as_of > last and not dated):
                continue
            sure = True
            if in_sector and in_sector != sector:
                if sector is not None:
                    continue
                sure = False
            if in_county and in_county != county:
                if county is not None:
                    continue
                sure = False
            if leads and leads != leading:
                if leading is not None:
                    continue
                sure = False
            if farms and farms != agricultural:
                if agricultural is not None:
                    continue
                sure = False
            if certification:
                day = held.get(certification, _NEVER) if held is not None else None
                if day is None:
                    sure = False
                elif not first <= day <= last:
                    continue
            if not steps:
                sum_ = pays[0]
            elif revenue is None:
                sure = False
            else:
                reached = bisect_right(steps, revenue)
                if not reached or not first <= _CLOSING <= last:
                    continue
                if before is None:
                    sure = False
                elif before >= steps[reached - 1]:
                    continue
                sum_ = pays[reached - 1]
            if sure:
                paid[name] = sum_
            else:
                possible.append(name)
        return Outcome(paid, possible)

    def _candidates(self, owner: Owner) -> list[Any]:
        found: list[Any] = []
        for place, options, every in self._files:
            value: Any = owner[place]
            if value is None:
                found += every
            elif type(value) is str:
                found += options.get(value, ())
            else:
                for option in value:
                    found += options.get(option, ())
        return found


def _keys(grant: Grant) -> Iterator[tuple[str, str]]:
    for fact, option in zip(_KEYS, grant[1:6], strict=True):
        if option:
            yield fact, option
