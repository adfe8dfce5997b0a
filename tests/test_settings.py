import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from bot.settings import read_settings
from bot.settings_error import SettingsError

ALL = (
    "HUIQI_API_KEYS",
    "HUIQI_API_PER_MINUTE",
    "HUIQI_CONTENT",
    "HUIQI_DATABASE",
    "HUIQI_DATABASE_URL",
    "HUIQI_KEEP_DAYS",
    "HUIQI_LOG",
    "HUIQI_TRUSTED_PROXIES",
    "TELEGRAM_API_BASE",
    "TELEGRAM_BOT_TOKEN",
)


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ALL:
        monkeypatch.setenv(name, "")


def test_an_empty_variable_counts_as_not_set() -> None:
    ours = read_settings().of_service
    assert (ours.database, ours.token, ours.telegram_api, ours.keep_days) == ("huiqi.db", "", None, 180)
    assert (read_settings().content / "policy_data").is_dir()


def test_a_url_comes_before_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_DATABASE", "other.db")
    assert read_settings().of_service.database == "other.db"
    monkeypatch.setenv("HUIQI_DATABASE_URL", "postgresql://huiqi@db/huiqi")
    assert read_settings().of_service.database == "postgresql://huiqi@db/huiqi"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HUIQI_KEEP_DAYS", "often", "HUIQI_KEEP_DAYS: input should be a valid integer"),
        ("HUIQI_KEEP_DAYS", "0", "HUIQI_KEEP_DAYS: input should be greater than or equal to 1"),
        ("HUIQI_LOG", "xml", "HUIQI_LOG: input should be 'console' or 'json'"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_in_one_line(
    name: str, value: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=words) as raised:
        _ = read_settings().of_service
    assert "\n" not in str(raised.value)
    assert str(raised.value).endswith("; see docs/operations.md")


def test_keys_of_the_api_are_hashed_or_plain(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = sha256(b"a-key-of-no-use-anywhere").hexdigest()
    monkeypatch.setenv("HUIQI_API_KEYS", f"office=a-key-of-no-use-anywhere, town=sha256:{digest}")
    keys = read_settings().of_service.api_keys
    assert list(keys) == ["office", "town"]
    assert {key.hex() for key in keys.values()} == {digest}


@pytest.mark.parametrize(
    "value", ["office", "office=short", "=a-key-of-no-use-anywhere", "a=sha256:12", "a=" + "x" * 9]
)
def test_a_key_that_could_be_guessed_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_API_KEYS", value)
    with pytest.raises(SettingsError, match="HUIQI_API_KEYS must be like") as raised:
        _ = read_settings().of_service.api_keys
    assert value not in str(raised.value)


def test_proxies_are_addresses_or_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8 ::1")
    assert read_settings().of_service.proxies == ("127.0.0.1", "10.0.0.0/8", "::1")
    monkeypatch.setenv("HUIQI_TRUSTED_PROXIES", "proxy.internal")
    with pytest.raises(SettingsError, match=r"HUIQI_TRUSTED_PROXIES: .*write it like 127.0.0.1,10.0.0.0/8"):
        _ = read_settings().of_service.proxies


def test_secrets_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4839:hush")
    monkeypatch.setenv("HUIQI_WEBHOOK_SECRET", "hush-hush-hush-hush")
    monkeypatch.setenv("HUIQI_API_KEYS", "office=hush-hush-hush-hush-hush-hush")
    monkeypatch.setenv("HUIQI_DATABASE_URL", "postgresql://huiqi:hush@db/huiqi")
    ours = read_settings().of_service
    assert ours.token == "4839:hush"  # noqa: S105 - of no bot
    assert "hush" not in repr(ours)


@pytest.mark.parametrize("command", [["chat", "--plain"], ["facts"], ["read", "revenue", "5亿"], ["check"]])
def test_commands_that_only_read_content_do_not_wait_for_the_service(command: list[str]) -> None:
    script = (
        "import sys; from bot.cli import main\n"
        f"try: main({command!r})\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(str([name for name in ('sqlalchemy', 'pydantic', 'telegram') if name in sys.modules]))"
    )
    run = [sys.executable, "-c", script]
    ran = subprocess.run(run, input="", capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    assert ran.stdout
    assert ran.stderr == "[]"
