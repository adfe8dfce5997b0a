"""Two of the staff at the desk and an owner on the chat page, in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browsing import ARGUMENTS, CHROMIUM, WCAG, skip_without_chromium
from tests.desk.served import PASSWORD, Served

DIALOG = "与政策无关的对话框"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    skip_without_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """One database is enough for what a browser adds."""
    path: str = request.getfixturevalue("sqlite").fresh()
    return path


class People:
    """Everybody in a browser of their own."""

    def __init__(self, chromium: Browser, served: Served) -> None:
        self._chromium = chromium
        self._served = served
        self.contexts: list[BrowserContext] = []

    def opens(self, path: str, *, scripts: bool = True, width: int = 390, dark: bool = False) -> Page:
        context = self._chromium.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            base_url=self._served.root,
        )
        self.contexts.append(context)
        page = context.new_page()
        page.on("dialog", lambda dialog: pytest.fail(f"{DIALOG}: {dialog.message}"))
        page.goto(path)
        return page

    def clerk(self, name: str, *, scripts: bool = True, width: int = 390, dark: bool = False) -> Page:
        self._served.accounts.add(name, "editor", PASSWORD)
        page = self.opens("/desk/", scripts=scripts, width=width, dark=dark)
        page.get_by_label("姓名").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", name="队列")).to_be_visible()
        return page

    def owner(self) -> Page:
        page = self.opens("/")
        says(page, "开始")
        return page


@pytest.fixture
def people(chromium: Browser, served: Served) -> Iterator[People]:
    people = People(chromium, served)
    yield people
    for context in people.contexts:
        context.close()


def says(owner: Page, text: str) -> None:
    owner.get_by_label("您的回答或问题").fill(text)
    owner.get_by_role("button", name="发送").click()
    expect(owner.locator(".bubble.owner").last).to_contain_text(text)


def test_two_clerks_and_an_owner(people: People) -> None:
    wang, li, owner = people.clerk("王敏"), people.clerk("李工", width=1280), people.owner()
    says(owner, "搬迁以后还能不能申请？人工")
    says(owner, "人工")
    link = wang.locator(".entry a")  # it comes by itself
    expect(link).to_be_visible(timeout=10_000)
    li.goto("/desk/queue")
    link.click()
    li.locator(".entry a").click()
    wang.get_by_role("button", name="接手").click()
    expect(wang.get_by_text("在您手里")).to_be_visible()
    li.get_by_role("button", name="接手").click()
    expect(li.get_by_text("王敏 正在处理")).to_be_visible()
    wang.get_by_label("答复").fill("可以，<b>请带</b>上次的拨付文件。")
    wang.get_by_role("button", name="发送", exact=True).click()
    heard = owner.locator(".bubble.staff")
    expect(heard).to_contain_text("可以，<b>请带</b>上次的拨付文件。", timeout=10_000)
    expect(heard).to_contain_text("工作人员")
    says(owner, "好的，还要带什么？")
    expect(owner.get_by_role("button", name="让惠企接着答")).to_be_visible()
    expect(wang.locator(".talk")).to_contain_text("好的，还要带什么？", timeout=10_000)
    wang.get_by_label("答复").fill("没有了，再见。")
    wang.get_by_role("button", name="发送并结束").click()
    expect(wang.get_by_text("已结束，惠企接着答。")).to_be_visible()
    owner.get_by_role("button", name="有帮助").click(timeout=10_000)
    expect(owner.get_by_text("谢谢，已经记下。")).to_be_visible()


def test_what_is_being_typed_stays_when_the_owner_leaves(people: People) -> None:
    wang, owner = people.clerk("王敏"), people.owner()
    says(owner, "人工")
    wang.locator(".entry a").click(timeout=10_000)
    wang.get_by_role("button", name="接手").click()
    wang.get_by_label("答复").fill("正在查，")
    owner.get_by_text("更多", exact=True).click()
    owner.get_by_text("忘记我", exact=True).click()
    owner.get_by_role("button", name="全部删除").click()
    expect(wang.get_by_text("这个会话已经删除")).to_be_visible(timeout=10_000)
    wang.get_by_role("button", name="发送", exact=True).click()
    expect(wang.get_by_label("您打的字在这里，可以先复制")).to_have_value("正在查，")


def test_all_of_it_works_without_scripts(people: People) -> None:
    wang, owner = people.clerk("王敏", scripts=False), people.owner()
    says(owner, "人工")
    wang.goto("/desk/queue")
    wang.locator(".entry a").click()
    wang.get_by_role("button", name="接手").click()
    wang.get_by_label("答复").fill("请到窗口。")
    wang.get_by_role("button", name="发送并结束").click()
    expect(wang.get_by_text("已结束，惠企接着答。")).to_be_visible()
    expect(owner.locator(".bubble.staff")).to_contain_text("请到窗口。", timeout=10_000)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_no_page_is_wider_than_the_screen_and_every_button_is_for_a_thumb(people: People, width: int) -> None:
    wang, owner = people.clerk("王敏", width=width), people.owner()
    says(owner, "长" * 200 + "http" * 40 + "？人工")
    says(owner, "人工")
    wang.goto("/desk/queue")
    entry = str(wang.locator(".entry a").get_attribute("href"))
    wang.goto(entry)
    wang.get_by_role("button", name="接手").click()
    for path in ("/desk/queue?show=mine", entry, "/desk/records"):
        wang.goto(path)
        assert wang.evaluate("document.documentElement.scrollWidth") <= width
        buttons = [
            box for button in wang.locator("button, .filters a, .top nav a").all() if (box := button.bounding_box())
        ]
        assert len(buttons) > 2
        assert min(min(box["height"], box["width"]) for box in buttons) >= 44


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(people: People, dark: bool) -> None:
    assert_accessible(people.opens("/desk/login", dark=dark))
    wang, owner = people.clerk("王敏", dark=dark), people.owner()
    says(owner, "你们单位食堂几点开饭？")
    says(owner, "人工")
    wang.goto("/desk/queue")
    assert_accessible(wang)
    entry = str(wang.locator(".entry a").get_attribute("href"))
    wang.goto(entry)
    assert_accessible(wang)
    wang.get_by_role("button", name="接手").click()
    wang.get_by_label("答复").fill("请到窗口。")
    wang.get_by_role("button", name="发送", exact=True).click()
    says(owner, "好的")
    for path in (entry, "/desk/queue?show=mine", "/desk/queue?show=closed", "/desk/records"):
        wang.goto(path)
        assert_accessible(wang)


def assert_accessible(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}}).response
    assert len(found["passes"]) > 10
    assert [f"{each['id']}: {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]] == []
