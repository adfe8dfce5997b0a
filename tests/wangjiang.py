"""An invented document whose last article says what holds for all the money it pays."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import Content, load
from tests.copies import intents_copied
from tests.helpers import ROOT

POLICY = "policy_data/wangjiang-2025-6/policy.yaml"
SOURCE = "policy_data/wangjiang-2025-6/source.md"


def save(root: Path) -> Path:
    """Write its content into a folder."""
    shutil.copytree(ROOT / "tests/content/wangjiang/policy_data", root / "policy_data")
    intents_copied(root)
    return root


@cache
def wangjiang() -> Content:
    """Return its content."""
    with TemporaryDirectory() as folder:
        return load(save(Path(folder)))


def changed(root: Path, file: str, replace: str, by: str) -> Path:
    """Write its content with one thing changed, which stands just once in the file."""
    change(save(root) / file, replace, by)
    return root


def change(path: Path, replace: str, by: str) -> None:
    """Change one thing in a file of it, where it stands just once."""
    text = path.read_text("utf-8")
    assert text.count(replace) == 1
    path.write_text(text.replace(replace, by), "utf-8")
