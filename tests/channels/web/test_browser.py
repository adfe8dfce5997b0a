"""The page in a real Chromium, as an owner meets it."""

import asyncio
import re
import sys
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect

from bot.holding import WORDS
from bot.http import Signing
from tests.browsing import scrolls_sideways, violations
from tests.channels.web.owner import RESULT, TO_THE_RESULT, Owner, owner_at
from tests.channels.web.site import SECRET, Site

pytestmark = pytest.mark.asyncio(loop_scope="session")
MUCH = (
    "我们是高平做丝绸的，去年营收十个亿，以前最高八个亿，2024年拿了质量管理体系认证，是专精特新中小企业，2024年认定的，"
    "不是涉农企业，是专业镇主导产业企业"
)
ATTACK = "<img src=x onerror=alert(1)><script>alert(2)</script>"


async def test_a_whole_conversation_on_a_phone(owner: Owner) -> None:
    await owner.sees("第 1 问，约还有")
    await owner.goes(TO_THE_RESULT)
    await owner.sees(RESULT)
    cards = owner.page.locator(".card")
    await expect(cards).to_have_count(2)
    await expect(cards.first.locator(".amount")).to_have_text("10万元")
    await expect(cards.first).to_contain_text("找 市工信局")
    await expect(cards.first.locator("blockquote")).to_be_hidden()
    await cards.first.get_by_text("依据和原文").click()
    await expect(cards.first.locator("blockquote")).to_contain_text("一次性奖励 10 万元、20 万元、30 万元、50 万元。")
    await cards.first.get_by_role("button", name="条件和全部单位").click()
    await owner.sees("市工信局（文件所列首位责任单位）、市统计局")
    assert await owner.page.input_value("#text") == ""


async def test_taps_show_their_labels_and_ticks_do_not(owner: Owner) -> None:
    await owner.goes(TO_THE_RESULT[:6])
    said = await owner.page.locator(".bubble.owner .words").all_inner_texts()
    assert said == ["铸造、铁器", "5.3个亿", "选好了（1 项）"]


async def test_a_tick_keeps_the_focus_and_says_that_it_is_ticked(owner: Owner) -> None:
    await owner.goes(TO_THE_RESULT[:4])
    tick = owner.page.get_by_role("checkbox", name="质量管理体系认证")
    await expect(tick).to_have_attribute("aria-checked", "false")
    await tick.focus()
    await owner.page.keyboard.press("Space")
    await expect(tick).to_have_attribute("aria-checked", "true")
    await expect(tick).to_be_focused()


async def test_ticks_tapped_quickly_are_all_taken(owner: Owner) -> None:
    await owner.goes(TO_THE_RESULT[:4])
    ticks = owner.page.get_by_role("checkbox")
    await owner.page.evaluate("document.querySelectorAll('[role=checkbox]').forEach((tick) => tick.click())")
    await expect(owner.page.locator("[aria-checked=true]")).to_have_count(await ticks.count())
    await expect(owner.page.locator(".done")).to_contain_text(f"{await ticks.count()} 项")


async def test_a_new_window_with_the_same_cookie_goes_on(site: Site, owner: Owner, browser: Browser) -> None:
    await owner.goes(TO_THE_RESULT[:3])
    kept = await owner.context.storage_state()
    async with owner_at(site.root, browser, storage_state=kept) as again:
        await again.sees("记下：年营收，5.3亿元（2025 年）", "第 3 问")
        await again.goes(TO_THE_RESULT[3:])
        await again.sees(RESULT)


async def in_sight(owner: Owner, words: str, button: str) -> bool:
    """Whether the newest words and the first way to answer them stand above the bar."""
    bar = await owner.page.locator(".composer").bounding_box()
    places = [owner.page.get_by_text(words).last, owner.page.get_by_role("button", name=button, exact=True).last]
    boxes = [await place.bounding_box() for place in places]
    return all(box and bar and box["y"] >= 0 and box["y"] + box["height"] <= bar["y"] for box in boxes)


@pytest.mark.parametrize("scripts", [True, False])
async def test_the_question_after_much_that_was_noted_is_in_sight(
    site: Site, browser: Browser, *, scripts: bool
) -> None:
    async with owner_at(site.root, browser, java_script_enabled=scripts) as owner:
        await owner.says(MUCH)
        await owner.sees("记错了就点下面的按钮改")
        assert await in_sight(owner, "近几年做过，或正打算做下面哪些", "参与制定标准")


async def test_whether_staff_helped_is_asked_in_sight(site: Site, owner: Owner) -> None:
    await owner.says(MUCH)
    chat = await chat_of(owner)
    site.staff_says(chat, "这件事我们查过了。\n" * 9)
    await owner.sees("这件事我们查过了")
    with site.store.transaction() as tx:
        tx.enqueue("web", chat, [WORDS["closed", True]], "", datetime.now(UTC))
    await owner.sees("刚才的答复有帮助吗？")
    assert await in_sight(owner, "刚才的答复有帮助吗", "有帮助")


async def test_the_way_back_is_there_once_and_not_at_the_first_question(owner: Owner) -> None:
    back = owner.page.get_by_role("button", name="上一题")
    await expect(back).to_have_count(0)
    await owner.taps("铸造与制造")
    await expect(back).to_have_count(0)
    await owner.says("翻砂的")
    await expect(back).to_have_count(1)
    await owner.taps("上一题")
    await owner.sees("回到上一问。刚才答的是：铸造、铁器")
    await expect(back).to_have_count(0)


async def test_the_result_before_any_answer_says_nothing_of_the_time(owner: Owner) -> None:
    await owner.says("看结果")
    await owner.sees("可能符合，还差情况")
    await expect(owner.page.locator("#log")).not_to_contain_text("时间对不上")


async def test_back_change_and_start_over_are_always_there(owner: Owner) -> None:
    await owner.at_result()
    await owner.taps("上一题")
    await owner.sees("回到上一问。刚才答的是：泽州县")
    await owner.taps("改答案")
    await owner.sees("您的答案")
    await owner.page.get_by_text("更多", exact=True).last.click()
    await owner.taps("重新开始")
    await owner.sees("好，从头来。之前的答案已清空。")


async def test_forgetting_asks_once_more_and_leaves_nothing(owner: Owner) -> None:
    await owner.says("翻砂的")
    await owner.page.get_by_text("更多", exact=True).last.click()
    await owner.page.get_by_text("忘记我").click()
    await owner.taps("全部删除")
    await owner.sees("已经全部删除")
    await expect(owner.page.locator("#log")).not_to_contain_text("翻砂")


async def test_the_result_is_printed_on_one_sheet(owner: Owner) -> None:
    await owner.at_result()
    await owner.page.get_by_role("link", name="打印").click()
    report = owner.page.locator(".report")
    for words in (
        "2026-11-22（北京时间）",
        "5.3亿元（2025 年）",
        "一次性奖励 10 万元",
        "市财政局",
        "原文没写 电话、地址、材料、申报时间",
    ):
        await expect(report).to_contain_text(words)
    assert await violations(owner.page) == []
    await owner.page.emulate_media(media="print")
    await expect(owner.page.locator(".link")).to_be_hidden()
    pdf = await owner.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


async def test_a_link_opens_the_same_answers_elsewhere(site: Site, owner: Owner, browser: Browser) -> None:
    await owner.at_result()
    await owner.page.goto(f"{site.root}/result")
    link = await owner.page.input_value("#link")
    async with owner_at(site.root, browser) as colleague:
        await colleague.page.goto(link)
        assert await violations(colleague.page) == []
        await colleague.page.get_by_role("button", name="用这些答案").click()
        await colleague.sees("打开了 2026-11-22 存下的 7 个答案", "政策内容没有变过", RESULT)


async def test_without_javascript_it_is_the_same(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser, java_script_enabled=False) as owner:
        await owner.goes(TO_THE_RESULT)
        await owner.sees(RESULT)
        await expect(owner.page.locator(".card")).to_have_count(2)
        await expect(owner.page.locator(".card").first).to_be_in_viewport()  # where the answer begins, not the top
        assert await owner.page.get_by_role("link", name="打印").count() == 1


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
async def test_nothing_scrolls_sideways(site: Site, browser: Browser, width: int) -> None:
    async with owner_at(site.root, browser, (width, 844)) as owner:
        assert not await scrolls_sideways(owner.page)
        await owner.goes(TO_THE_RESULT[: 1 if width > 320 else 8])
        assert not await scrolls_sideways(owner.page)
        await owner.at_result()
        await owner.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert not await scrolls_sideways(owner.page)
        await owner.page.goto(f"{site.root}/result")
        assert not await scrolls_sideways(owner.page)


async def test_text_of_twice_the_size_still_fits(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser) as owner:
        await owner.page.add_init_script(
            "addEventListener('DOMContentLoaded', () => { document.documentElement.style.fontSize = '200%'; })"
        )
        await owner.page.reload()
        await owner.goes(TO_THE_RESULT[:3])
        assert not await scrolls_sideways(owner.page)
        assert await owner.page.evaluate("getComputedStyle(document.querySelector('#text')).fontSize") == "32px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_nothing(site: Site, browser: Browser, scheme: str) -> None:
    async with owner_at(site.root, browser, color_scheme=scheme, reduced_motion="reduce") as owner:
        assert await violations(owner.page) == []
        await owner.goes(TO_THE_RESULT[:5])
        assert await violations(owner.page) == []
        await owner.at_result()
        site.staff_says(await chat_of(owner), "您好，我来帮您看看。")
        await owner.sees("您好，我来帮您看看。")
        await owner.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert await violations(owner.page) == []


async def test_whatever_is_tapped_is_large_enough_for_a_thumb(owner: Owner) -> None:
    await owner.at_result()
    await owner.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    sizes = await owner.page.evaluate(
        """Array.from(document.querySelectorAll('button, summary, a.button, input:not([type=hidden])'), (each) => {
            const box = each.getBoundingClientRect();
            return [each.textContent || each.id, box.width, box.height];
        })"""
    )
    assert len(sizes) > 15
    assert [each for each in sizes if each[1] < 44 or each[2] < 44] == []


async def test_the_keyboard_alone_is_enough(owner: Owner) -> None:
    await owner.page.keyboard.press("Tab")
    await expect(owner.page.locator(".skip")).to_be_focused()
    await owner.page.keyboard.press("Enter")
    await expect(owner.page.locator("#text")).to_be_focused()
    await owner.page.keyboard.type("翻砂的")
    await owner.page.keyboard.press("Enter")
    await owner.answered()
    await expect(owner.page.locator("#text")).to_be_focused()
    await tab_to(owner, "5亿元～10亿元", back=True)
    await owner.page.keyboard.press("Enter")
    await owner.sees("记下：年营收")
    await owner.page.keyboard.press("Tab")  # from the new words straight to their buttons
    assert await owner.page.evaluate("!!document.activeElement.closest('[data-live]')")


async def test_staff_are_heard_without_reloading(site: Site, owner: Owner) -> None:
    await owner.says("转人工")
    site.staff_says(await chat_of(owner), "您好，我是<b>小王</b>。")
    staff = owner.page.locator(".bubble.staff")
    await expect(staff).to_contain_text("小王")
    await expect(staff).to_contain_text("工作人员")
    assert await owner.page.locator("[data-live]").count() >= 1  # the question before it can still be answered


async def test_a_second_page_of_the_same_visitor_follows(site: Site, owner: Owner) -> None:
    await owner.says("翻砂的")
    other = await owner.context.new_page()
    await other.goto(site.root)
    await owner.page.bring_to_front()
    await owner.says("5.3个亿")
    await other.bring_to_front()
    await expect(other.locator("#log")).to_contain_text("记下：年营收")


async def test_without_event_streams_it_asks_now_and_then(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser) as owner:
        await owner.page.add_init_script(
            "delete window.EventSource; const every = window.setInterval; window.setInterval = (f) => every(f, 300);"
        )
        await owner.page.reload()
        await owner.says("转人工")
        site.staff_says(await chat_of(owner), "您好，我是小李。")
        await owner.sees("您好，我是小李。")


async def test_losing_the_line_loses_nothing(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser) as owner:
        await owner.says("翻砂的")
        await owner.context.set_offline(True)
        await owner.page.fill("#text", "5.3个亿")
        await owner.page.press("#text", "Enter")
        await expect(owner.page.locator("#notice")).to_contain_text("网络断了")
        await expect(owner.page.locator(".waiting")).to_contain_text("5.3个亿")
        await owner.context.set_offline(False)
        await owner.sees("记下：年营收，5.3亿元（2025 年）")
        await expect(owner.page.locator(".bubble.owner")).to_have_count(2)  # and it was sent once
        await expect(owner.page.locator("#notice")).to_be_empty()


async def test_what_was_typed_outlives_a_reload(owner: Owner) -> None:
    await owner.page.fill("#text", "打了一半的")
    await owner.page.reload()
    await expect(owner.page.locator("#text")).to_have_value("打了一半的")


async def test_a_page_open_for_days_goes_on(owner: Owner) -> None:
    await owner.says("翻砂的")
    await owner.page.evaluate("document.querySelectorAll('[name=token]').forEach((each) => { each.value = 'old'; })")
    owner.complaints.clear()
    await owner.says("5.3个亿")
    await owner.sees("记下：年营收")
    owner.complaints = [each for each in owner.complaints if "403" not in each]


async def test_attacks_stay_words(owner: Owner) -> None:
    await owner.says(ATTACK)
    await expect(owner.page.locator(".bubble.owner")).to_contain_text(ATTACK)
    await owner.page.reload()
    await expect(owner.page.locator(".bubble.owner")).to_contain_text(ATTACK)
    assert await owner.page.locator("#log img, #log script").count() == 0


async def test_nothing_is_asked_of_anybody_else(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser) as owner:
        asked: list[str] = []
        owner.page.on("request", lambda request: asked.append(request.url))
        await owner.page.reload()
        await owner.says("翻砂的")
        assert len(asked) >= 4
        assert [url for url in asked if not url.startswith(site.root)] == []


async def test_on_a_slow_line_it_can_be_used_within_a_second(site: Site, browser: Browser) -> None:
    async with owner_at(site.root, browser) as owner:
        tools = await owner.context.new_cdp_session(owner.page)
        await tools.send("Network.enable")
        line = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 25_000}
        await tools.send("Network.emulateNetworkConditions", line)
        await tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        took = []
        for _ in range(3):
            await owner.page.reload()
            timing = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
            took.append(float(await owner.page.evaluate(timing)))
            await asyncio.sleep(0.1)
        weight = await owner.page.evaluate(
            "performance.getEntries().reduce((sum, each) => sum + (each.transferSize || 0), 0)"
        )
        sys.stdout.write(
            f"\nthe first page: {weight / 1000:.1f} kB; usable after {min(took):.0f}, {max(took):.0f} ms\n"
        )
        assert weight < 150_000
        assert min(took) < 1000


async def tab_to(owner: Owner, label: str, *, back: bool = False) -> None:
    for _ in range(40):
        await owner.page.keyboard.press("Shift+Tab" if back else "Tab")
        if await owner.page.evaluate("document.activeElement.textContent.trim()") == label:
            return
    raise AssertionError(label)


async def chat_of(owner: Owner) -> str:
    (cookie,) = [each for each in await owner.context.cookies() if each.get("name") == "huiqi"]
    return str(Signing(SECRET, "visitor").read(str(cookie.get("value"))))
