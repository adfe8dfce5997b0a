"""A real Chromium for tests of pages."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, async_playwright

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
"""What containers need."""


def skip_without_chromium() -> None:
    """Skip the test where there is no browser."""
    if not shutil.which(CHROMIUM):
        pytest.skip("no chromium; apt-get install chromium fonts-noto-cjk")


@asynccontextmanager
async def browser_running() -> AsyncIterator[Browser]:
    """Start the browser for the block; the test is skipped where there is none."""
    skip_without_chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


async def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page, one line each, and assert that it looked at something."""
    found = (await Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})).response
    assert len(found["passes"]) > 10
    return [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]


async def scrolls_sideways(page: Page) -> bool:
    """Whether a page is wider than its window."""
    return bool(await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
