"""The thresholds kept are those that the examples beside them give."""

from benchmarks.thresholds import FOLDS, LOSES, held_back, threshold
from bot.content import Thresholds
from tests.helpers import content


def test_the_thresholds_are_those_computed_from_the_examples() -> None:
    read = [each for fold in range(FOLDS) for each in held_back(content(), fold)]
    computed = {name: round(threshold(read, name, loses), 2) for name, loses in LOSES.items()}
    assert computed == content().wording.thresholds._asdict(), "run python -m benchmarks.thresholds --write"


def test_every_threshold_is_computed() -> None:
    assert tuple(LOSES) == Thresholds._fields
