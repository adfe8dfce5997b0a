"""`intents/*.yaml` on questions -> `Wording`: aspects, topics, messages, words, thresholds, and the names by policy.

Examples stand one a line, words apart by blanks, each list in one block of text, as a clerk would type it.
"""

import re
from collections.abc import Iterable, Mapping

from bot.content.policy import Measure
from bot.content.reader import Reader
from bot.content.wording import COMPUTED, GENERAL, KINDS, Aspect, General, Thresholds, Wording
from bot.content.yaml_lines import Keys, Node

FILES = ("aspects", "topics", "messages", "words", "thresholds")
"""The files that every content needs; the names of a policy's measures may be left out."""


def read_wording(files: Mapping[str, Node], names: Mapping[str, tuple[str, ...]], reader: Reader) -> Wording:
    """Read the files, by name; ``names`` are those of every policy's measures."""
    aspects = _aspects(files["aspects"], reader)
    words = reader.keys(files["words"], "words", ("alike", "elsewhere", "abroad", "off_topic"))
    return Wording(
        aspects=aspects,
        general=_general(files["topics"], aspects, reader),
        names=names,
        messages={
            str(kind): _lines(node, str(kind), reader)
            for kind, node in reader.keys(files["messages"], "messages", KINDS).items()
        },
        alike=_alike(words["alike"], reader),
        elsewhere=_words(words["elsewhere"], "elsewhere", reader),
        abroad=_words(words["abroad"], "abroad", reader),
        off_topic=_words(words["off_topic"], "off_topic", reader),
        thresholds=_thresholds(files["thresholds"], reader),
    )


def read_names(node: Node, policy: str, measures: Iterable[Measure], reader: Reader) -> dict[str, tuple[str, ...]]:
    """Read the other names of one policy's measures: ``policy/measure`` -> names."""
    known = {measure.id for measure in measures}
    if not isinstance(node, Keys):
        raise reader.refuse(node, "names", "expected names under the id of each measure")
    names = {}
    for measure, inner in node.items():
        with reader.going_on():
            if measure not in known:
                raise reader.refuse(inner, "names", f"no measure {measure} in {policy}")
            names[f"{policy}/{measure}"] = _words(inner, str(measure), reader)
    return names


def _aspects(node: Node, reader: Reader) -> dict[str, Aspect]:
    """Read the aspects; besides those the code answers, any may be added that says in which words it would stand."""
    keys = reader.keys(node, "aspects", COMPUTED, tuple(node) if isinstance(node, Keys) else ())
    aspects = {}
    for key, inner in keys.items():
        with reader.going_on():
            aspect = str(key)
            required = ("label", "examples") if aspect in COMPUTED else ("label", "stands", "examples")
            one = reader.keys(inner, aspect, required, ("stands", "others"))
            aspects[aspect] = Aspect(
                id=aspect,
                label=str(reader.text(one["label"], aspect)),
                stands=_words(one["stands"], f"{aspect}, stands", reader) if "stands" in one else (),
                examples=_lines(one["examples"], aspect, reader),
                others=_lines(one["others"], f"{aspect}, others", reader) if "others" in one else (),
            )
    return aspects


def _general(node: Node, aspects: Mapping[str, Aspect], reader: Reader) -> dict[str, General]:
    topics = {}
    for key, inner in reader.keys(node, "topics", GENERAL).items():
        with reader.going_on():
            topic = str(key)
            one = reader.keys(inner, topic, ("label", "aspect", "examples"))
            aspect = str(reader.text(one["aspect"], topic))
            if aspect not in aspects:
                raise reader.refuse(one["aspect"], topic, f"unknown aspect {aspect}; there are {', '.join(aspects)}")
            label = str(reader.text(one["label"], topic))
            topics[topic] = General(topic, label, aspect, _lines(one["examples"], topic, reader))
    return topics


def _alike(node: Node, reader: Reader) -> dict[str, tuple[str, ...]]:
    """Read the words that mean the same; a word can be read as one other only."""
    if not isinstance(node, Keys):
        raise reader.refuse(node, "alike", "expected words, each with those that are read as it")
    alike: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for word, inner in node.items():
        others = _words(inner, str(word), reader)
        for other in others:
            if other in taken:
                reader.fault(inner, "alike", f"{other} is already read as {taken[other]}")
            taken[other] = str(word)
        alike[str(word)] = others
    return alike


def _thresholds(node: Node, reader: Reader) -> Thresholds:
    *required, latest = Thresholds._fields
    keys = reader.keys(node, "thresholds", required, (latest,))
    found = {name: reader.value(keys[name], name, _number) for name in Thresholds._fields if name in keys}
    # Contents of earlier releases do not have it.
    return Thresholds(**{latest: found["general"], **found})


def _number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text} is no number; write it like 1.25")
    return float(text)


_NUMBER = re.compile(r"-?[0-9]{1,4}(?:\.[0-9]{1,4})?")


def _lines(node: Node, where: str, reader: Reader) -> tuple[str, ...]:
    """Read examples, one a line; what stands twice is said once to be so."""
    lines = tuple(line for line in map(str.strip, reader.text(node, where).splitlines()) if line)
    return _once(lines, node, where, reader)


def _words(node: Node, where: str, reader: Reader) -> tuple[str, ...]:
    return _once(tuple(reader.text(node, where).split()), node, where, reader)


def _once(items: tuple[str, ...], node: Node, where: str, reader: Reader) -> tuple[str, ...]:
    twice = (
        next((item for place, item in enumerate(items) if item in items[:place]), None)
        if len(set(items)) < len(items)
        else None
    )
    if twice is not None:
        reader.fault(node, where, f"{twice} stands twice; take one away")
    return items
