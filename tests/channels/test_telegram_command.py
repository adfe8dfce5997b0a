"""`huiqi telegram` as an operator starts it: a real process, against the played Telegram over real HTTP."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.channels.played.bot_api import BotApi


async def started(api: BotApi, database: Path, **more: str) -> asyncio.subprocess.Process:
    ours = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_BASE": api.root, "HUIQI_DATABASE": str(database)}
    settings = {**ours, **more}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "telegram"),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )


async def test_a_killed_bot_started_again_goes_on_at_the_same_question(tmp_path: Path) -> None:
    async with BotApi() as api:
        owner = api.person()
        first = await started(api, tmp_path / "huiqi.db")
        owner.says("翻砂的")
        assert "晋市政办〔2023〕39号" in (await owner.sees(within=20)).text
        assert "营业收入" in (await owner.sees()).text
        first.kill()
        await first.communicate()
        owner.says("5.3个亿")
        second = await started(api, tmp_path / "huiqi.db")
        seen = (await owner.sees(within=20)).text
        while "记下：年营收，5.3亿元" not in seen:  # what was sent and not yet marked may come again
            seen = (await owner.sees(within=20)).text
        second.send_signal(signal.SIGTERM)
        _, said = await second.communicate()
        assert second.returncode == 0
        assert api.token not in said.decode()
        assert "亿" not in said.decode()


async def test_a_token_that_telegram_does_not_know_is_told_in_one_line(tmp_path: Path) -> None:
    async with BotApi() as api:
        settings = {"TELEGRAM_BOT_TOKEN": "1:wrong", "TELEGRAM_API_BASE": api.root}
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "telegram"),
            env={**os.environ, **settings, "HUIQI_DATABASE": str(tmp_path / "huiqi.db")},
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await bot.communicate()
        assert bot.returncode == 1
        assert said.decode().splitlines()[-1].startswith("huiqi: Telegram does not accept this bot token")
        assert "1:wrong" not in said.decode()


async def test_a_killed_bot_loses_nothing_between_an_owner_and_the_staffs_group(tmp_path: Path) -> None:
    async with BotApi() as api:
        group = {"HUIQI_STAFF_GROUP": str(api.group.chat)}
        owner, staff = api.person(), api.group.staff("张三")
        owner.says("转人工")
        first = await started(api, tmp_path / "huiqi.db", **group)
        await api.called("createForumTopic", within=90)
        first.kill()
        await first.communicate()
        second = await started(api, tmp_path / "huiqi.db", **group)
        thread = await api.group.opens(within=90)
        await api.group.reads(thread, "问（找人工）", within=90)  # the topic may be the dead one's
        staff.presses(thread, "接手")
        await api.group.reads(thread, "张三")
        second.kill()
        await second.communicate()
        staff.writes(thread, "停着的时候写的")
        owner.says("我在呢")
        third = await started(api, tmp_path / "huiqi.db", **group)
        seen = ""
        while "停着的时候写的" not in seen:
            seen = (await owner.sees(within=90)).text
        await api.group.reads(thread, "企业：我在呢", within=90)  # the topic was the dead process's for a minute
        third.send_signal(signal.SIGTERM)
        _, said = await third.communicate()
        assert third.returncode == 0
        assert "停着" not in said.decode()
        assert len([topic for topic in api.group.topics.values() if topic.pinned]) == 1
