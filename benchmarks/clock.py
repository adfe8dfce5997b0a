"""Timing that is fair on a noisy machine: the sides take turns in one loop, and the extremes are dropped."""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import NamedTuple

_SHORTEST = 0.01
"""A side is repeated within its turn until the turn takes about this long, in seconds."""


class Timing(NamedTuple):
    """What one call took in each round, in seconds."""

    rounds: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median."""
        return median(self.rounds)

    @property
    def spread(self) -> float:
        """How far the rounds lie apart, without the fastest and the slowest fifth, as a share of the median."""
        kept = _without_extremes(self.rounds)
        return (kept[-1] - kept[0]) / median(kept)

    def times(self, other: "Timing") -> float:
        """How many times longer it took than another, by the median round: both met the same noise in a round."""
        return median(mine / theirs for mine, theirs in zip(self.rounds, other.rounds, strict=True))


def alternate(sides: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Timing]:
    """Time every side once a round."""
    gc.collect()
    gc.freeze()  # what was built before is not gone through again while the clock runs
    repeats = {name: max(1, int(_SHORTEST / _time(side, 1))) for name, side in sides.items()}
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            taken[name].append(_time(side, repeats[name]))
    gc.unfreeze()
    return {name: Timing(tuple(times)) for name, times in taken.items()}


def _time(side: Callable[[], object], repeats: int) -> float:
    start = perf_counter()
    for _ in range(repeats):
        side()
    return (perf_counter() - start) / repeats


def _without_extremes(times: tuple[float, ...]) -> list[float]:
    dropped = len(times) // 5
    return sorted(times)[dropped : len(times) - dropped]
