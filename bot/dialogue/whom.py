"""Whom to turn to for what a policy grants: the office of all of it, said once, and those that differ."""

from collections import Counter
from typing import NamedTuple

from bot.content import Content, Departments, Policy, Quote

_NEARLY_ALL = 0.75
"""The share of what a policy grants that one office must be the first for, to be named once."""


class Whom(NamedTuple):
    """``usual`` are the offices first for all or nearly all, () where there are none such; ``quote`` names them.

    ``apart``: articles and measures whose first offices are others, each by its name; all of them where none is usual.
    ``more``: whether any of them names offices beyond the first.
    """

    usual: tuple[str, ...]
    quote: Quote | None
    apart: tuple[tuple[str, Departments], ...]
    more: bool

    @property
    def one(self) -> bool:
        """Whether one office is named for all, and no other beside it."""
        return bool(self.usual) and not self.apart and not self.more

    @property
    def differ(self) -> bool:
        """Whether not all have the same first offices."""
        return len({departments.first for _, departments in self.apart}) > (0 if self.usual else 1)


def whom_of(content: Content, policy: Policy) -> Whom:
    """Return whom to turn to for what a policy grants."""
    named = _named(content, policy)
    counted = Counter(departments.first for _, departments in named)
    first, count = counted.most_common(1)[0] if counted else ((), 0)
    more = any(departments.first != departments.names for _, departments in named)
    if count < 2 or count < _NEARLY_ALL * len(named):
        return Whom((), None, named, more)
    quotes = {each.quote.text: each.quote for _, each in named if each.first == first and each.quote}
    quote = next(iter(quotes.values())) if len(quotes) == 1 else None
    return Whom(tuple(first), quote, tuple(each for each in named if each[1].first != first), more)


def _named(content: Content, policy: Policy) -> tuple[tuple[str, Departments], ...]:
    """Return what of a policy has departments of its own, articles and measures, in order, each by its name."""
    found: dict[str, Departments] = {}
    for article in (each for each in content.articles if each.policy is policy):
        own = [measure for measure in content.measures if measure.article is article]
        apart = [measure for measure in own if measure.departments is not article.departments]
        if article.departments.names and (not own or len(apart) < len(own)):
            found[article.title] = article.departments
        found |= {measure.name: measure.departments for measure in apart if measure.departments.names}
    return tuple(found.items())
