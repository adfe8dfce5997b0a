"""The result on paper, and answers that a link brings back, over plain HTTP."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bot.content import load
from bot.dialogue import Dialogue
from tests.channels.web.owner import ANSWERS
from tests.channels.web.site import Site, Visitor, site_running
from tests.copies import content_copied

pytestmark = pytest.mark.asyncio(loop_scope="session")
SAID = ("翻砂的", "5.3个亿", "质量管理体系认证，2024年", "选好了", "都没有", "是", "四亿八", "泽州")


async def link_of(visitor: Visitor) -> str:
    """Go to the result, and return the path of the link on its page."""
    for text in SAID:
        await visitor.says(text)
    found = re.search(r'id="link" readonly value="([^"]+)"', await visitor.opens("/result"))
    assert found
    return urlsplit(unescape(found[1])).path


async def test_the_printed_page_has_all_that_the_counter_asks_for(visitor: Visitor) -> None:
    await link_of(visitor)
    for words in (
        "2026-11-22（北京时间）",
        "5.3亿元（2025 年）",
        "符合 2 项，共12万元",
        "晋市政办〔2023〕39号（二）实施达标奖励措施",
        "一次性奖励 10 万元、20 万元、30 万元、50 万元。",
        "市工信局（文件所列首位责任单位）；市统计局；市农业农村局；市财政局；泽州县人民政府",
        "原文没写 电话、地址、材料、申报时间",
        "怎样算“专业镇主导产业企业”，原文未写明。",
        "已于 2025-12-31 到期",
    ):
        assert words in visitor.words


async def test_a_day_is_a_day_in_beijing(tmp_path: Path) -> None:
    async with site_running(str(tmp_path / "huiqi.db")) as site, Visitor(site.root) as visitor:
        site.now = site.now.replace(hour=17)
        await visitor.says("翻砂的")
        await visitor.opens("/result")
        assert "2026-11-23（北京时间）" in visitor.words
        assert "问没答，答完可能有变化" in visitor.words


async def test_opening_a_link_changes_nothing_until_asked_to(site: Site, visitor: Visitor) -> None:
    link = await link_of(visitor)
    async with Visitor(site.root) as colleague:
        await colleague.says("养猪")
        await colleague.opens(link)
        assert "您现在对话里的答案会换成这些" in colleague.words
        before = site.service.conversation("web", colleague.chat)
        assert before
        assert before.answers == {"sector": before.answers["sector"]}
        for _ in range(2):  # a double tap
            await colleague.client.post(link, data={name: colleague.field(name) for name in ("token", "id")})
        after = site.service.conversation("web", colleague.chat)
        assert after
        assert after.answers.keys() == ANSWERS.keys()
        await colleague.opens()
        assert colleague.words.count("打开了 2026-11-22 存下的 7 个答案") == 1


async def test_a_link_is_taken_from_our_own_page_alone(site: Site, visitor: Visitor) -> None:
    link = await link_of(visitor)
    await visitor.opens()
    async with Visitor(site.root) as colleague:
        refused = await colleague.client.post(link, data={"token": visitor.field("token"), "id": "x"})
        assert refused.status_code == 403
        assert site.service.conversation("web", colleague.chat) is None


async def test_a_link_changed_by_a_letter_opens_nothing(visitor: Visitor) -> None:
    link = await link_of(visitor)
    assert "这个链接打不开" in await visitor.opens(f"{link[:-3]}{'a' if link[-3] != 'a' else 'b'}{link[-2:]}")


async def test_what_the_content_no_longer_knows_is_named_and_asked_again(tmp_path: Path) -> None:
    """A county is called otherwise now, and what was a question no longer is one."""
    async with site_running(str(tmp_path / "huiqi.db")) as site, Visitor(site.root) as visitor:
        link = await link_of(visitor)
        site.dialogue = renamed(tmp_path / "content", {"zezhou": "zezhou_xian", "projects": "undertakings"})
        site.service.talk_with(site.dialogue)
        async with Visitor(site.root) as colleague:
            assert "那以后政策内容更新过" in await colleague.opens(link)
            await colleague.client.post(link, data={name: colleague.field(name) for name in ("token", "id")})
            await colleague.opens()
            assert "打开了 2026-11-22 存下的 5 个答案" in colleague.words
            assert "政策内容在那以后更新过" in colleague.words
            assert "现在不再需要：项目与打算" in colleague.words
            assert "要重新确认：所在县区" in colleague.words
            assert "近几年做过，或正打算做下面哪些？" in colleague.words


def renamed(folder: Path, names: dict[str, str]) -> Dialogue:
    """Return a dialogue of content in which these facts and options have other ids."""
    content_copied(folder)
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        for before, after in names.items():
            text = re.sub(rf"\b{before}\b", after, text)
        path.write_text(text, "utf-8")
    return Dialogue(load(folder))
