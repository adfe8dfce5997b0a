"""What is answered: every measure x every aspect, ladders, what the document does not state, and a second content."""

import re
from datetime import date
from functools import cache
from html import unescape
from itertools import permutations

import pytest

from bot.content import COMPUTED, Content, Measure, write_sum
from bot.content.check import sums_in
from bot.content.source import normal_form
from bot.dialogue import Asker, Inquiry, inquire
from bot.dialogue.answer_pages import pages_of
from bot.dialogue.answer_to import answer_to
from bot.dialogue.pages import Pages
from bot.dialogue.reply import plain
from bot.language import Asked, Wanted
from tests.dialogue.tea import SOURCE, tea_content
from tests.helpers import JINCHENG, LAST_DAY, content

TODAY = date(2025, 6, 1)
AFTER = date(2026, 6, 1)
TOPICS = tuple(content().by_id)
ASPECTS = tuple(content().wording.aspects)
ABOUT_MONEY = ("amount", "conditions", "about")
"""Aspects whose answer begins with the sum; the others state it in a line of its own."""

LONGEST_LINE = 120

BLOCK = re.compile(r"<blockquote(?: expandable)?>(.*?)</blockquote>", re.DOTALL)


@cache
def pages() -> Pages:
    return Pages(keeps=False)


def page(topic: str, aspect: str, text: str = "", today: date = TODAY) -> str:
    (shown,) = pages_of(pages(), content(), [answer_to(content(), topic, aspect, text, today)], today)
    return shown


def page_of(other: Content, topic: str, aspect: str) -> str:
    # Pages keep what they put into words, so each content has its own.
    (shown,) = pages_of(Pages(keeps=False), other, [answer_to(other, topic, aspect, "", TODAY)], TODAY)
    return shown


def quoted(shown: str) -> list[str]:
    return [unescape(block) for block in BLOCK.findall(shown)]


def beside_quotes(shown: str) -> str:
    return plain(BLOCK.sub("", shown))


def asked_of(topic: str, aspect: str) -> Inquiry:
    asked = Asked("asked", (Wanted((topic,), aspect),), explicit=True)
    return inquire(content(), asked, "", TODAY)


every_answer = pytest.mark.parametrize("topic", TOPICS, ids=[topic.partition("/")[2] for topic in TOPICS])
"""Each measure is a test, which goes through the aspects: so few tests that a failure can be read."""


@every_answer
def test_every_answer_has_quote_article_and_first_office(topic: str) -> None:
    measure = content().measure(topic)
    source = measure.policy.source.text
    assert all(source[quote.start : quote.end] == quote.text for quote in measure.quotes)
    for aspect in ASPECTS:
        shown = page(topic, aspect)
        assert "\n".join(quote.plain for quote in measure.quotes) in quoted(shown), aspect
        assert f"依据：{measure.policy.number}{measure.article.title}" in shown, aspect
        assert measure.departments.names[0] in beside_quotes(shown), aspect


@every_answer
def test_every_answer_states_the_sum_or_says_that_there_is_none(topic: str) -> None:
    measure = content().measure(topic)
    for aspect in ASPECTS:
        said = beside_quotes(page(topic, aspect))
        stated = sum_as_stated(measure)
        line = f"金额：{stated.removeprefix('金额')}\n"
        assert (stated if aspect in ABOUT_MONEY else line) in said, aspect
        if measure.award.ladder and aspect in ABOUT_MONEY:
            ladder = measure.award.ladder
            for step, pays in zip(ladder.steps, ladder.pays, strict=True):
                assert f"首次达到 {write_sum(step)}：{write_sum(pays)}\n" in said, aspect


def sum_as_stated(measure: Measure) -> str:
    award = measure.award
    if award.yuan is not None:
        return write_sum(award.yuan)
    if award.ladder:
        return f"{write_sum(award.ladder.pays[0])}至{write_sum(award.ladder.pays[-1])}"
    return "金额原文没写" if award.paying else "不直接发钱"


@every_answer
def test_no_answer_has_a_sum_that_its_quote_has_not(topic: str) -> None:
    measure = content().measure(topic)
    written = sums_in(" ".join(normal_form(quote.text, {}) for quote in measure.quotes))
    for aspect in ASPECTS:
        # The days in force are no sums; blanks would part a figure from its unit.
        said = "".join(beside_quotes(page(topic, aspect)).split(" "))
        assert sums_in(said) <= written, aspect


@every_answer
def test_words_between_quotation_marks_are_the_documents_own(topic: str) -> None:
    measure = content().measure(topic)
    passage = " ".join(normal_form(quote.text, {}) for quote in measure.quotes)
    for aspect in ASPECTS:
        for words in re.findall("文件只写“(.*?)”，", page(topic, aspect)):
            assert normal_form(unescape(words), {}) in passage, aspect


@every_answer
def test_not_stated_is_said_exactly_where_the_document_does_not_state_it(topic: str) -> None:
    measure = content().measure(topic)
    for aspect in content().wording.aspects.values():
        inquiry = asked_of(topic, aspect.id)
        stated = is_stated(measure, aspect.id)
        assert inquiry.outcome == ("answer" if stated else "not_stated"), aspect.id
        said = beside_quotes(page(topic, aspect.id))
        assert "金额：金额" not in said, aspect.id
        if aspect.id == "amount":
            assert ("没写给" in said) is not stated
        elif aspect.id not in COMPUTED:
            assert (f"{measure.name}：{aspect.label}原文没写\n" in said) is not stated, aspect.id


def is_stated(measure: Measure, aspect: str) -> bool:
    if aspect == "amount":
        priced = ("免费", "零成本", "不增收", "70%")
        award = measure.award
        free = not award.paying and any(word in quote.plain for quote in measure.quotes for word in priced)
        return award.yuan is not None or award.ladder is not None or free
    stands = content().wording.aspects[aspect].stands
    text = "".join(measure.policy.source.text.split())
    return aspect in COMPUTED or any(word in text for word in stands)


@every_answer
@pytest.mark.parametrize("today", [TODAY, AFTER], ids=["in force", "ended"])
def test_every_answer_fits_a_phone(topic: str, today: date) -> None:
    for aspect in ASPECTS:
        shown = page(topic, aspect, today=today)
        lines = beside_quotes(shown).splitlines()
        # An office list is as long as the article has it.
        lines = [line for line in lines if not line.startswith(("找谁：", "还列了："))]
        assert max(map(len, lines)) <= LONGEST_LINE, aspect
        assert "\n\n" not in plain(shown), aspect
        assert not re.search(r"<(?!/?(?:b|blockquote)\b)", shown), aspect


@every_answer
def test_every_answer_says_when_the_policy_has_ended(topic: str) -> None:
    for aspect in ASPECTS:
        assert "到期" not in beside_quotes(page(topic, aspect))
        assert str(LAST_DAY) in beside_quotes(page(topic, aspect, today=AFTER))
        assert "到期" in beside_quotes(page(topic, aspect, today=AFTER))


@pytest.mark.parametrize("topic", [f"general:{topic}" for topic in content().wording.general])
def test_what_is_asked_of_no_measure_is_answered(topic: str) -> None:
    aspect = content().wording.general[topic.removeprefix("general:")].aspect
    shown = page(topic, aspect)
    assert asked_of(topic, aspect).outcome == "answer"
    assert len(plain(shown)) > 20
    assert all(len(line) <= LONGEST_LINE for line in beside_quotes(shown).splitlines())


def test_the_clauses_on_validity_and_overlap_are_verbatim() -> None:
    policy = content().policies[0]
    assert policy.overlap
    assert quoted(page("general:validity", "when")) == [policy.validity.plain]
    assert quoted(page("general:overlap", "conditions")) == [policy.overlap.plain]


def test_every_first_office_is_listed() -> None:
    (listed,) = quoted(page("general:offices", "who"))
    assert len(listed.splitlines()) == len(content().articles) == 16
    assert "· （二）实施达标奖励措施：市工信局" in listed.splitlines()


@pytest.mark.parametrize("aspect", [aspect for aspect in ASPECTS if aspect not in COMPUTED])
def test_what_no_sentence_states_is_said_to_be_so_without_a_measure_too(aspect: str) -> None:
    assert asked_of("general:offices", aspect).outcome == "not_stated"
    shown = page("general:offices", aspect)
    assert shown.startswith(f"<b>{content().wording.aspects[aspect].label}：原文没写</b>")
    assert not quoted(shown)


@pytest.mark.parametrize(
    ("measure", "text", "marked"),
    [
        ("revenue-milestone", "营收首次到5亿奖多少", "· 首次达到 5亿元：10万元 ← 您问的"),
        ("revenue-milestone", "首次做到12亿给多少", "· 首次达到 10亿元：20万元 ← 您问的"),
        ("revenue-milestone", "二十亿那档", "· 首次达到 20亿元：30万元 ← 您问的"),
        ("revenue-milestone", "营收破五十个亿，奖几万", "· 首次达到 50亿元：50万元 ← 您问的"),
        ("revenue-milestone-farming", "营收首次到5亿奖多少", "· 首次达到 5亿元：30万元 ← 您问的"),
        ("revenue-milestone-farming", "一个亿给多少", "· 首次达到 1亿元：10万元 ← 您问的"),
    ],
)
def test_the_step_that_the_sum_asked_reaches_is_marked(measure: str, text: str, marked: str) -> None:
    said = beside_quotes(page(f"{JINCHENG}/{measure}", "amount", text))
    assert [line for line in said.splitlines() if "您问的" in line] == [marked]


@pytest.mark.parametrize("text", ["营收奖励多少", "营收四亿给多少"])
def test_no_step_is_marked_without_a_sum_that_reaches_one(text: str) -> None:
    each = answer_to(content(), f"{JINCHENG}/revenue-milestone", "amount", text, TODAY)
    assert each.amount is None
    assert not any(step.asked for step in each.steps)


@cache
def asker() -> Asker:
    return Asker(content())


@pytest.mark.parametrize(
    ("text", "measure", "amount"),
    [
        ("我们是养猪的，营收奖励怎么给", "revenue-milestone-farming", None),
        ("养猪场，营收首次达到5亿，奖多少", "revenue-milestone-farming", 300_000),
        ("我养蜂的，营收达标奖励怎么申请", "revenue-milestone-farming", None),
        ("营收奖励怎么给", "revenue-milestone", None),
        ("做铸件的，营收首次达到5亿，奖多少", "revenue-milestone", 100_000),
        # The names of the special case are likelier here; what is told of the enterprise rules it out.
        ("做机械的，营收首次过5亿奖多少", "revenue-milestone", 100_000),
        ("炼钢的，涉农企业奖励有没有", "revenue-milestone", None),
        # What the sector is need not be settled, nor the applicant be one who may apply.
        ("我是养羊的公司，去年刚过3个亿，能奖几万", "revenue-milestone-farming", 200_000),
        ("我们合作社养蚕，营收首次过1亿奖多少", "revenue-milestone-farming", 100_000),
    ],
)
def test_what_kind_of_enterprise_asks_decides_between_the_plain_case_and_the_special_one(
    text: str, measure: str, amount: int | None
) -> None:
    inquiry = asker().inquiry(text, "", TODAY)
    assert [(each.topic, each.amount) for each in inquiry.answers] == [(f"{JINCHENG}/{measure}", amount)]


def test_two_aspects_of_one_measure_share_a_page_and_its_quote() -> None:
    asked = asker().ask("山西精品奖多少，找谁", "", TODAY)
    assert [each["aspect"] for each in asked["answers"]] == ["amount", "who"]
    assert asked["text"].count("│") == 1
    assert asked["text"].count("依据") == 1
    assert "山西精品奖励：10万元" in asked["text"]
    assert "找市商务局（文件所列首位责任单位）" in asked["text"]


def test_no_line_stands_twice_however_much_is_asked_of_one_measure() -> None:
    for aspects in permutations(ASPECTS, 2):
        answers = [answer_to(content(), f"{JINCHENG}/geo-mark", aspect, "", TODAY) for aspect in aspects]
        (shown,) = pages_of(pages(), content(), answers, TODAY)
        lines = plain(shown).splitlines()
        assert len(set(lines)) == len(lines), aspects


def test_what_is_shared_by_several_is_asked_back() -> None:
    inquiry = asker().inquiry("老字号给多少钱", "", TODAY)
    assert (inquiry.outcome, inquiry.answers, inquiry.aspect) == ("clarify", (), "amount")
    assert {label for _, label in inquiry.choices} == {"中华老字号奖励", "三晋老字号奖励", "晋城老字号奖励"}


def test_a_topic_in_doubt_is_offered_once_however_much_is_asked_of_it() -> None:
    topic = f"{JINCHENG}/key-project"
    asked = Asked("asked", (Wanted((topic,), "amount"), Wanted((topic,), "conditions")), sure=False)
    assert [each for each, _ in inquire(content(), asked, "", TODAY).choices] == [topic]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [("太原的小巨人给多少钱", "out_of_scope"), ("谢谢你", "small_talk"), ("我想跟真人说", "person")],
)
def test_what_is_no_question_has_no_answer(text: str, outcome: str) -> None:
    inquiry = asker().inquiry(text, "", TODAY)
    assert (inquiry.outcome, inquiry.answers, inquiry.choices) == (outcome, (), ())


def test_whoever_tells_only_facts_is_answered_with_what_there_is() -> None:
    assert [each.topic for each in asker().inquiry("我们厂在高平，做铸件", "", TODAY).answers] == ["general:total"]


@pytest.fixture(scope="module")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Another city's content beside the same words of questions: nothing of the real policy may be in the code."""
    return tea_content(tmp_path_factory.mktemp("tea"))


@pytest.mark.parametrize(
    ("topic", "aspect", "sentence"),
    [
        ("tea/good-tea", "telephone", "咨询电话：0356-1234567，本措施自 2025 年 1 月 1 日起施行"),
        ("tea/good-tea", "materials", "申报材料为营业执照和证书复印件"),
        ("tea/good-tea", "deadline", "每年3月底前提交"),
        ("general:offices", "telephone", "咨询电话：0356-1234567"),
    ],
)
def test_what_a_sentence_of_the_document_states_is_answered_with_it(
    tea: Content, topic: str, aspect: str, sentence: str
) -> None:
    each = answer_to(tea, topic, aspect, "", TODAY)
    assert each.stated
    assert all(quote.text in SOURCE for quote in each.found)
    assert any(sentence in block for block in quoted(page_of(tea, topic, aspect)))


def test_what_is_stated_is_not_said_to_be_not(tea: Content) -> None:
    for topic, aspect in (
        ("general:offices", "telephone"),
        ("tea/good-tea", "telephone"),
        ("tea/good-tea", "materials"),
    ):
        assert "原文没写" not in page_of(tea, topic, aspect), (topic, aspect)


def test_a_sentence_of_the_measures_own_article_comes_before_those_of_others(tea: Content) -> None:
    assert [quote.plain for quote in answer_to(tea, "tea/good-tea", "materials", "", TODAY).found] == [
        "申报材料为营业执照和证书复印件，每年3月底前提交。"
    ]


def test_what_an_office_is_known_to_have_is_stated_for_its_measures_only(tea: Content) -> None:
    assert "丙市商务局，电话 0356-7654321" in page_of(tea, "tea/tea-fair", "telephone")
    assert not answer_to(tea, "tea/tea-fair", "address", "", TODAY).stated


def test_questions_about_another_city_are_answered_without_a_word_of_code(tea: Content) -> None:
    asked = Asker(tea).ask("好茶牌子多少钱，咨询电话多少", "", TODAY)
    assert asked["outcome"] == "answer"
    assert {(each["topic"], each["aspect"]) for each in asked["answers"]} == {
        ("tea/good-tea", "amount"),
        ("tea/good-tea", "telephone"),
    }
    assert [each["amount"] for each in asked["answers"]] == [70_000, 70_000]
    assert "0356-1234567" in asked["text"]
    assert "晋" not in asked["text"]


def test_whoever_asks_when_is_told_the_days_in_force_and_those_of_applying(tea: Content) -> None:
    assert "申报时间原文没写" in page(f"{JINCHENG}/shanxi-quality", "when")
    assert "2023-10-31 至 2025-12-31" in page(f"{JINCHENG}/shanxi-quality", "deadline")
    stated = page_of(tea, "tea/good-tea", "when")
    assert "2025-01-01 至 2027-12-31" in stated
    assert "每年3月底前提交" in stated
    assert "原文没写" not in stated


def test_a_sentence_on_nothing_granted_is_shown_with_its_article() -> None:
    told = Asker(content()).ask("专业镇分哪几个层级", "", TODAY)
    (answer,) = told["answers"]
    assert (told["outcome"], answer["measure"], answer["article"]) == ("answer", None, "一")
    assert answer["topic"].startswith("passage:")
    assert told["text"].startswith("（一）提升产业发展层级\n│ 优化产业布局")
    assert "能问的" not in told["text"]
