"""A real process, killed with SIGKILL and started again on the same file."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import OTHER_POLLER

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def process(telegram: BotApi, database: Path | str, moment: str) -> AsyncIterator[asyncio.subprocess.Process]:
    bot = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "tests.channels.killed_bot",
            telegram.root,
            telegram.token,
            str(database),
            moment,
        ),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
        await bot.communicate()


@pytest.mark.parametrize(
    ("moment", "copies"),
    [("before the commit", 1), ("after the commit", 1), ("after sending", 2), ("after marking", 1)],
)
async def test_killed_at_any_moment_a_message_is_handled_once_and_answered(
    tmp_path: Path, moment: str, copies: int
) -> None:
    async with BotApi() as telegram:
        owner = telegram.person()
        owner.says("你好")
        async with process(telegram, tmp_path / "huiqi.db", moment) as bot, asyncio.timeout(10):
            assert await bot.wait() == -signal.SIGKILL
        async with process(telegram, tmp_path / "huiqi.db", "never"):
            assert [(await owner.sees(10)).text for _ in range(copies)] == ["1：你好"] * copies
            owner.says("还在吗")
            assert (await owner.sees(10)).text == "2：还在吗"


async def test_sigterm_ends_the_process_in_good_order(tmp_path: Path) -> None:
    async with BotApi() as telegram:
        owner = telegram.person()
        owner.says("你好")
        async with process(telegram, tmp_path / "huiqi.db", "never") as bot, asyncio.timeout(10):
            await owner.sees(10)
            bot.terminate()
            assert await bot.wait() == 0


async def test_another_poller_is_one_line_and_status_1(tmp_path: Path) -> None:
    async with BotApi() as telegram:
        telegram.fails("getUpdates", OTHER_POLLER)
        async with process(telegram, tmp_path / "huiqi.db", "never") as bot, asyncio.timeout(10):
            _, errors = await bot.communicate()
            assert bot.returncode == 1
            assert errors.decode() == "another process is polling this bot; stop it or use another bot's token\n"
