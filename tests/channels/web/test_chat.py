"""The page over plain HTTP, as a browser without JavaScript has it."""

import asyncio
import re
import secrets
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from urllib.parse import quote_from_bytes

import httpx
import pytest
import segno

from bot.limits import Limits
from tests.channels.web.site import Site, Visitor, site_running
from tests.databases import KINDS, Postgresql, Sqlite, rows

pytestmark = pytest.mark.asyncio(loop_scope="session")
ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;"


async def test_looking_stores_nothing(site: Site, visitor: Visitor) -> None:
    before = len(rows(site.store, "outbox"))
    assert "贵企业主要做哪一行？" in visitor.words
    assert "第 1 问，约还有" in visitor.words
    await visitor.opens()
    assert len(rows(site.store, "outbox")) == before


async def test_the_first_tap_goes_on_from_what_was_shown(visitor: Visitor) -> None:
    response = await visitor.taps("铸造与制造")
    assert (response.status_code, response.headers["Location"]) == (303, "/#now")
    assert visitor.words.count("贵企业主要做哪一行？") == 1  # in place of the first question, not below it
    await visitor.taps("铸造、铁器")
    assert "记下：行业，铸造、铁器" in visitor.words
    assert "第 2 问" in visitor.words


async def test_a_tap_shows_as_the_label_tapped(visitor: Visitor) -> None:
    await visitor.says("翻砂的")
    await visitor.taps("5亿元～10亿元")
    assert re.search(r'class="bubble owner".*?5亿元～10亿元', visitor.page, re.DOTALL)


async def test_ticks_are_check_marks_and_change_in_place(visitor: Visitor) -> None:
    for said in ("翻砂的", "5.3个亿"):
        await visitor.says(said)
    await visitor.taps("认证与品牌")
    await visitor.taps("质量管理体系认证")
    ticked = re.search(r'<button[^>]*role="checkbox" aria-checked="true"[^>]*>([^<]+)', visitor.page)
    assert ticked
    assert ticked[1] == "质量管理体系认证"
    assert visitor.words.count("近几年新取得过下面哪些") == 1


async def test_the_same_form_sent_twice_is_handled_once(visitor: Visitor) -> None:
    form = {"token": visitor.field("token"), "id": "one", "text": "翻砂的"}
    for _ in range(2):
        assert (await visitor.client.post("/say", data=form)).status_code == 303
    assert (await visitor.opens()).count('class="bubble owner"') == 1


async def test_another_button_of_a_form_that_the_browser_kept_is_no_repeat(visitor: Visitor) -> None:
    tap = {"token": visitor.field("token"), "id": "kept"}
    first, second = visitor.value_of("铸造与制造"), visitor.value_of("种植与养殖")
    for value in (first, second):
        await visitor.client.post("/say", data={**tap, "tap": value})
    assert "种植与养殖：" in (await visitor.opens())


async def test_whom_the_cookie_names_goes_on_where_they_stood(site: Site, visitor: Visitor) -> None:
    await visitor.says("翻砂的")
    async with Visitor(site.root, Cookie=f"huiqi={visitor.client.cookies['huiqi']}") as again:
        assert "记下：行业，铸造、铁器" in again.words


async def test_what_was_said_is_gone_after_a_week_and_the_answers_are_not(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db")) as site, Visitor(site.root) as visitor:
        await visitor.says("翻砂的")
        site.now += timedelta(days=8)
        await asyncio.to_thread(site.service.tidy)  # as a server does every day
        await visitor.opens()
        assert "记下" not in visitor.words
        assert "营业收入大约是多少" in visitor.words
        await visitor.taps("5亿元～10亿元")
        assert "记下：年营收" in visitor.words


async def test_the_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = (await visitor.client.get("/")).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=lax", "Path=/", f"Max-Age={180 * 24 * 3600}"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


async def test_behind_a_proxy_that_speaks_https_the_cookie_is_secure(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db"), proxies=("127.0.0.1",)) as site, httpx.AsyncClient() as client:
        got = await client.get(site.root, headers={"X-Forwarded-Proto": "https"})
        assert "; Secure" in got.headers["Set-Cookie"]


@pytest.mark.parametrize("cookie", ["", "huiqi=forged", "huiqi=IngiLg.aaaaaa.bbbbbbbb"])
async def test_without_our_cookie_nothing_is_taken(site: Site, visitor: Visitor, cookie: str) -> None:
    form = {"token": visitor.field("token"), "id": "x", "text": "翻砂的"}
    async with httpx.AsyncClient() as stranger:
        response = await stranger.post(f"{site.root}/say", data=form, headers={"Cookie": cookie})
    assert response.status_code == 403
    assert "cookie" in response.text


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_forms_of_other_sites_are_not_taken(visitor: Visitor, headers: dict[str, str]) -> None:
    form = {"token": visitor.field("token"), "id": "x", "text": "翻砂的"}
    assert (await visitor.client.post("/say", data=form, headers=headers)).status_code == 403


async def test_a_form_with_the_token_of_somebody_else_is_not_taken_and_keeps_what_was_typed(
    site: Site, visitor: Visitor
) -> None:
    async with Visitor(site.root) as other:
        form = {"token": other.field("token"), "id": "x", "text": "打了很久的字"}
    response = await visitor.client.post("/say", data=form)
    assert response.status_code == 403
    assert 'value="打了很久的字"' in response.text


async def test_where_a_visitor_comes_from_goes_into_the_conversation(site: Site, visitor: Visitor) -> None:
    await visitor.opens("/?from=expo-2026")
    await visitor.says("翻砂的", **{"from": visitor.field("from")})
    conversation = site.service.conversation("web", visitor.chat)
    assert conversation
    assert conversation.source == "expo-2026"


async def test_a_poster_has_the_code_of_its_address(site: Site, visitor: Visitor) -> None:
    assert f"{site.root}/?from=expo" in await visitor.opens("/poster?from=expo")
    shown = re.search(r'<img src="([^"]+)"', visitor.page)
    assert shown
    drawn = await visitor.client.get(shown[1])
    assert drawn.headers["Content-Type"].startswith("image/svg+xml")
    expected = BytesIO()
    segno.make(f"{site.root}/?from=expo", error="m", micro=False).save(
        expected, kind="svg", scale=8, border=4, light="#fff"
    )
    assert drawn.content == expected.getvalue()


async def test_a_source_that_is_none_is_left_out(visitor: Visitor) -> None:
    await visitor.opens("/?from=" + "%22%3E%3Cb%3E")
    assert visitor.field("from") == ""


async def test_attacks_in_every_field_stay_words(visitor: Visitor) -> None:
    for fields in ({"text": ATTACK}, {"tap": f"0 {ATTACK}"}, {"tap": ATTACK}, {"text": "好", "from": ATTACK}):
        await visitor.sends(**{**fields, "id": ATTACK + secrets.token_hex(4)})
    refused = await visitor.client.post("/say", data={"token": ATTACK, "id": ATTACK, "text": ATTACK})
    pages = [visitor.page, refused.text, await visitor.opens(f"/?from={ATTACK}"), await visitor.opens(f"/{ATTACK}")]
    pages += [await visitor.opens(f"/lines?from={ATTACK}"), await visitor.opens(f"/again/{ATTACK[:8]}")]
    assert "&lt;script&gt;" in pages[0]
    for page in pages:
        assert "<img" not in page
        assert not re.search(r"<script(?! src=\"/static/)", page)


@pytest.mark.parametrize("kind", KINDS)
async def test_whatever_bytes_a_form_holds_it_is_answered(request: pytest.FixtureRequest, kind: str) -> None:
    databases: Postgresql | Sqlite = request.getfixturevalue(kind)
    async with site_running(databases.fresh()) as site, Visitor(site.root) as visitor:
        await visitor.says("翻砂的")
        odd = quote_from_bytes(b"\x00\xff\xed\xa0\x80\xf0\x9f")
        for field in ("text", "tap", "from", "id"):
            body = f"token={visitor.field('token')}&text=x&{field}={odd}%20{odd}"
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            sent = await visitor.client.post("/say", content=body, headers=headers)
            assert sent.status_code == 303
        assert "记下" in await visitor.opens()


async def test_who_sends_too_fast_is_told_and_then_turned_away_without_losing_words(tmp_path: Path) -> None:
    async with (
        site_running(str(tmp_path / "huiqi.db"), limits=Limits(burst=4, a_second=0.01)) as site,
        Visitor(site.root) as visitor,
    ):
        sent = [await visitor.says("翻砂的") for _ in range(6)]
        assert [each.status_code for each in sent] == [303, 303, 303, 303, 429, 429]
        assert "您发得太快了" in visitor.words
        assert 'value="翻砂的"' in sent[-1].text


async def test_one_address_does_not_make_chats_without_end(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db"), newcomers=Limits(burst=3, a_second=0.001)) as site:
        taken = []
        for _ in range(5):
            async with Visitor(site.root) as visitor:
                taken.append((await visitor.says("翻砂的")).status_code)
        assert taken == [303, 303, 303, 429, 429]
        assert len(site.chats()) == 3


async def test_a_body_without_end_is_not_read(visitor: Visitor) -> None:
    response = await visitor.client.post("/say", data={"text": "长" * 70_000})
    assert response.status_code == 413
    assert "内容太长了" in response.text


async def test_a_long_text_is_turned_away_in_the_conversation(visitor: Visitor) -> None:
    await visitor.says("长" * 1001)
    assert "这条太长了，我读不完" in visitor.words


async def test_a_tap_that_no_button_of_ours_makes_is_dropped(site: Site, visitor: Visitor) -> None:
    await visitor.says("翻砂的")
    button = visitor.value_of("5亿元～10亿元").partition(" ")[2]
    taps = ("0 g.sector." + "9" * 60_000, "0 " + "长" * 22, "9" * 60_000 + f" {button}")
    for tap in taps:
        assert (await visitor.sends(tap=tap, id=secrets.token_hex(4))).status_code == 303
    stored = [row.choice for row in rows(site.store, "said") if row.chat == visitor.chat]
    assert stored[-1] == button  # what it says is ours, where it stands is not
    assert max(len(choice) for choice in stored) <= 64
    assert all(len(row.shown_in) <= 18 for row in rows(site.store, "outbox"))
    assert rows(site.store, "failures") == []


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/nowhere", 404, "没有这个页面"),
        ("GET", "/say", 405, "这个地址不能这样打开"),
        ("DELETE", "/", 405, "这个地址不能这样打开"),
        ("GET", "/again/forged", 404, "这个链接打不开"),
        ("GET", "/result", 404, "还没有答案"),
        ("GET", "/static/../app.py", 404, "没有"),
    ],
)
async def test_what_cannot_be_is_said_in_plain_words(
    site: Site, method: str, path: str, status: int, words: str
) -> None:
    async with httpx.AsyncClient() as client:
        response = await client.request(method, site.root + path)
    assert response.status_code == status
    assert words in response.text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


async def test_while_the_database_is_away_nothing_is_taken_and_it_is_said(tmp_path: Path) -> None:
    database = tmp_path / "huiqi.db"
    async with site_running(str(database)) as site, Visitor(site.root) as visitor:
        site.store.close()
        for path in tmp_path.iterdir():
            path.unlink()
        database.mkdir()
        response = await visitor.says("翻砂的")
        assert response.status_code == 503
        assert "请过一会儿再试" in response.text


async def test_a_fault_of_ours_is_met_with_an_apology(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db")) as site, httpx.AsyncClient() as client:
        del site.dialogue  # whatever it is that breaks
        response = await client.get(site.root)
        assert response.status_code == 500
        assert "出了点问题" in response.text


async def test_forgetting_erases_what_was_said(visitor: Visitor) -> None:
    await visitor.says("翻砂的")
    await visitor.taps("全部删除")
    assert "已经全部删除" in visitor.words
    assert "翻砂" not in visitor.words
    await visitor.taps("开始")
    assert "贵企业主要做哪一行？" in visitor.words


async def test_quick_questions_are_ordinary_text(visitor: Visitor) -> None:
    chips = re.findall(r'<button[^>]*name="text" value="([^"]+)"', visitor.page)
    assert len(chips) >= 4
    await visitor.says(chips[0])
    assert chips[0] in visitor.words
    assert "没答对" in visitor.words


async def test_staff_are_shown_as_staff(site: Site, visitor: Visitor) -> None:
    await visitor.says("转人工")
    site.staff_says(visitor.chat, "您好，我是<b>小王</b><script>x</script>。")
    await visitor.opens()
    assert re.search(r'class="bubble staff".*?工作人员.*?<strong>小王</strong>&lt;script&gt;', visitor.page, re.DOTALL)


async def test_the_first_page_is_light_and_asks_nobody_else(site: Site) -> None:
    async with httpx.AsyncClient(base_url=site.root) as client:
        page = await client.get("/")
        files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text)
        got = [await client.get(path) for path in files]
    assert len(got) >= 3
    assert not re.findall(r"https?://", page.text)
    assert all("immutable" in each.headers["Cache-Control"] for each in got)
    assert sum(len(each.content) for each in (page, *got)) < 60_000


async def test_what_unfolds_says_whether_it_is_official_text_or_a_list_of_ours(visitor: Visitor) -> None:
    for said, folded in (("能领哪些？", "展开"), ("找谁", "展开"), ("中华老字号奖励多少钱", "看原文")):
        await visitor.says(said)
        answer = visitor.page.rpartition('class="bubble owner"')[2]
        assert re.findall(r"<summary>([^<]*)</summary>", answer)[0] == folded, said
