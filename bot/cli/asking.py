"""The commands that understand what people type: chat, ask, read, evaluate."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cli.streams import UsageError, dump, lines_of, today, write
from bot.settings import Settings


def chat(options: argparse.Namespace, settings: Settings) -> int:
    """Talk in the terminal until the input ends."""
    from bot.channels.terminal import PlainScreen, RichScreen, chat
    from bot.content import SHANGHAI, load
    from bot.dialogue import Dialogue

    def clock() -> datetime:
        if options.as_of is None:
            return datetime.now(UTC)
        return datetime(options.as_of.year, options.as_of.month, options.as_of.day, 12, tzinfo=SHANGHAI)

    dialogue = Dialogue(load(settings.content), keeps=False)
    if options.plain or not sys.stdin.isatty():
        chat(dialogue, _lines(lines_of("-")), PlainScreen(write), clock)
    else:
        chat(dialogue, _prompted(), RichScreen(), clock)
    return 0


def read(options: argparse.Namespace, settings: Settings) -> int:
    """Show how an answer is understood, or a whole message."""
    from bot.content import load
    from bot.dialogue import read_answer, read_any

    facts = load(settings.content).facts
    if options.fact not in {*facts, "any"}:
        raise UsageError(f"unknown fact {options.fact!r}; known: any, {', '.join(facts)}")
    day = options.as_of or today()
    for text in _texts(options):
        whole = options.fact == "any"
        reading = read_any(facts, text, day) if whole else read_answer(facts[options.fact], text, day)
        _write_one(options, text, reading, f"{reading['outcome']}: {reading['say']}")
    return 0


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or one a line."""
    from bot.content import load
    from bot.dialogue import Asker

    texts = _texts(options)
    asker = Asker(load(settings.content))
    day = options.as_of or today()
    for text in texts:
        question, after = _question(text) if options.file is not None else (text, options.after)
        found = asker.ask(question, after, day)
        _write_one(options, question, found, found["text"])
    return 0


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    """Show how well labelled texts are understood; raises UsageError for a folder that cannot be read."""
    from bot.content import load
    from bot.evaluate import as_json, as_text, evaluate
    from bot.settings import ROOT

    folder = Path(options.folder) if options.folder else ROOT / "tests" / "language"
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder; name the one that holds the labelled files")
    try:
        report = evaluate(folder, load(settings.content), options.half)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(f"{folder}: a labelled file cannot be read ({error}); see docs/content.md") from error
    if options.json:
        write(dump(as_json(report), indent=2) + "\n")
    else:
        write("\n".join(as_text(report)) + "\n")
    return 0


def _write_one(options: argparse.Namespace, typed: str, found: Mapping[str, Any], said: str) -> None:
    """Write one answer; of several read from a file, each below what was typed and with a blank line after it."""
    if options.json:
        write(dump(found) + "\n")
    elif options.file is not None:
        write(f"› {typed}\n{said}\n\n")
    else:
        write(f"{said}\n")


def _question(line: str) -> tuple[str, str]:
    """Read a line of a file of questions: JSON with the message before, or the text alone."""
    if not line.lstrip().startswith("{"):
        return line, ""
    try:
        raw = json.loads(line)
        return str(raw["text"]), str(raw.get("after") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return line, ""  # somebody typed a brace


def _texts(options: argparse.Namespace) -> Iterable[str]:
    if (options.text is None) == (options.file is None):
        raise UsageError("give either TEXT or --file")
    return [options.text] if options.text is not None else _lines(lines_of(options.file))


def _lines(stream: Iterable[str]) -> Iterator[str]:
    for line in stream:
        yield line.rstrip("\r\n")


def _prompted() -> Iterator[str]:
    import readline  # noqa: F401 - gives input() history and editing

    while True:
        try:
            yield input("› ")
        except EOFError:
            return
        except UnicodeDecodeError:
            yield ""  # a slip of the keyboard, said to be unreadable as a picture is
