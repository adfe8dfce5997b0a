"""What a figure is narrowed to."""

from dataclasses import dataclass, fields, replace

from sqlalchemy import ColumnElement, select

from bot.storage.figures.figure import Figure, are
from bot.storage.tables import TELL_POLICY, events


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty where all is wanted. Days are ISO dates in Shanghai, both included; the others ids."""

    since: str = ""
    until: str = ""
    channel: str = ""
    policy: str = ""
    county: str = ""
    sector: str = ""

    def but(self, **changes: str) -> "Filters":
        """Return the filters with these changed."""
        return replace(self, **changes)

    @property
    def given(self) -> dict[str, str]:
        """Those that are not empty, by name."""
        return {name: value for name in FILTERS if (value := getattr(self, name))}


FILTERS = tuple(each.name for each in fields(Filters))


def conditions(filters: Filters, figure: Figure) -> list[ColumnElement[bool]]:
    """Return what an event must meet."""
    found = [
        events.c[name] == value
        for name in ("channel", "county", "sector")
        if (value := getattr(filters, name))
    ]  # fmt: skip
    if filters.since:
        found.append(events.c.day >= filters.since)
    if filters.until:
        found.append(events.c.day <= filters.until)
    if filters.policy and figure.own_policy:
        found.append(events.c.policy == filters.policy)
    elif filters.policy:
        about = events.alias("about_policy")
        of_policy = (are(about.c.name, TELL_POLICY), about.c.policy == filters.policy)
        found.append(events.c.visit.in_(select(about.c.visit).where(*of_policy)))
    return found
