import re
from dataclasses import replace

from bot.content import Quote, Sentence, coverage
from bot.content.source import normal_form
from tests.helpers import JINCHENG, content

NUMBERS = [*"一二三四五六七八九十", "十一", "十二", "十三", "十四", "十五", "十六"]


def jincheng() -> list[Sentence]:
    """Return the sentences of its articles."""
    return [sentence for sentence in coverage(content()) if sentence.policy.id == JINCHENG and sentence.article]


def texts(sentences: list[Sentence]) -> set[str]:
    return {sentence.quote.plain for sentence in sentences}


def test_every_article_of_the_document_has_sentences() -> None:
    numbers = [sentence.article.number for sentence in jincheng() if sentence.article]
    assert list(dict.fromkeys(numbers)) == NUMBERS


def test_every_sentence_is_in_a_measure_or_marked_as_granting_nothing() -> None:
    assert len(jincheng()) == 68
    assert [sentence.quote.plain for sentence in jincheng() if not sentence.accounted] == []


def test_what_stands_before_and_behind_the_articles_is_accounted_for_too() -> None:
    outside = [sentence for sentence in coverage(content()) if sentence.policy.id == JINCHENG and not sentence.article]
    assert [sentence.quote.plain[:6] for sentence in outside if sentence.stated] == ["以上政策自发", "本政策与我市"]
    assert outside[1].quote.plain.endswith("特制定如下政策。")
    assert outside[-1].quote.plain.endswith("印发")
    assert all(sentence.accounted for sentence in outside)


def test_a_preamble_that_nobody_looked_at_is_unaccounted() -> None:
    silent = replace(content().policies[0], grants_nothing=())
    articles = tuple(replace(article, policy=silent) for article in content().articles)
    found = coverage(replace(content(), policies=(silent,), articles=articles, measures=()))
    left = [sentence for sentence in found if not sentence.article and not sentence.accounted]
    assert any(sentence.quote.plain.endswith("特制定如下政策。") for sentence in left)


def test_no_sentence_is_both_in_a_measure_and_marked_as_granting_nothing() -> None:
    assert sum(sentence.grants_nothing for sentence in jincheng()) == 13
    assert [sentence.quote.plain for sentence in jincheng() if sentence.measures and sentence.grants_nothing] == []


def test_the_sentences_are_the_whole_text_of_the_articles() -> None:
    for article in content().articles:
        text = article.policy.source.text[article.start : article.end]
        text = re.sub(r"^#.*$|〔[^〕]*〕", "", text, flags=re.MULTILINE)
        found = "".join(sentence.quote.text for sentence in coverage(content()) if sentence.article is article)
        left = normal_form(text, {}).removeprefix("。")  # the full stop of the heading
        left = re.sub(r"\(..?\)$", "", left)  # the number of the next article
        assert left == normal_form(found, {}), article.title


def test_a_measure_taken_away_leaves_its_sentence_unaccounted() -> None:
    less = replace(content(), measures=tuple(m for m in content().measures if m.id != "geo-project"))
    left = [sentence for sentence in coverage(less) if not sentence.accounted]
    assert texts(left) == {"对列入市级地理标志保护工程的项目给予 10 万元补助。"}


def test_a_sentence_that_several_measures_share_stays_with_the_others() -> None:
    brands = ["china-brand", "sanjin-brand", "shanxi-quality", "jincheng-brand"]
    less = replace(content(), measures=tuple(m for m in content().measures if m.id != "china-brand"))
    quoting = [[measure.id for measure in sentence.measures] for sentence in (*jincheng(), *coverage(less))]
    assert [ids for ids in quoting if "sanjin-brand" in ids] == [brands, brands[1:]]


def test_a_quote_across_two_sentences_accounts_for_both() -> None:
    geo = content().measure(f"{JINCHENG}/geo-project")
    one, two = [sentence.quote for sentence in jincheng() if sentence.article is geo.article][:2]
    whole = Quote(geo.policy.source.text[one.start : two.end], one.start, two.end)
    found = coverage(replace(content(), measures=(replace(geo, quotes=(whole,)),)))
    assert [sentence.quote for sentence in found if sentence.measures] == [one, two]


def test_without_measures_only_what_grants_nothing_is_accounted() -> None:
    left = [sentence for sentence in coverage(replace(content(), measures=())) if sentence.accounted]
    assert not any(sentence.measures for sentence in left)
    assert len([sentence for sentence in left if sentence.article and sentence.policy.id == JINCHENG]) == 13


def test_a_long_sentence_is_shortened_and_a_short_one_is_not() -> None:
    shorts = [sentence.short for sentence in jincheng()]
    assert "工业用地提高容积率不增收土地价款。" in shorts
    assert "优化产业布局，着力培育 200 亿级、100 亿级、50 亿级、10 …" in shorts
    assert max(map(len, shorts)) == 36
