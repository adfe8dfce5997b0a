"""Ids that a clerk may choose and that make a button longer than a channel takes: `huiqi check` says which."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue import LONGEST_CHOICE, check
from tests.copies import content_copied
from tests.helpers import JINCHENG

FACTS, POLICY = "policy_data/facts.yaml", f"policy_data/{JINCHENG}/policy.yaml"


def renamed(root: Path, old: str, new: str) -> Iterator[str]:
    """Copy the real content with an id changed wherever it stands, and yield the faults of the copy."""
    content_copied(root)
    for path in root.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    (root / f"intents/{JINCHENG}.yaml").rename(root / f"intents/{JINCHENG.replace(old, new)}.yaml")
    yield from map(str, check(load(root)))


@pytest.mark.parametrize(
    ("old", "new", "place", "told"),
    [
        (
            "best_revenue_before",
            "best_revenue_of_years_before",
            FACTS,
            "best_revenue_of_years_before: its button m.best_revenue_of_years_before."
            "999999999999999-1000000000000000-9999 has 68 bytes",
        ),
        (
            "culture_park_provincial",
            "culture_park_of_a_province",
            FACTS,
            "certifications, culture_park_of_a_province: its button y.certifications.culture_park_of_a_province."
            "2023-10-31..2023-12-30 has 66 bytes",
        ),
        (
            JINCHENG,
            "jincheng-special-towns-2023-39",
            POLICY,
            "revenue-milestone-farming: its button q.jincheng-special-towns-2023-39/revenue-milestone-farming."
            "conditions has 69 bytes",
        ),
    ],
    ids=["figure", "day", "topic"],
)
def test_a_button_too_long_is_told_where_its_ids_are_chosen(
    tmp_path: Path, old: str, new: str, place: str, told: str
) -> None:
    found = [fault for fault in renamed(tmp_path, old, new) if told in fault]
    assert len(found) == 1
    assert found[0].startswith(f"{place}:")
    assert found[0].endswith(f"of at most {LONGEST_CHOICE}; choose shorter ids")


def test_a_button_as_long_as_fits_is_no_fault(tmp_path: Path) -> None:
    assert list(renamed(tmp_path, "culture_park_provincial", "culture_park_provincial1")) == []
