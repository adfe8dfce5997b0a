import pytest

from bot.content import Quote
from bot.content.source import Source, read_source, sentences
from tests.helpers import content

PRINTED = (
    "（五）支持阳城陶瓷琉璃（珐华）。\n\n10 万\n\n元、５万元。**（六）** 支持陶瓷（珏华）,给予 ２万元。〔市工信局〕"
)
SOURCE = read_source(PRINTED, {"珏华": "珐华"})


def quotes() -> list[tuple[Source, Quote]]:
    found = [(measure.policy.source, quote) for measure in content().measures for quote in measure.quotes]
    found += [(article.policy.source, quote) for article in content().articles for quote in article.grants_nothing]
    for policy in content().policies:
        found += [(policy.source, quote) for quote in (policy.validity, policy.overlap) if quote]
    return found


@pytest.mark.parametrize(
    ("passage", "printed"),
    [
        ("10万元、5万元。", "10 万\n\n元、５万元。"),  # a page break, and figures of another width
        ("支持陶瓷（珐华），给予2万元。", "支持陶瓷（珏华）,给予 ２万元。"),  # the misprint, the comma of another width
        ("支持阳城陶瓷琉璃(珏华)", "支持阳城陶瓷琉璃（珐华）"),  # the other way round
        ("（六）支持", "（六）** 支持"),  # marks of the print
        ("支 持 阳 城", "支持阳城"),
    ],
)
def test_a_passage_is_found_whatever_its_spaces_width_and_misprints(passage: str, printed: str) -> None:
    quote = SOURCE.find(passage)
    assert quote is not None
    assert quote.text == printed
    assert PRINTED[quote.start : quote.end] == printed


@pytest.mark.parametrize("passage", ["支持阳城琉璃", "10万元、6万元", "", "   ", "**"])
def test_a_passage_that_is_not_there_is_not_found(passage: str) -> None:
    assert SOURCE.find(passage) is None


def test_a_passage_is_found_between_two_places_only() -> None:
    first, second = PRINTED.index("支持"), PRINTED.rindex("支持")
    assert [SOURCE.find("支持", start) for start in (0, first, first + 1, second + 1)] == [
        Quote("支持", first, first + 2),
        Quote("支持", first, first + 2),
        Quote("支持", second, second + 2),
        None,
    ]
    assert SOURCE.find("支持", first, first + 2) == Quote("支持", first, first + 2)
    assert SOURCE.find("支持", first, first + 1) is None


def test_a_quote_is_put_on_one_line_without_adding_a_character() -> None:
    quote = SOURCE.find("10万元、5万元。")
    assert quote is not None
    assert quote.plain == "10 万元、５万元。"


def test_sentences_leave_out_headings_rules_and_departments() -> None:
    source = read_source("# 标题没有句号\n\n支持企业发展；给予奖励补助。〔市工信局、市财政局〕\n\n---\n\n完。", {})
    assert [quote.text for quote in sentences(source, 0, len(source.text))] == ["支持企业发展；", "给予奖励补助。"]


def test_every_quote_of_the_content_is_an_exact_piece_of_the_source() -> None:
    assert len(quotes()) > len(content().measures) > 0
    for source, quote in quotes():
        assert source.text[quote.start : quote.end] == quote.text


def test_the_quote_across_a_page_break_keeps_the_print() -> None:
    (brand,) = content().measure("jincheng-2023-39/jincheng-brand").quotes
    assert brand.text.endswith("分别奖励 20 万元、10\n\n万元、10万元、5万元。")
    assert brand.plain.endswith("分别奖励 20 万元、10万元、10万元、5万元。")


def test_the_word_printed_in_two_ways_keeps_the_print() -> None:
    (platform,) = content().measure("jincheng-2023-39/service-platform").quotes
    assert "阳城陶瓷琉璃（珏华）等专业镇" in platform.text
    source = content().policies[0].source
    assert source.find(platform.text.replace("珏华", "珐华")) == platform
    research = source.find("引导科研院所、高等院校聚焦铸造、陶瓷琉璃（珏华）、中药材等领域")
    assert research is not None
    assert "陶瓷琉璃（珐华）" in research.text
