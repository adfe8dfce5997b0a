"""The peer zen-engine: a decision table with the hit policy *collect*."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import zen

from benchmarks.synthetic import YEAR, Grant, Owner

_CHOICES = ("sector", "county", "leading_industry", "agricultural")
_CLOSING = date(YEAR, 12, 31).toordinal()


class ZenTable:
    """A row for each grant; a ladder's sum computed in its cell."""

    _COLUMNS = ("certifications", *_CHOICES, "revenue", "closing", "best_revenue_before", "today")

    def __init__(self, grants: Sequence[Grant], as_of: date) -> None:
        self._today = as_of.toordinal()
        nodes = [
            {"id": "in", "type": "inputNode", "name": "in"},
            {"id": "table", "type": "decisionTableNode", "name": "table", "content": self._table(grants)},
            {"id": "out", "type": "outputNode", "name": "out"},
        ]
        edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b} for a, b in (("in", "table"), ("table", "out"))]
        content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
        # Of the ways the package offers, a static loader is quickest: it compiles the table once.
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"table": content}}})

    def context(self, owner: Owner) -> dict[str, Any]:
        """Put an owner into the form the table reads: days as numbers, and no key for what is not known."""
        held = owner.certifications
        days = {option: day.toordinal() for option, day in held.items() if day} if held is not None else None
        figures = {"certifications": days, "closing": _CLOSING, "today": self._today}
        return {key: value for key, value in {**owner._asdict(), **figures}.items() if value is not None}

    def explained(self, context: dict[str, Any]) -> Any:
        """Match with the trace on, which tells which cells of which rows held."""
        return self._engine.evaluate("table", context, {"trace": True})

    def amounts(self, context: dict[str, Any]) -> dict[str, int]:
        """Match without a trace."""
        rows: Any = self._engine.evaluate("table", context)["result"]
        return {row["name"]: row["pays"] for row in rows}

    def _table(self, grants: Sequence[Grant]) -> dict[str, Any]:
        return {
            "hitPolicy": "collect",
            "inputs": [{"id": name, "name": name, "field": name} for name in self._COLUMNS],
            "outputs": [{"id": f"out_{name}", "name": name, "field": name} for name in ("name", "pays")],
            "rules": [self._row(place, grant) for place, grant in enumerate(grants)],
        }

    def _row(self, place: int, grant: Grant) -> dict[str, str]:
        first, last = grant.first.toordinal(), grant.last.toordinal()
        row = {name: json.dumps(option) for name in _CHOICES if (option := getattr(grant, name))}
        if grant.certification:
            row["certifications"] = f"$.{grant.certification} >= {first} and $.{grant.certification} <= {last}"
        if grant.steps:
            row["revenue"] = f">= {grant.steps[0]}"
            row["closing"] = f"[{first}..{last}]"
            row["best_revenue_before"] = f"$ < ({_by_step(grant.steps, grant.steps)})"
        row["today"] = f">= {first}" if grant.dated else f"[{first}..{last}]"
        pays = _by_step(grant.steps, grant.pays)
        return dict.fromkeys(self._COLUMNS, "") | row | {"_id": str(place), "out_name": f'"{grant.name}"', "out_pays": pays}


def _by_step(steps: Sequence[int], values: Sequence[int]) -> str:
    """Write ``revenue < 5 ? 1 : revenue < 10 ? 2 : 3`` for steps of 2, 5 and 10."""
    return "".join(f"revenue < {step} ? {value} : " for step, value in zip(steps[1:], values, strict=False)) + str(values[-1])
