"""Somebody of the staff at the desk in a real browser."""

import pytest
from playwright.async_api import Browser, Page

from tests.desk.served import PASSWORD, Served


async def logged_in(browser: Browser, desk: Served, name: str, width: int = 390, **context: object) -> Page:
    """Log in on a screen so wide; whatever goes wrong in a page from then on fails the test."""
    page = await browser.new_page(viewport={"width": width, "height": 800}, **context)  # type: ignore[arg-type]
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda line: pytest.fail(line.text) if line.type == "error" else None)  # such as a refused style
    await page.goto(f"{desk.root}/desk/login")
    await page.fill("[name=name]", name)
    await page.fill("[name=password]", PASSWORD)
    await page.click("main button")
    return page
