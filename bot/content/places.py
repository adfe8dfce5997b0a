"""The place of an enterprise: a fact of its own where policies of several regions are kept, asked before any other.

Its options are the regions in which a policy holds, so a clerk who adds a policy of another region adds no question.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.content.conditions.condition import Known
from bot.content.conditions.is_ import Is
from bot.content.fact import TRADE, Fact, Group, Option, one_of
from bot.content.policy import Region
from bot.content.verdict import Verdict

WHERE = "place"
"""The id of the fact."""

ELSEWHERE = "elsewhere"
"""Its option for an enterprise in none of the regions."""

_ASK = "贵企业在哪里？"
_HINT = "各地政策不同，先选地方，才好告诉您能领什么"
_ROOM = 6
"""So many options fit one screen."""

_SHORT = ("省", "市", "县")
"""What is left out where a place is named in speech: 青禾 for 青禾县."""

_AUTONOMOUS = "自治"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class InPlace(Is):
    """Holds for an enterprise in a place in which the policy does."""

    def because(self, known: Known, /) -> str:
        """Say where the enterprise is and, where the policy does not hold there, where it does."""
        if self.verdict(known) is not Verdict.NO:
            return Is.because(self, known)
        here = self.fact.option(known[self.fact.id]).says.replace("…", self.fact.say(known[self.fact.id]))
        return f"{here}，这份政策是{one_of([self.fact.option(option).label for option in self.options])}的"


def spoken_names(region: Region) -> tuple[str, ...]:
    """Return what a region is called: its name, that without 市 or 县, and what else the clerk wrote."""
    return tuple(dict.fromkeys((*_with_short(region.name), *region.also)))


def with_place(facts: Mapping[str, Fact], regions: Collection[Region]) -> dict[str, Fact]:
    """Return the facts with the place before all others; as they are where policies hold in one region alone.

    What tells the county tells the place too, for a region knows its counties' offices.
    """
    if len(regions) < 2:
        return dict(facts)
    options = [
        Option(region.name, region.name, says="在…", also=tuple(n for n in spoken_names(region) if n != region.name))
        for region in regions
    ]
    options.append(Option(ELSEWHERE, "其他地方", says="在…", also=("别处", "外地")))
    place = Fact(id=WHERE, kind="choice", name="所在地", ask=_ASK, hint=_HINT, groups=_screens(options))
    local = {region.local_fact: region for region in regions if region.local_fact}
    return {WHERE: place} | {
        fact.id: _implying(fact, local[fact.id], regions) if fact.id in local else fact for fact in facts.values()
    }


def knowing_places(facts: Mapping[str, Fact], regions: Iterable[Region]) -> dict[str, Fact]:
    """Return the facts with the names of all places given to the trade, which is none of them: 钟家庄 is no 家装."""
    where = {WHERE, *(region.local_fact for region in regions)}
    names = tuple(
        name for fact in facts.values() if fact.id in where for option in fact.options for name in option.names
    )
    return {fact.id: replace(fact, places=names) if fact.role == TRADE else fact for fact in facts.values()}


def holding(region: Region, regions: Iterable[Region]) -> tuple[str, ...]:
    """Return the options of the place in which a policy of a region holds: itself, and those that lie in it."""
    return tuple(other.name for other in regions if other is region or region.name in other.within)


def place_names(facts: Mapping[str, Fact]) -> dict[str, tuple[str, ...]]:
    """Return what each place is called, its counties' names among it; nothing where there is but one."""
    if WHERE not in facts:
        return {}
    names = {option.id: list(option.names) for option in facts[WHERE].options if option.id != ELSEWHERE}
    for fact in facts.values():
        for option in fact.options:
            # 城区 and 开发区 are what anybody may have, whatever the place.
            if WHERE in option.implies and option.label.endswith(_SHORT):
                names[option.implies[WHERE]] += _with_short(option.label)
    return {place: tuple(dict.fromkeys(each)) for place, each in names.items()}


def _with_short(name: str) -> tuple[str, ...]:
    stem = name[:-1]
    short = name.endswith(_SHORT) and len(stem) >= _SHORTEST and _AUTONOMOUS not in name
    return (name, stem) if short else (name,)


def _screens(options: list[Option]) -> tuple[Group, ...]:
    """Put the options on screens, each named after its first ones, where there are too many for one."""
    if len(options) <= _ROOM:
        return (Group("", tuple(options)),)
    screens = [tuple(options[at : at + _ROOM]) for at in range(0, len(options), _ROOM)]
    return tuple(Group("、".join(option.label for option in screen[:2]) + "…", screen) for screen in screens)


def _implying(fact: Fact, region: Region, regions: Collection[Region]) -> Fact:
    """Return the fact of a region's counties with the place that each tells: itself where policies hold there."""
    names = {each.name for each in regions}

    def told(option: Option) -> Option:
        place = option.label if option.label in names else region.name
        return replace(option, implies={**option.implies, WHERE: place})

    groups = tuple(replace(group, options=tuple(map(told, group.options))) for group in fact.groups)
    return replace(fact, groups=groups)
