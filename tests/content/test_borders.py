"""Where articles end, and what a quote that stands in another one is told."""

from pathlib import Path

import pytest

from bot.content import Article, Content, ContentError, Measure, coverage, load
from tests.tianhe import POLICY, SOURCE, changed, tianhe

CLAUSE = "　　（九）本措施自印发之日起施行"


def last(content: Content) -> Article:
    return content.articles[-1]


def text(article: Article) -> str:
    return article.policy.source.text[article.start : article.end].strip()


def culture() -> Measure:
    return tianhe().measure("tianhe-2025-2/first-culture-sports")


def fault_of(root: Path) -> str:
    with pytest.raises(ContentError) as caught:
        load(root)
    (fault,) = caught.value.faults
    return fault.problem


def test_a_heading_in_brackets_is_closed_before_its_article_begins() -> None:
    assert [text(article)[:4] for article in tianhe().articles] == ["对符合以", "根据国家", "（一）本"]


def test_a_clause_within_the_last_article_does_not_end_it() -> None:
    assert text(last(tianhe())).endswith("（穗天发改规字〔2024〕1号）同时废止。")
    (policy,) = tianhe().policies
    assert policy.overlap
    assert all(last(tianhe()).holds(quote) for quote in (policy.overlap, policy.validity))


@pytest.mark.parametrize("stands", ["　　第十一条 本措施自印发之日起施行", "　　本措施自印发之日起施行"])
def test_the_last_article_ends_before_a_clause_that_is_none_of_it(tmp_path: Path, stands: str) -> None:
    content = load(changed(tmp_path, SOURCE, CLAUSE, stands))
    assert "申报指南和操作指引另行制定。" in text(last(content))
    assert not last(content).holds(content.policies[0].validity)


def test_without_a_passage_behind_it_the_last_article_runs_to_the_end(tmp_path: Path) -> None:
    content = load(changed(tmp_path, POLICY, "grants_nothing:\n  - 公开方式：主动公开\n", ""))
    assert text(last(content)).endswith("日印发")


def test_a_later_quote_from_another_article_carries_a_sum_and_is_covered_there() -> None:
    assert [quote.text for quote in culture().quotes_elsewhere][:1] == ["文化、体育和娱乐业年度营业收入500万元以上"]
    assert all(culture().article.holds(quote) for quote in culture().quotes_here)
    covered = [sentence.article for sentence in coverage(tianhe()) if culture() in sentence.measures]
    assert [article.number for article in covered if article] == ["三", "三", "十"]


def test_a_sum_of_another_article_is_told_to_be_quoted(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "{up_to: 10万元}", "{up_to: 200万元}")
    assert fault_of(root).endswith("; it stands elsewhere in the text: quote that passage too")


def test_the_first_quote_stands_in_the_article_of_its_measure(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "quote: 对符合条件的工业企业，给予最高10万元支持", "quote: 工业年度产值2000万以上")
    words = "the first quote stands in article 十: 工业年度产值2000万以上; the first stands in article 三"
    assert fault_of(root).startswith(words)


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("探索“补改投”方式", "stands in article 五, not in 十: 探索“补改投”方式; list it there"),
        ("执行过程中如遇问题", "stands before the first article, 三, not in 十: 执行过程中如遇问题; list that under"),
        ("2025年4月24日印发", "stands behind article 十, which ends with “…024〕1号）同时废止。”, not in 十: 2025"),
        (
            "同时废止。公开方式：主动公开",
            "stands across the end of article 十, which ends with “…024〕1号）同时废止。”",
        ),
    ],
)
def test_what_grants_nothing_in_another_article_says_where_it_stands(tmp_path: Path, passage: str, words: str) -> None:
    root = changed(tmp_path, POLICY, "- 获得本措施各项支持的涉税支出由企业或个人承担。", f"- {passage}")
    assert words in fault_of(root)
