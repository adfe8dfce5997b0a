"""Copies of the real content, for tests that change it."""

import shutil
from pathlib import Path

from tests.helpers import JINCHENG, ROOT


def content_copied(root: Path) -> Path:
    """Copy the real content into a folder, which is returned."""
    for name in ("policy_data", "intents"):
        shutil.copytree(ROOT / name, root / name)
    return root


def intents_copied(root: Path) -> None:
    """Copy into a folder the words that people use, without those of the one real policy."""
    shutil.copytree(ROOT / "intents", root / "intents", ignore=shutil.ignore_patterns(f"{JINCHENG}.yaml"))
