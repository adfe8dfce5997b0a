"""Where articles end, and what a quote that stands in another one is told."""

from pathlib import Path

import pytest

from bot.content import Article, Content, ContentError, Measure, coverage, load
from tests.wangjiang import POLICY, SOURCE, change, changed, wangjiang

CLAUSE = "　　（九）本办法自印发之日起施行"
REPEAL = "望江区小微企业登阶奖励办法（试行）的通知》（望商规〔2023〕3号）同时废止。"


def last(content: Content) -> Article:
    return content.articles[-1]


def text(article: Article) -> str:
    return article.policy.source.text[article.start : article.end].strip()


def design() -> Measure:
    return wangjiang().measure("wangjiang-2025-6/first-design-fairs")


def fault_of(root: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(root)
    (fault,) = caught.value.faults
    return fault.problem


def test_a_heading_in_brackets_is_closed_before_its_article_begins() -> None:
    assert [text(article)[:4] for article in wangjiang().articles] == ["属于下列", "每季度收", "（一）本"]


def test_a_clause_within_the_last_article_does_not_end_it() -> None:
    assert text(last(wangjiang())).endswith("（望商规〔2023〕3号）同时废止。")
    (policy,) = wangjiang().policies
    assert policy.overlap
    assert all(last(wangjiang()).holds(quote) for quote in (policy.overlap, policy.validity))


@pytest.mark.parametrize("stands", ["　　第十三条 本办法自印发之日起施行", "　　本办法自印发之日起施行"])
def test_the_last_article_ends_before_a_clause_that_is_none_of_it(tmp_path: Path, stands: str) -> None:
    root = changed(tmp_path, SOURCE, CLAUSE, stands)
    change(root / POLICY, f"      - {REPEAL}\n", "")
    content = load(root)
    assert "申报期限和材料清单由该平台另行公布。" in text(last(content))
    assert not last(content).holds(content.policies[0].validity)


def test_without_a_passage_behind_it_the_last_article_runs_to_the_end(tmp_path: Path) -> None:
    content = load(changed(tmp_path, POLICY, "  - 公开方式：主动公开\n", ""))
    assert text(last(content)).endswith("日印发")


def test_a_later_quote_from_another_article_carries_a_sum_and_is_covered_there() -> None:
    assert [quote.text for quote in design().quotes_elsewhere][:1] == ["设计、会展和广告业年营业收入不低于400万元"]
    assert all(design().article.holds(quote) for quote in design().quotes_here)
    covered = [sentence.article for sentence in coverage(wangjiang()) if design() in sentence.measures]
    assert [article.number for article in covered if article] == ["三", "三", "十二"]


def test_a_sum_of_another_article_is_told_to_be_quoted(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "{up_to: 12万元}", "{up_to: 150万元}")
    assert fault_of(root).endswith("; it stands elsewhere in the text: quote that passage too")


def test_the_first_quote_stands_in_the_article_of_its_measure(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "quote: 食品加工业企业可得最高12万元补助", "quote: 食品加工业年产值不低于1500万元")
    words = "the first quote stands in article 十二: 食品加工业年产值不低于1500万元; the first stands in article 三"
    assert fault_of(root).startswith(words)


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("试行“拼摊展”做法", "stands in article 六, not in 十二: 试行“拼摊展”做法; list it there"),
        ("办理中有疑问的", "stands before the first article, 三, not in 十二: 办理中有疑问的; list that under"),
        ("2025年2月18日印发", "stands behind article 十二, which ends with “…023〕3号）同时废止。”, not in 十二: 2025"),
        (
            "同时废止。公开方式：主动公开",
            "stands across the end of article 十二, which ends with “…023〕3号）同时废止。”",
        ),
    ],
)
def test_what_grants_nothing_in_another_article_says_where_it_stands(tmp_path: Path, passage: str, words: str) -> None:
    root = changed(tmp_path, POLICY, "- 企业取得奖励后应当缴纳的税款自行负担。", f"- {passage}")
    assert words in fault_of(root)
