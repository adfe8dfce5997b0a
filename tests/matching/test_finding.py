"""What a finding tells beside its status: reasons, doubts, offices, distance."""

from datetime import date
from typing import Any

import pytest

from bot.matching import Finding, Status
from tests.helpers import finding

LEADING: dict[str, Any] = {"leading_industry": "yes", "agricultural": "no"}
STACKING = "一次跨越多档时是否叠加，原文未写明；按所达最高档提示。"


def words(found: Finding) -> list[str]:
    return [reason.words for reason in found.reasons]


def test_a_finding_that_fails_tells_every_reason_and_none_that_holds() -> None:
    found = finding("revenue-milestone", leading_industry="no", sector="pigs", revenue="4亿元", applicant="person")
    assert found.status is Status.NOT_ELIGIBLE
    assert words(found) == [
        "不是专业镇主导产业企业，条款要求是专业镇主导产业企业",
        "是涉农企业，条款要求不是涉农企业",
        "由个人申领，条款要求由企业申领",
        "年营收 4亿元（2024 年），未达到 5亿元",
    ]


def test_a_known_no_wins_over_a_missing_fact() -> None:
    found = finding("revenue-milestone", leading_industry="no")
    assert (found.status, found.missing) == (Status.NOT_ELIGIBLE, ())
    assert words(found) == ["不是专业镇主导产业企业，条款要求是专业镇主导产业企业"]


def test_a_finding_that_holds_tells_every_test() -> None:
    found = finding("revenue-milestone", **LEADING, revenue="5亿元", best_revenue_before="4.8亿元")
    assert (found.status, found.least, found.most) == (Status.ELIGIBLE, 100_000, 100_000)
    assert words(found) == [
        "是专业镇主导产业企业",
        "不是涉农企业",
        "由企业申领",
        "年营收 5亿元（2024 年），首次达到 5亿元",
    ]


@pytest.mark.parametrize(
    ("revenue", "best", "told"),
    [
        ("9亿元", "4亿元", False),
        ("12亿元", "4亿元", True),
        ("12亿元", "5亿元", False),
        ("25亿元", "5亿元", True),
        ("25亿元", "10亿元", False),
        ("60亿元", "10亿元", True),
        ("60亿元", "20亿元", False),
        ("12亿元", "unknown", True),
    ],
)
def test_the_doubt_about_several_steps_is_told_only_where_several_are_crossed(
    revenue: str, best: str, told: bool
) -> None:
    found = finding("revenue-milestone", **LEADING, revenue=revenue, best_revenue_before=best)
    assert (STACKING in found.doubts) is told


@pytest.mark.parametrize(
    ("facts", "doubts"),
    [
        ({}, ["是否只给小微企业，原文未写明。", "这句没写是否须在专业镇内、是否须属主导产业。"]),
        ({"size": "small"}, ["这句没写是否须在专业镇内、是否须属主导产业。"]),
        ({"size": "small", "specialty_town": "yes"}, []),
    ],
)
def test_a_doubt_that_a_fact_settles_is_not_told(facts: dict[str, Any], doubts: list[str]) -> None:
    found = finding("system-certification", certifications={"quality_system": "2024"}, **facts)
    assert list(found.doubts) == doubts


def test_the_doubt_about_two_certificates_is_told_only_to_who_has_both() -> None:
    both = finding("system-certification", certifications={"quality_system": "2024", "green_system": "2024"})
    assert "两种认证都有时给一次还是两次，原文未写明；按一次提示。" in both.doubts
    assert both.most == 20_000


def test_the_first_office_is_the_first_of_the_document() -> None:
    offices = [office.name for office in finding("specialised-sme", county="gaoping").offices]
    assert (offices[0], offices[-1]) == ("市工信局", "高平市人民政府")
    assert finding("specialised-sme").offices[-1].name == "各县（市、区）人民政府"


@pytest.mark.parametrize(
    ("facts", "gap"),
    [
        ({"revenue": "4.8亿元"}, 20_000_000),
        ({"revenue": "3.75亿元"}, 125_000_000),
        ({"revenue": 374_999_999}, None),
        ({"revenue": {"low": "4亿元", "high": "4.8亿元"}}, 20_000_000),
        ({"revenue": {"low": "3亿元", "high": "4.8亿元"}}, None),
        ({"revenue": "4.8亿元", "leading_industry": "no"}, None),
        ({"revenue": "4.8亿元", "best_revenue_before": "5亿元"}, None),
        ({"revenue": "4.8亿元", "best_revenue_before": 499_999_999}, 20_000_000),
        ({"revenue": "60亿元"}, None),
        ({}, None),
    ],
)
def test_the_distance_is_told_where_nothing_but_the_figure_is_in_the_way(
    facts: dict[str, Any], gap: int | None
) -> None:
    found = finding("revenue-milestone", sector="casting", **facts)
    assert (found.shortfall.gap if found.shortfall else None) == gap


@pytest.mark.parametrize(
    ("given", "as_of", "years"),
    [
        ({"revenue": "5.5亿元", "best_revenue_before": "5.1亿元"}, date(2026, 11, 23), (2023, 2024)),
        ({"revenue": "4亿元", "best_revenue_before": "5.1亿元"}, date(2026, 11, 23), (2023, 2024)),
        ({"revenue": "6亿元", "best_revenue_before": {"low": "5亿元"}}, date(2028, 1, 5), (2023, 2024, 2025)),
        ({"revenue": "5.5亿元", "best_revenue_before": {"amount": "5.1亿元", "year": 2024}}, date(2026, 1, 5), (2024,)),
        ({"revenue": "5.5亿元", "best_revenue_before": {"amount": "5.1亿元", "year": 2022}}, date(2026, 1, 5), ()),
        ({"revenue": "5.5亿元", "best_revenue_before": "4.9亿元"}, date(2026, 11, 23), ()),
        ({"revenue": "5.5亿元", "best_revenue_before": "5.1亿元"}, date(2024, 1, 5), ()),
        ({"revenue": "5.5亿元", "best_revenue_before": "5.1亿元", "applicant": "person"}, date(2026, 1, 5), ()),
    ],
)
def test_a_step_passed_before_may_have_been_new_in_an_earlier_year_of_the_policy(
    given: dict[str, Any], as_of: date, years: tuple[int, ...]
) -> None:
    earlier = finding("revenue-milestone", as_of, **LEADING, **given).earlier
    assert (earlier.years if earlier else ()) == years
    assert earlier is None or earlier.step == 500_000_000
