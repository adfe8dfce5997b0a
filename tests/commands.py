"""Commands run as a user runs them, in this process: exit status, and what was printed."""

from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli import main


class Ran(NamedTuple):
    status: int
    out: str
    err: str


class Runs:
    """Runs one command after another."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        status = ended.value.code
        assert isinstance(status, int)
        return Ran(status, *self._capsys.readouterr())


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path
