"""Content put in force by the desk's button, by a look at the folder, and never with a fault."""

import asyncio
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content import load
from bot.dialogue import Dialogue
from bot.operating.reloading import Reloading, stamp_of
from bot.service import Service
from bot.storage import Store
from tests.copies import content_copied
from tests.databases import Sqlite


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return content_copied(tmp_path)


@pytest.fixture
def reloading(folder: Path, sqlite: Sqlite, opened: Callable[[str], Store]) -> Reloading:
    dialogue = Dialogue(load(folder))
    service = Service(opened(sqlite.fresh()), dialogue, lambda: datetime(2026, 11, 23, tzinfo=UTC))
    return Reloading(service, folder, dialogue)


def rename(folder: Path, to: str) -> None:
    """Change a file in one stroke, as the desk of another process does."""
    path, new = folder / "intents/faq.yaml", folder / "intents/.new"
    new.write_text(path.read_text("utf-8").replace("where-the-money-comes-from", to), "utf-8")
    new.replace(path)


def test_what_is_read_now_is_in_force_on_return(reloading: Reloading, folder: Path) -> None:
    rename(folder, "renamed")
    assert reloading.now() == ()
    assert "renamed" in reloading.content.faq


def test_what_has_a_fault_is_told_and_not_taken(reloading: Reloading, folder: Path) -> None:
    rename(folder, "Not An Id")
    (fault,) = reloading.now()
    assert (fault.file, fault.line) == ("intents/faq.yaml", 3)
    assert "where-the-money-comes-from" in reloading.content.faq


async def test_a_look_at_the_folder_finds_what_another_process_wrote(reloading: Reloading, folder: Path) -> None:
    looking = asyncio.create_task(reloading.look(0.05))
    before = reloading.dialogue
    await asyncio.sleep(0.3)
    assert reloading.dialogue is before, "nothing has changed"
    rename(folder, "renamed")
    async with asyncio.timeout(30):
        while "renamed" not in reloading.content.faq:
            await asyncio.sleep(0.05)
    looking.cancel()


async def test_without_the_setting_nobody_looks(reloading: Reloading) -> None:
    async with asyncio.timeout(5):
        await reloading.look(0)


def test_the_stamp_tells_every_change_but_files_being_written(folder: Path) -> None:
    seen = {stamp_of(folder)}
    (folder / "intents/.huiqi-half").write_text("half", "utf-8")
    seen.add(stamp_of(folder))
    assert len(seen) == 1
    (folder / "intents/faq.yaml").unlink()
    seen.add(stamp_of(folder))
    os.utime(folder / "policy_data/facts.yaml", ns=(1, 1))
    seen.add(stamp_of(folder))
    (folder / "policy_data/new.yaml").write_text("", "utf-8")
    seen.add(stamp_of(folder))
    assert len(seen) == 4
