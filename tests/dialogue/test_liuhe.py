"""Some articles of another city's document: no number, offices named in one article, ranges, caps, and how it pays."""

import shutil
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.content import Amount, Content, Leaf, Verdict, coverage, load
from bot.dialogue import Asker
from bot.matching import check, find, read_profile, result_json
from tests.helpers import JINCHENG, ROOT

TODAY = date(2024, 6, 1)
PLANT = {
    "project_type": "industrial",
    "key_industry": "yes",
    "new_project": "yes",
    "investment": "1000万元",
    "intensity": "200万元",
}


@pytest.fixture(scope="module")
def liuhe(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root = tmp_path_factory.mktemp("liuhe")
    shutil.copytree(ROOT / "tests/content/liuhe/policy_data", root / "policy_data")
    shutil.copytree(ROOT / "intents", root / "intents", ignore=shutil.ignore_patterns(f"{JINCHENG}.yaml"))
    return load(root)


@pytest.fixture(scope="module")
def asker(liuhe: Content) -> Asker:
    return Asker(liuhe)


def said(asker: Asker, text: str) -> str:
    return str(asker.ask(text, "", TODAY)["text"])


def matched(liuhe: Content, **facts: Any) -> dict[str, Any]:
    profile = read_profile(facts, liuhe.facts, TODAY)
    found = result_json([find(each, profile.known, TODAY) for each in liuhe.measures], profile, liuhe.facts, TODAY)
    return {"total": found["certain_total"], **{each["measure"]: each for each in found["findings"]}}


def test_the_examples_hold(liuhe: Content) -> None:
    assert check(liuhe) == ()


def test_a_technical_upgrade_is_sent_to_its_own_office_with_the_passage_that_says_so(asker: Asker) -> None:
    text = said(asker, "技改的事归谁管")
    assert text.startswith("技改升级奖励：找县工信局\n")
    assert "│ 县工信局负责技改重点产业项目相关工作" in text
    assert "县商务局" not in text


def test_the_office_of_a_measure_stands_in_place_of_its_articles(asker: Asker) -> None:
    answer = asker.ask("建厂奖励归谁管", "", TODAY)["answers"][0]
    assert answer["departments"] == ["县商务局"]
    assert answer["departments_quote"] == "县商务局负责新建重点产业项目相关工作"


def test_where_the_text_names_no_office_the_reply_says_so(asker: Asker) -> None:
    asked = asker.ask("成果转化找谁", "", TODAY)
    assert (asked["outcome"], asked["answers"][0]["departments"]) == ("not_stated", [])
    assert asked["text"].startswith("成果转化奖励：归哪个部门，原文没写\n")
    assert "局" not in asked["text"]


def test_an_office_that_is_printed_alone_is_not_called_the_first(asker: Asker) -> None:
    questions = ("技改的事归谁管", "建厂奖励给多少钱", "第13条说的啥", "找哪个部门", "技改怎么申请")
    assert not any("首位" in said(asker, text) for text in questions)


def test_all_offices_are_listed_by_what_they_are_named_for(asker: Asker) -> None:
    text = said(asker, "找哪个部门")
    assert "· 工业项目投资奖励：县商务局" in text
    assert "· 第13条 鼓励企业技改升级：县工信局" in text
    assert "没列出来的，归哪个部门，原文没写。" in text


@pytest.mark.parametrize("text", ["什么时候发钱", "建厂奖励多久到账", "建厂奖励什么时候兑现"])
def test_when_it_is_paid_is_answered_with_what_the_text_states(asker: Asker, text: str) -> None:
    reply = said(asker, text)
    assert "3个阶段，分别按应奖励额的30%、 30%和40%" in reply
    assert "2年内予以兑现奖励" in reply


def test_how_to_apply_is_answered_with_what_the_text_states(asker: Asker) -> None:
    text = said(asker, "建厂奖励怎么申请")
    assert "实地踏查" in text
    assert "怎么申报" not in text


def test_what_is_stated_beside_an_award_is_not_said_to_be_open(asker: Asker) -> None:
    text = said(asker, "技改给多少钱")
    assert "还写明：\n│ (新建项目在享受过固定" in text
    assert "没写明" not in text


def test_an_article_without_a_heading_is_found_by_its_number(asker: Asker) -> None:
    text = said(asker, "第1条说的啥")
    assert text.startswith("第1条\n│ 设立总规模不低于1亿元的重点产业发展引导")
    assert "二 、支持范围" not in text


def test_a_policy_without_a_number_is_cited_by_its_title(asker: Asker, liuhe: Content) -> None:
    title = f"依据：《{liuhe.policies[0].title}》第8条 鼓励药品品种开发和引进"
    assert title in said(asker, "仿制药给多少钱")
    assert "（，" not in said(asker, "有哪些政策")
    assert matched(liuhe)["upgrade"]["policy_number"] is None


def test_a_policy_without_an_end_is_not_given_one(liuhe: Content) -> None:
    policy = liuhe.policies[0]
    assert policy.days == "2023-02-08 至 2026-02-07"
    endless = replace(policy, window=policy.window._replace(last=date.max))
    assert endless.days == "2023-02-08 起，哪天截止原文没写"


def test_a_cap_without_a_rate_is_told_as_one(asker: Asker, liuhe: Content) -> None:
    assert said(asker, "仿制药给多少钱").startswith("仿制药一致性评价奖励：最高 300万元\n")
    found = matched(liuhe, generic_drug="yes")
    assert (found["generic-drug"]["amount"], found["generic-drug"]["most"]) == (None, 3_000_000)
    assert found["total"] == 0


def test_a_range_of_shares_is_told_as_one(asker: Asker, liuhe: Content) -> None:
    assert said(asker, "建厂奖励给多少钱").startswith("工业项目投资奖励：按固定资产投资的 5%—20% 算\n")
    found = matched(liuhe, **PLANT)
    assert (found["invest-industry"]["status"], found["invest-industry"]["most"]) == ("eligible", 2_000_000)
    assert found["invest-industry"]["missing"] == []
    assert found["invest-industry"]["reasons"][-1]["words"].endswith("按 5%—20% 算是 50万元至200万元")
    assert found["total"] == 0


@pytest.mark.parametrize(
    ("yuan", "small", "middle"),
    [
        (9_999_999, "not_eligible", "not_eligible"),
        (50_000_000, "eligible", "not_eligible"),
        (50_000_001, "not_eligible", "eligible"),
        (100_000_000, "not_eligible", "eligible"),
        (100_000_001, "not_eligible", "not_eligible"),
    ],
)
def test_a_sum_between_two_steps_belongs_to_the_lower_one(liuhe: Content, yuan: int, small: str, middle: str) -> None:
    found = matched(liuhe, project_type="farming", investment=yuan, contribution="100万元")
    assert (found["farming-small"]["status"], found["farming-middle"]["status"]) == (small, middle)


def edges(content: Content) -> list[tuple[Leaf, int]]:
    leaves = [leaf for measure in content.measures for leaf in measure.condition.leaves()]
    return [(leaf, edge) for leaf in leaves for edge in leaf.edges()]


def test_every_threshold_decides_at_its_very_yuan(liuhe: Content) -> None:
    assert len(edges(liuhe)) == 8
    for leaf, edge in edges(liuhe):
        verdicts = {leaf.verdict({leaf.fact.id: Amount(yuan, yuan)}) for yuan in (edge - 1, edge)}
        assert verdicts == {Verdict.YES, Verdict.NO}, leaf.need()
        assert leaf.verdict({leaf.fact.id: Amount(edge - 1, edge)}) is Verdict.UNKNOWN
        assert leaf.verdict({}) is Verdict.UNKNOWN


def test_every_sentence_is_in_the_coverage_whatever_quotes_it(liuhe: Content) -> None:
    found = {sentence.quote.plain[:8]: sentence for sentence in coverage(liuhe)}
    assert found["设立总规模不低于"].article is not None
    assert found["中共柳河县委 柳"].article is None
    assert found["县商务局负责新建"].stated
    assert found["政策奖励按项目实"].stated
    left = [sentence.short for sentence in coverage(liuhe) if not sentence.accounted]
    assert len(left) == 7
    assert all(not text.startswith(("(", "一、", "二", "三、", "四、", "五、")) for text in left)


def test_a_finding_names_its_office_and_what_is_stated_beside_it(liuhe: Content) -> None:
    found = matched(liuhe, upgrade="yes", equipment="300万元")["upgrade"]
    assert (found["status"], found["departments"]) == ("eligible", ["县工信局"])
    assert found["notes"][0].endswith("最高奖励不超过50万元)。")
