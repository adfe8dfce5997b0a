"""Synthetic policy sets and owners of any size, from a fixed seed: what `benchmarks/matching.py` is run on.

A `Grant` and an `Owner` are flat rows, the form in which the peers are handed them; `measures` and `profile_of`
build the project's own objects from the very same rows. The number of sectors, counties and certifications grows
with the number of grants, as it does from a town to a province, so that few grants concern one owner.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import log
from random import Random
from typing import Any, NamedTuple

from bot.content import (
    All,
    Amount,
    Article,
    Award,
    Departments,
    Doubt,
    Fact,
    FirstReaches,
    Group,
    Leaf,
    Measure,
    Office,
    Option,
    Policy,
    Quote,
    Region,
    When,
    Window,
)
from bot.content.conditions.is_ import Is
from bot.content.conditions.newly import Newly
from bot.content.source import read_source
from bot.matching import Profile, make_profile

AS_OF = date(2025, 6, 1)
YEAR = 2024
"""The year the revenues of all owners belong to."""

_WAN = 10_000
_STEPS = (2_000 * _WAN, 5_000 * _WAN, 10_000 * _WAN, 50_000 * _WAN, 100_000 * _WAN)
_SOURCE = read_source("符合条件的，给予一次性奖励。", {})
_QUOTE = Quote(_SOURCE.text, 0, len(_SOURCE.text))
_REGION = Region("某市", "", {"市工信局": Office("市工信局")})
_PER_POLICY = 10


class Grant(NamedTuple):
    """One measure, flat. An empty option is not asked for; ``steps`` is empty where a fixed sum is paid."""

    name: str
    certification: str
    sector: str
    county: str
    leading_industry: str
    agricultural: str
    first: date
    last: date
    steps: tuple[int, ...]
    pays: tuple[int, ...]

    @property
    def dated(self) -> bool:
        """Whether it goes by the day of an achievement, and not by the day asked."""
        return bool(self.certification or self.steps)


class Owner(NamedTuple):
    """One enterprise, flat. None is not known; a certification without a day is held since an unknown day."""

    sector: str | None
    county: str | None
    leading_industry: str | None
    agricultural: str | None
    certifications: Mapping[str, date | None] | None
    revenue: int | None
    best_revenue_before: int | None


class World(NamedTuple):
    """What there is to choose from."""

    sectors: Sequence[str]
    counties: Sequence[str]
    certifications: Sequence[str]


def make_world(size: int) -> World:
    """Name the options that go with a number of grants."""
    certifications = size**0.8 / 2
    counts = {"sector": int(certifications / 2), "county": int(1.45 * log(size)), "cert": int(certifications)}
    return World(*([f"{name}{n}" for n in range(max(count, 2))] for name, count in counts.items()))


def make_grants(size: int, world: World, random: Random) -> list[Grant]:
    """Make grants in runs that share a policy, and so its window."""
    grants = []
    for place in range(size):
        if place % _PER_POLICY == 0:
            first = date(2018, 1, 1) + timedelta(days=random.randrange(7 * 365))
            window = (first, first + timedelta(days=random.randrange(365, 3 * 365)))
        grants.append(_grant(f"policy{place // _PER_POLICY}/{place % _PER_POLICY}", window, world, random))
    return grants


def _grant(name: str, window: tuple[date, date], world: World, random: Random) -> Grant:
    def at_times(share: float, options: Sequence[str]) -> str:
        return random.choice(options) if random.random() < share else ""

    fixed = ((), (random.randrange(1, 50) * _WAN,))
    kind = random.random()
    if kind < 0.45:  # for a certification newly obtained
        certification, county = random.choice(world.certifications), at_times(0.3, world.counties)
        return Grant(name, certification, "", county, at_times(0.5, ["yes"]), "", *window, *fixed)
    sector = random.choice(world.sectors)
    if kind < 0.7:  # for a revenue reached for the first time
        at = random.randrange(len(_STEPS) - 2)
        ladder = (_STEPS[at : at + 3], (10 * _WAN, 20 * _WAN, 30 * _WAN))
        county, agricultural = at_times(0.5, world.counties), random.choice(["yes", "no"])
        return Grant(name, "", sector, county, "yes", agricultural, *window, *ladder)
    county, agricultural = at_times(0.5, world.counties), at_times(0.5, ["yes", "no"])
    return Grant(name, "", sector, county, "", agricultural, *window, *fixed)


def make_owners(count: int, world: World, random: Random) -> list[Owner]:
    """Make owners of whom everything is known."""
    return [_owner(world, random) for _ in range(count)]


def _owner(world: World, random: Random) -> Owner:
    held = random.sample(world.certifications, min(3, len(world.certifications)))
    return Owner(
        sector=random.choice(world.sectors),
        county=random.choice(world.counties),
        leading_industry=random.choices(["yes", "no"], [7, 3])[0],
        agricultural=random.choice(["yes", "no"]),
        certifications={option: date(2019, 1, 1) + timedelta(days=random.randrange(2300)) for option in held},
        revenue=int(10 ** random.uniform(7, 9.5)),
        best_revenue_before=int(10 ** random.uniform(6.5, 8.5)),
    )


def with_gaps(owner: Owner) -> list[Owner]:
    """Return the owner with one or two facts missing, in each of the ways that leave something possible."""
    return [
        owner._replace(county=None, leading_industry=None),
        owner._replace(best_revenue_before=None),
        owner._replace(revenue=None, agricultural=None),
        owner._replace(certifications=dict.fromkeys(owner.certifications or ())),
    ]


def make_facts(world: World) -> dict[str, Fact]:
    """Define the facts as `policy_data/facts.yaml` would."""
    facts = [
        _fact("sector", "choice", world.sectors),
        _fact("revenue", "money", near=Fraction(3, 4), yearly=True, best_before="best_revenue_before"),
        _fact("certifications", "choices", world.certifications, dated=True),
        _fact("leading_industry", "yes_no", ("yes", "no")),
        _fact("agricultural", "yes_no", ("yes", "no")),
        _fact("best_revenue_before", "money"),
        _fact("county", "choice", world.counties),
    ]
    return {fact.id: fact for fact in facts}


def _fact(fact_id: str, kind: str, options: Sequence[str] = (), **keys: Any) -> Fact:
    group = Group("", tuple(Option(option, option, option) for option in options))
    return replace(Fact(fact_id, kind, fact_id, "", "", (group,)), **keys)


def make_measures(grants: Sequence[Grant], facts: Mapping[str, Fact]) -> list[Measure]:
    """Build the measures of the grants, every other one with something the text leaves open."""
    articles: dict[str, Article] = {}
    doubts = (
        (Doubt("怎样认定，原文未写明。", None),),
        (Doubt("是否须属主导产业，原文未写明。", Is(facts["leading_industry"], ("yes",))),),
        (),
        (),
    )
    measures = []
    for place, grant in enumerate(grants):
        policy_id, _, measure_id = grant.name.partition("/")
        if policy_id not in articles:
            articles[policy_id] = _article(policy_id, Window(grant.first, grant.last))
        measures.append(_measure(grant, measure_id, articles[policy_id], facts, doubts[place % len(doubts)]))
    return measures


def _article(policy_id: str, window: Window) -> Article:
    policy = Policy(policy_id, "", "", "", "", window.first, _REGION, window, _QUOTE, None, _SOURCE, "", 0)
    return Article(policy, "一", "", Departments(("市工信局",)), (), 0, _QUOTE.end)


def _measure(
    grant: Grant, measure_id: str, article: Article, facts: Mapping[str, Fact], doubts: tuple[Doubt, ...]
) -> Measure:
    window, revenue = article.policy.window, facts["revenue"]
    ladder = FirstReaches(revenue, grant.steps, grant.pays, revenue.best_before, window) if grant.steps else None
    award = Award("ladder", ladder=ladder) if ladder else Award("fixed", yuan=grant.pays[0])
    parts: list[Leaf] = [Newly(facts["certifications"], (grant.certification,), window)] if grant.certification else []
    choices = ("sector", "county", "leading_industry", "agricultural")
    parts += [Is(facts[fact_id], (option,)) for fact_id in choices if (option := getattr(grant, fact_id))]
    if ladder:
        parts.append(ladder)
    condition, whom = All(tuple(parts)), article.departments
    return Measure(article, measure_id, "", (), whom, condition, award, (_QUOTE,), doubts, (), grant.dated, 0)


def profile_of(owner: Owner, facts: Mapping[str, Fact]) -> Profile:
    """Build the profile of an owner."""
    given: dict[str, Any] = {key: value for key, value in owner._asdict().items() if value is not None}
    if owner.certifications is not None:
        given["certifications"] = {key: day and When(day, day) for key, day in owner.certifications.items()}
    if owner.revenue is not None:
        given["revenue"] = Amount(owner.revenue, owner.revenue, YEAR)
    if owner.best_revenue_before is not None:
        given["best_revenue_before"] = Amount(owner.best_revenue_before, owner.best_revenue_before)
    return make_profile(given, facts)
