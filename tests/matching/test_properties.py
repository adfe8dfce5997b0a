"""What holds for every profile; the profiles are drawn from the real facts (`cases.py`)."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.content import FirstReaches
from bot.matching import Finding, Matcher, Profile, ProfileError, Status, open_questions, read_profile
from tests.helpers import content, paying
from tests.matching.cases import AS_OF, PROPERTY, further, known, raw, raw_profiles, with_fact

EVERY = Matcher(content().measures)
NO = {Status.NOT_ELIGIBLE, Status.LAPSED, Status.NOT_YET}


def statuses(matcher: Matcher, profile: Profile) -> dict[str, Status]:
    return {finding.measure.id: finding.status for finding in matcher.explain(profile, AS_OF)}


def outcome(finding: Finding) -> tuple[str, int | None, int | None]:
    """What an owner gains by a measure; the three ways of gaining nothing are one."""
    return ("no", None, None) if finding.status in NO else (finding.status.value, finding.least, finding.most)


def outcomes(profile: Profile) -> dict[str, tuple[str, int | None, int | None]]:
    return {finding.measure.id: outcome(finding) for finding in paying().explain(profile, AS_OF)}


def asked(profile: Profile) -> set[str]:
    return {question.fact.id for question in open_questions(paying(), profile, content().facts, AS_OF)}


def deciding(profile: Profile) -> list[str]:
    questions = open_questions(paying(), profile, content().facts, AS_OF)
    return [question.fact.id for question in questions if not question.local]


def one_more(data: st.DataObject, facts: dict[str, Any], choices: Iterable[str]) -> dict[str, Any] | None:
    """Add one of the facts, where there is one and it contradicts nothing."""
    choices = list(choices)
    if not choices:
        return None
    fact_id = data.draw(st.sampled_from(choices))
    return with_fact(facts, fact_id, data.draw(raw(content().facts[fact_id])))


@PROPERTY
@given(raw_profiles(), st.data())
def test_one_more_fact_never_reopens_what_is_settled(facts: dict[str, Any], data: st.DataObject) -> None:
    before = known(facts)
    more = one_more(data, facts, further(before))
    if more is None:
        return
    was, now = statuses(EVERY, before), statuses(EVERY, known(more))
    for measure, status in was.items():
        if status is Status.ELIGIBLE:
            assert now[measure] is Status.ELIGIBLE, measure
        elif status in NO:
            assert now[measure] in NO, measure


@PROPERTY
@given(raw_profiles(), st.data())
def test_one_more_fact_narrows_what_is_paid_and_never_widens_it(facts: dict[str, Any], data: st.DataObject) -> None:
    before = known(facts)
    more = one_more(data, facts, further(before))
    if more is None:
        return
    now = outcomes(known(more))
    for measure, (status, least, most) in outcomes(before).items():
        if status != "no" and now[measure][0] != "no" and least is not None and most is not None:
            assert least <= (now[measure][1] or 0) <= (now[measure][2] or 0) <= most, measure


@PROPERTY
@given(raw_profiles(), st.randoms(use_true_random=False))
def test_the_order_of_answers_never_matters(facts: dict[str, Any], random: Any) -> None:
    turned = list(facts.items())
    random.shuffle(turned)
    one, other = known(facts), known(dict(turned))
    assert one.known == other.known
    assert EVERY.match(one, AS_OF) == EVERY.match(other, AS_OF)
    assert [q.fact for q in open_questions(EVERY, one, content().facts, AS_OF)] == [
        q.fact for q in open_questions(EVERY, other, content().facts, AS_OF)
    ]


@PROPERTY
@given(st.data(), st.randoms(use_true_random=False))
def test_a_contradiction_is_refused_in_whatever_order_it_is_told(data: st.DataObject, random: Any) -> None:
    facts = {fact: data.draw(raw(content().facts[fact])) for fact in data.draw(st.sets(st.sampled_from(LINKED)))}
    turned = list(facts.items())
    random.shuffle(turned)
    assert contradicts(facts) is contradicts(dict(turned))


LINKED = ["sector", "agricultural", "leading_industry", "specialty_town"]


def contradicts(facts: dict[str, Any]) -> bool:
    try:
        read_profile(facts, content().facts, AS_OF)
    except ProfileError:
        return True
    return False


@PROPERTY
@given(raw_profiles())
def test_match_leaves_out_just_what_explain_finds_not_eligible_with_nothing_to_tell(facts: dict[str, Any]) -> None:
    profile = known(facts)
    found = EVERY.explain(profile, AS_OF)
    kept = [f for f in found if f.status is not Status.NOT_ELIGIBLE or f.shortfall or f.earlier]
    assert list(EVERY.match(profile, AS_OF)) == kept


@PROPERTY
@given(st.lists(raw_profiles(), min_size=1, max_size=3))
def test_amounts_are_the_sums_of_the_eligible_findings(several: list[dict[str, Any]]) -> None:
    profiles = [known(facts) for facts in several]
    expected = [
        {
            f"{f.measure.policy.id}/{f.measure.id}": f.most
            for f in EVERY.match(profile, AS_OF)
            if f.status is Status.ELIGIBLE and f.most is not None
        }
        for profile in profiles
    ]
    assert list(EVERY.amounts(profiles, AS_OF)) == expected


@PROPERTY
@given(raw_profiles(), st.data())
def test_a_fact_that_is_not_asked_changes_no_paying_finding(facts: dict[str, Any], data: st.DataObject) -> None:
    before = known(facts)
    more = one_more(data, facts, further(before, asked(before)))
    if more is not None:
        assert outcomes(known(more)) == outcomes(before)


@PROPERTY
@given(raw_profiles("revenue"), st.data())
def test_a_rough_figure_that_is_not_asked_again_is_exact_enough(facts: dict[str, Any], data: st.DataObject) -> None:
    before = known(facts)
    for fact_id in sorted({"revenue", "best_revenue_before"} & before.given - asked(before)):
        low, high, year = before.known[fact_id]
        exact = {"amount": data.draw(st.integers(low, high)), "year": year}
        assert outcomes(known({**facts, fact_id: exact})) == outcomes(before)


@PROPERTY
@given(raw_profiles("revenue"), st.data())
def test_between_the_limits_of_its_question_a_figure_changes_nothing(
    facts: dict[str, Any], data: st.DataObject
) -> None:
    before = known(facts)
    for question in open_questions(paying(), before, content().facts, AS_OF):
        if question.fact.id == "revenue":
            low, high, year = before.known["revenue"]
            bounds = [low, *question.limits, high + 1]
            place = data.draw(st.integers(0, len(bounds) - 2))
            ends = [{"amount": end, "year": year} for end in (bounds[place], bounds[place + 1] - 1)]
            assert outcomes(known({**facts, "revenue": ends[0]})) == outcomes(known({**facts, "revenue": ends[1]}))


@PROPERTY
@given(raw_profiles("applicant"), st.data())
def test_answering_ends_and_then_nothing_can_change(facts: dict[str, Any], data: st.DataObject) -> None:
    """Who answers what is asked, or says that they do not know, comes to an end that no further fact can change."""
    for _ in range(3 * len(content().facts)):
        waiting = deciding(known(facts))
        if not waiting:
            break
        answered = one_more(data, facts, waiting[:1]) if waiting[0] not in facts else None
        facts = answered or {**facts, waiting[0]: "unknown"}
    done = known(facts)
    assert deciding(done) == []
    more = one_more(data, facts, further(done))
    if more is not None:
        assert outcomes(known(more)) == outcomes(done)


@PROPERTY
@given(raw_profiles())
def test_a_question_is_asked_for_findings_that_can_still_change(facts: dict[str, Any]) -> None:
    profile = known(facts)
    for question in open_questions(paying(), profile, content().facts, AS_OF):
        assert question.decides
        assert question.fact.id not in profile.skipped
        if not question.local and question.fact.id not in profile.presumed:
            assert {finding.status for finding in question.decides} == {Status.POSSIBLE}
            sums = [finding.most for finding in question.decides if finding.most is not None]
            assert question.most == max(sums, default=None)


@PROPERTY
@given(raw_profiles())
def test_every_finding_has_reasons_in_words_and_quotes_from_the_source(facts: dict[str, Any]) -> None:
    for finding in EVERY.explain(known(facts), AS_OF):
        assert finding.reasons
        assert all(reason.words and reason.leaf.need() for reason in finding.reasons)
        source = finding.measure.policy.source.text
        assert finding.measure.quotes
        assert all(source[quote.start : quote.end] == quote.text for quote in finding.measure.quotes)


@PROPERTY
@given(raw_profiles())
def test_the_reasons_of_a_finding_are_those_that_make_its_status(facts: dict[str, Any]) -> None:
    for finding in EVERY.explain(known(facts), AS_OF):
        if finding.status is Status.ELIGIBLE:
            assert {reason.verdict.name for reason in finding.reasons} == {"YES"}
        elif finding.status is Status.NOT_ELIGIBLE:
            assert {reason.verdict.name == "UNKNOWN" for reason in finding.reasons} == {False}
            assert "YES" not in {reason.verdict.name for reason in finding.reasons}
        elif finding.status is Status.POSSIBLE:
            assert {reason.leaf.fact.id for reason in finding.reasons} >= set(finding.missing) - LADDER_BEFORE


LADDER_BEFORE = {
    leaf.before for m in content().measures for leaf in m.condition.leaves() if isinstance(leaf, FirstReaches)
}
"""An earlier best is missed by the test on the figure itself."""
