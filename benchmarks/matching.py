"""How long it takes to match one owner, and a batch of them, against 20 to 100 000 measures.

    python -m benchmarks.matching [--sizes 20 1000 10000 100000]

*reply* is all that a reply needs of one owner: eligible, possible, near and lapsed findings with their reasons,
missing facts, doubts and distances. Against it run zen-engine with its trace on, and an index written by hand that
finds sums and possible measures alone. *amounts* is the sums alone over a batch. All facts are known of the owners,
but for one with gaps. zen-engine has two tables: *indexed* is far quicker without a trace and slower with it than
*compact*. The bar of a reply is for the first, which stands for one table kept for both tasks; the second shows how
much that choice matters. All sides have answered alike before a clock starts.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from importlib.metadata import version
from platform import python_version
from random import Random
from statistics import mean
from typing import Any, NamedTuple

from benchmarks.clock import Timing, alternate
from benchmarks.numpy_columns import NumpyColumns
from benchmarks.plain_index import PlainIndex
from benchmarks.synthetic import (
    AS_OF,
    Owner,
    make_facts,
    make_grants,
    make_measures,
    make_owners,
    make_world,
    profile_of,
    with_gaps,
)
from benchmarks.zen_table import CompactZen, IndexedZen
from bot.matching import Finding, Matcher, Profile, Status

SIZES = (20, 1_000, 10_000, 100_000)
SEED = 20231031
FASTER_THAN_ZEN = {20: 1, 1_000: 10, 10_000: 50, 100_000: 200}
"""How many times faster than zen-engine a reply must be, from each size on."""

PLAIN_LIMIT = 15
"""How many times slower than the plain index a reply may be."""


class Case(NamedTuple):
    """One owner in the form that each side takes."""

    owner: Owner
    profile: Profile
    indexed: dict[str, Any]
    compact: dict[str, Any]


class Sides(NamedTuple):
    """All contenders, with the cases that are timed and those that are only compared."""

    matcher: Matcher
    indexed: IndexedZen
    compact: CompactZen
    numpy: NumpyColumns
    plain: PlainIndex
    timed: list[Case]
    compared: list[Case]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of measures")
    sizes = parser.parse_args(arguments).sizes
    stay_on_one_core()
    peers = f"zen-engine {version('zen-engine')}, numpy {version('numpy')}, Python {python_version()}"
    print(f"{peers}; seed {SEED}; one core; us a profile: median +- half the range without extremes")
    print("found: findings, or sums; ratio: theirs to ours in the median round\n")
    print(f"{'measures':>8} {'task':8}{'found':>6}{'ours':>16}  {'peer':24}{'theirs':>16}{'ratio':>8}  bar")
    for size in sizes:
        sides = prepare(size)
        compare(sides)
        report(size, sides)


def stay_on_one_core() -> None:
    """Run on one core, where the system can: waking its thread on another takes zen-engine longer than the match."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def prepare(size: int) -> Sides:
    """Build every side from the same grants and owners."""
    random, world = Random(SEED), make_world(size)
    facts, grants = make_facts(world), make_grants(size, world, random)
    owners = make_owners(max(8, min(40, 200_000 // size)), world, random)
    gaps = [gap for owner in owners[:3] for gap in with_gaps(owner)]
    indexed, compact = IndexedZen(grants, AS_OF), CompactZen(grants, AS_OF)
    cases = [
        Case(owner, profile_of(owner, facts), indexed.context(owner), compact.context(owner))
        for owner in (*owners[1:], *gaps)
    ]
    return Sides(
        matcher=Matcher(make_measures(grants, facts)),
        indexed=indexed,
        compact=compact,
        numpy=NumpyColumns(grants, AS_OF),
        plain=PlainIndex(grants, AS_OF),
        timed=cases[: len(owners)],  # the last of these is the first with a gap
        compared=cases,
    )


def compare(sides: Sides) -> None:
    """Assert that all sides find the same for every owner, and that our index loses nothing that `explain` finds."""
    batch = sides.matcher.amounts((case.profile for case in sides.compared), AS_OF)
    for (owner, profile, *contexts), ours in zip(sides.compared, batch, strict=True):
        plain, findings = sides.plain.match(owner), sides.matcher.match(profile, AS_OF)
        answers = {
            "match": {_name(f): f.most for f in findings if f.status is Status.ELIGIBLE},
            "amounts": ours,
            "zen, indexed": sides.indexed.amounts(contexts[0]),
            "zen, compact": sides.compact.amounts(contexts[1]),
            "numpy": sides.numpy.amounts(owner),
            "plain index": plain.paid,
        }
        differing = [f"{side}: {answer}" for side, answer in answers.items() if answer != ours]
        assert not differing, f"{owner}\namounts: {ours}\n" + "\n".join(differing)
        possible = [_name(f) for f in findings if f.status is Status.POSSIBLE]
        assert sorted(possible) == sorted(plain.possible), f"{owner}\n{possible}\n{plain.possible}"
    for case in sides.compared[:: len(sides.compared) // 2]:
        every = sides.matcher.explain(case.profile, AS_OF)
        told = tuple(f for f in every if f.status is not Status.NOT_ELIGIBLE or f.shortfall)
        assert sides.matcher.match(case.profile, AS_OF) == told


def report(size: int, sides: Sides) -> None:
    """Time all sides and print a line for each peer and task."""
    matcher = sides.matcher
    owners, profiles, indexed, compact = zip(*sides.timed, strict=True)
    tasks: dict[str, Callable[[], list[Any]]] = {
        "plain index": lambda: [sides.plain.match(owner) for owner in owners],
        "reply": lambda: [reply(matcher, profile) for profile in profiles],
        "zen trace, indexed table": lambda: [sides.indexed.explained(context) for context in indexed],
        "zen trace, compact table": lambda: [sides.compact.explained(context) for context in compact],
        "numpy": lambda: [sides.numpy.amounts(owner) for owner in owners],
        "amounts": lambda: list(matcher.amounts(profiles, AS_OF)),
        "zen, indexed table": lambda: [sides.indexed.amounts(context) for context in indexed],
        "zen, compact table": lambda: [sides.compact.amounts(context) for context in compact],
    }
    times = alternate(tasks, rounds=max(7, min(40, 200_000 // size)))
    faster = max((bar for least, bar in FASTER_THAN_ZEN.items() if size >= least), default=1)
    for task, peer, bar in (
        ("reply", "zen trace, indexed table", faster),
        ("reply", "zen trace, compact table", None),
        ("reply", "plain index", 1 / PLAIN_LIMIT),
        ("amounts", "zen, indexed table", 1),
        ("amounts", "zen, compact table", 1),
        ("amounts", "numpy", None),
    ):
        found = mean(map(len, tasks[task]()))
        ours, theirs = _micros(times[task], len(owners)), _micros(times[peer], len(owners))
        ratio = times[peer].times(times[task])
        line = f"{size:8} {task:8}{found:6.1f}{ours:>16}  {peer:24}{theirs:>16}{_ratio(ratio):>8}  {_held(ratio, bar)}"
        print(line, flush=True)


def reply(matcher: Matcher, profile: Profile) -> list[tuple[Any, ...]]:
    """Find, and touch all that a reply tells."""
    return [(f.status, f.most, f.reasons, f.missing, f.doubts, f.shortfall) for f in matcher.match(profile, AS_OF)]


def _name(finding: Finding) -> str:
    return f"{finding.measure.policy.id}/{finding.measure.id}"


def _micros(timing: Timing, owners: int) -> str:
    return f"{timing.seconds / owners * 1e6:.4g} +-{timing.spread / 2:3.0%}"


def _ratio(ratio: float) -> str:
    return f"{ratio:.1f}x" if ratio >= 1 else f"1/{1 / ratio:.1f}"


def _held(ratio: float, bar: float | None) -> str:
    if bar is None:
        return "-"
    said = f"{bar:g} times faster" if bar > 1 else "no slower" if bar == 1 else f"within {1 / bar:.0f} times"
    return f"{said}: {'holds' if ratio >= bar else 'MISSED'}"


if __name__ == "__main__":
    main()
