import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram import Call, write_reply
from bot.channels.telegram.split import split_html
from bot.channels.telegram.write import as_new, as_plain
from bot.dialogue import Choice, Reply
from bot.service import Outgoing
from tests.channels.played.shown import plain_text


def written(reply: Reply, shown_in: str = "") -> list[Call]:
    return write_reply(Outgoing(1, "telegram", "7", reply, shown_in))


def rows_of(*labels: str) -> list[list[str]]:
    (call,) = written(Reply("问", tuple(Choice(str(number), label) for number, label in enumerate(labels))))
    return [[button["text"] for button in row] for row in call.params["reply_markup"]["inline_keyboard"]]


def test_a_reply_is_sent_as_html_without_link_previews() -> None:
    (call,) = written(Reply("<b>最高 50 万元</b>"))
    assert (call.method, call.params["text"], call.params["parse_mode"]) == (
        "sendMessage",
        "<b>最高 50 万元</b>",
        "HTML",
    )
    assert call.params["link_preview_options"]["is_disabled"]


def test_short_labels_share_a_row_in_pairs() -> None:
    assert rows_of("是", "否", "不清楚") == [["是", "否"], ["不清楚"]]


def test_a_label_over_ten_columns_has_its_row() -> None:
    assert rows_of("五个汉字宽", "五个汉字宽", "六个汉字就宽", "是") == [
        ["五个汉字宽", "五个汉字宽"],
        ["六个汉字就宽"],
        ["是"],
    ]


def test_in_place_edits_the_message_tapped() -> None:
    (call,) = written(Reply("已选", in_place=True), shown_in="12")
    assert (call.method, call.params["message_id"]) == ("editMessageText", 12)


def test_in_place_without_a_tap_is_sent_anew() -> None:
    assert written(Reply("已选", in_place=True))[0].method == "sendMessage"


def test_only_the_last_part_has_the_buttons_and_only_the_first_is_in_place() -> None:
    reply = Reply("字" * 9000, (Choice("a", "是"),), in_place=True)
    calls = written(reply, shown_in="12")
    assert [call.method for call in calls] == ["editMessageText", "sendMessage", "sendMessage"]
    assert ["reply_markup" in call.params for call in calls] == [False, False, True]


def test_an_edit_becomes_a_new_message_with_all_it_shows() -> None:
    (edit,) = written(Reply("已选", (Choice("a", "是"),), in_place=True), shown_in="12")
    (new,) = written(Reply("已选", (Choice("a", "是"),)))
    assert as_new(edit) == new


def test_plain_text_keeps_what_was_escaped() -> None:
    (call,) = written(Reply("<b>营收 &lt; 5 亿</b> &amp; <blockquote expandable>原文</blockquote>"))
    assert as_plain(call).params["text"] == "营收 < 5 亿 & 原文"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("一二三四", ["一二三四"]),
        ("一二\n\n三四\n五六七八", ["一二", "三四\n五六七八"]),
        ("一二三\n四五六七八九", ["一二三", "四五六七八九"]),
        ("一二。三四。五六七八九", ["一二。三四。", "五六七八九"]),
        ("一二三四五六七八九十", ["一二三四五六七八", "九十"]),
        ("<b>一二三四五六七八九十</b>", ["<b>一二三四五六七八</b>", "<b>九十</b>"]),
        ("<b>一二三</b>\n四五六七八九", ["<b>一二三</b>", "四五六七八九"]),
        ("<b>一二三\n</b>四五六七八九", ["<b>一二三\n</b>", "四五六七八九"]),
        (
            "<blockquote expandable><i>一二三\n四五六七八九</i></blockquote>",
            [
                "<blockquote expandable><i>一二三</i></blockquote>",
                "<blockquote expandable><i>四五六七八九</i></blockquote>",
            ],
        ),
        ("一二三四五六七&amp;九", ["一二三四五六七&amp;", "九"]),
        ("一二三四五六七\U0001f600", ["一二三四五六七", "\U0001f600"]),
        ("1 < 2 </i> 3", ["1 < 2 </i> 3"]),
        ("一二三四五六七八\n\n", ["一二三四五六七八"]),
        ("", [""]),
    ],
)
def test_a_long_text_is_cut_where_it_reads_best(text: str, parts: list[str]) -> None:
    assert split_html(text, limit=8) == parts


def html_texts() -> st.SearchStrategy[str]:
    """Well-formed HTML of our four tags around escaped text."""
    words = st.text("一二三。\n 亿\U0001f600<>&", max_size=12).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    )
    return st.recursive(
        words,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map("".join),
            st.tuples(st.sampled_from(["b", "i", "blockquote", "blockquote expandable"]), inner).map(
                lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"
            ),
        ),
        max_leaves=12,
    )


def letters(text: str) -> str:
    return "".join(text.split())


@given(html_texts(), st.integers(min_value=2, max_value=40))
def test_every_part_fits_stands_alone_and_none_of_the_text_is_lost(text: str, limit: int) -> None:
    parts = split_html(text, limit)
    shown = [plain_text(part) for part in parts]  # raises where a part is not whole HTML
    assert len(parts) == 1 or all(len(part.encode("utf-16-le")) // 2 <= limit for part in shown)
    assert letters("".join(shown)) == letters(plain_text(text))
