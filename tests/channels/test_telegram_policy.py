"""Whole conversations about the real policy, through Telegram over real HTTP."""

from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue import Dialogue
from tests.channels.played.bot_api import BotApi
from tests.channels.running import bot_running

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def dialogue() -> Dialogue:
    return Dialogue(load(ROOT))


async def test_from_start_to_amount_basis_and_office(telegram: BotApi, dialogue: Dialogue) -> None:
    owner = telegram.person()
    async with bot_running(telegram, dialogue):
        owner.says("/start wechat-fair")
        assert "晋市政办〔2023〕39号" in (await owner.sees()).text
        assert "贵企业主要做哪一行？" in (await owner.sees()).text
        owner.says("铸造")
        assert "营业收入" in (await owner.sees()).text
        owner.says("3000万")
        asked = await owner.sees()
        owner.taps("认证与品牌")
        assert ((await owner.sees()).id, asked.id) == (asked.id, asked.id)
        owner.taps("☐ 晋城老字号")
        ticked = await owner.sees()
        assert (ticked.id, "☑ 晋城老字号" in ticked.buttons) == (asked.id, True)
        owner.taps("选好了（1 项）")
        assert "首次取得是哪一年" in (await owner.sees()).text
        owner.taps("2024 年")
        await owner.sees()
        owner.taps("都没有")
        await owner.sees()
        owner.taps("高平市")
        assert "5万元" in (await owner.sees()).text
        owner.taps("晋城老字号奖励")
        detail = (await owner.sees()).text
        assert "市商务局（文件所列首位责任单位）" in detail
        assert "高平市人民政府" in detail


async def test_a_restart_resumes_at_the_same_question(telegram: BotApi, dialogue: Dialogue, tmp_path: Path) -> None:
    owner = telegram.person()
    async with bot_running(telegram, dialogue, tmp_path / "huiqi.db"):
        owner.says("铸造")
        await owner.sees()
        assert "营业收入" in (await owner.sees()).text
    async with bot_running(telegram, dialogue, tmp_path / "huiqi.db"):
        owner.says("4.8亿")
        assert "记下：年营收，4.8亿元" in (await owner.sees()).text


async def test_a_tap_on_an_old_button_is_asked_about_and_not_applied(telegram: BotApi, dialogue: Dialogue) -> None:
    owner = telegram.person()
    async with bot_running(telegram, dialogue):
        owner.says("/start")
        await owner.sees()
        await owner.sees()
        owner.taps("铸造与制造")
        old = await owner.sees()
        owner.taps("铸造、铁器")
        assert "营业收入" in (await owner.sees()).text
        owner.taps("装备与先进制造", on=old)
        assert "这是前面“行业”那一问的按钮" in (await owner.sees()).text
        owner.says("改答案")
        assert "行业：铸造、铁器" in (await owner.sees()).text


async def test_forget_leaves_nothing_of_the_chat(telegram: BotApi, dialogue: Dialogue) -> None:
    owner = telegram.person()
    async with bot_running(telegram, dialogue) as store:
        owner.says("铸造")
        await owner.sees()
        await owner.sees()
        owner.says("/forget")
        assert "已经全部删除" in (await owner.sees()).text
        with store.transaction() as tx:
            assert set(map(len, tx.export("telegram", str(owner.chat)).values())) == {0, 1}  # the goodbye
