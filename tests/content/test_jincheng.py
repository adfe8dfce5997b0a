"""A second reading of 晋市政办〔2023〕39号: tables taken from the official text, held against what the content pays.

Nothing here was copied from `policy.yaml`: who reads the document beside this file can check each row.
"""

import re
from collections import Counter
from typing import Any, NamedTuple

import pytest

from bot.content import Measure, read_sum
from bot.content.source import normal_form
from bot.matching import Matcher, Status
from tests.helpers import FIRST_DAY, JINCHENG, LAST_DAY, ROOT, content, finding, profile

TEXT = (ROOT / "policy_data" / JINCHENG / "source.md").read_text("utf-8")
COUNTIES = "各县（市、区）人民政府"

MILESTONES = ["市工信局", "市统计局", "市农业农村局", "市财政局", COUNTIES]
STANDARDS = ["市市场监管局", "市财政局", COUNTIES]
BRANDS = [
    "市商务局",
    "市市场监管局",
    "市文旅局",
    "市农业农村局",
    "市融媒体中心",
    "市工信局",
    "市财政局",
    COUNTIES,
]
PARKS = [
    "市住建局",
    "市交通局",
    "市城市管理局",
    "市能源局",
    "市生态环境局",
    "市发展改革委",
    "市文旅局",
    "市工信局",
    "市农业农村局",
    "市财政局",
    COUNTIES,
]


class Stated(NamedTuple):
    """A sum that the text states: the article, its words, the departments in their order, and a case."""

    article: str
    words: str
    sum: str
    departments: list[str]
    case: dict[str, Any]


def milestone(farming: str, step: str, sum_: str) -> Stated:
    case = {"leading_industry": "yes", "agricultural": farming, "revenue": step, "best_revenue_before": "0元"}
    return Stated("二", sum_.replace("万元", " 万元"), sum_, MILESTONES, case)


def newly(article: str, words: str, sum_: str, departments: list[str], option: str, by: str = "enterprise") -> Stated:
    return Stated(article, words, sum_, departments, {"applicant": by, "certifications": {option: "2024-06-01"}})


SUMS = [
    # 首次达到 5 亿元、10 亿元、20 亿元、50 亿元的，一次性奖励 10 万元、20 万元、30 万元、50 万元
    milestone("no", "5亿元", "10万元"),
    milestone("no", "10亿元", "20万元"),
    milestone("no", "20亿元", "30万元"),
    milestone("no", "50亿元", "50万元"),
    # 涉农企业首次达到 1 亿元、3 亿元、5 亿元、10 亿元
    milestone("yes", "1亿元", "10万元"),
    milestone("yes", "3亿元", "20万元"),
    milestone("yes", "5亿元", "30万元"),
    milestone("yes", "10亿元", "50万元"),
    newly("八", "通过质量管理体系、绿色体系认证的企业给予 2 万元的奖补", "2万元", STANDARDS, "quality_system"),
    newly("八", "通过质量管理体系、绿色体系认证的企业给予 2 万元的奖补", "2万元", STANDARDS, "green_system"),
    newly("九", "保护产品）的组织，一次性奖励 3 万元", "3万元", BRANDS, "geo_mark", "organisation"),
    newly("九", "市级地理标志保护工程的项目给予 10 万元补助", "10万元", BRANDS, "geo_project"),
    newly("九", "新入选“中华老字号”", "20万元", BRANDS, "china_brand"),
    newly("九", "“三晋老字号”", "10万元", BRANDS, "sanjin_brand"),
    newly("九", "和“山西精品”", "10万元", BRANDS, "shanxi_quality"),
    newly("九", "“晋城老字号”的企业", "5万元", BRANDS, "jincheng_brand"),
    newly("十四", "按照国家级30万元", "30万元", PARKS, "culture_park_national", "town"),
    newly("十四", "省级10万元的标准给予奖励", "10万元", PARKS, "culture_park_provincial", "town"),
]

NO_SUM_STATED = [
    # (article, the words in place of a sum, how many things it is given for)
    ("三", "按规定给予奖励", 2),  # “专精特新”中小企业、“小巨人”企业
    ("三", "予以分档贴息", 1),
    ("三", "通过科技创新券的方式", 1),
    ("五", "按照规定给予支持或奖励补助", 1),
    ("六", "给予一定奖励", 1),
    ("六", "分别给予一次性奖励", 2),  # 国家级、省级制造业单项冠军
    ("六", "争取省级政策补贴", 1),
    ("七", "按项目软硬件投资予以奖励", 1),
    ("八", "按照一事一议原则，给予专项经费支持", 1),
    ("八", "分别给予一定补助", 1),  # 国家、行业、地方标准: one project fact
    ("十", "按照相关政策给予奖励", 1),
    ("十一", "给予一定补助", 1),
    ("十一", "给予适当奖励", 1),
    ("十二", "按照相关人才政策给予支持", 1),
    ("十二", "给予一次性奖励", 1),
    ("十二", "给予传习补贴", 1),
    ("十二", "给予培训补贴", 1),
]

MEASURES = {
    "二": 2,
    "三": 7,
    "四": 1,
    "五": 1,
    "六": 4,
    "七": 3,
    "八": 6,
    "九": 9,
    "十": 4,
    "十一": 8,
    "十二": 6,
    "十三": 5,
    "十四": 3,
    "十五": 3,
    "十六": 2,
}
"""How many things each article grants; the first states aims and funds of the towns, and grants nothing."""


def measures() -> list[Measure]:
    return [measure for measure in content().measures if measure.policy.id == JINCHENG]


def article_text(number: str) -> str:
    """Return an article as printed, from its number to its departments."""
    found = re.search(rf"[（(]{number}[)）].*?〔.*?〕", TEXT, re.DOTALL)
    assert found
    return found[0]


def printed_departments(number: str) -> list[str]:
    inner = article_text(number).rpartition("〔")[2].rstrip("〕").removeprefix("责任单位").lstrip(":：")
    names = normal_form(inner, {}).replace("各县(市、区)人民政府", "各县")
    return [COUNTIES if name == "各县" else name for name in re.split("[、,]", names)]


@pytest.mark.parametrize("row", SUMS, ids=lambda row: f"{row.article} {row.sum} {row.words}")
def test_every_sum_that_the_text_states_is_paid_by_one_measure_of_its_article(row: Stated) -> None:
    known = profile(**row.case)
    paid = [f for f in Matcher(measures()).match(known, LAST_DAY) if f.status is Status.ELIGIBLE and f.most]
    assert [(f.measure.article.number, f.least, f.most) for f in paid] == [
        (row.article, read_sum(row.sum), read_sum(row.sum))
    ]
    assert list(paid[0].measure.departments.names) == row.departments
    assert [office.name for office in paid[0].offices] == row.departments


@pytest.mark.parametrize("row", SUMS, ids=lambda row: f"{row.article} {row.sum} {row.words}")
def test_the_words_of_every_sum_stand_in_its_article_and_departments(row: Stated) -> None:
    text = normal_form(article_text(row.article), {})
    assert normal_form(row.words, {}) in text
    assert printed_departments(row.article) == row.departments


def test_the_content_states_no_other_sum() -> None:
    stated = Counter((row.article, read_sum(row.sum)) for row in SUMS if "green_system" not in str(row.case))
    paid: Counter[tuple[str, int]] = Counter()
    for measure in measures():
        award = measure.award
        sums = award.ladder.pays if award.ladder else (award.yuan,) if award.yuan is not None else ()
        paid.update((measure.article.number, yuan) for yuan in sums)
    assert paid == stated


def test_the_sums_of_the_brands_stand_in_the_order_of_their_names() -> None:
    brands = normal_form(
        "“中华老字号”“三晋老字号”和“山西精品”“晋城老字号”的企业分别奖励 20 万元、10 万元、10万元、5万元", {}
    )
    assert brands in normal_form(article_text("九"), {})


@pytest.mark.parametrize(("article", "words", "times"), NO_SUM_STATED)
def test_an_award_whose_sum_the_text_leaves_open_pays_without_a_sum(article: str, words: str, times: int) -> None:
    assert normal_form(words, {}) in normal_form(article_text(article), {})
    awards = [m.award for m in measures() if m.article.number == article and m.award.words == words]
    assert [award.paying for award in awards] == [True] * times
    assert [(award.yuan, award.ladder, award.rate, award.bounds({})) for award in awards] == [(None,) * 4] * times


def test_every_other_paying_award_states_a_sum() -> None:
    kinds = Counter(measure.award.kind for measure in measures() if measure.award.paying)
    assert sum(times for _, _, times in NO_SUM_STATED) == 19
    assert kinds == {"unstated": 18, "case_by_case": 1, "fixed": 9, "ladder": 2}


def test_the_measures_of_each_article_are_counted() -> None:
    assert Counter(measure.article.number for measure in measures()) == MEASURES


def test_the_policy_is_named_and_dated_as_printed() -> None:
    (policy,) = {measure.policy.id: measure.policy for measure in measures()}.values()
    assert (policy.title, policy.number, policy.issuer) == (
        "晋城市支持专业镇高质量发展若干政策",
        "晋市政办〔2023〕39号",
        "晋城市人民政府办公室",
    )
    assert (policy.window, policy.issued) == ((FIRST_DAY, LAST_DAY), FIRST_DAY)
    assert all(piece in TEXT for piece in (policy.title, policy.number, policy.issuer, "2023年10月31日"))
    assert policy.validity.text == "以上政策自发布之日起施行，有效期至 2025 年 12 月 31 日。"
    assert policy.overlap is not None
    assert policy.overlap.text == "本政策与我市其他同类优惠政策重复的，按已有政策执行，不重复奖补。"


@pytest.mark.parametrize("number", ["一", *MEASURES])
def test_the_departments_of_an_article_are_all_those_printed_in_their_order(number: str) -> None:
    (article,) = [a for a in content().articles if a.policy.id == JINCHENG and a.number == number]
    assert len(printed_departments(number)) > 2
    assert list(article.departments.names) == printed_departments(number)


@pytest.mark.parametrize("number", ["一", *MEASURES])
def test_the_heading_of_an_article_is_printed_after_its_number(number: str) -> None:
    (article,) = [a for a in content().articles if a.policy.id == JINCHENG and a.number == number]
    assert normal_form(article_text(number), {}).startswith(normal_form(f"{article.title}。", {}))


def test_every_quote_stands_in_its_own_article() -> None:
    assert len(measures()) == 64
    for measure in measures():
        for quote in measure.quotes:
            assert quote.text in article_text(measure.article.number), measure.id


def test_a_county_names_its_own_government_in_the_place_of_the_common_word() -> None:
    found = finding("culture-park-national", county="zezhou")
    assert [office.name for office in found.offices] == [*PARKS[:-1], "泽州县人民政府"]
