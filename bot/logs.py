"""Logs, a line for each thing that happened: for people on a console, or as JSON for machines.

A line holds no text of a message, no name, no chat and no token. Exceptions are therefore written as their type and
where they were raised: their words may quote what a person typed.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any, Literal

USUAL = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}


def write_logs(form: Literal["console", "json"]) -> None:
    """Write the logs of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else ConsoleLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells every step of every start


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(_fields(record), ensure_ascii=False, default=str)


class ConsoleLines(logging.Formatter):
    """Time, level and message, then what is known besides as ``name=value``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        fields = _fields(record)
        first = f"{fields.pop('time')} {fields.pop('level').upper()} {fields.pop('logger')} {fields.pop('message')}"
        return " ".join([first, *(f"{name}={value}" for name, value in fields.items())])


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    fields = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage().partition("\n")[0],  # asyncio goes on with what a task held
    }
    fields |= {name: value for name, value in record.__dict__.items() if name not in USUAL}
    if record.exc_info and record.exc_info[0]:
        frames = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in extract_tb(record.exc_info[2])]
        fields |= {"error": record.exc_info[0].__name__, "at": " > ".join(frames)}
    return fields
