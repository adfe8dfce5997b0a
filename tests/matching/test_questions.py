"""Who is asked what, by the measures of the Jincheng policy that pay; the order is that of `facts.yaml`."""

from datetime import date
from functools import cache
from typing import Any

import pytest

from bot.content import Shortfall
from bot.matching import Matcher, Question, Status, open_questions
from tests.helpers import JINCHENG, LAST_DAY, content, finding, profile

DONE: dict[str, Any] = {"certifications": [], "projects": []}
"""What an owner says who has nothing of either."""

STEPS = (500_000_000, 1_000_000_000, 2_000_000_000, 5_000_000_000)
FARMING_STEPS = (100_000_000, 300_000_000, 500_000_000, 1_000_000_000)


@cache
def jincheng() -> Matcher:
    return Matcher([m for m in content().measures if m.policy.id == JINCHENG and m.award.paying])


def questions(as_of: date = LAST_DAY, **facts: Any) -> dict[str, Question]:
    found = open_questions(jincheng(), profile(as_of, **facts), content().facts, as_of)
    return {question.fact.id: question for question in found}


def asked(**facts: Any) -> list[str]:
    """Return the facts that can still change something, in asking order."""
    return [fact_id for fact_id, question in questions(**facts).items() if not question.local]


def decided(question: Question) -> list[str]:
    return [finding.measure.id for finding in question.decides]


def test_who_has_said_nothing_is_asked_everything_that_can_matter_in_the_order_of_the_facts() -> None:
    found = list(questions())
    assert found == [fact_id for fact_id in content().facts if fact_id in found]
    assert found[:3] == ["sector", "revenue", "certifications"]
    assert set(content().facts) - set(found) == {"applicant", "size"}


def test_a_restaurant_with_nothing_is_done_after_four_answers() -> None:
    assert asked(sector="other_services")[0] == "revenue"
    assert asked(sector="other_services", revenue="300万元")[0] == "certifications"
    assert asked(sector="other_services", revenue="300万元", certifications=[])[0] == "projects"
    assert questions(sector="other_services", revenue="300万元", **DONE) == {}


def test_a_foundry_just_below_the_first_step_is_told_the_distance_and_not_asked_about_the_past() -> None:
    assert asked(sector="casting", revenue="4.8亿元") == [
        "certifications",
        "projects",
        "leading_industry",
        "specialty_town",
    ]
    assert questions(sector="casting", revenue="4.8亿元", **DONE) == {}
    found = finding("revenue-milestone", sector="casting", revenue="4.8亿元")
    assert found.status is Status.NOT_ELIGIBLE
    assert found.shortfall == Shortfall("revenue", 480_000_000, 500_000_000, 100_000)
    assert found.shortfall.gap == 20_000_000


def test_a_foundry_above_the_first_step_is_asked_what_decides_it() -> None:
    foundry: dict[str, Any] = {"sector": "casting", "revenue": "5.3亿元", **DONE}
    assert asked(**foundry) == ["leading_industry", "specialty_town", "best_revenue_before"]
    assert asked(**foundry, leading_industry="yes") == ["best_revenue_before"]
    assert asked(**foundry, leading_industry="yes", best_revenue_before="4.8亿元") == []
    assert asked(**foundry, leading_industry="no") == []
    assert asked(**foundry, specialty_town="no") == []


def test_a_question_tells_what_it_decides_and_the_most_at_stake() -> None:
    found = questions(sector="casting", revenue="12亿元", leading_industry="yes", **DONE)
    assert {fact_id: (decided(q), q.most, q.limits) for fact_id, q in found.items() if not q.local} == {
        "best_revenue_before": (["revenue-milestone"], 200_000, STEPS[:2])
    }


def test_a_question_that_no_sum_hangs_on_has_no_most() -> None:
    found = questions(sector="casting", revenue=0, certifications=[], projects={"upgrade": "2024"})
    assert (decided(found["specialty_town"]), found["specialty_town"].most) == (["key-project"], None)


def test_an_unknown_figure_is_asked_with_every_limit_that_it_may_cross() -> None:
    assert questions(sector="casting")["revenue"].limits == STEPS
    assert questions(sector="pigs")["revenue"].limits == FARMING_STEPS
    assert questions()["revenue"].limits == tuple(sorted({*STEPS, *FARMING_STEPS}))


@pytest.mark.parametrize(
    ("low", "high", "limits"),
    [
        ("4.5亿元", "5.5亿元", STEPS[:1]),
        (499_999_999, "5亿元", STEPS[:1]),
        ("4.5亿元", "20亿元", STEPS[:3]),
        ("9亿元", None, STEPS[1:]),
    ],
)
def test_a_range_across_a_step_is_asked_again_with_the_steps_inside_it(
    low: Any, high: Any, limits: tuple[int, ...]
) -> None:
    rough = {"low": low, "high": high} if high else {"low": low}
    assert questions(sector="casting", revenue=rough, **DONE)["revenue"].limits == limits


@pytest.mark.parametrize(("low", "high"), [("5亿元", "6亿元"), ("5亿元", 999_999_999), (0, 499_999_999)])
def test_a_range_inside_one_step_is_not_asked_again(low: Any, high: Any) -> None:
    assert "revenue" not in questions(sector="casting", revenue={"low": low, "high": high}, **DONE)


def test_a_title_of_a_straddling_year_is_asked_again() -> None:
    service: dict[str, Any] = {"sector": "other_services", "revenue": "300万元", "projects": []}
    assert asked(**service, certifications={"jincheng_brand": "2023"}) == ["certifications"]
    assert asked(**service, certifications=["jincheng_brand"]) == ["certifications"]
    assert asked(**service, certifications={"jincheng_brand": "2024"}) == []


def test_who_holds_a_geographical_mark_is_asked_who_applies() -> None:
    keeper: dict[str, Any] = {
        "sector": "honey",
        "revenue": "300万元",
        "certifications": {"geo_mark": "2024"},
        "projects": [],
    }
    found = questions(**keeper)
    assert list(found) == ["applicant"]
    assert (decided(found["applicant"]), found["applicant"].most) == (["geo-mark"], 30_000)
    assert asked(**keeper, applicant="organisation") == []
    assert asked(**keeper, applicant="enterprise") == []


def test_who_applies_is_not_asked_where_it_opens_nothing() -> None:
    assert "applicant" not in questions()
    assert "applicant" not in questions(sector="crafts", certifications={"jincheng_brand": "2024"})


def test_who_is_a_recognised_talent_is_asked_who_applies_before_where() -> None:
    person: dict[str, Any] = {
        "sector": "casting",
        "revenue": "300万元",
        "certifications": {"talent": "2024"},
        "projects": [],
    }
    assert asked(**person) == ["applicant"]


def test_a_recognised_talent_of_the_town_is_asked_who_applies() -> None:
    person: dict[str, Any] = {
        "sector": "casting",
        "revenue": "300万元",
        "certifications": {"talent": "2024"},
        "projects": [],
    }
    assert asked(**person, specialty_town="yes") == ["applicant"]
    assert asked(**person, applicant="person") == ["leading_industry", "specialty_town"]


def test_a_fact_that_another_implies_is_not_asked() -> None:
    assert "agricultural" in asked(sector="silk")
    assert "agricultural" not in asked(sector="casting")
    assert "agricultural" not in asked(sector="pigs")
    assert "specialty_town" not in asked(sector="casting", leading_industry="yes")


@pytest.mark.parametrize("skipped", ["unknown", "wont_say", None])
@pytest.mark.parametrize("fact_id", list(content().facts))
def test_what_was_skipped_is_never_asked_again(fact_id: str, skipped: str | None) -> None:
    found = questions(LAST_DAY, **{fact_id: skipped})
    assert fact_id not in found
    assert len(found) >= 8


def test_who_skips_everything_is_asked_nothing() -> None:
    assert questions(LAST_DAY, **dict.fromkeys(content().facts, "unknown")) == {}


def test_who_applies_is_not_asked_again_where_it_was_skipped() -> None:
    keeper: dict[str, Any] = {
        "sector": "honey",
        "revenue": "300万元",
        "certifications": {"geo_mark": "2024"},
        "projects": [],
    }
    assert "applicant" not in questions(**keeper, applicant="unknown")


def test_the_county_is_asked_last_and_only_to_name_the_office() -> None:
    service: dict[str, Any] = {"sector": "other_services", "revenue": "300万元", "projects": []}
    found = questions(**service, certifications={"jincheng_brand": "2024"})
    assert [(fact_id, q.local, decided(q), q.most, q.limits) for fact_id, q in found.items()] == [
        ("county", True, ["jincheng-brand"], None, ())
    ]
    assert questions(**service, certifications={"jincheng_brand": "2024"}, county="zezhou") == {}


def test_nothing_is_asked_of_a_day_before_the_policy() -> None:
    assert questions(date(2023, 10, 30)) == {}


def test_after_the_end_achievements_inside_the_window_are_still_asked_for() -> None:
    found = questions(date(2026, 11, 22))
    assert list(found)[:3] == ["sector", "revenue", "certifications"]
    assert "innovation-voucher" not in decided(found["certifications"])
    assert "jincheng-brand" in decided(found["certifications"])
