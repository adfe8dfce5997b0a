"""`huiqi failures`, `huiqi export` and `huiqi doctor` as an operator meets them, on both databases."""

import asyncio
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.content import SHANGHAI
from bot.dialogue import Message
from bot.persons import person_of
from bot.service import Service
from bot.storage import NEWEST, Store, StoredConversationError, schema_of
from tests.channels.played.bot_api import BotApi
from tests.commands import Runs
from tests.databases import Postgresql, rows
from tests.service.small_talk import NOON, Echo, clock

BROKEN = Message("telegram", "700001", "2", "出错")
SECRET = "of-no-use-anywhere-but-long-enough"  # noqa: S105 - of no service


@pytest.fixture
def huiqi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, address: str) -> Runs:
    """Run a command on this test's database."""
    url = address.startswith("postgresql")
    monkeypatch.setenv("HUIQI_DATABASE", "" if url else address)
    monkeypatch.setenv("HUIQI_DATABASE_URL", address if url else "")
    monkeypatch.setenv("HUIQI_SECRET", SECRET)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    return Runs(capsys)


@pytest.fixture
def failed(store: Store) -> Store:
    """A store in which one message broke a dialogue that has been mended since."""
    Service(store, Echo(), clock, secret=SECRET.encode()).receive(BROKEN)
    return store


@pytest.fixture
def empty(request: pytest.FixtureRequest, address: str, tmp_path: Path) -> str:
    """A database without tables, of the kind that the commands run on."""
    if "://" not in address:
        (tmp_path / "empty.db").touch()
        return str(tmp_path / "empty.db")
    server: Postgresql = request.getfixturevalue("postgresql")
    return server.empty()


def test_failures_are_listed_without_what_was_typed(huiqi: Runs, failed: Store) -> None:
    del failed
    assert huiqi("failures") == (0, "1\t2024-05-06 12:00:00Z\ttelegram\tLookupError\n", "")


def test_a_failure_is_shown_in_full_on_demand(huiqi: Runs, failed: Store) -> None:
    del failed
    ran = huiqi("failures", "1")
    assert "LookupError: in message 1: 出错" in ran.out
    assert "respond" in ran.out


def test_a_failure_that_is_not_there_is_said(huiqi: Runs) -> None:
    assert huiqi("failures", "9") == (1, "", "huiqi: there is no failure 9; huiqi failures lists them\n")


def test_failures_are_replayed_after_the_fix(huiqi: Runs, failed: Store) -> None:
    assert huiqi("failures", "--replay") == (0, "1\thandled\n", "")
    assert huiqi("failures") == (0, "", "huiqi: no failure is kept\n")
    assert rows(failed, "conversations")[0].chat == "700001"
    with failed.transaction() as tx:
        apology, *answer = [row["reply"]["text"] for row in tx.export("telegram", "700001")["outbox"]]
    assert apology.startswith("抱歉")
    assert answer


def test_who_is_answered_by_a_replay_is_the_person_who_wrote(huiqi: Runs, failed: Store) -> None:
    assert huiqi("failures", "--replay").status == 0
    happened = rows(failed, "events")
    assert {"message_failed", "message"} <= {event.name for event in happened}
    assert {event.person for event in happened} == {person_of("telegram", "700001", SECRET.encode())}


def test_without_the_services_secret_nothing_is_replayed(
    huiqi: Runs, failed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HUIQI_SECRET")
    ran = huiqi("failures", "--replay")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "set HUIQI_SECRET to what the service has" in ran.err
    assert len(rows(failed, "failures")) == 1
    assert huiqi("failures").status == 0


def test_a_replay_knows_the_hours_of_the_office(huiqi: Runs, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    in_two_days = datetime.now(SHANGHAI) + timedelta(days=2)
    monkeypatch.setenv("HUIQI_OFFICE_HOURS", f"{in_two_days:%a} 08:31-12:00")
    with store.transaction() as tx:
        tx.keep_failure(Message("telegram", "700001", "2", "转人工"), LookupError(), NOON)
    assert huiqi("failures", "--replay").status == 0
    assert "8:31" in rows(store, "outbox")[0].reply


def test_what_fails_still_is_kept(huiqi: Runs, failed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    del failed
    monkeypatch.setattr("bot.operating.failures.Dialogue", lambda content, hours: Echo())  # noqa: ARG005
    ran = huiqi("failures", "--replay")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "huiqi: failure 1 fails still (LookupError); it is kept\n"
    assert huiqi("failures").out


def test_a_conversation_that_could_not_be_read_is_shown_and_has_nothing_to_replay(huiqi: Runs, store: Store) -> None:
    with store.transaction() as tx:
        tx.keep_unreadable("web", "7", StoredConversationError('{"answers": {"rev', "cut off"), NOON)
    assert huiqi("failures").out == "1\t2024-05-06 12:00:00Z\tweb\tStoredConversationError\n"
    assert huiqi("failures", "1").out.endswith('cannot be read: cut off\n{"answers": {"rev\n\n')
    assert huiqi("failures", "--replay") == (0, "1\tno message, so nothing to replay; it is kept\n", "")
    assert len(rows(store, "failures")) == 1


def test_an_export_is_all_that_is_stored_about_a_chat(huiqi: Runs, failed: Store) -> None:
    Service(failed, Echo(), clock).receive(Message("telegram", "8", "3", "别人的"))
    ran = huiqi("export", "--chat", "telegram:700001")
    exported = json.loads(ran.out)
    assert (exported["version"], exported["channel"], exported["chat"]) == (1, "telegram", "700001")
    assert len(exported["failures"]) == len(exported["outbox"]) == 1
    assert "别人的" not in ran.out


@pytest.mark.parametrize("chat", ["700001", "telegram:", ":7"])
def test_an_address_that_is_no_chat_is_said(huiqi: Runs, chat: str) -> None:
    ran = huiqi("export", "--chat", chat)
    assert (ran.status, ran.out) == (2, "")
    assert "write CHANNEL:ID, such as telegram:700001" in ran.err


def test_without_a_token_doctor_finds_the_pages_alone(huiqi: Runs) -> None:
    ran = huiqi("doctor")
    assert ran.status == 0
    assert [line.split()[:2] for line in ran.out.splitlines()] == [
        ["ok", "content:"],
        ["ok", "settings:"],
        ["ok", "variables:"],
        ["ok", "secret:"],
        ["ok", "database:"],
        ["ok", "telegram:"],
    ]
    assert ran.out.endswith("ok    telegram: TELEGRAM_BOT_TOKEN is not set, so huiqi serve has the pages alone\n")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HUIQI_OFFICE_HOURS", "nonsense", "HUIQI_OFFICE_HOURS: 'nonsense' is no hours"),
        ("HUIQI_LISTEN", "8080", "'8080' is no address to listen at; write HUIQI_LISTEN like 127.0.0.1:8080"),
        ("HUIQI_LISTEN", "127.0.0.1:80800", "'127.0.0.1:80800' is no address to listen at"),
    ],
)
def test_doctor_names_what_serve_would_refuse(
    huiqi: Runs, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = huiqi("doctor")
    assert ran.status == 1
    assert f"ILL   settings: {words}" in ran.out


def test_doctor_names_a_setting_that_cannot_be_used(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_LOG", "xml")
    ran = huiqi("doctor")
    assert ran.status == 1
    assert ran.out.splitlines()[-1].startswith("ILL   settings: HUIQI_LOG: input should be 'console' or 'json'")


def test_doctor_names_a_secret_that_could_be_guessed(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_WEBHOOK_SECRET", "hush")
    ran = huiqi("doctor")
    assert "ILL   settings: HUIQI_WEBHOOK_SECRET must be 16 to 256" in ran.out
    assert "hush" not in ran.out


def test_doctor_names_what_only_looks_like_a_setting(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_LOGG", "json")
    monkeypatch.setenv("HUIQI_XYZZY", "")
    ran = huiqi("doctor")
    assert ran.status == 1
    assert "ILL   variables: no setting of Huiqi: HUIQI_LOGG (is HUIQI_LOG meant?), HUIQI_XYZZY; docs/" in ran.out


@pytest.mark.parametrize(
    ("secret", "told"), [("", "WARN  secret: HUIQI_SECRET is not set"), ("y" * 32, "ok    secret: ")]
)
def test_doctor_tells_whether_visitors_are_known_again(
    huiqi: Runs, monkeypatch: pytest.MonkeyPatch, secret: str, told: str
) -> None:
    monkeypatch.setenv("HUIQI_SECRET", secret)
    assert told in huiqi("doctor").out


def test_doctor_names_a_fault_of_the_content(huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUIQI_CONTENT", str(tmp_path))
    assert huiqi("doctor").out.startswith("ILL   content: ")


async def test_doctor_asks_telegram_whose_the_token_is(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    async with BotApi() as api:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", api.token)
        monkeypatch.setenv("TELEGRAM_API_BASE", api.root)
        ran = await asyncio.to_thread(huiqi, "doctor")
        assert ran.status == 0
        assert ran.out.endswith("ok    telegram: the token is that of @huiqi_bot\n")
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4839:wrong")
        ran = await asyncio.to_thread(huiqi, "doctor")
        assert ran.status == 1
        assert ran.out.endswith("ILL   telegram: Telegram does not accept this bot token; check TELEGRAM_BOT_TOKEN\n")


def test_doctor_says_that_telegram_cannot_be_reached(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "4839:x")
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:1")
    ran = huiqi("doctor")
    assert ran.status == 1
    assert "Telegram cannot be reached (NetworkError); check the network and TELEGRAM_API_BASE" in ran.out


@pytest.mark.parametrize("place", ["none/huiqi.db", "huiqi.db"])
def test_doctor_makes_no_file(
    place: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_DATABASE", str(tmp_path / place))
    told = Runs(capsys)("doctor").out
    assert ("the folder of" in told) == place.startswith("none")
    assert ("will be made at the first start" in told) != place.startswith("none")
    assert list(tmp_path.iterdir()) == []


def test_doctor_leaves_every_file_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huiqi.db"
    monkeypatch.setenv("HUIQI_DATABASE", str(path))
    path.touch()
    for told in ("empty; its tables will be made at the first start", f"schema {NEWEST}"):
        before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
        assert f"ok    database: {told}\n" in Runs(capsys)("doctor").out
        assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
        Store(str(path)).close()


ON_WHAT_IS_THERE = ["report", "failures", "failures --replay", "export --chat telegram:700001", "staff list"]


@pytest.mark.parametrize("command", ON_WHAT_IS_THERE)
def test_what_only_looks_makes_no_file(
    huiqi: Runs, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_DATABASE_URL", "")
    monkeypatch.setenv("HUIQI_DATABASE", str(tmp_path / "huiqi.db"))
    told = f"huiqi: {tmp_path / 'huiqi.db'} is not there; set HUIQI_DATABASE to the file that the service has\n"
    assert huiqi(*command.split()) == (1, "", told)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ON_WHAT_IS_THERE)
def test_what_only_looks_makes_no_tables(
    huiqi: Runs, command: str, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_DATABASE_URL" if "://" in empty else "HUIQI_DATABASE", empty)
    ran = huiqi(*command.split())
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "huiqi: the database is empty: no service has used it; check its address\n"
    assert schema_of(empty) is None
    assert "://" in empty or Path(empty).read_bytes() == b""
