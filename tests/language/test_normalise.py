import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import normalise

SPELLINGS = {
    "full-width digits": ("４．８亿", "4.8亿"),
    "full-width comma": ("1，200万", "1,200万"),
    "case": ("ISO9001 YES", "iso9001 yes"),
    "white space": ("  a\t\n b　c ", "a b c"),
    "zero-width": ("4\u200b.8\ufeff亿", "4.8亿"),
    "right-to-left mark": ("\u202e5亿\u202c", "5亿"),
    "lone surrogate": ("5\ud800亿", "5亿"),
    "control": ("5\x00亿\x07", "5亿"),
    "arabic-indic digits": ("٣亿", "3亿"),
    "superscript": ("10⁸元", "10^元"),
    "fraction": ("1½亿", "1^亿"),
    "list mark": ("①5亿", "^5亿"),
    "no, as it is spoken": ("么有 莫有 冇 什么有", "没有 没有 没有 什么有"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("typed", "spelt"), SPELLINGS.values(), ids=SPELLINGS)
def test_many_spellings_become_one(typed: str, spelt: str) -> None:
    assert normalise(typed) == spelt


def test_only_the_first_thousand_characters_count() -> None:
    assert normalise("a" * 1000 + "5亿") == "a" * 1000


@given(st.text(max_size=50))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
