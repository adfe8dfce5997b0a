"""A reply's markup as HTML: its own tags, always closed, and nothing else."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.markup import as_html

TAGS = ["<b>", "</b>", "<i>", "</i>", "<blockquote>", "<blockquote expandable>", "</blockquote>", "\n"]
OTHERS = [
    "<script>",
    "<img src=x onerror=y>",
    "</div>",
    "· ",
    "&lt;",
    "&amp;lt;",
    "&",
    "<",
    ">",
    '"',
    "<b onclick=x>",
    "惠企",
]
OURS = {"strong", "em", "blockquote", "details", "summary", "span", "div"}


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.attributes |= set(attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.lists(st.sampled_from(TAGS + OTHERS)).map("".join))
def test_only_our_own_tags_come_out_and_each_is_closed(text: str) -> None:
    reader = Reader()
    reader.feed(str(as_html(text)))
    reader.close()
    assert reader.open == []
    assert reader.tags <= OURS
    assert reader.attributes <= {("class", "quote"), ("class", "date")}


def test_a_quote_that_unfolds_is_folded() -> None:
    html = as_html("<b>依据</b>\n<blockquote expandable>原文 &lt;5 亿</blockquote>\n<b>找谁</b>")
    assert html == (
        "<strong>依据</strong><details class=quote><summary>看原文</summary>"
        "<blockquote>原文 &lt;5 亿</blockquote></details><strong>找谁</strong>"
    )


def test_a_list_that_unfolds_is_not_called_official_text() -> None:
    html = as_html("<b>写明金额的有</b>：\n<blockquote expandable>· 甲：5万元\n· 乙：6万元</blockquote>\n好")
    assert html == (
        "<strong>写明金额的有</strong>：<details class=quote><summary>展开</summary>"
        "<div>· 甲：5万元\n· 乙：6万元</div></details>好"
    )


def test_a_date_is_not_broken() -> None:
    assert as_html("已于 2025-12-31 到期") == "已于 <span class=date>2025-12-31</span> 到期"
    assert as_html("12025-12-311") == "12025-12-311"
