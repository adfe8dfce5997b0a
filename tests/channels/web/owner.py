"""An owner with a phone: what they type, tap and see in a real browser."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.dialogue import Conversation
from bot.http import Signing
from tests.channels.web.site import SECRET
from tests.helpers import dialogue

PHONE = (390, 844)
RESULT = "符合 2 项，共12万元"
TO_THE_RESULT = ("铸造与制造", "铸造、铁器", "5.3个亿", "认证与品牌", "☐质量管理体系认证", "选好了（1 项）", "2024 年",
                 "都没有", "是", "四亿八", "泽州县")  # fmt: skip
"""The way of the first scenario: what is no button's label is typed."""

ANSWERS = {
    "sector": "casting",
    "revenue": "5.3亿元",
    "certifications": {"quality_system": "2024"},
    "projects": {},
    "leading_industry": "yes",
    "best_revenue_before": "4.8亿元",
    "county": "zezhou",
}
"""What they come to."""


class Owner:
    """One visitor in a browser of their own."""

    def __init__(self, context: BrowserContext, page: Page, root: str, *, scripts: bool) -> None:
        self.context = context
        self.page = page
        self.root = root
        self.scripts = scripts
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    async def says(self, text: str) -> None:
        """Type and press Enter, and wait for the answer."""
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")
        await self.answered()

    async def taps(self, label: str) -> None:
        """Tap the newest button of this label, and wait for the answer."""
        role: Any = "checkbox" if label.startswith("☐") else "button"
        await self.page.get_by_role(role, name=label.removeprefix("☐"), exact=True).last.click()
        await self.answered()

    async def goes(self, way: Sequence[str]) -> None:
        """Answer question after question."""
        for step in way:
            role: Any = "checkbox" if step.startswith("☐") else "button"
            there = self.page.get_by_role(role, name=step.removeprefix("☐"), exact=True)
            await (self.taps(step) if await there.count() else self.says(step))

    async def answered(self) -> None:
        """Wait until nothing is under way; without a script, Playwright has waited for the next page."""
        while self.scripts and await self.page.evaluate("!!document.querySelector('.busy, .waiting, .sent')"):
            await asyncio.sleep(0.02)

    async def sees(self, *texts: str) -> None:
        """Wait for each text in the conversation."""
        for text in texts:
            await expect(self.page.locator("#log")).to_contain_text(text)

    async def at_result(self) -> None:
        """Come to the result of the same answers by a link, which is quicker."""
        now = datetime(2026, 11, 22, tzinfo=UTC)
        carried = dialogue().carried(Conversation(answers=ANSWERS), now)
        await self.page.goto(f"{self.root}/again/{Signing(SECRET, 'answers').sign(carried)}")
        await self.page.get_by_role("button", name="用这些答案").click()
        await self.sees(RESULT)


@asynccontextmanager
async def owner_at(root: str, browser: Browser, size: tuple[int, int] = PHONE, **options: Any) -> AsyncIterator[Owner]:
    """Open the page for the block in a window of this size."""
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
    context.set_default_timeout(10_000)
    page = await context.new_page()
    owner = Owner(context, page, root, scripts=options.get("java_script_enabled", True))
    await page.goto(root)
    try:
        yield owner
    finally:
        await context.close()
