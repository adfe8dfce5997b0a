from collections.abc import Iterator

import pytest

from bot.storage import Store
from tests.desk.served import Served, desk_served


@pytest.fixture
def served(store: Store) -> Iterator[Served]:
    with desk_served(store) as desk:
        yield desk
