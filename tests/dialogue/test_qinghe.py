"""An invented document of an invented county: no number, offices in one article only, ranges, caps, and how it pays."""

import shutil
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.content import Amount, Content, Leaf, Verdict, coverage, load
from bot.dialogue import Asker
from bot.matching import check, find, read_profile, result_json
from tests.copies import intents_copied
from tests.helpers import ROOT

TODAY = date(2024, 6, 1)
PLANT = {
    "project_type": "processing",
    "home_trade": "yes",
    "newly_begun": "yes",
    "outlay": "800万元",
    "outlay_per_mu": "150万元",
}


@pytest.fixture(scope="module")
def qinghe(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root = tmp_path_factory.mktemp("qinghe")
    shutil.copytree(ROOT / "tests/content/qinghe/policy_data", root / "policy_data")
    intents_copied(root)
    return load(root)


@pytest.fixture(scope="module")
def asker(qinghe: Content) -> Asker:
    return Asker(qinghe)


def said(asker: Asker, text: str) -> str:
    return str(asker.ask(text, "", TODAY)["text"])


def matched(qinghe: Content, **facts: Any) -> dict[str, Any]:
    profile = read_profile(facts, qinghe.facts, TODAY)
    found = result_json([find(each, profile.known, TODAY) for each in qinghe.measures], profile, qinghe.facts, TODAY)
    return {"total": found["certain_total"], **{each["measure"]: each for each in found["findings"]}}


def test_the_examples_hold(qinghe: Content) -> None:
    assert check(qinghe) == ()


def test_an_energy_saving_refit_is_sent_to_its_own_office_with_the_passage_that_says_so(asker: Asker) -> None:
    text = said(asker, "节能改造的事归谁管")
    assert text.startswith("节能改造补贴：找县科技局\n")
    assert "│ 县科技局承办节能改造的帮扶事项" in text
    assert "县营商局" not in text


def test_the_office_of_a_measure_stands_in_place_of_its_articles(asker: Asker) -> None:
    answer = asker.ask("建厂补贴归谁管", "", TODAY)["answers"][0]
    assert answer["departments"] == ["县营商局"]
    assert answer["departments_quote"] == "县营商局承办新开工项目的帮扶事项"


def test_where_the_text_names_no_office_the_reply_says_so(asker: Asker) -> None:
    asked = asker.ask("新品设计找谁", "", TODAY)
    assert (asked["outcome"], asked["answers"][0]["departments"]) == ("not_stated", [])
    assert asked["text"].startswith("新品设计奖励：归哪个部门，原文没写\n")
    assert "局" not in asked["text"]


def test_an_office_that_is_printed_alone_is_not_called_the_first(asker: Asker) -> None:
    questions = ("节能改造的事归谁管", "建厂补贴给多少钱", "第12条说的啥", "找哪个部门", "节能改造怎么申请")
    assert not any("首位" in said(asker, text) for text in questions)


def test_all_offices_are_listed_by_what_they_are_named_for(asker: Asker) -> None:
    text = said(asker, "找哪个部门")
    assert "· 加工项目开工补贴：县营商局" in text
    assert "· 第12条 扶持企业节能改造：县科技局" in text
    assert "没列出来的，归哪个部门，原文没写。" in text


@pytest.mark.parametrize("text", ["什么时候发钱", "建厂补贴多久到账", "建厂补贴什么时候兑现"])
def test_when_it_is_paid_is_answered_with_what_the_text_states(asker: Asker, text: str) -> None:
    reply = said(asker, text)
    assert "3个阶段，依次拨给应得数额的20%、 35%和45%" in reply
    assert "18个月内付清帮扶款" in reply


def test_how_to_apply_is_answered_with_what_the_text_states(asker: Asker) -> None:
    text = said(asker, "建厂补贴怎么申请")
    assert "上门察看" in text
    assert "怎么申报" not in text


def test_what_is_stated_beside_an_award_is_not_said_to_be_open(asker: Asker) -> None:
    text = said(asker, "节能改造给多少钱")
    assert "还写明：\n│ (领过开工 补贴、投产补贴" in text
    assert "没写明" not in text


def test_an_article_without_a_heading_is_found_by_its_number(asker: Asker) -> None:
    text = said(asker, "第1条说的啥")
    assert text.startswith("第1条\n│ 县财政每年安排不少于6000万元的当家产业帮")
    assert "二 、帮扶事项" not in text


def test_a_policy_without_a_number_is_cited_by_its_title(asker: Asker, qinghe: Content) -> None:
    title = f"依据：《{qinghe.policies[0].title}》第7条 扶持瓶装饮品试制与取水"
    assert title in said(asker, "水源鉴定给多少钱")
    assert "（，" not in said(asker, "有哪些政策")
    assert matched(qinghe)["energy-saving"]["policy_number"] is None


def test_a_policy_without_an_end_is_not_given_one(qinghe: Content) -> None:
    policy = qinghe.policies[0]
    assert policy.days == "2023-09-04 至 2026-09-03"
    endless = replace(policy, window=policy.window._replace(last=date.max))
    assert endless.days == "2023-09-04 起，哪天截止原文没写"


def test_a_cap_without_a_rate_is_told_as_one(asker: Asker, qinghe: Content) -> None:
    assert said(asker, "水源鉴定给多少钱").startswith("饮用水源鉴定补贴：最高 90万元\n")
    found = matched(qinghe, spring_surveyed="yes")
    assert (found["spring"]["amount"], found["spring"]["most"]) == (None, 900_000)
    assert found["total"] == 0


def test_a_range_of_shares_is_told_as_one(asker: Asker, qinghe: Content) -> None:
    assert said(asker, "建厂补贴给多少钱").startswith("加工项目开工补贴：按厂房设备投入的 6%—15% 算\n")
    found = matched(qinghe, **PLANT)
    assert (found["open-plant"]["status"], found["open-plant"]["most"]) == ("eligible", 1_200_000)
    assert found["open-plant"]["missing"] == []
    assert found["open-plant"]["reasons"][-1]["words"].endswith("按 6%—15% 算是 48万元至120万元")
    assert found["total"] == 0


@pytest.mark.parametrize(
    ("yuan", "small", "middle"),
    [
        (5_999_999, "not_eligible", "not_eligible"),
        (30_000_000, "eligible", "not_eligible"),
        (30_000_001, "not_eligible", "eligible"),
        (80_000_000, "not_eligible", "eligible"),
        (80_000_001, "not_eligible", "not_eligible"),
    ],
)
def test_a_sum_between_two_steps_belongs_to_the_lower_one(qinghe: Content, yuan: int, small: str, middle: str) -> None:
    found = matched(qinghe, project_type="forestry", outlay=yuan, county_tax="100万元")
    assert (found["forestry-small"]["status"], found["forestry-middle"]["status"]) == (small, middle)


def edges(content: Content) -> list[tuple[Leaf, int]]:
    leaves = [leaf for measure in content.measures for leaf in measure.condition.leaves()]
    return [(leaf, edge) for leaf in leaves for edge in leaf.edges()]


def test_every_threshold_decides_at_its_very_yuan(qinghe: Content) -> None:
    assert len(edges(qinghe)) == 8
    for leaf, edge in edges(qinghe):
        verdicts = {leaf.verdict({leaf.fact.id: Amount(yuan, yuan)}) for yuan in (edge - 1, edge)}
        assert verdicts == {Verdict.YES, Verdict.NO}, leaf.need()
        assert leaf.verdict({leaf.fact.id: Amount(edge - 1, edge)}) is Verdict.UNKNOWN
        assert leaf.verdict({}) is Verdict.UNKNOWN


def test_every_sentence_is_in_the_coverage_whatever_quotes_it(qinghe: Content) -> None:
    found = {sentence.quote.plain[:8]: sentence for sentence in coverage(qinghe)}
    assert found["县财政每年安排不"].article is not None
    assert found["青禾县人民政府 "].article is None
    assert found["县营商局承办新开"].stated
    assert found["帮扶款在厂房封顶"].stated
    left = [sentence.short for sentence in coverage(qinghe) if not sentence.accounted]
    assert len(left) == 7
    assert all(not text.startswith(("(", "一、", "二", "三、", "四、", "五、")) for text in left)


def test_a_finding_names_its_office_and_what_is_stated_beside_it(qinghe: Content) -> None:
    found = matched(qinghe, energy_saving="yes", saving_equipment="120万元")["energy-saving"]
    assert (found["status"], found["departments"]) == ("eligible", ["县科技局"])
    assert found["notes"][0].endswith("最高补贴不超过25万元)。")
