"""What staff say at the desk, heard by an owner on Telegram: marked, at once, whoever serves the bot."""

import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.reception import Outcome, Reception
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.shown import Shown
from tests.channels.running import bot_running
from tests.databases import Sqlite
from tests.desk.served import SECRET
from tests.helpers import dialogue
from tests.service.small_talk import clock


async def test_an_answer_is_there_within_two_seconds(sqlite: Sqlite, opened: Callable[[str], Store]) -> None:
    path = sqlite.fresh()
    async with BotApi() as telegram, bot_running(telegram, dialogue(), Path(path)):
        owner = telegram.person()
        owner.says("人工")
        while "记下了" not in (await owner.sees()).text:
            pass
        desk = Reception(opened(path), clock, SECRET)  # a process of its own, as far as the database can tell
        (entry,) = desk.waiting()
        assert desk.take(entry.id, "王敏") is Outcome.DONE
        assert desk.answer(entry.id, "王敏", "请到<窗口>。", "a") is Outcome.DONE
        began = time.monotonic()
        seen = await _sees(owner.sees, "请到<窗口>。")
        assert seen.text == "工作人员：\n请到<窗口>。"
        assert time.monotonic() - began < 2
        owner.says("好的")
        assert [label for row in (await owner.sees()).rows for label, _ in row] == ["让惠企接着答"]


async def _sees(sees: Callable[[], Awaitable[Shown]], text: str) -> Shown:
    while True:
        shown = await sees()
        if text in shown.text:
            return shown
