from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage import Store
from tests.copies import content_copied
from tests.databases import Sqlite
from tests.desk.served import Served, desk_served


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    with desk_served(store) as desk:
        yield desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content."""
    return content_copied(tmp_path)


@pytest.fixture
def editable(sqlite: Sqlite, opened: Callable[[str], Store], folder: Path) -> Iterator[Served]:
    """A desk that may change that copy; what it writes there is no matter of the database."""
    with desk_served(opened(sqlite.fresh()), folder=folder) as served:
        yield served
