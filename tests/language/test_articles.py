"""Articles asked for by their numbers, as documents and people write them."""

import pytest

from bot.language.questions.articles import Articles

ARTICLES = Articles(
    {"八": ["article:a/八"], "十六": ["article:a/十六"], "第二条": ["article:b/第二条"], "2": ["article:c/2"]}
)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("第八条原文", ("article:a/八",)),
        ("把第8条念给我听", ("article:a/八",)),
        ("第十六条", ("article:a/十六",)),
        ("第16条和第八条", ("article:a/十六",)),
        ("第二条说的啥", ("article:b/第二条", "article:c/2")),
        ("这个文件的第八条", ("article:a/八",)),
        ("第九条", ()),
        ("第二十条", ()),
        ("劳动法第八条", ()),
        ("《民法典》第八条", ()),
        ("跟他们签的合同的第二条", ()),
        ("八条腿的是什么", None),
        ("第八个项目", None),
    ],
)
def test_an_article_is_known_by_its_number(text: str, topics: tuple[str, ...] | None) -> None:
    assert ARTICLES.asked(text) == topics
