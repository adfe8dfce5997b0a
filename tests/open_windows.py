"""The real content with the first or the last day in force left out, as where a document names none."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import Content, load
from tests.copies import content_copied
from tests.helpers import JINCHENG

BOTH = {"from": "2023-10-31", "until": "2025-12-31"}
OPEN: dict[str, tuple[str, ...]] = {"no first day": ("from",), "no last day": ("until",), "neither": ("from", "until")}
"""What is left out under ``valid``, by the name of the case."""


def save(root: Path, case: str) -> Path:
    """Write content into a folder in which the policy names no such day."""
    policy = content_copied(root) / "policy_data" / JINCHENG / "policy.yaml"
    text = policy.read_text("utf-8")
    for key in OPEN[case]:
        written = f"{key}: {BOTH[key]}, "
        assert text.count(written) == 1
        text = text.replace(written, "")
    policy.write_text(text, "utf-8")
    return root


@cache
def open_window(case: str) -> Content:
    """Return that content."""
    with TemporaryDirectory() as folder:
        return load(save(Path(folder), case))
