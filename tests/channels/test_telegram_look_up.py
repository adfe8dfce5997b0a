"""Looking something up in any chat, against the played Telegram."""

import asyncio
from collections.abc import Callable

import pytest

from bot.channels.beside import Beside
from bot.channels.telegram import LookUp
from bot.channels.telegram.look_up import BURST, LONGEST, MOST_CARDS, inline_answer
from bot.content import Content
from bot.dialogue import AnswerCard, Asker
from bot.storage import Store
from tests.channels.played.bot_api import BotApi
from tests.channels.played.fault import TOO_OLD, too_many
from tests.channels.running import bot_running
from tests.databases import rows
from tests.helpers import content
from tests.service.small_talk import Echo, clock


def look_up(of: Callable[[], Content] = content) -> LookUp:
    return LookUp(Beside(of), clock)


async def test_a_card_holds_amount_quote_article_and_office(telegram: BotApi) -> None:
    staff = telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        found = await staff.finds(staff.looks_up("质量认证"))
    title, line, text = found.cards[0]
    assert title == "质量、绿色体系认证奖补：2万元"
    assert line == "市市场监管局 · （八）深化产业标准引领"
    assert "对通过质量管理体系、绿色体系认证的企业给予 2 万元的奖补" in text
    assert "晋市政办〔2023〕39号（八）深化产业标准引领" in text
    assert "市市场监管局（首位责任单位）" in text
    assert (found.answer["cache_time"], found.answer["is_personal"]) == (300, False)


async def test_updates_of_that_kind_are_asked_for(telegram: BotApi) -> None:
    async with bot_running(telegram, Echo()):
        pass
    asked = next(params for method, params in telegram.calls if method == "getUpdates")
    assert "inline_query" in asked["allowed_updates"]


async def test_several_that_may_be_meant_are_shown_and_only_a_few(telegram: BotApi) -> None:
    staff = telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        brands = await staff.finds(staff.looks_up("老字号多少钱"))
        many = await staff.finds(staff.looks_up("奖励"))
    assert sorted(title for title, _, _ in brands.cards) == [
        "三晋老字号奖励：10万元",
        "中华老字号奖励：20万元",
        "晋城老字号奖励：5万元",
    ]
    assert len(many.cards) == MOST_CARDS


@pytest.mark.parametrize("text", ["", "你好", "今天天气", "\x00", "?" * 256])
async def test_words_that_are_nothing_here_lead_to_the_chat(telegram: BotApi, text: str) -> None:
    staff = telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        found = await staff.finds(staff.looks_up(text))
    assert found.cards == ()
    assert found.answer["button"]["start_parameter"] == "inline"


async def test_nothing_of_a_profile_is_in_it_and_nothing_is_stored(telegram: BotApi) -> None:
    owner, other = telegram.person(), telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]) as store:
        owner.says("营收5.3亿")
        await owner.sees()
        before = stored(store)
        mine = await owner.finds(owner.looks_up("老字号多少钱"))
        others = await other.finds(other.looks_up("老字号多少钱"))
        assert stored(store) == before
    assert mine.cards == others.cards != ()


def stored(store: Store) -> list[int]:
    return [len(rows(store, table)) for table in ("conversations", "claims", "said", "outbox", "events")]


@pytest.mark.parametrize("fault", [TOO_OLD, too_many(1)], ids=["too old", "too many"])
async def test_a_refused_answer_does_not_stop_the_conversations(
    telegram: BotApi, fault: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot.channels.telegram.look_up")
    owner = telegram.person()
    telegram.fails("answerInlineQuery", fault)  # type: ignore[arg-type]
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        owner.looks_up("质量认证")
        await telegram.called("answerInlineQuery")
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"
        found = await owner.finds(owner.looks_up("质量认证"))
    assert found.cards
    assert "a look-up was not answered" in caplog.text
    assert "质量认证" not in caplog.text


async def test_words_that_break_it_do_not_stop_the_conversations(
    telegram: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> Content:
        raise RuntimeError("质量认证")

    owner = telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up(broken)]):
        owner.looks_up("质量认证")
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"
        async with asyncio.timeout(5):
            while "could not be answered" not in caplog.text:
                await asyncio.sleep(0.01)
    assert "质量认证" not in caplog.text


async def test_an_inline_query_of_another_shape_does_not_stop_the_conversations(telegram: BotApi) -> None:
    owner = telegram.person()
    telegram.delivers({"inline_query": {"id": "1"}})
    telegram.delivers({"inline_query": []})
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"


async def test_of_letters_typed_one_after_the_other_the_last_is_answered(telegram: BotApi) -> None:
    staff = telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        typed = [staff.looks_up("质量认证"[:length]) for length in (1, 2, 3, 4)]
        assert (await staff.finds(typed[-1])).cards
    assert telegram.times("answerInlineQuery") <= 4


async def test_one_who_asks_without_end_is_left_unanswered_for_a_while(telegram: BotApi) -> None:
    flooding, other = telegram.person(), telegram.person()
    async with bot_running(telegram, Echo(), asides=[look_up()]):
        for _ in range(BURST):
            flooding.looks_up("质量认证")
        one_too_many = flooding.looks_up("质量认证")
        assert (await other.finds(other.looks_up("质量认证"))).cards
        with pytest.raises(TimeoutError):
            await flooding.finds(one_too_many, within=0.3)


async def test_without_it_inline_queries_are_met_with_silence(telegram: BotApi) -> None:
    owner = telegram.person()
    async with bot_running(telegram, Echo()):
        owner.looks_up("质量认证")
        owner.says("你好")
        assert (await owner.sees()).text == "1：你好"
    assert telegram.times("answerInlineQuery") == 0


def test_a_card_too_long_for_a_message_says_that_it_goes_on() -> None:
    answer = inline_answer((AnswerCard("甲", "", "<blockquote>" + "原文。" * 3000 + "</blockquote>"),))
    text = answer["results"][0]["input_message_content"]["message_text"]
    assert LONGEST - 100 < len(text) <= 4096
    assert text.endswith("</blockquote>\n（后面还有，请私聊我问全。）")


def test_every_measure_is_found_by_its_name() -> None:
    asker, today = Asker(content()), clock().date()
    missed = [
        measure.name
        for measure in content().measures
        if not any(card.title.startswith(measure.name) for card in asker.cards(measure.name, today, MOST_CARDS))
    ]
    assert missed == []
