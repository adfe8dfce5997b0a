"""What the commands read, write and complain of."""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path


class UsageError(Exception):
    """Raised for input that cannot be used, in one line that says what to do."""


def lines_of(name: str) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, or of standard input for ``-``; raises UsageError for what is no text."""
    if name == "-":
        yield from _typed()
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise UsageError(f"{name}: cannot be read ({reason}); name a file of UTF-8 text") from error


def _typed() -> Iterator[str]:
    try:
        for line in sys.stdin:
            line.encode()  # where the locale is lenient, a byte that is no text comes as half a character
            yield line
    except UnicodeError as error:
        encoding = sys.stdin.encoding.upper()
        raise UsageError(
            f"standard input: cannot be read (it is not {encoding} text); give text in {encoding}"
        ) from error


def dump(value: object, indent: int | None = None) -> str:
    """Return JSON with Chinese as it is read."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def write(text: str) -> None:
    """Write to standard output at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def complain(problem: str, status: int) -> int:
    """Write one line to standard error; return the exit status given."""
    sys.stderr.write(f"huiqi: {problem}\n")
    return status


def today() -> date:
    """Return the day in Shanghai."""
    from bot.content import SHANGHAI

    return datetime.now(SHANGHAI).date()
