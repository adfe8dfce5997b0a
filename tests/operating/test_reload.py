"""Content changed under a running bot: a real process, SIGHUP, and the played Telegram over real HTTP."""

import asyncio
import os
import re
import signal
import sys
from pathlib import Path

import pytest

from tests.channels.played.bot_api import BotApi
from tests.copies import content_copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the content."""
    return content_copied(tmp_path)


def rename(folder: Path, before: str, after: str) -> None:
    """Give a fact or an option another id, wherever it is named."""
    for path in folder.rglob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(rf"\b{before}\b", after, text), "utf-8")


async def started(api: BotApi, folder: Path) -> asyncio.subprocess.Process:
    settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_BASE": api.root, "HUIQI_CONTENT": str(folder)}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "telegram"),
        env={**os.environ, **settings, "HUIQI_DATABASE": str(folder / "huiqi.db")},
        stderr=asyncio.subprocess.PIPE,
    )


async def logged(bot: asyncio.subprocess.Process, words: str) -> str:
    """Read the log up to a line with these words, and return it."""
    assert bot.stderr
    async with asyncio.timeout(30):
        async for line in bot.stderr:
            if words in line.decode():
                return line.decode()
    pytest.fail(f"the log never says {words!r}")


async def test_content_is_read_anew_and_a_conversation_goes_on(folder: Path) -> None:
    async with BotApi() as api:
        owner = api.person()
        bot = await started(api, folder)
        owner.says("铸造")
        await owner.sees(within=30)
        assert "营业收入" in (await owner.sees()).text

        (folder / "policy_data" / "facts.yaml").rename(folder / "facts.yaml")
        (folder / "policy_data" / "facts.yaml").write_text("- id: sector\n", "utf-8")
        bot.send_signal(signal.SIGHUP)
        fault = await logged(bot, "the old one stays")
        assert "facts.yaml" in fault
        owner.says("4.8亿")
        assert "记下：年营收，4.8亿元" in (await owner.sees()).text

        (folder / "facts.yaml").rename(folder / "policy_data" / "facts.yaml")
        rename(folder, "casting", "foundry")
        bot.send_signal(signal.SIGHUP)
        await logged(bot, "read anew")
        owner.says("都没有")
        assert "“行业”要重新确认" in (await owner.sees()).text
        seen = (await owner.sees()).text
        while "贵企业主要做哪一行" not in seen:
            owner.says("不清楚")
            seen = (await owner.sees()).text
        owner.says("铸造")
        assert "记下：行业，铸造、铁器" in (await owner.sees()).text
        owner.says("改答案")
        assert "4.8亿元" in (await owner.sees()).text

        bot.send_signal(signal.SIGTERM)
        await bot.communicate()
        assert bot.returncode == 0
