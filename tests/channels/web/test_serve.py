"""`huiqi serve` as an operator starts it: a real process."""

import asyncio
import os
import re
import signal
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.storage import Store
from tests.addresses import free_address, until_up
from tests.channels.web.site import SECRET, Visitor
from tests.databases import rows

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def started(database: Path) -> tuple[asyncio.subprocess.Process, str]:
    """Start a server; return it and its root once it answers."""
    address = free_address()
    settings = {"HUIQI_LISTEN": address, "HUIQI_DATABASE": str(database), "HUIQI_SECRET": SECRET.decode()}
    environment = {**os.environ, **settings, "TELEGRAM_BOT_TOKEN": "", "HUIQI_DATABASE_URL": ""}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "serve", env=environment, stderr=asyncio.subprocess.PIPE
    )
    await until_up(f"http://{address}")
    return process, f"http://{address}"


async def test_a_killed_server_started_again_goes_on_and_one_told_to_stop_does(tmp_path: Path) -> None:
    process, root = await started(tmp_path / "huiqi.db")
    async with Visitor(root) as visitor:
        await visitor.says("翻砂的")
        process.kill()
        await process.communicate()
        process, root = await started(tmp_path / "huiqi.db")
        cookie = f"huiqi={visitor.client.cookies['huiqi']}"
    async with Visitor(root, Cookie=cookie) as again:
        assert "记下：行业，铸造、铁器" in again.words
        await again.says("5.3个亿")
        assert "记下：年营收" in again.words
        async with again.client.stream("GET", "/events", timeout=20) as stream:
            lines = stream.aiter_lines()
            await anext(lines)
            process.send_signal(signal.SIGTERM)
            async for _ in lines:  # to its end: a stream that was cut off would raise
                pass
    _, logged = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
    assert not re.search("翻砂|亿", logged.decode())


async def test_a_server_drops_what_is_old_though_nobody_writes(tmp_path: Path) -> None:
    with closing(Store(str(tmp_path / "huiqi.db"))) as store:
        with store.transaction() as tx:
            tx.claim("web", "old", datetime(2024, 5, 6, tzinfo=UTC))
        process, _ = await started(tmp_path / "huiqi.db")
        async with asyncio.timeout(20):
            while rows(store, "claims"):
                await asyncio.sleep(0.05)
    process.terminate()
    await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 0
