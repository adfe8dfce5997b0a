"""Somebody of the staff at the desk in a real browser."""

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page

from tests.desk.served import PASSWORD, Served


async def logged_in(browser: Browser, desk: Served, name: str, width: int = 390, **context: object) -> Page:
    """Log in on a screen so wide; whatever goes wrong in a page from then on fails the test."""
    page = await browser.new_page(viewport={"width": width, "height": 800}, **context)  # type: ignore[arg-type]
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.on("console", lambda line: pytest.fail(line.text) if _is_fault(line) else None)
    await page.goto(f"{desk.root}/desk/login")
    await page.fill("[name=name]", name)
    await page.fill("[name=password]", PASSWORD)
    await page.click("main button")
    return page


def _is_fault(line: ConsoleMessage) -> bool:
    """Whether a line of the console tells of a fault, such as a refused style, not of a form to fill in anew."""
    return line.type == "error" and "status of 422" not in line.text
