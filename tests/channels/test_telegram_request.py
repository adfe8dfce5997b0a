"""Calls over aiohttp: their errors are the library's own, and hold no address, for that would show the token."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import telegram
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.channels.telegram.request import AiohttpRequest, call_api
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import BLOCKED, Fault, too_many


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as played:
        yield played


def bot_of(root: str, token: str, request: AiohttpRequest) -> telegram.Bot:
    return telegram.Bot(token, f"{root}/bot", request=request, get_updates_request=request)


@pytest.fixture
async def bot(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[telegram.Bot]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # as `run` does
    async with AiohttpRequest(api.root) as request:
        yield bot_of(api.root, api.token, request)


async def test_a_call_gives_back_plain_json_and_sends_what_it_is_given(api: BotApi, bot: telegram.Bot) -> None:
    owner = api.person()
    keyboard = {"inline_keyboard": [[{"text": "是", "callback_data": "a"}]]}
    params = {"chat_id": str(owner.chat), "text": "<b>问</b>", "parse_mode": "HTML", "reply_markup": keyboard}
    assert (await call_api(bot, "sendMessage", params))["text"] == "问"
    assert (await owner.sees()).buttons == {"是": "a"}


async def test_the_librarys_own_methods_work_over_it(bot: telegram.Bot) -> None:
    assert (await bot.get_me()).username == "huiqi_bot"
    assert await bot.set_my_commands([("start", "开始")])


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (BLOCKED, Forbidden),
        (Fault(400, "Bad Request: chat not found"), BadRequest),
        (too_many(7), RetryAfter),
        (Fault(500, "Internal Server Error"), NetworkError),
        (Fault(cut=True), NetworkError),
        (Fault(seconds=1), TimedOut),
    ],
    ids=["403", "400", "429", "500", "half an answer", "no answer"],
)
async def test_each_fault_is_the_librarys_error(
    api: BotApi, bot: telegram.Bot, fault: Fault, error: type[TelegramError]
) -> None:
    owner = api.person()
    api.fails("sendMessage", fault)
    with pytest.raises(error) as raised:
        await call_api(bot, "sendMessage", {"chat_id": str(owner.chat), "text": "问"}, read_seconds=0.3)
    assert api.token not in repr(raised.value)
    assert raised.value.__cause__ is None or api.token not in repr(raised.value.__cause__)


async def test_where_nobody_listens_and_before_it_is_open(api: BotApi) -> None:
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    root = f"http://127.0.0.1:{port}"
    request = AiohttpRequest(root)
    with pytest.raises(NetworkError, match="not open"):
        await call_api(bot_of(root, api.token, request), "getMe", {})
    async with request:
        with pytest.raises(NetworkError) as raised:
            await call_api(bot_of(root, api.token, request), "getMe", {})
    assert api.token not in repr(raised.value)


async def test_a_token_that_is_not_known(api: BotApi) -> None:
    async with AiohttpRequest(api.root) as request:
        with pytest.raises(InvalidToken):
            await call_api(bot_of(api.root, "1:x", request), "getMe", {})


async def test_a_proxy_of_the_environment_is_used(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    """The played Telegram stands for the proxy: it is asked for what lies elsewhere, by its whole address."""
    monkeypatch.setenv("http_proxy", api.root)
    monkeypatch.setenv("no_proxy", "localhost")
    async with AiohttpRequest("http://telegram.invalid") as request:
        with pytest.raises(InvalidToken):  # it does not know that address, but was asked
            await call_api(bot_of("http://telegram.invalid", api.token, request), "getMe", {})
    assert api.times("getMe") == 1
