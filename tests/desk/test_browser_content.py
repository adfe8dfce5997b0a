"""The content pages in a real Chromium, at the width of a phone and others: axe finds nothing, nothing is too wide."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from bot.dialogue import Kept, Message
from tests.browsing import browser_running, scrolls_sideways, violations
from tests.desk.browsing import logged_in
from tests.desk.served import PASSWORD, Served
from tests.helpers import JINCHENG

PAGES = (
    "/groups",
    "/content",
    f"/content/policies/{JINCHENG}",
    "/content/doubts",
    "/content/offices",
    "/draft?kind=faq",
    "/draft?kind=name",
    "/draft?kind=example",
    "/draft?kind=office&at=0.offices.0&name=市工信局",
)
ATTACK = "<img src=x onerror=alert(1)><script>alert(2)</script>能领钱吗"


@pytest.fixture
def asked(editable: Served) -> Served:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    with editable.store.transaction() as tx:
        for number, text in enumerate(["茶叶出口退税在哪办", "茶叶的出口退税去哪里办", ATTACK]):
            tx.keep_question(Message("web", str(number), str(number), text), Kept(text, "out_of_scope"), now)
    editable.accounts.add("李编", "editor", PASSWORD)
    return editable


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    async with browser_running() as running:
        yield running


@pytest.mark.parametrize(
    ("width", "context"),
    [(390, {}), (320, {}), (1440, {}), (390, {"color_scheme": "dark"}), (390, {"java_script_enabled": False})],
    ids=["phone", "small phone", "desktop", "dark", "no script"],
)
async def test_every_page_is_whole(browser: Browser, asked: Served, width: int, context: dict[str, object]) -> None:
    page = await logged_in(browser, asked, "李编", width, **context)
    for path in PAGES:
        answer = await page.goto(f"{asked.root}/desk{path}")
        assert answer
        assert answer.status == 200, path
        if context.get("java_script_enabled", True):
            assert await violations(page) == [], path
            assert not await scrolls_sideways(page), path
        await expect(page.locator("h1")).to_be_visible()


async def test_from_a_group_to_an_answer_in_force_on_a_phone(browser: Browser, asked: Served) -> None:
    page = await logged_in(browser, asked, "李编")
    await page.goto(f"{asked.root}/desk/groups")
    first = page.locator("article").first
    await expect(first).to_contain_text("2 人")
    await first.get_by_role("link", name="写成问答").click()
    await expect(page.locator("[name=asks]")).to_have_value("茶叶出口退税在哪办\n茶叶的出口退税去哪里办")
    await page.fill("[name=answer]", "这件事这份文件没有写，请问市税务局，5 天内答复。")
    await page.select_option("[name=article]", f"{JINCHENG}/十")
    await page.fill("[name=quote]", "随便写的一句")
    await page.get_by_role("button", name="看改动").click()
    await expect(page.locator(".faults")).to_contain_text("第十条里没有这句原文")
    assert await violations(page) == []
    quote = (await page.locator("details blockquote").first.text_content() or "").strip()
    await page.fill("[name=quote]", quote)
    await page.get_by_role("button", name="看改动").click()
    await expect(page.locator(".faults")).to_contain_text("答复里的“5天”在所摘原文里没有")
    await page.fill("[name=answer]", "这件事这份文件没有写，请问市税务局。")
    await page.get_by_role("button", name="看改动").click()
    await expect(page.locator(".good")).to_contain_text("核对通过")
    assert await violations(page) == []
    assert not await scrolls_sideways(page)
    await page.get_by_role("button", name="写入并生效").click()
    await expect(page.get_by_role("status")).to_contain_text("已经生效")
    asked.service.receive(Message("web", "owner", "1", "请问茶叶出口退税在哪办"))
    said = "".join(line.reply.text for line in asked.service.lines("web", "owner"))
    assert "这件事这份文件没有写" in said
    assert quote in said
    await page.goto(f"{asked.root}/desk/groups")
    await expect(page.locator("article").first).to_contain_text("现在有问答了")


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_text_to_quote_is_listed_before_anything_else_is_filled_in(
    browser: Browser, asked: Served, *, scripts: bool
) -> None:
    page = await logged_in(browser, asked, "李编", java_script_enabled=scripts)
    await page.goto(f"{asked.root}/desk/draft?kind=faq")
    await page.fill("[name=answer]", "先写了一半")
    await page.select_option("[name=article]", f"{JINCHENG}/十")
    await page.get_by_role("button", name="看改动").click()
    await expect(page.locator("details blockquote").first).to_be_visible()
    await expect(page.get_by_role("alert")).to_have_text("请写至少一句问法，一行一句。")
    await expect(page.locator("[name=answer]")).to_have_value("先写了一半")


async def test_the_columns_stack_on_a_phone_and_stand_side_by_side_on_a_desk(browser: Browser, asked: Served) -> None:
    for width, beside in ((390, False), (1440, True)):
        page = await logged_in(browser, asked, "李编", width)
        await page.goto(f"{asked.root}/desk/content/policies/{JINCHENG}")
        sides = page.locator(".sides").nth(1).locator("> div")
        left, right = await sides.nth(0).bounding_box(), await sides.nth(1).bounding_box()
        assert left
        assert right
        assert (left["x"] + left["width"] <= right["x"]) == beside
        assert (left["y"] + left["height"] <= right["y"]) != beside
