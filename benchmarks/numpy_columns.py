"""The peer NumPy: a column for each test, held against all grants at once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from benchmarks.synthetic import YEAR, Grant, Owner

_CHOICES = ("sector", "county", "leading_industry", "agricultural")
_CLOSING = date(YEAR, 12, 31).toordinal()


class NumpyColumns:
    """NumPy: a column for each test, held against all grants at once."""

    def __init__(self, grants: Sequence[Grant], as_of: date) -> None:
        self._names = [grant.name for grant in grants]
        self._codes = {
            name: {o: n for n, o in enumerate(sorted({getattr(g, name) for g in grants}))} for name in _CHOICES
        }
        self._choices = {name: np.array([self._codes[name][getattr(g, name)] for g in grants]) for name in _CHOICES}
        self._certifications = {o: n for n, o in enumerate(sorted({g.certification for g in grants}))}
        self._certification = np.array([self._certifications[g.certification] for g in grants])
        self._certified = np.array([bool(g.certification) for g in grants])
        self._first = np.array([g.first.toordinal() for g in grants])
        self._last = np.array([g.last.toordinal() for g in grants])
        today, dated = as_of.toordinal(), np.array([g.dated for g in grants])
        self._in_force = (self._first <= today) & (dated | (today <= self._last))
        ladder = np.array([bool(g.steps) for g in grants])
        self._plain = ~ladder
        self._in_year = self._plain | (self._first <= _CLOSING) & (self._last >= _CLOSING)
        widest = max((len(g.steps) for g in grants), default=0)
        # Steps beyond the last are never reached; the sum below the first is 0, that of a fixed award the award.
        self._steps = np.array([[*g.steps, *[2**62] * (widest - len(g.steps))] for g in grants], dtype=np.int64)
        self._pays = np.array([[0 if g.steps else g.pays[0], *g.pays, *[0] * (widest - len(g.pays))] for g in grants])
        self._rows = np.arange(len(grants))

    def amounts(self, owner: Owner) -> dict[str, int]:
        """Match one owner."""
        held = self._in_force & self._in_year
        for name, column in self._choices.items():
            codes = self._codes[name]
            mine = getattr(owner, name)
            held &= (column == codes.get("", -1)) | (column == codes.get(mine, -1))
        held &= self._dated(owner)
        return self._paid(np.nonzero(held)[0], owner)

    def _dated(self, owner: Owner) -> Any:
        days = np.zeros(len(self._certifications) + 1, dtype=np.int64)
        for option, day in (owner.certifications or {}).items():
            days[self._certifications.get(option, -1)] = day.toordinal() if day else 0
        day = days[self._certification]
        return ~self._certified | (self._first <= day) & (day <= self._last)

    def _paid(self, rows: Any, owner: Owner) -> dict[str, int]:
        revenue = -1 if owner.revenue is None else owner.revenue
        before = 2**62 if owner.best_revenue_before is None else owner.best_revenue_before
        steps = self._steps[rows]
        reached = (steps <= revenue).sum(axis=1)
        new = self._plain[rows] | (reached > 0) & (steps[self._rows[: len(rows)], reached - 1] > before)
        pays = self._pays[rows, reached]
        return {self._names[row]: int(sum_) for row, sum_ in zip(rows[new], pays[new], strict=True)}
