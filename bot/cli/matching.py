"""`huiqi match`: findings for one profile or for many."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.cli.streams import UsageError, complain, dump, lines_of, today, write
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.content import Content


_STATUS = {"eligible": "符合", "possible": "可能", "not_eligible": "差一点", "lapsed": "过期", "not_yet": "太早"}
_ORDER = tuple(_STATUS)


def match(options: argparse.Namespace, settings: Settings) -> int:
    """Match one profile, or each line of a JSONL file; raises UsageError for what cannot be used."""
    from bot.content import load
    from bot.matching import Matcher

    content = load(settings.content)
    matcher = Matcher(content.measures)
    day = options.as_of or today()
    if options.file.endswith(".jsonl"):
        return _match_lines(options, content, matcher, day)
    result = _matched(_read_profile_file(options.file), options.file, content, matcher, day, explain=True)
    write(dump(result, indent=2) + "\n" if options.json else _findings_text(result, content))
    return 0


def _match_lines(options: argparse.Namespace, content: "Content", matcher: Any, day: date) -> int:
    """Match one profile a line; a bad line is reported and the others go on."""
    failed = 0
    for number, line in enumerate(_progress(options.file), 1):
        if not line.strip():
            continue
        where = f"{options.file}:{number}"
        try:
            result = _matched(json_object(line, where), where, content, matcher, day, explain=options.all)
        except UsageError as error:
            failed = complain(str(error), 2)
            continue
        write(dump(result) + "\n" if options.json else f"{where}\n{_findings_text(result, content)}")
    return failed


def _matched(
    raw: Mapping[str, Any], where: str, content: "Content", matcher: Any, day: date, *, explain: bool
) -> dict[str, Any]:
    from bot.matching import ProfileError, matched_json

    try:
        return matched_json(raw, content.facts, matcher.explain if explain else matcher.match, day)
    except ProfileError as error:
        raise UsageError(f"{where}: {error}") from error


def _read_profile_file(name: str) -> Mapping[str, Any]:
    """Read one profile from JSON or YAML; JSON is YAML too, but keeps its numbers."""
    text = "".join(lines_of(name))
    if name.endswith((".yaml", ".yml")) or (name == "-" and not text.lstrip().startswith("{")):
        from bot.content import read_yaml_mapping

        try:
            return read_yaml_mapping(text, name)
        except ValueError as error:
            raise UsageError(str(error)) from error
    return json_object(text, name)


def json_object(text: str, where: str) -> Mapping[str, Any]:
    """Read a JSON object; raises UsageError that says ``where`` it stands."""
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: this is not JSON ({error}); write a profile as docs/json.md shows") from error
    if not isinstance(raw, dict):
        raise UsageError(f'{where}: expected a mapping of facts, such as {{"revenue": "4.8亿元"}}')
    return raw


def _findings_text(result: Mapping[str, Any], content: "Content") -> str:
    """Put a result into lines for people: what applies first, amounts first; services that ended are only counted."""
    shown, ended = [], 0
    for finding in result["findings"]:
        if finding["status"] in {"lapsed", "not_yet"} and finding["award"] == "no_money":
            ended += 1
        elif finding["status"] != "not_eligible" or finding["distance"] or finding["earlier"]:
            shown.append(finding)
    shown.sort(key=lambda finding: (_ORDER.index(finding["status"]), -(finding["amount"] or 0)))
    lines = [_finding_line(finding, content) for finding in shown]
    lines += [f"（另有 {ended} 项不发钱的支持不在有效期内）"] if ended else []
    lines += [f"截至 {result['as_of']}，逐项相加 {_sum(result['certain_total'])}"]
    lines += [f"原文：{' '.join(note.split())}" for note in result["notes"]]
    return "\n".join([*lines, "\n"])


def _finding_line(finding: Mapping[str, Any], content: "Content") -> str:
    award = content.measure(f"{finding['policy']}/{finding['measure']}").award
    if finding["most"] is None:
        pays = award.rate.need() if award.rate else award.words
    elif finding["amount"] is None:
        pays = f"最高 {_sum(finding['most'])}" + (f"（{award.ceiling}）" if award.ceiling else "")
    else:
        pays = _sum(finding["amount"])
    status = "换一年" if finding["earlier"] else _STATUS[finding["status"]]
    line = f"{status}  {finding['name']}：{pays or '—'}"
    if finding["distance"]:
        line += f"；还差 {_sum(finding['distance']['gap'])} 到 {_sum(finding['distance']['step'])}"
    if finding["earlier"]:
        years = "、".join(map(str, finding["earlier"]["years"]))
        line += f"；若 {_sum(finding['earlier']['step'])}是 {years} 年首次达到的，请改填那一年的数"
    if finding["missing"]:
        line += f"；还要知道 {'、'.join(content.facts[fact].name for fact in finding['missing'])}"
    return f"{line}（条款{finding['article']}，{_whom(finding)}）"


def _whom(finding: Mapping[str, Any]) -> str:
    return f"找{finding['departments'][0]}" if finding["departments"] else "归哪个部门，原文没写"


def _sum(yuan: int) -> str:
    from bot.content import write_sum

    return write_sum(yuan)


def _progress(name: str) -> Iterator[str]:
    """Yield the lines of a file, with a progress bar on standard error where that alone is a terminal."""
    lines = lines_of(name)
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import Progress

    total = sum(1 for _ in lines_of(name))
    # Standard output is the result; the bar must not take it over.
    with Progress(console=Console(stderr=True), redirect_stdout=False) as progress:
        yield from progress.track(lines, total=total, description="matching")
