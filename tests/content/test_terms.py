"""What a policy says of all the money it pays: a condition with its quote, and passages told beside it."""

from pathlib import Path

import pytest

from bot.content import ContentError, Fault, Measure, coverage, load
from bot.matching import check, find, finding_json, read_profile, result_json
from tests.helpers import LAST_DAY
from tests.wangjiang import POLICY, change, changed, wangjiang

BARRED = "有下列情形之一的，不予支持："
BUDGET = "本办法所列限额均为上限，受年度预算控制，预算不足时按比例核减。"
STUDIO = {"sector": "design_fairs", "revenue": "420万元", "first_step": "yes", "fair_demands": "yes"}


def measure(measure_id: str) -> Measure:
    return wangjiang().measure(f"wangjiang-2025-6/{measure_id}")


def faults(root: Path) -> tuple[Fault, ...]:
    with pytest.raises(ContentError) as caught:
        load(root)
    return caught.value.faults


def test_the_examples_hold() -> None:
    assert check(wangjiang()) == ()


def test_who_is_excluded_from_money_gets_none_and_keeps_the_services() -> None:
    profile = read_profile({**STUDIO, "barred": "dishonest"}, wangjiang().facts, LAST_DAY)
    found = [find(each, profile.known, LAST_DAY) for each in wangjiang().measures]
    assert [each.measure.id for each in found if each.status == "eligible"] == ["fair-referral"]
    assert found[2].reasons[0].words == "有未修复的严重失信信息，条款要求没有不予支持的情形"


def test_what_pays_rests_on_the_quote_of_the_condition_too() -> None:
    profile = read_profile(STUDIO, wangjiang().facts, LAST_DAY)
    paid = finding_json(find(measure("first-design-fairs"), profile.known, LAST_DAY))
    served = finding_json(find(measure("fair-referral"), profile.known, LAST_DAY))
    assert (paid["status"], paid["amount"]) == ("eligible", 80_000)
    assert paid["quotes"][-1].startswith(BARRED)
    assert not any(BARRED in quote for quote in served["quotes"])
    assert [reason["fact"] for reason in paid["reasons"]] == ["sector", "first_step", "revenue", "barred"]


def test_notes_of_the_policy_stand_behind_those_of_what_pays() -> None:
    notes = [quote.text for quote in measure("first-housekeeping").notes]
    assert notes == ["统计口径有调整的，以统计部门最新公布的为准。", BUDGET]
    assert measure("fair-referral").notes == ()


def test_a_result_that_pays_tells_the_notes_once() -> None:
    content = wangjiang()
    told = []
    for given in ({}, STUDIO, {"sector": "design_fairs", "revenue": "1万元", "barred": "police"}):
        profile = read_profile(given, content.facts, LAST_DAY)
        found = [find(each, profile.known, LAST_DAY) for each in content.measures]
        told.append(result_json(found, profile, content.facts, LAST_DAY)["notes"])
    assert told == [[BUDGET], [BUDGET], []]


def test_its_passages_are_in_the_coverage_and_in_no_measure() -> None:
    found = {sentence.quote.plain[:8]: sentence for sentence in coverage(wangjiang())}
    for words in ("（七）有下列情形", "2.因涉嫌犯罪被", "（五）奖励资金由", "有效期内已受理、"):
        assert (found[words].stated, found[words].measures) == (True, ()), words


def test_a_sum_of_the_condition_stands_in_its_quote(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "{fact: barred, is: none, quote", "{fact: revenue, at_least: 60万元, quote")
    found = [fault for fault in faults(root) if "60万元 is not in its quote" in fault.problem]
    assert [fault.where for fault in found] == ["conditions"]


def test_a_condition_without_a_quote_is_a_fault_that_hides_no_other(tmp_path: Path) -> None:
    changed(tmp_path, POLICY, "{fact: barred, is: none, quote: 有下列", "{fact: barred, is: none, all: 有下列")
    change(tmp_path / POLICY, "award: {up_to: 12万元}", "award: {up_to: 11万元}")
    problems = [fault.problem for fault in faults(tmp_path)]
    assert "expected a condition with its quote beside it: {fact: ..., is: ..., quote: ...}" in problems
    assert any(problem.startswith("11万元 is not in its quote") for problem in problems)
