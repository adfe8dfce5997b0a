"""Sets `intents/thresholds.yaml` from the examples of `intents/`: each fifth of them is held back and read in turn.

A threshold is where so small a share of the questions held back would be lost; beside it stands how much of what is
out of scope it lets through. `python -m benchmarks.thresholds` prints the table, `--write` sets the file.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from bot.content import COMPUTED, PLACE, Content, Thresholds, Wording, load
from bot.language import Asked, asking_about, of_no_measure, of_nothing_named

ROOT = Path(__file__).parents[1]
FOLDS = 5
OPEN = Thresholds(*[-1e9] * len(Thresholds._fields))
"""Thresholds that let everything through, so that the lead of each text shows."""

LOSES = {"scope": 0.025, "doubt": 0.03, "general": 0.05, "looked_up": 0.05, "unnamed": 0.25}
"""The share of questions held back that each threshold may lose.

Much of what names nothing asks of the turn before (那省级呢), and is no question by itself.
"""


class Read(NamedTuple):
    """One example held back: which threshold it would meet ("" for none), whether it asks, and its lead."""

    meets: str
    asks: bool
    lead: float


def main() -> None:
    """Print the table and, with ``--write``, set the thresholds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="set intents/thresholds.yaml")
    write = parser.parse_args().write
    content = load(ROOT)
    read = [each for fold in range(FOLDS) for each in held_back(content, fold)]
    found = {name: threshold(read, name, loses) for name, loses in LOSES.items()}
    for name, value in found.items():
        outside = [each.lead for each in read if each.meets == meets(name) and not each.asks]
        through = sum(lead >= value for lead in outside)
        print(f"{name:<10}{value:>7.2f}  loses {LOSES[name]:.1%}, lets {through} of {len(outside)} through")
    if write:
        path = ROOT / "intents" / "thresholds.yaml"
        comment = path.read_text("utf-8").splitlines()[0]
        path.write_text("\n".join([comment, *(f"{name}: {value:.2f}" for name, value in found.items()), ""]), "utf-8")


def meets(name: str) -> str:
    """Return what a threshold is for: the doubt is about measures too."""
    return "scope" if name == "doubt" else name


def threshold(read: Sequence[Read], name: str, loses: float) -> float:
    """Return the lead below which so large a share of the questions held back lies."""
    leads = sorted(each.lead for each in read if each.meets == meets(name) and each.asks)
    least = leads[int(len(leads) * loses)]
    # Of no measure nothing is said where it is rather out of scope.
    return least if meets(name) == "scope" else max(least, 0.0)


def held_back(content: Content, fold: int) -> Iterator[Read]:
    """Learn from the other folds and read this one."""
    rest = replace(content, wording=part(content.wording, fold, inside=False))
    asking = asking_about(rest)
    names = cycle(name for measure in content.measures for name in measure.topics)
    held = part(content.wording, fold, inside=True)
    for aspect in held.aspects.values():
        for text in aspect.examples:
            yield read(asking.read(text.replace(PLACE, next(names), 1).replace(PLACE, "")), asks=True)
    for topic in held.general.values():
        for text in topic.examples:
            yield read(asking.read(text), asks=True)
    for text in held.messages["out_of_scope"]:
        yield read(asking.read(text), asks=False)


def read(asked: Asked, *, asks: bool) -> Read:
    """Sort a reading by the threshold it has to pass."""
    if not asked.wanted:
        return Read("", asks, asked.lead)
    if not of_no_measure(asked.wanted):
        return Read("scope", asks, asked.lead)
    if of_nothing_named(asked.wanted):
        return Read("unnamed", asks, asked.lead)
    looked_up = all(each.aspect not in COMPUTED for each in asked.wanted)
    return Read("looked_up" if looked_up else "general", asks, asked.lead)


def part(wording: Wording, fold: int, *, inside: bool) -> Wording:
    """Return the wording with one fold of its examples, or without it."""

    def some(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for place, text in enumerate(texts) if (place % FOLDS == fold) is inside)

    return replace(
        wording,
        aspects={key: aspect._replace(examples=some(aspect.examples)) for key, aspect in wording.aspects.items()},
        general={key: topic._replace(examples=some(topic.examples)) for key, topic in wording.general.items()},
        messages={kind: some(texts) for kind, texts in wording.messages.items()},
        thresholds=OPEN,
    )


if __name__ == "__main__":
    main()
