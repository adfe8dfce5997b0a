"""The webhook over real HTTP: who is let in, what is answered when, and several processes on one database."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.channels.telegram import Webhook, run
from bot.http import ListenError
from bot.limits import Limits
from bot.service import Service
from bot.storage import Store
from tests.addresses import free_address
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import Fault
from tests.channels.pushing import HEADERS, SECRET, pushing
from tests.databases import Postgresql, rows
from tests.helpers import ROOT
from tests.service.small_talk import Echo, clock

WEBHOOK = Webhook("https://bot.example.org/telegram", SECRET)
Opens = Callable[[str], Store]


@asynccontextmanager
async def listening_bot(
    telegram: BotApi, store: Store, limits: Limits | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """Run the bot with a webhook for the block; yields who asks it things."""
    address, stop = free_address(), asyncio.Event()
    service = Service(store, Echo(), clock, limits=limits)
    running = run(service, telegram.token, telegram.root, stop, 0.01, 1000, WEBHOOK, address)
    task = asyncio.create_task(running)
    try:
        await telegram.called("setMyCommands")
        async with httpx.AsyncClient(base_url=f"http://{address}") as client:
            yield client
    finally:
        stop.set()
        await task


SENT = 'huiqi_replies_total{channel="telegram",outcome="sent"}'


def numbers(page: str) -> dict[str, float]:
    """Read what Prometheus reads."""
    lines = [line.rpartition(" ") for line in page.splitlines() if not line.startswith("#")]
    return {name: float(number) for name, _, number in lines}


def update(telegram: BotApi, text: str = "你好") -> dict[str, Any]:
    said = telegram.person().says(text)
    telegram.withholds()
    return said


async def test_telegram_is_told_address_and_secret_and_keeps_what_waits(telegram: BotApi, store: Store) -> None:
    async with listening_bot(telegram, store):
        told = dict(telegram.calls)["setWebhook"]
    assert (told["url"], told["secret_token"]) == (WEBHOOK.url, SECRET)
    assert told.get("drop_pending_updates", "False").lower() == "false"
    assert telegram.times("deleteWebhook") == 0


async def test_a_success_is_said_only_of_what_is_committed(telegram: BotApi, store: Store) -> None:
    async with listening_bot(telegram, store) as client:
        said = update(telegram)
        assert (await client.post("/telegram", json=said, headers=HEADERS)).status_code == 200
        assert [row.message_id for row in rows(store, "claims")] == [str(said["update_id"])]
        assert (await client.post("/telegram", json=said, headers=HEADERS)).status_code == 200
        await telegram.called("sendMessage")
        assert len(rows(store, "outbox")) == 1


async def test_while_the_database_is_locked_no_success_is_said(
    telegram: BotApi, tmp_path: Path, opened: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_SECONDS", 0.05)
    path = str(tmp_path / "huiqi.db")
    other = opened(path)
    async with listening_bot(telegram, opened(path)) as client:
        said = update(telegram)
        with other.transaction():
            assert (await client.post("/telegram", json=said, headers=HEADERS)).status_code == 503
            assert (await client.get("/readyz")).status_code == 503
            assert (await client.get("/healthz")).status_code == 200
        assert (await client.post("/telegram", json=said, headers=HEADERS)).status_code == 200
        assert (await client.get("/readyz")).status_code == 200


@pytest.mark.parametrize("said", [None, "", "wrong", SECRET[:-1], SECRET + "0", "密"])
async def test_without_the_secret_nobody_is_let_in(telegram: BotApi, store: Store, said: str | None) -> None:
    headers = {} if said is None else {b"X-Telegram-Bot-Api-Secret-Token": said.encode()}
    async with listening_bot(telegram, store) as client:
        assert (await client.post("/telegram", json=update(telegram), headers=headers)).status_code == 401
    assert rows(store, "claims") == []


async def test_a_body_without_end_is_cut_off(telegram: BotApi, store: Store) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * (1 << 16)

    async with listening_bot(telegram, store) as client:
        assert (await client.post("/telegram", content=endless(), headers=HEADERS)).status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b"null", b'{"update_id": 1, "message": {"date": "x"}}'])
async def test_what_cannot_be_read_need_not_come_again(telegram: BotApi, store: Store, body: bytes) -> None:
    async with listening_bot(telegram, store) as client:
        assert (await client.post("/telegram", content=body, headers=HEADERS)).status_code == 200
        assert (await client.post("/telegram", json=update(telegram), headers=HEADERS)).status_code == 200
    assert len(rows(store, "claims")) == 1


async def test_only_the_path_of_the_webhook_takes_updates(telegram: BotApi, store: Store) -> None:
    async with listening_bot(telegram, store) as client:
        assert (await client.post("/", json=update(telegram), headers=HEADERS)).status_code == 404
        assert (await client.get("/telegram", headers=HEADERS)).status_code == 405


async def test_with_too_much_to_do_telegram_is_asked_to_wait(telegram: BotApi, store: Store) -> None:
    async with listening_bot(telegram, store, Limits(of_all=1)) as client:
        assert (await client.post("/telegram", json=update(telegram), headers=HEADERS)).status_code == 200
        later = await client.post("/telegram", json=update(telegram), headers=HEADERS)
        assert (later.status_code, later.headers["Retry-After"]) == (503, "1")
    assert len(rows(store, "claims")) == 1


async def test_what_happened_is_counted_and_no_chat_is_named(telegram: BotApi, store: Store) -> None:
    async with listening_bot(telegram, store) as client:
        before = numbers((await client.get("/metrics")).text)
        owner = telegram.person()
        for text in ("你好", "出错"):
            said = owner.says(text)
            await client.post("/telegram", json=said, headers=HEADERS)
        await client.post("/telegram", json=said, headers=HEADERS)
        await owner.sees()
        await owner.sees()
        while numbers(page := (await client.get("/metrics")).text)[SENT] < before.get(SENT, 0) + 2:
            await asyncio.sleep(0.01)
    for outcome in ("answered", "failed", "repeated"):
        name = f'huiqi_messages_total{{channel="telegram",outcome="{outcome}"}}'
        assert numbers(page)[name] == before.get(name, 0) + 1
    assert numbers(page)["huiqi_message_seconds_count"] >= 3
    assert str(owner.chat) not in page
    assert {f"`{name}`" for name in re.findall(r"# TYPE (huiqi_\w+) (?:counter|histogram)", page)} <= set(
        re.findall(r"`huiqi_\w+`", (ROOT / "docs" / "operations.md").read_text("utf-8"))
    )


async def test_a_polling_bot_tells_its_health_where_it_is_asked_to(telegram: BotApi, store: Store) -> None:
    listen, stop = free_address(), asyncio.Event()
    service = Service(store, Echo(), clock)
    task = asyncio.create_task(run(service, telegram.token, telegram.root, stop, listen=listen))
    await telegram.called("getUpdates")
    async with httpx.AsyncClient(base_url=f"http://{listen}") as client:
        answers = [(await client.get(path)).status_code for path in ("/healthz", "/readyz", "/metrics", "/telegram")]
    stop.set()
    await task
    assert answers == [200, 200, 200, 404]


async def test_an_address_that_cannot_be_listened_at_is_said_in_one_line(telegram: BotApi, store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        for listen, words in (
            (address, f"{address} cannot be listened at .Address already in use.; set HUIQI_LISTEN to another port"),
            ("8080", "'8080' is no address to listen at; write HUIQI_LISTEN like 127.0.0.1:8080"),
            ("nowhere", "'nowhere' is no address"),
            ("127.0.0.1:99999", "'127.0.0.1:99999' is no address"),
            ("nohost.invalid:8080", "nohost.invalid:8080 .* HUIQI_LISTEN to an address that this machine has"),
            ("192.0.2.1:8080", "192.0.2.1:8080 .* HUIQI_LISTEN to an address that this machine has"),
        ):
            service = Service(store, Echo(), clock)
            with pytest.raises(ListenError, match=words):
                await run(service, telegram.token, telegram.root, asyncio.Event(), webhook=WEBHOOK, listen=listen)


# Real processes.


async def worker(telegram: BotApi, database: str, listen: str) -> asyncio.subprocess.Process:
    """Start one, and wait until it listens."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.channels.echo_worker", telegram.root, telegram.token, database, listen),
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(30), httpx.AsyncClient() as client:
        while True:
            try:
                if (await client.get(f"http://{listen}/readyz")).is_success:
                    return process
            except httpx.TransportError:
                assert process.returncode is None
            await asyncio.sleep(0.05)


async def test_two_processes_on_one_database_answer_each_message_once_and_in_order(
    telegram: BotApi, postgresql: Postgresql, opened: Opens
) -> None:
    """Meanwhile one of them is killed, started again, and stopped as an operator stops it."""
    database, addresses = postgresql.fresh(), [free_address(), free_address()]
    people = [telegram.person() for _ in range(6)]
    first, second = [await worker(telegram, database, address) for address in addresses]
    async with pushing(telegram, *[f"http://{address}" for address in addresses]) as pushes:
        for number in range(30):
            for person in people:
                person.says("两条" if number % 3 == 0 else "一条")
            if number == 10:
                second.kill()
                await second.wait()
                second = await worker(telegram, database, addresses[1])
            await asyncio.sleep(0.01)
        store = opened(database)
        expected = [
            text for n in range(1, 31) for text in ([f"{n}：两条", f"{n}：第二条"] if n % 3 == 1 else [f"{n}：一条"])
        ]
        async with asyncio.timeout(100):  # what the killed one was sending is another's when its lease has ended
            for person in people:
                seen: list[str] = []
                while len(seen) < len(expected):
                    text = (await person.sees(within=90)).text
                    if text not in seen:  # the killed one may have sent it and not marked it
                        seen.append(text)
                assert seen == expected
    for process in (first, second):
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    assert len(rows(store, "claims")) == 30 * len(people)
    assert {row.outcome for row in rows(store, "outbox")} <= {"sent", "sent, perhaps twice"}
    print(f"requests that failed and came again: {pushes.failed}")  # noqa: T201


async def test_stopping_ends_what_is_under_way(telegram: BotApi, store: Store, address: str) -> None:
    listen = free_address()
    process = await worker(telegram, address, listen)
    owner = telegram.person()
    telegram.fails("sendMessage", Fault(seconds=1))
    async with pushing(telegram, f"http://{listen}"):
        owner.says("你好")
        await telegram.called("sendMessage")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0
    assert (await owner.sees()).text == "1：你好"
    assert [row.outcome for row in rows(store, "outbox")] == ["sent"]


async def test_the_command_serves_the_policy_by_webhook(telegram: BotApi, tmp_path: Path) -> None:
    listen, owner = free_address(), telegram.person()
    settings = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_BASE": telegram.root}
    settings |= {"HUIQI_WEBHOOK_SECRET": SECRET, "HUIQI_LISTEN": listen, "HUIQI_DATABASE": str(tmp_path / "huiqi.db")}
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "telegram", "--webhook", f"http://{listen}/telegram"),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    async with pushing(telegram, f"http://{listen}"):
        owner.says("铸造")
        assert "晋市政办〔2023〕39号" in (await owner.sees(within=30)).text
        assert "营业收入" in (await owner.sees()).text
    bot.send_signal(signal.SIGTERM)
    _, said = await bot.communicate()
    assert bot.returncode == 0
    assert not any(secret in said.decode() for secret in (SECRET, telegram.token, str(owner.chat), "铸造"))


@pytest.mark.parametrize("secret", ["", "short", "with spaces in it, and long"])
async def test_without_a_good_secret_it_does_not_start(secret: str, tmp_path: Path) -> None:
    settings = {"TELEGRAM_BOT_TOKEN": "1:x", "HUIQI_DATABASE": str(tmp_path / "x.db"), "HUIQI_WEBHOOK_SECRET": secret}
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "telegram", "--webhook", "https://bot.example.org/telegram"),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await bot.communicate()
    assert (bot.returncode, said.decode().splitlines()) == (
        2,
        ["huiqi: set HUIQI_WEBHOOK_SECRET to 16 to 256 of A-Z a-z 0-9 _ -, such as openssl rand -hex 32 makes"],
    )
