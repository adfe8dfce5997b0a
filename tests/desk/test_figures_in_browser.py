"""The figures in a real Chromium, at the width of a phone and others: axe finds nothing, nothing is too wide."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browsing import browser_running, scrolls_sideways, violations
from tests.desk.browsing import logged_in
from tests.desk.served import PASSWORD, Served
from tests.simulated import simulate

PAGES = ("", "/use-daily", "/funnel?channel=web", "/reasons", "/topics", "/desk-daily", "/funnel/rows?column=seen")


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browser_running() as running:
        yield running


@pytest.fixture
def counted(served: Served) -> Served:
    simulate(served.store, 10, seed=3, days=2)
    served.accounts.add("李看", "viewer", PASSWORD)
    return served


@pytest.mark.parametrize(
    ("width", "context"),
    [(390, {}), (1440, {}), (390, {"color_scheme": "dark"})],
    ids=["phone", "desktop", "dark"],
)
async def test_every_page_fits_and_axe_finds_nothing(
    counted: Served, browser: Browser, width: int, context: dict[str, object]
) -> None:
    page = await logged_in(browser, counted, "李看", width, **context)
    for path in PAGES:
        await page.goto(f"{counted.root}/desk/figures{path}")
        assert await violations(page) == [], path
        assert not await scrolls_sideways(page), path


async def test_a_chart_has_a_name_and_its_numbers_stand_in_the_table(counted: Served, browser: Browser) -> None:
    page = await logged_in(browser, counted, "李看", java_script_enabled=False)
    await page.goto(f"{counted.root}/desk/figures/funnel")
    await expect(page.get_by_role("img", name="每一问走到了多少人：看到。数字见下表。")).to_be_visible()
    drawn = await page.locator("svg .number").first.text_content()
    assert drawn == await page.locator("tbody td.number").first.inner_text()


async def test_a_filter_is_chosen_and_a_number_opened_without_a_script(counted: Served, browser: Browser) -> None:
    page = await logged_in(browser, counted, "李看", java_script_enabled=False)
    await page.goto(f"{counted.root}/desk/figures/use-channels")
    await page.get_by_text("筛选：").click()
    await page.locator("select[name=channel]").select_option("网页")
    await page.get_by_role("button", name="筛选").click()
    await expect(page).to_have_url(
        f"{counted.root}/desk/figures/use-channels?since=&until=&channel=web&policy=&county=&sector="
    )
    await expect(page.locator("tbody tr")).to_have_count(1)
    await page.locator("tbody .number a").nth(1).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("会话：背后的记录")
