"""A ladder answers with the step that its own figure reaches, and not with that of another figure named beside it."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import Content, load
from bot.dialogue import Asker, gather
from tests.copies import intents_copied
from tests.dialogue.tea import write

TODAY = date(2025, 6, 1)

SOURCE = """# 丁市支持总部经济办法

## 第一条 落户奖

对新落户企业，年度纳税总额达到 1000 万元的，奖励 300 万元；达到 4000 万元的，奖励 900 万元。〔责任单位：丁市发改局〕

## 第二条 仓库补助

仓库建设投资额 2000 万元以下的，补助 20 万元；投资额达到 2000 万元的，补助 60 万元。〔责任单位：丁市发改局〕

本办法自 2025 年 1 月 1 日起施行，有效期至 2027 年 12 月 31 日。
"""

POLICY = """
id: hq
title: 丁市支持总部经济办法
issuer: 丁市人民政府
issued: 2025-01-01
valid: {from: 2025-01-01, until: 2027-12-31, quote: 本办法自 2025 年 1 月 1 日起施行，有效期至 2027 年 12 月 31 日。}
articles:
  - number: 一
    heading: 落户奖
    departments: [丁市发改局]
    measures:
      - id: settling
        name: 落户奖
        award: {ladder: {fact: tax, reaches: {1000万元: 300万元, 4000万元: 900万元}}}
        quote: 对新落户企业，年度纳税总额达到 1000 万元的，奖励 300 万元；达到 4000 万元的，奖励 900 万元。
        examples:
          - {given: {tax: 1200万元}, pays: 300万元}
  - number: 二
    heading: 仓库补助
    departments: [丁市发改局]
    measures:
      - id: small-store
        name: 仓库补助（2000万元以下）
        topics: [仓库补助]
        conditions: {fact: outlay, below: 2000万元}
        award: {fixed: 20万元}
        quote: 仓库建设投资额 2000 万元以下的，补助 20 万元
        examples:
          - {given: {outlay: 900万元}, pays: 20万元}
      - id: large-store
        name: 仓库补助（2000万元起）
        topics: [仓库补助]
        conditions: {fact: outlay, at_least: 2000万元}
        award: {fixed: 60万元}
        quote: 投资额达到 2000 万元的，补助 60 万元
        examples:
          - {given: {outlay: 2000万元}, pays: 60万元}
"""

FACTS = """
- {id: tax, kind: money, yearly: yes, name: 年度纳税总额, also: [交税], ask: "{year} 年纳税多少？", hint: 例如：800万}
- {id: outlay, kind: money, name: 建设投资额, also: [固投], ask: 投资多少？, hint: 例如：800万}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    root: Path = tmp_path_factory.mktemp("hq")
    intents_copied(root)
    write(root / "policy_data/hq/source.md", SOURCE)
    write(root / "policy_data/hq/policy.yaml", POLICY)
    write(root / "policy_data/facts.yaml", FACTS)
    write(root / "policy_data/departments.yaml", "- {region: 丁市, offices: [{name: 丁市发改局}]}")
    return load(root)


@pytest.mark.parametrize(
    ("text", "pays"),
    [
        ("营收6亿，纳税2000万，落户奖能拿多少", 3_000_000),
        ("去年卖了9000万，交税1100万，落户奖多少", 3_000_000),
        ("纳税四千多万落户奖多少", 9_000_000),
        ("落户奖4500万那档给多少", 9_000_000),
        ("营收6亿的落户奖多少", None),
        ("固投5000万的落户奖多少", None),
    ],
)
def test_only_a_sum_that_can_be_of_the_ladders_figure_counts(content: Content, text: str, pays: int | None) -> None:
    (answer,) = Asker(content).ask(text, "", TODAY)["answers"]
    assert (answer["measure"], answer["amount"]) == ("settling", pays)


def test_a_step_is_called_first_reached_only_where_the_document_says_so(content: Content) -> None:
    said = Asker(content).ask("落户奖多少钱", "", TODAY)["text"]
    assert "· 达到 1000万元：300万元" in said
    assert "首次" not in said


@pytest.mark.parametrize(
    "text", ["固投3200万，仓库补助多少", "砸了3200万固投，仓库补助多少", "建设投资额3200万，仓库补助给多少"]
)
def test_a_figure_named_before_or_behind_its_sum_decides_between_measures(content: Content, text: str) -> None:
    assert gather(content.facts, text, TODAY).values["outlay"]["low"] == 32_000_000
    answers = Asker(content).ask(text, "", TODAY)["answers"]
    assert [each["measure"] for each in answers] == ["large-store"]
