"""Where a policy holds: nothing to tell while all are of one place, a fact of its own where there are several."""

import shutil
from pathlib import Path

import pytest

from bot.content import ContentError, load
from bot.content.places import ELSEWHERE, WHERE, place_names, with_place
from bot.content.policy import Region
from bot.matching import check
from tests.helpers import content
from tests.two_places import JINCHENG, REGION, YUNHE, save, two_places

WITHIN = REGION + "  within: 晋城市\n"


def test_with_policies_of_one_place_nobody_is_asked_where() -> None:
    assert WHERE not in content().facts
    assert not place_names(content().facts)
    assert all(policy.holds_in("月球") for policy in content().policies)
    assert not any(leaf.fact.id == WHERE for measure in content().measures for leaf in measure.condition.leaves())


def test_a_region_without_a_policy_is_no_place(tmp_path: Path) -> None:
    shutil.rmtree(save(tmp_path) / "policy_data/yunhe-2024-6")
    assert WHERE not in load(tmp_path).facts


def test_with_policies_of_two_places_the_place_comes_before_all_other_facts() -> None:
    place, *_ = two_places().facts.values()
    assert place.id == WHERE
    assert [option.id for option in place.options] == [JINCHENG, YUNHE, ELSEWHERE]
    assert place.option(YUNHE).names == ("云河县", "云河")


def test_each_policy_holds_in_its_own_place() -> None:
    held = {policy.region.name: policy.places for policy in two_places().policies}
    assert held == {JINCHENG: (JINCHENG,), YUNHE: (YUNHE,)}


def test_what_lies_within_a_place_has_its_policies_too() -> None:
    held = {policy.region.name: policy.places for policy in two_places(WITHIN).policies}
    assert held == {JINCHENG: (JINCHENG, YUNHE), YUNHE: (YUNHE,)}


def test_a_county_tells_its_place_and_names_it() -> None:
    counties = two_places().facts["county"].options
    assert {option.implies[WHERE] for option in counties} == {JINCHENG}
    names = place_names(two_places().facts)
    assert {"晋城市", "晋城", "高平市", "高平", "泽州"} <= set(names[JINCHENG])
    assert not {"城区", "开发区", "城", "开发"} & set(names[JINCHENG])
    assert names[YUNHE] == ("云河县", "云河")


def test_a_place_has_the_other_names_a_clerk_gives_it() -> None:
    other = two_places(REGION + "  also: [云城, 老云河]\n")
    assert other.facts[WHERE].option(YUNHE).names == ("云河县", "云河", "云城", "老云河")


def test_content_of_two_places_passes_the_check() -> None:
    assert check(two_places()) == ()
    assert check(two_places(WITHIN)) == ()


def test_a_larger_region_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(save(tmp_path, REGION + "  within: 云州\n"))
    (fault,) = caught.value.faults
    assert fault.file == "policy_data/departments.yaml"
    assert "within 云州, which is no region of this file" in str(fault)


def test_more_places_than_fit_a_screen_are_asked_for_in_groups() -> None:
    regions = [Region(f"第{number}县", "", {}) for number in range(8)]
    place = with_place({}, regions)[WHERE]
    assert [len(group.options) for group in place.groups] == [6, 3]
    assert [group.label for group in place.groups] == ["第0县、第1县…", "第6县、第7县…"]
