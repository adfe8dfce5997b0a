"""One site and one browser for the tests of the page; both live in one event loop, and every test is a new visitor."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.browsing import browser_running
from tests.channels.web.owner import Owner, owner_at
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


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with browser_running() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def owner(site: Site, browser: Browser) -> AsyncIterator[Owner]:
    """Somebody with a phone who has just opened the page; scripts must not complain."""
    async with owner_at(site.root, browser) as owner:
        yield owner
        assert owner.complaints == []
