"""Some articles of a real document whose last one says what holds for all the money it pays."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.content import Content, load
from tests.helpers import JINCHENG, ROOT

POLICY = "policy_data/tianhe-2025-2/policy.yaml"
SOURCE = "policy_data/tianhe-2025-2/source.md"


def save(root: Path) -> Path:
    """Write its content into a folder."""
    shutil.copytree(ROOT / "tests/content/tianhe/policy_data", root / "policy_data")
    shutil.copytree(ROOT / "intents", root / "intents", ignore=shutil.ignore_patterns(f"{JINCHENG}.yaml"))
    return root


@cache
def tianhe() -> Content:
    """Return its content."""
    with TemporaryDirectory() as folder:
        return load(save(Path(folder)))


def changed(root: Path, file: str, replace: str, by: str) -> Path:
    """Write its content with one thing changed, which stands just once in the file."""
    path = save(root) / file
    text = path.read_text("utf-8")
    assert text.count(replace) == 1
    path.write_text(text.replace(replace, by), "utf-8")
    return root
