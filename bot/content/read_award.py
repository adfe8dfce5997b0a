"""`award` of a measure -> what it pays."""

from bot.content.conditions import LADDERS, FirstReaches, Rate, Reading, rate, read_fact
from bot.content.money import read_sum
from bot.content.policy import Award
from bot.content.reader import Unreadable
from bot.content.yaml_lines import Node

_CAPPED = ("per_unit", "unstated", "case_by_case")
_AWARDS = ("fixed", "ladder", "rate", "per_unit", "unstated", "case_by_case", "no_money")


def read_award(node: Node, where: str, reading: Reading) -> Award:
    """Read just one of the award words; a cap may stand alone or beside what states no sum."""
    reader, where = reading.reader, f"{where}, award"
    keys = reader.keys(node, where, (), (*_AWARDS, "up_to"))
    kinds = [kind for kind in keys if kind != "up_to"]
    cap = reader.value(keys["up_to"], where, read_sum) if "up_to" in keys else None
    if cap is not None and not kinds:
        return Award("unstated", cap=cap)
    if len(kinds) != 1:
        raise reader.refuse(node, where, f"expected just one of {', '.join(_AWARDS)}")
    kind, inner = kinds[0], keys[kinds[0]]
    if kind not in _AWARDS:
        raise Unreadable(where)
    if cap is not None and kind not in _CAPPED:
        raise reader.refuse(node, where, f"up_to stands alone, beside {' or '.join(_CAPPED)}, or inside rate")
    if kind == "fixed":
        return Award("fixed", yuan=reader.value(inner, where, read_sum))
    if kind == "ladder":
        return Award("ladder", ladder=_ladder(inner, where, reading))
    if kind == "rate":
        return Award("rate", rate=_rate(inner, where, reading))
    return Award(str(kind), words=str(reader.text(inner, where)), cap=cap)


def _ladder(node: Node, where: str, reading: Reading) -> FirstReaches:
    keys = reading.reader.keys(node, where, ("fact",), tuple(LADDERS))
    word = next((word for word in LADDERS if word in keys), None)
    if word is None:
        raise reading.reader.refuse(node, where, f"expected one of {', '.join(LADDERS)}")
    return LADDERS[word](keys[word], read_fact(keys, where, reading, ("money",)), where, reading)


def _rate(node: Node, where: str, reading: Reading) -> Rate:
    keys = reading.reader.keys(node, where, ("fact",), ("percent", "at_most", "up_to"))
    return rate.read(keys, read_fact(keys, where, reading, rate.KINDS), where, reading)
