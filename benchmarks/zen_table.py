"""The peer zen-engine: a decision table with the hit policy *collect*, written in the two ways that suit it best."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, ClassVar

import zen

from benchmarks.synthetic import YEAR, Grant, Owner

_CHOICES = ("sector", "county", "leading_industry", "agricultural")
_CLOSING = date(YEAR, 12, 31).toordinal()


class ZenTable(ABC):
    """A table made from grants. Days are numbers in it, and what is not known of an owner has no key."""

    columns: ClassVar[tuple[str, ...]]
    mode: ClassVar[dict[str, str]] = {}

    def __init__(self, grants: Sequence[Grant], as_of: date) -> None:
        self._today = as_of.toordinal()
        table = {
            "hitPolicy": "collect",
            "inputs": [{"id": name, "name": name, "field": name} for name in self.columns],
            "outputs": [{"id": f"out_{name}", "name": name, "field": name} for name in ("name", "pays")],
            "rules": [
                dict.fromkeys(self.columns, "") | row | {"_id": f"{place}-{step}"}
                for place, grant in enumerate(grants)
                for step, row in enumerate(self.rows(grant))
            ],
            **self.mode,
        }
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
            {"id": "out", "type": "outputNode", "name": "out"},
        ]
        edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b} for a, b in (("in", "table"), ("table", "out"))]
        content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        # Of the ways the package offers, a static loader is quickest: it compiles the table once.
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": content}}})

    @abstractmethod
    def rows(self, grant: Grant) -> Iterator[dict[str, str]]:
        """Write the rows of a grant; a column left out holds for all."""

    @abstractmethod
    def context(self, owner: Owner) -> dict[str, Any]:
        """Put an owner into the form the table reads."""

    def explained(self, context: dict[str, Any]) -> Any:
        """Match with the trace on, which tells which cells of which rows held."""
        return self._engine.evaluate("table", context, {"trace": True})

    def amounts(self, context: dict[str, Any]) -> dict[str, int]:
        """Match without a trace."""
        rows: Any = self._engine.evaluate("table", context)["result"]
        return {row["name"]: row["pays"] for row in (chain.from_iterable(rows) if self.mode else rows)}

    def _known(self, owner: Owner) -> dict[str, Any]:
        known = owner._asdict() | {"certifications": None, "today": self._today}
        return {key: value for key, value in known.items() if value is not None}


class IndexedZen(ZenTable):
    """Cells of plain values and ranges, which zen-engine looks up in an index while there is no trace.

    A ladder has a row for each step, and the table is gone through once for each certification held.
    """

    columns = ("sector", "certification", "county", "day", *_CHOICES[2:], "revenue", "best_revenue_before", "today")
    mode: ClassVar = {"executionMode": "loop", "inputField": "cases"}

    def rows(self, grant: Grant) -> Iterator[dict[str, str]]:
        """Write a row for each step, or a single one."""
        common = {**_common(grant), "certification": f'"{grant.certification or "none"}"'}
        if grant.dated:
            common["day"] = _window(grant)
        if not grant.steps:
            yield {**common, "out_pays": str(grant.pays[0])}
        for step, above, pays in zip(grant.steps, (*grant.steps[1:], None), grant.pays, strict=False):
            revenue = f">= {step}" if above is None else f"[{step}..{above})"
            yield {**common, "revenue": revenue, "best_revenue_before": f"< {step}", "out_pays": str(pays)}

    def context(self, owner: Owner) -> dict[str, Any]:
        """Make a case for each certification held, and one for the grants that ask for none."""
        known = self._known(owner)
        held = {option: day.toordinal() for option, day in (owner.certifications or {}).items() if day}
        return {
            "cases": [
                {**known, "certification": option, "day": day} for option, day in {"none": _CLOSING, **held}.items()
            ]
        }


class CompactZen(ZenTable):
    """A row for each grant, with expressions where a plain cell would take several rows."""

    columns = ("certifications", *_CHOICES, "revenue", "closing", "best_revenue_before", "today")

    def rows(self, grant: Grant) -> Iterator[dict[str, str]]:
        """Write the one row."""
        row = _common(grant)
        if held := grant.certification:
            row["certifications"] = f"$.{held} >= {grant.first.toordinal()} and $.{held} <= {grant.last.toordinal()}"
        if grant.steps:
            row["revenue"] = f">= {grant.steps[0]}"
            row["closing"] = _window(grant)
            row["best_revenue_before"] = f"$ < ({_by_step(grant.steps, grant.steps)})"
        yield {**row, "out_pays": _by_step(grant.steps, grant.pays)}

    def context(self, owner: Owner) -> dict[str, Any]:
        """Hold all certifications at once."""
        held = {option: day.toordinal() for option, day in (owner.certifications or {}).items() if day}
        return {**self._known(owner), "closing": _CLOSING, "certifications": held}


def _common(grant: Grant) -> dict[str, str]:
    cells = {name: f'"{option}"' for name in _CHOICES if (option := getattr(grant, name))}
    today = f">= {grant.first.toordinal()}" if grant.dated else _window(grant)
    return {**cells, "today": today, "out_name": f'"{grant.name}"'}


def _window(grant: Grant) -> str:
    return f"[{grant.first.toordinal()}..{grant.last.toordinal()}]"


def _by_step(steps: Sequence[int], values: Sequence[int]) -> str:
    """Write ``revenue < 5 ? 1 : revenue < 10 ? 2 : 3`` for steps of 2, 5 and 10."""
    below = [f"revenue < {step} ? {value} : " for step, value in zip(steps[1:], values, strict=False)]
    return "".join(below) + str(values[-1])
