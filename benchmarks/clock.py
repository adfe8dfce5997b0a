"""Timing that is fair on a noisy machine: the sides take turns in one loop, and the extremes are dropped."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import NamedTuple

_SHORTEST = 0.01
"""A side is repeated within its turn until the turn takes about this long, in seconds."""


class Timing(NamedTuple):
    """Seconds for one call: the median, and how far the rounds kept lie apart, as a share of it."""

    seconds: float
    spread: float


def alternate(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timing]:
    """Time every side once a round; the fastest and the slowest fifth of the rounds are dropped."""
    gc.collect()
    gc.freeze()  # what was built before is not gone through again while the clock runs
    repeats = {name: max(1, int(_SHORTEST / _time(side, 1))) for name, side in sides.items()}
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            taken[name].append(_time(side, repeats[name]))
    gc.unfreeze()
    return {name: _timing(times) for name, times in taken.items()}


def _time(side: Callable[[], object], repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        side()
    return (perf_counter() - start) / repeats


def _timing(times: list[float]) -> Timing:
    dropped = len(times) // 5
    kept = sorted(times)[dropped : len(times) - dropped]
    return Timing(median(kept), (kept[-1] - kept[0]) / median(kept))
