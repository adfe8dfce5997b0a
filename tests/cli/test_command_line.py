"""What every command shares: bad usage, and a start that fails, are told in one line on standard error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import Runs


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("frobnicate",), "invalid choice: 'frobnicate'"),
        (("match", "p.json", "--as-of", "2024-02-30"), "'2024-02-30' is a date that does not exist"),
        (("match", "no-such-file.json"), "cannot be read"),
        (("read", "nofact", "x"), "unknown fact 'nofact'; known: any, sector"),
        (("read", "revenue"), "give either TEXT or --file"),
        (("check", "no-such-folder"), "holds no policy_data folder"),
        (("ask",), "give either TEXT or --file"),
        (("ask", "小巨人多少钱", "--file", "asked.txt"), "give either TEXT or --file"),
        (("ask", "小巨人多少钱", "--as-of", "明天"), "'明天'"),
        (("evaluate", "no-such-folder"), "is no folder; name the one that holds the labelled files"),
        (("evaluate", "--half", "both"), "invalid choice: 'both'"),
    ],
)
def test_bad_usage_gets_one_line_and_status_2(huiqi: Runs, arguments: tuple[str, ...], words: str) -> None:
    ran = huiqi(*arguments)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err


def test_telegram_without_a_token_says_what_to_set(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    assert huiqi("telegram") == (2, "", "huiqi: set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you\n")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HUIQI_CONTENT", "/nope", "/nope holds no policy_data folder; set HUIQI_CONTENT to the folder that"),
        ("HUIQI_DATABASE", "/nope/x.db", "HUIQI_DATABASE=/nope/x.db: /nope/x.db cannot be opened (No such file"),
        ("HUIQI_DATABASE", str(Path(__file__).parent), f"HUIQI_DATABASE={Path(__file__).parent}: "),
        ("HUIQI_DATABASE_URL", "postgresql://me:hush@127.0.0.1:1/x", "huiqi: HUIQI_DATABASE_URL: the database cannot"),
    ],
)
def test_a_start_that_fails_names_the_setting_and_its_value_but_no_password(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    environment = {**os.environ, "HUIQI_DATABASE": str(tmp_path / "huiqi.db"), "TELEGRAM_BOT_TOKEN": "", name: value}
    command = [sys.executable, "-m", "bot", "serve"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, len(ran.stderr.splitlines()), "hush" in ran.stderr) == (1, 1, False)
    assert words in ran.stderr
