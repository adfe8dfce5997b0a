"""`departments.yaml` -> the offices of each region."""

from collections.abc import Mapping
from dataclasses import replace

from bot.content.fact import Fact
from bot.content.policy import Office, Region
from bot.content.reader import Reader
from bot.content.yaml_lines import Keys, Node, Text

_FIELDS = ("full_name", "address", "telephone", "web", "note")


def read_offices(root: Node, facts: Mapping[str, Fact], reader: Reader) -> dict[str, Region]:
    """Read every region with its hotline and offices; empty fields mean that nothing is known."""
    read: dict[str, Region] = {}
    for node, region in reader.each(root, "departments", lambda node: (node, _region(node, facts, reader))):
        if region.name in read:
            reader.fault(node, region.name, "this region stands twice; put all its offices under one")
        read[region.name] = region
    for node, region in zip(reader.items(root), read.values(), strict=False):
        for larger in region.within:
            if larger not in read:
                problem = f"within {larger}, which is no region of this file; list it too, or leave within out"
                reader.fault(node, region.name, problem)
    return {name: replace(region, within=_larger(region, read)) for name, region in read.items()}


def _larger(region: Region, regions: Mapping[str, Region]) -> tuple[str, ...]:
    """Return every region that one lies in, the smallest first: a county's city, and the province of that."""
    found = list(region.within)
    for name in found:
        found += [larger for larger in (regions[name].within if name in regions else ()) if larger not in found]
    return tuple(found)


def _region(node: Node, facts: Mapping[str, Fact], reader: Reader) -> Region:
    keys = reader.keys(node, "region", ("region", "offices"), ("also", "within", "hotline", "local"))
    name = str(reader.text(keys["region"], "region"))
    also = tuple(map(str, reader.texts(keys["also"], name))) if "also" in keys else ()
    within = tuple(map(str, reader.texts(keys["within"], name))) if "within" in keys else ()
    offices: dict[str, Office] = {}
    for item in reader.items(keys["offices"]):
        with reader.going_on():
            office = _office(item, name, reader)
            if office.name in offices:
                reader.fault(item, name, f"{office.name} stands twice")
            offices[office.name] = office
    hotline = _blank(keys, "hotline", name, reader)
    if "local" not in keys:
        return Region(name, hotline, offices, also=also, within=within)
    local = reader.keys(keys["local"], name, ("name", "fact", "offices"))
    fact = facts.get(str(reader.text(local["fact"], name)))
    if fact is None or not isinstance(local["offices"], Keys):
        raise reader.refuse(local, name, "local needs a known fact, and an office for each of its options")
    for option in fact.options:
        if option.id not in local["offices"]:
            reader.fault(local["offices"], name, f"no local office for {fact.id} {option.id}")
    for key, item in local["offices"].items():
        if all(option.id != key for option in fact.options):
            reader.fault(item, name, f"{key} is no option of {fact.id}")
    return Region(
        name,
        hotline,
        offices,
        local=str(reader.text(local["name"], name)),
        local_fact=fact.id,
        local_offices={str(key): _office(item, name, reader) for key, item in local["offices"].items()},
        also=also,
        within=within,
    )


def _office(node: Node, where: str, reader: Reader) -> Office:
    keys = reader.keys(node, where, ("name",), _FIELDS)
    name = str(reader.text(keys["name"], where))
    return Office(name, **{field: _blank(keys, field, f"{where}, {name}", reader) for field in _FIELDS})


def _blank(keys: Keys, key: str, where: str, reader: Reader) -> str:
    """Return a value that may be empty."""
    value = keys.get(key, Text())
    if isinstance(value, Text):
        return value.strip()
    reader.fault(value, where, f"{key} is one line of text, or empty")
    return ""
