import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import UNBOUNDED, Amount
from bot.matching import Matcher, ProfileError, Status, make_profile, matched_json, read_profile
from tests.helpers import LAST_DAY, content, profile
from tests.matching.cases import PROPERTY, raw

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["5亿元", "-5元", "quality_system", "2024-05", "yes"])
)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner))
ALMOST = (
    JSON
    | st.dictionaries(st.sampled_from(["amount", "low", "high", "year"]), JSON, min_size=1)
    | st.dictionaries(st.sampled_from(["quality_system", "listed"]), JSON, min_size=1)
    | st.lists(st.fixed_dictionaries({"id": st.just("listed"), "date": JSON}), min_size=1, max_size=2)
)
"""Anything that JSON can hold, often in the shape of a value."""

BAD = {
    "unknown fact": ({"weather": "fine"}, "unknown fact 'weather'; known: sector, revenue, certifications, projects"),
    "negative number": ({"revenue": -1}, "revenue: -1 is negative; a sum is zero or more"),
    "negative sum": ({"revenue": "-5亿元"}, "revenue: -5亿元 is negative; a sum is zero or more"),
    "part of a yuan": ({"revenue": 4.8}, "revenue: 4.8 is not a whole number of yuan"),
    "part of a yuan in words": ({"revenue": "0.5元"}, "revenue: '0.5元' is not a whole number of yuan"),
    "infinite": ({"revenue": float("inf")}, "revenue: inf is not a whole number of yuan"),
    "not a number": ({"revenue": float("nan")}, "revenue: nan is not a whole number of yuan"),
    "no unit": ({"revenue": "4.8"}, "revenue: '4.8' is not a sum; write it as 500元, 10万元 or 0.8亿元"),
    "too many zeros": (
        {"revenue": 10**16},
        "revenue: 10000000000000000 yuan is beyond any enterprise; check the zeros",
    ),
    "a truth for a sum": ({"revenue": True}, "revenue: expected a sum; write it as 10万元, 0.8亿元 or whole yuan"),
    "a list for a sum": ({"revenue": [1]}, "revenue: expected one value, not list"),
    "low above high": ({"revenue": {"low": 6, "high": 5}}, "revenue: low 6 is above high 5"),
    "no amount": ({"revenue": {"year": 2024}}, "revenue: expected amount, or low and high"),
    "empty amount": ({"revenue": {}}, "revenue: expected amount, or low and high"),
    "unknown key": ({"revenue": {"sum": 5}}, "revenue: unknown key sum; allowed: amount, or low and high; year"),
    "year in words": ({"revenue": {"amount": 5, "year": "去年"}}, "revenue: '去年' is not a year; write it as 2024"),
    "year to come": ({"revenue": {"amount": 5, "year": 2026}}, "revenue: the year 2026 lies after 2025-12-31"),
    "wrong option": ({"size": "tiny"}, "size: 'tiny' is no option of size; allowed: large, medium, small, micro"),
    "wrong yes or no": (
        {"agricultural": "maybe"},
        "agricultural: 'maybe' is no option of agricultural; allowed: yes, no",
    ),
    "number for an option": ({"county": 1.5}, "county: expected one value, not float"),
    "wrong title": ({"certifications": ["nobel"]}, "certifications: 'nobel' is no option of certifications; allowed: "),
    "title twice": ({"certifications": ["listed", "listed"]}, "certifications: listed stands twice"),
    "title without id": (
        {"certifications": [{"date": "2024"}]},
        "certifications: expected items such as {id: quality_system, date: 2024-05}",
    ),
    "day that is not": (
        {"certifications": {"listed": "2024-02-30"}},
        "certifications: '2024-02-30' is a date that does not exist",
    ),
    "day in words": (
        {"certifications": {"listed": "去年"}},
        "certifications: '去年' is not a date; write it as 2024, 2024-05 or 2024-05-06",
    ),
    "day to come": (
        {"certifications": {"listed": "2026-01-01"}},
        "certifications: listed: 2026-01-01 lies after 2025-12-31; give the day it was obtained",
    ),
    "pigs that are no farming": (
        {"sector": "pigs", "agricultural": "no"},
        "sector implies agricultural: yes, but agricultural says agricultural: no; correct one of the two",
    ),
    "foundry that is farming": (
        {"agricultural": "yes", "sector": "casting"},
        "sector implies agricultural: no, but agricultural says agricultural: yes; correct one of the two",
    ),
    "leading industry outside the town": (
        {"leading_industry": "yes", "specialty_town": "no"},
        "leading_industry implies specialty_town: yes, but specialty_town says specialty_town: no",
    ),
}


@pytest.mark.parametrize(("facts", "words"), BAD.values(), ids=BAD)
def test_a_bad_profile_is_refused_in_one_line_that_names_the_fact(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(ProfileError) as refused:
        profile(**facts)
    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


@settings(PROPERTY, max_examples=300)
@given(st.dictionaries(st.sampled_from(list(content().facts)), ALMOST, min_size=1, max_size=3))
def test_a_profile_of_any_json_is_read_or_refused(facts: dict[str, Any]) -> None:
    with suppress(ProfileError):
        read = read_profile(facts, content().facts, LAST_DAY)
        assert read.given | read.skipped == facts.keys()


@PROPERTY
@given(st.sampled_from(list(content().facts.values())), st.data())
def test_a_value_written_is_read_back(fact: Any, data: st.DataObject) -> None:
    today = date(2026, 11, 22)
    value = fact.read(data.draw(raw(fact)), today)
    written = json.loads(json.dumps(fact.write(value)))
    assert fact.read(written, today) == value
    assert fact.say(value)


@pytest.mark.parametrize("when", [[], {}, ["2024"], {"year": 2024}], ids=str)
def test_a_day_that_is_a_list_or_mapping_is_refused(when: Any) -> None:
    with pytest.raises(ProfileError, match="certifications: expected one value"):
        profile(certifications={"listed": when})


@pytest.mark.parametrize(
    "facts",
    [{"revenue": "-5\n6"}, {"revenue": {"a\nb": 1}}, {"certifications": {"listed": "2027..2028\n"}}],
    ids=["negative", "key", "day"],
)
def test_a_message_stays_on_one_line_whatever_was_given(facts: dict[str, Any]) -> None:
    with pytest.raises(ProfileError) as refused:
        profile(**facts)
    assert "\n" not in str(refused.value)


def test_an_amount_beside_low_or_high_is_refused() -> None:
    with pytest.raises(ProfileError, match="expected either amount, or low and high"):
        profile(revenue={"amount": 5, "low": 1, "high": 9})


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (480_000_000, Amount(480_000_000, 480_000_000, 2024)),
        ("480000000", Amount(480_000_000, 480_000_000, 2024)),
        (4.8e8, Amount(480_000_000, 480_000_000, 2024)),
        ("4.8亿元", Amount(480_000_000, 480_000_000, 2024)),
        ({"amount": "4.8亿元", "year": 2022}, Amount(480_000_000, 480_000_000, 2022)),
        ({"amount": 5, "year": None}, Amount(5, 5, 2024)),
        ({"low": "2亿元", "high": 299_999_999}, Amount(200_000_000, 299_999_999, 2024)),
        ({"low": "5亿元"}, Amount(500_000_000, UNBOUNDED, 2024)),
        ({"high": "5亿元", "year": "2023"}, Amount(0, 500_000_000, 2023)),
        (0, Amount(0, 0, 2024)),
    ],
)
def test_a_yearly_figure_is_read_with_its_year(value: Any, amount: Amount) -> None:
    assert profile(revenue=value).known["revenue"] == amount


def test_a_figure_that_is_not_yearly_has_no_year() -> None:
    assert profile(best_revenue_before="4.2亿元").known["best_revenue_before"] == Amount(420_000_000, 420_000_000)


@pytest.mark.parametrize("held", [["listed"], {"listed": None}, {"listed": ""}, [{"id": "listed"}], "listed"])
def test_what_is_held_is_read_in_any_of_its_forms(held: Any) -> None:
    assert profile(certifications=held).known["certifications"] == {"listed": None}


@pytest.mark.parametrize("held", [[], {}])
def test_an_empty_list_means_that_none_is_held(held: Any) -> None:
    assert profile(certifications=held).known["certifications"] == {}


@pytest.mark.parametrize("value", [True, "yes", "true", "是", " yes "])
def test_yes_is_read_in_any_of_its_forms(value: Any) -> None:
    assert profile(agricultural=value).known["agricultural"] == "yes"


@pytest.mark.parametrize("value", [None, "unknown", "wont_say"])
def test_what_is_not_known_or_not_said_is_skipped(value: Any) -> None:
    read = profile(revenue=value)
    assert (read.skipped, "revenue" in read.known, "revenue" in read.given) == ({"revenue"}, False, False)


def test_what_follows_is_added_and_told_apart_from_what_was_given_and_presumed() -> None:
    read = profile(sector="pigs", leading_industry="yes")
    assert read.known == {
        "sector": "pigs",
        "leading_industry": "yes",
        "agricultural": "yes",
        "specialty_town": "yes",
        "applicant": "enterprise",
    }
    assert (read.given, read.presumed) == ({"sector", "leading_industry"}, {"applicant"})


def test_who_is_not_in_the_town_is_not_of_its_leading_industry() -> None:
    assert profile(specialty_town="no").known["leading_industry"] == "no"


def test_what_is_said_takes_the_place_of_what_is_presumed() -> None:
    read = profile(applicant="person")
    assert (read.known["applicant"], read.presumed) == ("person", frozenset())


def test_what_is_presumed_stays_presumed_where_nothing_is_said() -> None:
    read = profile(applicant=None)
    assert (read.known["applicant"], read.presumed, read.skipped) == ("enterprise", {"applicant"}, {"applicant"})


@pytest.mark.parametrize("value", ["unknown", "wont_say"])
def test_who_left_open_what_is_presumed_of_others_is_not_taken_to_be_it(value: str) -> None:
    read = profile(applicant=value)
    assert ("applicant" in read.known, read.presumed, read.skipped) == (False, frozenset(), {"applicant"})


def test_what_rests_on_who_applies_is_only_possible_where_that_is_left_open() -> None:
    geographical: dict[str, Any] = {"certifications": {"geo_mark": "2024"}, "applicant": "unknown"}
    found = {each.measure.id: each for each in Matcher(content().measures).match(profile(**geographical), LAST_DAY)}
    assert found["geo-mark"].status is Status.POSSIBLE
    assert found["geo-mark"].missing == ("applicant",)


def test_a_profile_without_one_fact_keeps_the_others() -> None:
    read = make_profile({"county": "zezhou", "size": "small"}, content().facts)
    assert read.without("county") == {"size": "small", "applicant": "enterprise"}


def test_what_was_left_open_is_given_back_so_that_it_is_not_presumed_of_the_same_profile() -> None:
    today = date(2025, 6, 1)
    taken = matched_json({"applicant": "unknown"}, content().facts, lambda *_: (), today)["profile"]
    assert taken == {"applicant": "unknown"}
    assert "applicant" not in read_profile(taken, content().facts, today).known
