import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage import Store
from tests.databases import Sqlite
from tests.desk.served import Served, desk_served
from tests.helpers import ROOT


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    with desk_served(store) as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content."""
    for name in ("policy_data", "intents"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def editable(sqlite: Sqlite, opened: Callable[[str], Store], folder: Path) -> Iterator[Served]:
    """A desk that may change that copy; what it writes there is no matter of the database."""
    with desk_served(opened(sqlite.fresh()), folder=folder) as served:
        yield served
