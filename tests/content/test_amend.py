"""Changes to content files: whatever goes in, the file still loads, reads back, and the rest keeps every byte."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content import read_yaml_mapping
from bot.content.amend import AmendError, add_line, append_faq, clean, clean_lines, fill_in
from bot.content.fault import Fault
from bot.content.yaml_lines import plain, read_yaml
from tests.helpers import JINCHENG, ROOT

ODD = st.text(
    st.one_of(
        st.sampled_from("#:-|>&*!%@`\"'[]{},?…\\ \t\n\r\u2028\x85\x00\ufeff📄惠企二39ynNULL~="),
        st.characters(),
    ),
    max_size=40,
)
TEXTS = st.one_of(
    ODD, st.sampled_from(["yes", "null", "39", "0x1f", "- a", "a: b", "---", "...", "'", "…", "!!python"])
)
FAQ = (ROOT / "intents/faq.yaml").read_text("utf-8")
NAMES = (ROOT / f"intents/{JINCHENG}.yaml").read_text("utf-8")
ASPECTS = (ROOT / "intents/aspects.yaml").read_text("utf-8")
OFFICES = (ROOT / "policy_data/departments.yaml").read_text("utf-8")
FILES = ["", FAQ, FAQ.rstrip("\n"), FAQ.replace("\n", "\r\n"), f"{FAQ}\n# the end\n", "# nothing yet\n"]


def held(text: str) -> object:
    faults: list[Fault] = []
    root = read_yaml(text, "file", faults)
    assert not faults
    assert root is not None
    return plain(root)


def entry(text: str, asks: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
    said = clean(text)
    return {"id": "some-id", "asks": asks, "answer": said, "policy": said, "article": "二", "quote": said}


@given(
    text=TEXTS.filter(clean),
    asks=st.lists(TEXTS.map(clean).filter(bool), min_size=1, max_size=4),
    place=st.integers(0, 5),
)
@example(text="# no comment", asks=["- item", "key: |"], place=1)
def test_any_entry_reads_back_and_the_file_before_it_keeps_every_byte(text: str, asks: list[str], place: int) -> None:
    before = FILES[place]
    amended = append_faq(before, entry(text, tuple(asks)))
    assert amended.startswith(before)
    read = held(amended)
    assert isinstance(read, list)
    assert read[:-1] == (held(before) if "asks" in before else [])
    assert read[-1]["answer"] == clean(text)
    assert read[-1]["asks"].splitlines() == asks


@given(line=TEXTS.map(clean).filter(bool))
def test_any_line_is_added_where_it_belongs(line: str) -> None:
    amended = add_line(ASPECTS, ("telephone", "examples"), line)
    before, after = read_yaml_mapping(ASPECTS, "a"), read_yaml_mapping(amended, "a")
    assert after["telephone"]["examples"].splitlines() == [*before["telephone"]["examples"].splitlines(), line]
    assert {key: value for key, value in after.items() if key != "telephone"} == {
        key: value for key, value in before.items() if key != "telephone"
    }
    assert inserted(ASPECTS, amended) == f"    {line}\n"


@given(value=TEXTS.map(clean), remark=TEXTS)
def test_any_value_is_filled_in(value: str, remark: str) -> None:
    amended = fill_in(OFFICES, (0, "offices", 2), {"telephone": value, "web": ""}, remark)
    read = held(amended)
    assert isinstance(read, list)
    assert read[0]["offices"][2] == {"name": "市统计局", "full_name": "", "address": "", "telephone": value, "web": ""}
    lines, before = amended.splitlines(), OFFICES.splitlines()
    assert len(lines) == len(before)
    assert [place for place, line in enumerate(lines) if line != before[place]] in ([8 - 1], [])


def inserted(before: str, after: str) -> str:
    start = next(place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    size = len(after) - len(before)
    # What was put in may begin like what follows it: slide to the beginning of the line.
    start = after.rfind("\n", 0, start) + 1
    assert before[:start] + before[start:] == after[:start] + after[start + size :]
    return after[start : start + size]


def test_a_name_is_added_to_a_measure() -> None:
    amended = add_line(NAMES, ("merger-support",), "吃下别家")
    assert "吃下别家" in read_yaml_mapping(amended, "n")["merger-support"].split()
    assert inserted(NAMES, amended) == "  吃下别家\n"


def test_a_measure_without_names_gets_its_first_one() -> None:
    text = "# kept\na: |\n  x y"
    assert add_line(text, ("b",), "z") == "# kept\na: |\n  x y\nb: |\n  z\n"
    assert held(add_line("", ("b",), "z")) == {"b": "z\n"}


def test_comments_behind_a_block_stay_behind_it() -> None:
    text = "a: |\n  x\n\n# about b\nb: |\n  y\n"
    assert add_line(text, ("a",), "z") == "a: |\n  x\n  z\n\n# about b\nb: |\n  y\n"


def test_two_remarks_share_a_line() -> None:
    once = fill_in(OFFICES, (0, "offices", 0), {"telephone": "0356-1"}, "甲 2026-11-23")
    twice = fill_in(once, (0, "offices", 0), {"address": "某处"}, "乙 2026-11-24")
    line = twice.splitlines()[5]
    assert line.endswith('telephone: "0356-1", web: ""}  # 甲 2026-11-23；乙 2026-11-24')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\n", "no list"),
        ("[{id: x}]\n", "brackets"),
        ("- id: [\n", "fault of its own"),
        ("- id: x\n...\n", "read back"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(AmendError, match=words):
        append_faq(text, entry("x", ("y",)))


@pytest.mark.parametrize(
    ("text", "keys", "line", "words"),
    [
        ("a: x\n", ("a",), "z", "no block"),
        ("a: |\n  x\n", ("a",), "", "can be seen"),
        ("a: |\n  x\n", ("a",), "two\nlines", "can be seen"),
        ("a: |\n  x\n", ("b", "examples"), "z", "has no b"),
        ("{a: x}\n", ("b",), "z", "beginning of lines"),
        ("- x\n", ("a", "examples"), "z", "has no a"),
    ],
)
def test_a_line_that_cannot_be_added_is_refused_with_a_reason(
    text: str, keys: tuple[str, ...], line: str, words: str
) -> None:
    with pytest.raises(AmendError, match=words):
        add_line(text, keys, line)


def test_an_office_that_is_not_there_is_refused() -> None:
    for path in ((0, "offices", 99), (1, "offices", 0), (0, "nothing"), (0, "hotline")):
        with pytest.raises(AmendError):
            fill_in(OFFICES, path, {"telephone": "1"}, "")
    with pytest.raises(AmendError, match="by hand"):
        fill_in(OFFICES, (0, "offices", 0), {"fax": "1"}, "")


def test_what_cannot_be_seen_is_cleaned_away() -> None:
    assert clean("  a\u2028b\x00\tc ") == "a b c"
    assert clean_lines("b\r\n a\n\nb\n") == ("b", "a")
