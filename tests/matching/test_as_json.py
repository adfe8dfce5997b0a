"""The shape that `docs/json.md` documents: its keys, their types, whole yuan and ISO days."""

import json
import re
from datetime import date
from typing import Any

import pytest

from bot.matching import Matcher, finding_json, result_json
from tests.helpers import JINCHENG, LAST_DAY, ROOT, content, finding, profile

FOUNDRY: dict[str, Any] = {
    "sector": "casting",
    "revenue": "5.3亿元",
    "best_revenue_before": {"low": "4亿元", "high": "4.8亿元"},
    "leading_industry": True,
    "certifications": {"quality_system": "2024-05", "tech_sme": None},
    "county": "zezhou",
    "size": "unknown",
}

STATUSES = {"eligible", "possible", "not_eligible", "lapsed", "not_yet"}
KINDS = {"fixed", "ladder", "rate", "unstated", "case_by_case", "no_money"}


def result(as_of: date = LAST_DAY, **facts: Any) -> dict[str, Any]:
    known = profile(as_of, **facts)
    found = Matcher(content().measures).explain(known, as_of)
    written: dict[str, Any] = json.loads(json.dumps(result_json(found, known, content().facts, as_of)))
    return written


def documented(heading: str) -> set[str]:
    """Return the keys of the first table below some words of docs/json.md."""
    after = (ROOT / "docs" / "json.md").read_text("utf-8").partition(heading)[2]
    table = re.search(r"\| key \| holds \|\n(?:\|.*\n)+", after)
    assert table
    return {key for row in table[0].splitlines()[2:] for key in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_a_result_has_the_documented_keys() -> None:
    assert set(result(**FOUNDRY)) == documented("## `huiqi match FILE --json`") | {"version"}


def test_every_finding_has_the_documented_keys() -> None:
    keys = documented("Each finding:")
    assert len(keys) == 23
    assert all(set(found) == keys for found in result(**FOUNDRY)["findings"])


def test_a_profile_is_given_back_as_it_was_taken() -> None:
    found = result(**FOUNDRY)
    assert (found["version"], found["as_of"]) == (1, "2025-12-31")
    assert found["profile"] == {
        "sector": "casting",
        "revenue": {"low": 530_000_000, "high": 530_000_000, "year": 2024},
        "certifications": {"quality_system": "2024-05", "tech_sme": None},
        "leading_industry": "yes",
        "specialty_town": "yes",
        "agricultural": "no",
        "best_revenue_before": {"low": 400_000_000, "high": 480_000_000},
        "applicant": "enterprise",
        "county": "zezhou",
    }
    assert (found["presumed"], found["implied"]) == (["applicant"], ["agricultural", "specialty_town"])
    assert profile(**found["profile"]).known == profile(**FOUNDRY).known


def test_the_certain_total_adds_up_the_eligible_sums() -> None:
    found = result(**FOUNDRY)
    sums = {f["measure"]: f["amount"] for f in found["findings"] if f["status"] == "eligible" and f["amount"]}
    assert sums == {"revenue-milestone": 100_000, "system-certification": 20_000}
    assert found["certain_total"] == 120_000


def test_the_overlap_clause_is_told_once_and_verbatim() -> None:
    assert "本政策与我市其他同类优惠政策重复的，按已有政策执行，不重复奖补。" in result()["overlap"]
    assert len(result()["overlap"]) == len(set(result()["overlap"]))


def test_a_finding_that_is_paid_is_written_in_full() -> None:
    found = finding_json(finding("system-certification", **FOUNDRY))
    assert found == {
        "policy": JINCHENG,
        "policy_number": "晋市政办〔2023〕39号",
        "article": "八",
        "article_heading": "深化产业标准引领",
        "measure": "system-certification",
        "name": "质量、绿色体系认证奖补",
        "status": "eligible",
        "award": "fixed",
        "award_words": "",
        "amount": 20_000,
        "most": 20_000,
        "quotes": [
            "深入组织开展小微企业质量管理体系认证提升行动，对通过质量管理体系、绿色体系认证的企业给予 2 万元的奖补。"
        ],
        "notes": [],
        "departments": ["市市场监管局", "市财政局", "泽州县人民政府"],
        "departments_quote": None,
        "reasons": [
            {
                "fact": "certifications",
                "holds": "yes",
                "need": "2023-10-31 至 2025-12-31 间取得质量管理体系认证或绿色体系认证",
                "words": "质量管理体系认证（2024 年 5 月）",
            },
            {"fact": "applicant", "holds": "yes", "need": "由企业申领", "words": "由企业申领"},
        ],
        "missing": [],
        "open": ["是否只给小微企业，原文未写明。"],
        "distance": None,
        "earlier": None,
        "valid_from": "2023-10-31",
        "valid_until": "2025-12-31",
        "ended": False,
    }


def test_a_step_passed_before_tells_the_years_in_which_it_may_have_been_new() -> None:
    found = finding_json(finding("revenue-milestone", **{**FOUNDRY, "best_revenue_before": "5.1亿元"}))
    assert found["status"] == "not_eligible"
    assert found["earlier"] == {"fact": "revenue", "step": 500_000_000, "years": [2023]}


def test_a_finding_that_is_near_tells_the_distance() -> None:
    found = finding_json(finding("revenue-milestone", sector="casting", revenue="4.8亿元"))
    assert (found["status"], found["amount"], found["most"]) == ("not_eligible", None, None)
    assert found["distance"] == {
        "fact": "revenue",
        "have": 480_000_000,
        "step": 500_000_000,
        "pays": 100_000,
        "gap": 20_000_000,
    }


def test_a_finding_that_is_possible_tells_what_is_missing_and_the_most() -> None:
    found = finding_json(finding("revenue-milestone", sector="casting", revenue="5.3亿元"))
    assert (found["status"], found["amount"], found["most"]) == ("possible", None, 100_000)
    assert found["missing"] == ["leading_industry", "best_revenue_before"]
    assert [reason["holds"] for reason in found["reasons"]] == ["unknown", "yes", "yes", "unknown"]


def test_a_finding_without_a_stated_sum_holds_the_words_of_the_text() -> None:
    found = finding_json(finding("little-giant", leading_industry="yes", certifications={"little_giant": "2025-07"}))
    assert (found["status"], found["award"], found["amount"], found["most"]) == ("eligible", "unstated", None, None)
    assert (found["award_words"], found["open"]) == ("按规定给予奖励", ["“规定”指哪份文件，原文未写明。"])


@pytest.mark.parametrize(
    ("when", "status", "holds"),
    [("2023-10-30", "not_yet", "no"), ("2026-01-01", "lapsed", "no"), (None, "possible", "unknown")],
)
def test_too_early_and_too_late_do_not_hold(when: str | None, status: str, holds: str) -> None:
    found = finding_json(finding("china-brand", date(2026, 11, 22), certifications={"china_brand": when}))
    assert (found["status"], found["ended"], found["reasons"][0]["holds"]) == (status, True, holds)


@pytest.mark.parametrize("facts", [{}, FOUNDRY, {"applicant": "town"}, {"revenue": {"low": 1}}], ids=list)
def test_every_finding_has_the_documented_types(facts: dict[str, Any]) -> None:
    found = result(**facts)
    assert len(found["findings"]) == len(content().measures)
    for one in found["findings"]:
        assert one["status"] in STATUSES
        assert one["award"] in KINDS
        for yuan in (one["amount"], one["most"], found["certain_total"]):
            assert yuan is None or type(yuan) is int
        assert (one["amount"] is not None) <= (one["status"] == "eligible")
        assert all(
            isinstance(text, str) and text for key in ("quotes", "departments", "missing", "open") for text in one[key]
        )
        assert all(reason["holds"] in {"yes", "no", "unknown"} for reason in one["reasons"])
        assert date.fromisoformat(one["valid_from"]) <= date.fromisoformat(one["valid_until"] or "9999-12-31")
