"""How well language is understood: labelled files against what is read, for `huiqi evaluate`.

A file holds one labelled text a line; its even lines are the development half, its odd ones are held out.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.content import Content
from bot.dialogue import Asker, gather, read_answer
from bot.language import GENERAL_TOPIC

LABELLED_ON = date(2025, 6, 1)
"""The day on which the labels are true: 去年 is 2024."""

Line = Mapping[str, Any]


@dataclass
class Report:
    """What came of every line: ``right`` and ``total`` by kind, confusions, false answers, misses."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    topics: Counter[tuple[str, str]] = field(default_factory=Counter)
    aspects: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(self, kind: str, text: str, label: str, got: str, *, right: bool, false: bool = False) -> None:
        """Count one line; ``false``: something wrong was said, rather than asked back."""
        self.total[kind] += 1
        self.right[kind] += right
        self.wrong[kind] += false and not right
        if not right:
            self.misses.append((kind, text, label, got))


def evaluate(folder: Path, content: Content, half: str) -> Report:
    """Read every labelled file of a folder. Raises OSError, and ValueError for a line that is not as documented."""
    report = Report()
    judge = _Questions(content, report)
    for name in ("questions", "beyond"):
        for line in _lines(folder / f"{name}.jsonl", half):
            judge.line(line)
    for name, read in _FACTS.items():
        for line in _lines(folder / f"{name}.jsonl", half):
            read(content, line, report)
    return report


def as_text(report: Report) -> Iterator[str]:
    """Yield the report in lines."""
    yield f"{'kind':<16}{'right':>7}{'of':>7}{'share':>9}{'wrong':>7}"
    for kind, total in report.total.items():
        share = report.right[kind] / total
        yield f"{kind:<16}{report.right[kind]:>7}{total:>7}{share:>9.1%}{report.wrong[kind]:>7}"
    for title, confused in (("topics confused", report.topics), ("aspects confused", report.aspects)):
        yield f"\n{title}: labelled -> read"
        yield from (f"{count:>5}  {label} -> {got}" for (label, got), count in confused.most_common(20))
    yield "\nmisses: kind, text, labelled, read"
    yield from (f"{kind}\t{text}\t{label}\t{got}" for kind, text, label, got in report.misses)


def as_json(report: Report) -> dict[str, Any]:
    """Return the report in the shape of docs/json.md."""
    return {
        "version": 1,
        "kinds": {
            kind: {"right": report.right[kind], "total": total, "wrong": report.wrong[kind]}
            for kind, total in report.total.items()
        },
        "topics_confused": [{"labelled": a, "read": b, "count": n} for (a, b), n in report.topics.most_common()],
        "aspects_confused": [{"labelled": a, "read": b, "count": n} for (a, b), n in report.aspects.most_common()],
        "misses": [
            {"kind": kind, "text": text, "labelled": label, "read": got} for kind, text, label, got in report.misses
        ],
    }


def _lines(path: Path, half: str) -> Iterator[Line]:
    if not path.exists():
        return
    wanted = {"all": (0, 1), "development": (0,), "held-out": (1,)}[half]
    for number, text in enumerate(path.read_text("utf-8").splitlines()):
        if number % 2 in wanted and text.strip():
            line = json.loads(text)
            if not isinstance(line, dict) or not isinstance(line.get("text"), str):
                raise ValueError(f"{path.name}:{number + 1}: expected an object with a text")
            yield line


class _Questions:
    """Judges questions and what is none."""

    def __init__(self, content: Content, report: Report) -> None:
        self._asker = Asker(content)
        self._report = report

    def line(self, line: Line) -> None:
        """Judge one line; a follow-up has the message before it under ``after``."""
        inquiry = self._asker.inquiry(line["text"], line.get("after", ""), LABELLED_ON)
        got = [(each.topic.rpartition("/")[2], each.aspect.id) for each in inquiry.answers]
        said = inquiry.outcome + "".join(f" {topic}:{aspect}" for topic, aspect in got)
        if "expect" in line:
            self._expected(line, got, said)
        else:
            self._outcome(line, inquiry.outcome, got, said)

    def _expected(self, line: Line, got: list[tuple[str, str]], said: str) -> None:
        wanted = [(topics.split("|"), aspect) for topics, aspect in line["expect"]]
        kind = "follow-ups" if line.get("after") else "questions" if len(wanted) == 1 else "several asked"
        topics = all(any(topic in names for topic, _ in got) for names, _ in wanted)
        # What is asked of no measure has one answer, whatever the aspect.
        right = topics and all(
            any(topic in names and (aspect == each or topic.startswith(GENERAL_TOPIC)) for topic, aspect in got)
            for names, each in wanted
        )
        self._report.add("topics", line["text"], str(line["expect"]), said, right=topics, false=bool(got))
        self._report.add(kind, line["text"], str(line["expect"]), said, right=right, false=bool(got))
        if len(wanted) == len(got) == 1:
            if not topics:
                self._report.topics["|".join(wanted[0][0]), got[0][0]] += 1
            elif not right:
                self._report.aspects[wanted[0][1], got[0][1]] += 1

    def _outcome(self, line: Line, outcome: str, got: list[tuple[str, str]], said: str) -> None:
        label = line["outcome"]
        topic = line.get("topic", "general")
        right = outcome == label and (topic == "general" or any(name == topic for name, _ in got))
        false = outcome in {"answer", "not_stated"} if label != "not_stated" else outcome == "answer"
        self._report.add(label, line["text"], f"{label} {topic}", said, right=right, false=false)


def _money(content: Content, line: Line, report: Report) -> None:
    read = _read(content, "revenue", line["text"])
    year = LABELLED_ON.year - 1
    got = read if read is None else (read["low"], read["high"], read.get("year", year))
    label = (line["low"], line["high"], line.get("year", year)) if "low" in line else None
    report.add("money", line["text"], str(label), str(got), right=got == label, false=got is not None)


def _sector(content: Content, line: Line, report: Report) -> None:
    got = _read(content, "sector", line["text"])
    label = line.get("sector")
    right = got in label.split("|") if label else got is None
    report.add("sector", line["text"], str(label), str(got), right=right, false=got is not None)


def _certification(content: Content, line: Line, report: Report) -> None:
    got = _read(content, "certifications", line["text"])
    label = line.get("held")
    report.add("certification", line["text"], str(label), str(got), right=got == label, false=got is not None)


def _several(content: Content, line: Line, report: Report) -> None:
    got = dict(gather(content.facts, line["text"], LABELLED_ON).values)
    label = line["facts"]
    # A firm that calls itself one tells nothing that was not presumed.
    extra = {key for key in got.keys() - label.keys() if got[key] != content.facts[key].presumed}
    right = not extra and all(got.get(key) == value for key, value in label.items())
    report.add("several facts", line["text"], str(label), str(got), right=right, false=bool(got))


def _read(content: Content, fact: str, text: str) -> Any:
    """Return the value taken; None where it is asked back."""
    answer = read_answer(content.facts[fact], text, LABELLED_ON)
    return answer["value"] if answer["outcome"] == "understood" else None


_FACTS: Mapping[str, Callable[[Content, Line, Report], None]] = {
    "money": _money,
    "sector": _sector,
    "certification": _certification,
    "several": _several,
}
