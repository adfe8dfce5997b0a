"""Every test that takes `address` or `store` runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from bot.storage import Store
from tests.databases import KINDS, Postgresql, Sqlite, postgresql_running

settings.register_profile("huiqi", deadline=None)  # how long an example takes says more of the machine than of the code
settings.load_profile("huiqi")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=4, help="how often to kill the bot at random, on each database")
    parser.addoption("--seed", type=int, default=None, help="of the kills (default: another each time)")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Postgresql]:
    with postgresql_running() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest) -> str:
    """A database of this test's own."""
    databases: Postgresql | Sqlite = request.getfixturevalue(request.param)
    return databases.fresh()


@pytest.fixture
def opened() -> Iterator[Callable[[str], Store]]:
    """What opens stores, to be closed after the test."""
    stores: list[Store] = []

    def open_store(address: str) -> Store:
        stores.append(Store(address))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def store(address: str, opened: Callable[[str], Store]) -> Store:
    return opened(address)
