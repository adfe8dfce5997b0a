"""The terminal channel against the real dialogue."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.terminal import PlainScreen, RichScreen, chat, read_line
from bot.content import load
from bot.dialogue import Choice, Dialogue, plain
from tests.service.small_talk import Echo, clock

ROOT = Path(__file__).parents[2]
BUTTONS = (Choice("a.leading_industry.yes", "是"), Choice("a.leading_industry.no", "不是"))


def talk(*lines: str) -> str:
    written: list[str] = []
    chat(Dialogue(load(ROOT)), lines, PlainScreen(written.append), lambda: datetime(2025, 6, 1, tzinfo=UTC))
    return "".join(written)


def test_a_letter_taps_the_button_that_it_marks() -> None:
    assert read_line(" B ", BUTTONS, "1").choice == "a.leading_industry.no"


def test_a_letter_that_marks_no_button_is_text() -> None:
    assert read_line("c", BUTTONS, "1").text == "c"


def test_the_greeting_comes_before_anything_is_typed() -> None:
    assert "贵企业主要做哪一行？\n点一类，或直接打字，例如：铸造、养猪、丝绸\n  a 铸造与制造\n" in talk()


def test_a_figure_is_never_taken_for_the_number_of_a_button() -> None:
    assert "您是想说哪一个？" in talk("铸造", "5")


def test_markup_is_taken_away_and_quotes_keep_a_bar() -> None:
    assert plain("<b>5 &lt; 6</b>\n<blockquote expandable>甲\n乙</blockquote>") == "5 < 6\n│ 甲\n│ 乙"


def test_what_was_typed_is_never_taken_for_markup() -> None:
    assert "<b>" not in talk("<b>铸造</b>")


def test_a_message_that_breaks_the_dialogue_is_apologised_for(caplog: pytest.LogCaptureFixture) -> None:
    written: list[str] = []
    chat(Echo(), ("出错", "你好"), PlainScreen(written.append), clock)
    assert "".join(written) == "1：/start\n\n抱歉，这条消息我没处理好。您可以换个说法继续。\n\n2：你好\n\n"
    assert "LookupError: in message 2: 出错" in caplog.text


def test_the_rich_screen_shows_the_same_words(capsys: pytest.CaptureFixture[str]) -> None:
    RichScreen().show("<b>金额</b> <i>原文</i>", BUTTONS)
    shown = capsys.readouterr().out
    assert "金额\u00a0原文" in shown
    assert "是" in shown
