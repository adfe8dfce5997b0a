"""No text makes a reader raise, and no text keeps it long."""

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language import (
    NotUnderstood,
    Several,
    Understood,
    normalise,
    read_choice,
    read_choices,
    read_money,
    read_when,
    read_yes_no,
)

TODAY = date(2026, 11, 22)
NAMES = {
    "a": ["铸造"],
    "b": ["铸造设备", "设备"],
    "c": ["中华老字号"],
    "d": ["三晋老字号"],
    "e": ["ISO9001"],
    "f": ["", "“”"],
}
READERS: dict[str, Callable[[str], object]] = {
    "money": lambda text: read_money(text, TODAY),
    "when": lambda text: read_when(text, TODAY),
    "yes_no": read_yes_no,
    "choice": lambda text: read_choice(text, NAMES),
    "choices": lambda text: read_choices(text, NAMES),
}
NASTY = {
    "empty": "",
    "blanks": " \n\t　",
    "emoji": "👍🏽👨‍👩‍👧",
    "surrogate": "\ud83d5亿\udc00",
    "controls": "".join(map(chr, range(32))),
    "right to left": "\u202e亿5\u202c",
    "64 KB of digits": "9" * 65536,
    "64 KB of numerals": "一千万亿多半个" * 9362,
    "64 KB of commas": "1,2亿3万" * 8192,
    "64 KB of years": "2024年5月" * 8192,
    "64 KB of no": "不没有是" * 16384,
    "64 KB of hedges": "差不多快过不到没" * 8192,
    "64 KB of asides": "其中不对,刚才说错了" * 6553,
    "64 KB of brackets": "(含1" * 16384,
    "64 KB of other sums": "5亿利润贷款" * 10922,
    "64 KB of names": "铸造老字号、" * 10922,
    "64 KB of expanding characters": "ﷺ" * 65536,
}
WORDS = st.text(
    alphabet="0123456789.,-零一二两三五九十百千万亿个半多几来"
    "把点元年月日去前今不没有是约大概到以上下%铸造老字号、，。？ k w"
    "e刚小好差快过近都也得税费其中含对错每角分（）：/",
    max_size=24,
)


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_text_is_read_at_once(reader: Callable[[str], object], text: str) -> None:
    started = time.perf_counter()
    reading = reader(text)
    assert isinstance(reading, Understood | Several | NotUnderstood)
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@given(text=st.one_of(st.text(), st.text(st.characters(categories=["Cs", "Nd", "No", "Lo"])), WORDS))
@settings(max_examples=300)
def test_no_text_raises(reader: Callable[[str], object], text: str) -> None:
    reading = reader(text)
    match reading:
        case Understood(words=words):
            assert words in normalise(text)
        case Several(values=values):
            assert 2 <= len(values) <= 3
            assert len(set(values)) == len(values)
        case NotUnderstood(why=why):
            assert 5 < len(why) < 80
        case _:
            pytest.fail(f"{reading!r} is no reading")
