"""Findings where policies of two places are kept: those of another place are none, and the place is asked first."""

from datetime import date
from typing import Any

import pytest

from bot.content.places import WHERE
from bot.matching import Finding, Matcher, Profile, ProfileError, Status, open_questions, read_profile
from tests.helpers import content, paying
from tests.helpers import profile as one_place
from tests.two_places import JINCHENG, YUNHE, two_places

DAY = date(2025, 6, 1)
LISTED: dict[str, Any] = {"certifications": {"listed": 2024}}


def matcher() -> Matcher:
    return Matcher(two_places().measures)


def profile(**facts: Any) -> Profile:
    return read_profile(facts, two_places().facts, DAY)


def found(**facts: Any) -> dict[str, set[str]]:
    """Return policy -> status of each of its findings."""
    by_policy: dict[str, set[str]] = {}
    for each in matcher().match(profile(**facts), DAY):
        by_policy.setdefault(each.measure.policy.region.name, set()).add(each.status.value)
    return by_policy


def explained(measure: str, **facts: Any) -> Finding:
    findings = matcher().explain(profile(**facts), DAY)
    return next(each for each in findings if each.measure is two_places().measure(measure))


@pytest.mark.parametrize("place", [JINCHENG, YUNHE])
def test_an_enterprise_finds_the_policies_of_its_place_alone(place: str) -> None:
    by_policy = found(place=place, **LISTED)
    assert by_policy.keys() == {place}
    assert "eligible" in by_policy[place]


def test_a_county_tells_the_place() -> None:
    assert found(county="gaoping", **LISTED).keys() == {JINCHENG}


def test_an_enterprise_elsewhere_finds_nothing() -> None:
    assert not found(place="elsewhere", **LISTED)


def test_while_the_place_is_unknown_nothing_is_certain() -> None:
    assert found(**LISTED) == {JINCHENG: {"possible"}, YUNHE: {"possible"}}


def test_a_policy_of_another_place_says_that_it_is() -> None:
    finding = explained("jincheng-2023-39/listing-award", place=YUNHE, **LISTED)
    assert finding.status is Status.NOT_ELIGIBLE
    assert "在云河县，这份政策是晋城市的" in [reason.words for reason in finding.reasons]


def test_a_county_of_another_place_contradicts() -> None:
    with pytest.raises(ProfileError, match="place"):
        profile(place=YUNHE, county="gaoping")


def test_the_place_is_asked_first_and_decides_everything() -> None:
    first, *_ = open_questions(matcher(), profile(), two_places().facts, DAY)
    assert first.fact.id == WHERE
    assert {each.measure.policy.region.name for each in first.decides} == {JINCHENG, YUNHE}


def test_once_the_place_is_known_only_its_questions_are_left() -> None:
    asked = {each.fact.id for each in open_questions(matcher(), profile(place=YUNHE), two_places().facts, DAY)}
    assert asked == {"certifications", "projects", "size"}


def test_in_a_place_of_two_the_questions_are_those_of_its_policies_alone() -> None:
    both = Matcher([measure for measure in two_places().measures if measure.award.paying])
    here = open_questions(both, profile(place=JINCHENG), two_places().facts, DAY)
    alone = open_questions(paying(), one_place(DAY), content().facts, DAY)
    assert [each.fact.id for each in here] == [each.fact.id for each in alone]
    assert [each.limits for each in here] == [each.limits for each in alone]
