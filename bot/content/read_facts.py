"""`facts.yaml` -> facts, in asking order."""

import re
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from bot.content.fact import KINDS, NO, PLANS, ROLES, YES, Fact, Group, Option
from bot.content.percent import read_percent
from bot.content.reader import Reader
from bot.content.yaml_lines import Keys, Node, Text

ID = re.compile(r"[a-z][a-z0-9_]{0,29}")
"""Ids are short, so that two of them fit a button; where one holds more, `huiqi check` says which do not."""

_REQUIRED = ("id", "kind", "name", "ask", "hint")
_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "choice": ("options", "groups", "presumed", "says", "role"),
    "choices": ("options", "groups", "dated", "ask_when", "none", "has", "newly", "role"),
    "money": ("also", "yearly", "best_before", "near", "role"),
    "yes_no": ("says", "implies"),
    "date": (),
}
_ALL = tuple(dict.fromkeys(key for keys in _OF_KIND.values() for key in keys))


def read_facts(root: Node, reader: Reader) -> dict[str, Fact]:
    """Read every fact; a repeated id, an unknown reference or an implication that leads nowhere is a fault."""
    facts: dict[str, Fact] = {}
    for fact in reader.each(root, "facts", lambda node: _read_fact(node, reader)):
        if fact.id in facts:
            reader.fault(_on(root, fact.line), fact.id, "this fact is defined twice")
        if fact.role and fact.role != PLANS and any(other.role == fact.role for other in facts.values()):
            reader.fault(_on(root, fact.line), fact.id, f"another fact has the role {fact.role} already")
        facts[fact.id] = fact
    for fact in facts.values():
        _check_references(fact, facts, _on(root, fact.line), reader)
    return _with_roles(facts)


def _with_roles(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Give the first choice and the first figure asked the roles that no fact is given."""
    found = dict(facts)
    for kind in ("choice", "money"):
        first = next((fact for fact in facts.values() if fact.kind == kind and not fact.presumed), None)
        if first and all(fact.role != ROLES[kind] for fact in facts.values()):
            found[first.id] = replace(first, role=ROLES[kind])
    return found


def read_id(node: Node, where: str, reader: Reader) -> str:
    """Read an id: lower-case letters, digits and underscores, at most 30."""
    text = reader.text(node, where)
    if not ID.fullmatch(text.replace("-", "_")):
        raise reader.refuse(node, where, f"{text!r} is no id; use up to 30 lower-case letters, digits, - or _")
    return str(text)


def _read_fact(node: Node, reader: Reader) -> Fact:
    keys = reader.keys(node, "fact", _REQUIRED, _ALL)
    fact_id = read_id(keys["id"], "fact", reader)
    kind = str(reader.text(keys["kind"], fact_id))
    if kind not in KINDS:
        raise reader.refuse(keys["kind"], fact_id, f"unknown kind {kind}; allowed: {', '.join(KINDS)}")
    for key in keys:
        if key not in (*_REQUIRED, *_OF_KIND[kind]) and key in _ALL:
            reader.fault(keys[key], fact_id, f"{key} means nothing for kind {kind}")
    name = str(reader.text(keys["name"], fact_id))
    groups = _yes_no(keys, name, fact_id, reader) if kind == "yes_no" else _groups(keys, name, fact_id, reader)
    if kind in {"choice", "choices"} and not groups:
        raise reader.refuse(node, fact_id, "needs options, or groups of options")
    return Fact(
        id=fact_id,
        kind=kind,
        name=name,
        ask=str(reader.text(keys["ask"], fact_id)),
        hint=str(reader.text(keys["hint"], fact_id)),
        groups=groups,
        ask_when=_optional(keys, "ask_when", fact_id, reader),
        none=_optional(keys, "none", fact_id, reader) or "都没有",
        also=_also(keys["also"], name, fact_id, reader) if "also" in keys else (),
        yearly=_flag(keys, "yearly", fact_id, reader),
        dated=_flag(keys, "dated", fact_id, reader),
        presumed=_optional(keys, "presumed", fact_id, reader),
        best_before=_optional(keys, "best_before", fact_id, reader),
        role=_role(keys, kind, fact_id, reader),
        near=reader.value(keys["near"], fact_id, read_percent) if "near" in keys else Fraction(1),
        line=node.line,
    )


def _role(keys: Keys, kind: str, fact_id: str, reader: Reader) -> str:
    role = _optional(keys, "role", fact_id, reader)
    if role and role != ROLES[kind]:
        raise reader.refuse(keys["role"], fact_id, f"unknown role {role} for kind {kind}; allowed: {ROLES[kind]}")
    return role


def _groups(keys: Keys, name: str, fact_id: str, reader: Reader) -> tuple[Group, ...]:
    usual = {"says": f"{name}是…", "has": "有…", "newly": "取得…"}

    def words(inner: Keys, key: str) -> str:
        return _optional(inner, key, fact_id, reader) or _optional(keys, key, fact_id, reader) or usual[key]

    def option(node: Node) -> Option:
        inner = reader.keys(node, fact_id, ("id", "label"), ("also", "implies", *usual))
        option_id, label = read_id(inner["id"], fact_id, reader), reader.text(inner["label"], fact_id)
        return Option(
            id=option_id,
            label=str(label),
            says=words(inner, "says"),
            has=words(inner, "has"),
            newly=words(inner, "newly"),
            also=_also(inner["also"], label, f"{fact_id}, {option_id}", reader) if "also" in inner else (),
            implies=_texts(inner["implies"], fact_id, reader) if "implies" in inner else {},
            line=node.line,
        )

    def group(node: Node) -> Group:
        inner = reader.keys(node, fact_id, ("label", "options"))
        return Group(str(reader.text(inner["label"], fact_id)), tuple(reader.each(inner["options"], fact_id, option)))

    if "groups" in keys:
        return tuple(reader.each(keys["groups"], fact_id, group))
    if "options" in keys:
        return (Group("", tuple(reader.each(keys["options"], fact_id, option))),)
    return ()


def _also(node: Node, label: str, where: str, reader: Reader) -> tuple[str, ...]:
    """Read other names; one that stands there already, or is the label, is a fault."""
    also = reader.texts(node, where)
    seen = {label}
    for name in also:
        if name in seen:
            reader.fault(name, where, f"{name} stands twice; take one away")
        seen.add(name)
    return tuple(map(str, also))


def _yes_no(keys: Keys, name: str, fact_id: str, reader: Reader) -> tuple[Group, ...]:
    says = _texts(keys["says"], fact_id, reader) if "says" in keys else {}
    implies: dict[str, Mapping[str, str]] = {}
    if "implies" in keys:
        sides = reader.keys(keys["implies"], fact_id, (), (YES, NO))
        implies = {side: _texts(node, fact_id, reader) for side, node in sides.items()}
    return (
        Group(
            "",
            (
                Option(YES, "是", says.get(YES, f"{name}：是"), implies=implies.get(YES, {})),
                Option(NO, "不是", says.get(NO, f"{name}：否"), implies=implies.get(NO, {})),
            ),
        ),
    )


def _texts(node: Node, where: str, reader: Reader) -> dict[str, str]:
    if not isinstance(node, Keys):
        raise reader.refuse(node, where, "expected a mapping")
    return {str(key): str(reader.text(value, where)) for key, value in node.items()}


def _optional(keys: Keys, key: str, where: str, reader: Reader) -> str:
    return str(reader.text(keys[key], where)) if key in keys else ""


def _flag(keys: Keys, key: str, where: str, reader: Reader) -> bool:
    if key not in keys:
        return False
    text = keys[key]
    if not isinstance(text, Text) or text not in {YES, NO}:
        raise reader.refuse(text, where, f"{key} is yes or no")
    return text == YES


def _check_references(fact: Fact, facts: Mapping[str, Fact], node: Node, reader: Reader) -> None:
    ids: set[str] = set()
    for option in fact.options:
        if option.id in ids:
            reader.fault(_on(node, option.line), fact.id, f"option {option.id} is defined twice")
        ids.add(option.id)
    if fact.presumed and fact.presumed not in ids:
        reader.fault(node, fact.id, f"presumed {fact.presumed} is none of its options")
    if fact.best_before and (fact.best_before not in facts or facts[fact.best_before].kind != "money"):
        reader.fault(node, fact.id, f"best_before {fact.best_before} is no fact of kind money")
    for option in fact.options:
        for target, value in option.implies.items():
            if target not in facts or value not in {o.id for o in facts[target].options}:
                reader.fault(
                    _on(node, option.line),
                    fact.id,
                    f"{option.id} implies {target}: {value}, which is no fact with that option",
                )


def _on(node: Node, line: int) -> Text:
    """Return something that faults can point at, on a line of the same file; a yes or no has no line of its own."""
    place = Text()
    place.file, place.line = node.file, line or node.line
    return place
