"""What a policy says of all the money it pays: a condition with its quote, and passages told beside it."""

from pathlib import Path

import pytest

from bot.content import ContentError, Fault, Measure, coverage, load
from bot.matching import check, find, finding_json, read_profile, result_json
from tests.helpers import LAST_DAY
from tests.tianhe import POLICY, changed, tianhe

BARRED = "有下列情形之一的，不予资金支持："
BUDGET = "涉及奖补比例和限额均为上限，实际奖补比例和金额受年度资金预算总量控制。"
CINEMA = {"sector": "culture_sports", "revenue": "520万元", "loan_standards": "yes"}


def measure(measure_id: str) -> Measure:
    return tianhe().measure(f"tianhe-2025-2/{measure_id}")


def faults(root: Path) -> tuple[Fault, ...]:
    with pytest.raises(ContentError) as caught:
        load(root)
    return caught.value.faults


def test_the_examples_hold() -> None:
    assert check(tianhe()) == ()


def test_who_is_excluded_from_money_gets_none_and_keeps_the_services() -> None:
    profile = read_profile({**CINEMA, "barred": "dishonest"}, tianhe().facts, LAST_DAY)
    found = [find(each, profile.known, LAST_DAY) for each in tianhe().measures]
    assert [each.measure.id for each in found if each.status == "eligible"] == ["bank-referral"]
    assert found[2].reasons[0].words == "被列入严重失信主体名单，条款要求没有不予支持的情形"


def test_what_pays_rests_on_the_quote_of_the_condition_too() -> None:
    profile = read_profile(CINEMA, tianhe().facts, LAST_DAY)
    paid = finding_json(find(measure("first-culture-sports"), profile.known, LAST_DAY))
    served = finding_json(find(measure("bank-referral"), profile.known, LAST_DAY))
    assert (paid["status"], paid["amount"]) == ("eligible", 50_000)
    assert paid["quotes"][-1].startswith(BARRED)
    assert not any(BARRED in quote for quote in served["quotes"])
    assert [reason["fact"] for reason in paid["reasons"]] == ["sector", "revenue", "barred"]


def test_notes_of_the_policy_stand_behind_those_of_what_pays() -> None:
    notes = [quote.text for quote in measure("first-lodging").notes]
    assert notes == ["具体标准以国家统计局发布的相关规定为准。", BUDGET]
    assert measure("bank-referral").notes == ()


def test_a_result_that_pays_tells_the_notes_once() -> None:
    content = tianhe()
    told = []
    for given in ({}, CINEMA, {"sector": "culture_sports", "revenue": "1万元", "barred": "police"}):
        profile = read_profile(given, content.facts, LAST_DAY)
        found = [find(each, profile.known, LAST_DAY) for each in content.measures]
        told.append(result_json(found, profile, content.facts, LAST_DAY)["notes"])
    assert told == [[BUDGET], [BUDGET], []]


def test_its_passages_are_in_the_coverage_and_in_no_measure() -> None:
    found = {sentence.quote.plain[:8]: sentence for sentence in coverage(tianhe())}
    for words in ("（七）有下列情形", "2.获扶持前被公", "（五）本措施涉及", "本措施有效期届满"):
        assert (found[words].stated, found[words].measures) == (True, ()), words


def test_a_sum_of_the_condition_stands_in_its_quote(tmp_path: Path) -> None:
    root = changed(tmp_path, POLICY, "{fact: barred, is: none, quote", "{fact: revenue, at_least: 60万元, quote")
    found = [fault for fault in faults(root) if "60万元 is not in its quote" in fault.problem]
    assert [fault.where for fault in found] == ["conditions"]


def test_a_condition_without_a_quote_is_a_fault_that_hides_no_other(tmp_path: Path) -> None:
    changed(tmp_path, POLICY, "{fact: barred, is: none, quote: 有下列", "{fact: barred, is: none, all: 有下列")
    path = tmp_path / POLICY
    path.write_text(path.read_text("utf-8").replace("award: {up_to: 10万元}", "award: {up_to: 11万元}"), "utf-8")
    problems = [fault.problem for fault in faults(tmp_path)]
    assert "expected a condition with its quote beside it: {fact: ..., is: ..., quote: ...}" in problems
    assert any(problem.startswith("11万元 is not in its quote") for problem in problems)
