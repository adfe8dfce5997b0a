"""`huiqi match`: findings for a profile, or for many."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import rates
from tests.commands import Ran, Runs, write
from tests.helpers import ROOT
from tests.wangjiang import save

PROFILE = """
sector: casting
revenue: 5.3亿元
best_revenue_before: 4.8亿元
leading_industry: yes
certifications: {quality_system: 2024-05}
"""


def test_match_gives_amounts_quotes_and_departments(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE), "--as-of", "2026-11-22", "--json")
    result = json.loads(ran.out)
    found = {finding["measure"]: finding for finding in result["findings"]}
    assert (ran.status, result["certain_total"], len(found)) == (0, 120_000, 64)
    milestone = found["revenue-milestone"]
    assert (milestone["status"], milestone["amount"], milestone["ended"]) == ("eligible", 100_000, True)
    assert milestone["departments"][:2] == ["市工信局", "市统计局"]
    assert found["china-brand"]["status"] == "not_eligible"


def test_match_tells_the_years_in_which_a_step_passed_before_may_have_been_new(huiqi: Runs, tmp_path: Path) -> None:
    known = "leading_industry: yes\nagricultural: no\nrevenue: 5.5亿元\nbest_revenue_before: 5.1亿元\n"
    ran = huiqi("match", write(tmp_path, "p.yaml", known), "--as-of", "2026-11-23")
    assert "换一年  年营收首次达标奖励：—；若 5亿元是 2023、2024 年首次达到的，请改填那一年的数" in ran.out


def test_every_quote_in_the_json_is_in_the_official_text(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE), "--json")
    source = (ROOT / "policy_data/jincheng-2023-39/source.md").read_text("utf-8")
    quotes = [quote for finding in json.loads(ran.out)["findings"] for quote in finding["quotes"]]
    assert len(quotes) > 60
    assert all(quote in source for quote in quotes)


def test_as_of_answers_for_any_day(huiqi: Runs, tmp_path: Path) -> None:
    path = write(tmp_path, "p.json", '{"certifications": {"jincheng_brand": "2023-10-31"}, "county": "qinshui"}')
    for day, status in (("2023-10-31", "eligible"), ("2026-01-01", "eligible")):
        finding = finding_of(huiqi("match", path, "--as-of", day, "--json"), "jincheng-brand")
        assert (finding["status"], finding["ended"]) == (status, day > "2025-12-31")
    assert finding["departments"][-1] == "沁水县人民政府"


def test_a_day_at_the_edge_of_the_calendar_is_refused_in_one_line(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.json", '{"revenue": 1}'), "--as-of", "0001-01-01")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "'0001-01-01' is out of range; write a day of the years 1900 to 9998" in ran.err


def finding_of(ran: Ran, measure: str) -> dict[str, Any]:
    return next(finding for finding in json.loads(ran.out)["findings"] if finding["measure"] == measure)


def test_a_jsonl_file_gives_a_line_for_each_profile_and_goes_on_after_a_bad_one(huiqi: Runs, tmp_path: Path) -> None:
    lines = '{"id": "a", "revenue": "5亿元"}\n{"revenue": -1}\n\n{"id": "c"}\n'
    ran = huiqi("match", write(tmp_path, "many.jsonl", lines), "--json")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", "c"]
    assert ran.status == 2
    assert ran.err.splitlines() == [f"huiqi: {tmp_path}/many.jsonl:2: revenue: -1 is negative; a sum is zero or more"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("bad.json", "{bad", "this is not JSON"),
        ("list.json", "[1]", "expected a mapping of facts"),
        ("bad.yaml", "a: [1\nb", "bad.yaml:3 this is not YAML"),
        ("empty.yaml", "", "the file is empty"),
        ("twice.yaml", "revenue: 1元\nrevenue: 2元", "twice.yaml:2 revenue: this key stands twice"),
        ("deep.json", "[" * 100_000, "this is not JSON"),
        ("unknown.json", '{"revenu": 1}', "unknown fact 'revenu'; known: sector, revenue"),
        ("negative.json", '{"revenue": -5}', "revenue: -5 is negative"),
        ("date.json", '{"certifications": {"listed": "2024-02-30"}}', "is a date that does not exist"),
        ("clash.json", '{"sector": "pigs", "agricultural": "no"}', "sector implies agricultural: yes"),
    ],
)
def test_bad_input_gets_one_line_that_says_where(huiqi: Runs, tmp_path: Path, name: str, text: str, words: str) -> None:
    ran = huiqi("match", write(tmp_path, name, text))
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err
    assert name in ran.err


def test_match_tells_article_and_office_of_each_and_what_is_said_of_all_the_money(
    huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_CONTENT", str(save(tmp_path)))
    facts = "sector: housekeeping\nrevenue: 300万元\nfirst_step: yes\nfair_demands: yes\n"
    ran = huiqi("match", write(tmp_path, "p.yaml", facts), "--as-of", "2026-06-01")
    assert ran.out.splitlines() == [
        "符合  家政服务业“首登阶”奖励：8万元（条款三，找望江区商贸服务业发展中心）",
        "符合  推荐参加区外展销会：推荐参展（条款六，归哪个部门，原文没写）",
        "截至 2026-06-01，逐项相加 8万元",
        "原文：本办法所列限额均为上限，受年度预算控制，预算不足时按比例核减。",
        "",
    ]


def test_match_tells_of_a_share_that_is_a_ceiling_the_most_it_comes_to(
    huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_CONTENT", str(rates.save(tmp_path, capped=False, ceiling=True)))
    lines = []
    for facts in ("revenue: 88万元", "sector: casting"):
        profile = write(tmp_path, "p.yaml", f"projects: [industrial_land]\n{facts}\n")
        lines += huiqi("match", profile, "--as-of", "2025-06-01").out.splitlines()
    told = [line.partition("（条款")[0] for line in lines if "提高容积率不增收地价" in line]
    assert told == [
        "符合  提高容积率不增收地价：最高 61.6万元（不超过年营收的 70%）",
        "可能  提高容积率不增收地价：按不超过年营收的 70% 算；还要知道 年营收",
    ]


@pytest.mark.parametrize("said", ["5.3亿", "5.3亿元", "53000万", "530000000"])
def test_match_takes_a_sum_with_or_without_its_last_character(huiqi: Runs, tmp_path: Path, said: str) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE.replace("5.3亿元", said)), "--as-of", "2024-11-22", "--json")
    assert json.loads(ran.out)["certain_total"] == 120_000


def test_many_profiles_show_a_progress_bar_that_leaves_the_result_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "many.jsonl", '{"id": 1}\n' * 30)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "match", str(path), "--json"]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    out, _ = ran.communicate(timeout=30)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert len(out.splitlines()) == 30
    assert "matching" in shown
    assert "100%" in shown
    assert "version" not in shown
