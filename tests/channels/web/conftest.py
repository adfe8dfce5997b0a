"""One site and one browser for the tests of the page; both live in one event loop, and every test is a new visitor."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.channels.web.site import Site, Visitor, site_running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    database = tmp_path_factory.mktemp("web") / "huiqi.db"
    async with site_running(str(database)) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(site: Site) -> AsyncIterator[Visitor]:
    """Somebody without JavaScript who has just opened the page."""
    async with Visitor(site.root) as visitor:
        yield visitor
