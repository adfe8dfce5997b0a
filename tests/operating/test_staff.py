"""`huiqi staff` as an operator meets it, by a pipe and at a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from bot.storage import Store
from tests.databases import rows

PASSWORD = "a long enough secret"  # noqa: S105 - of no account


def huiqi(database: Path, *arguments: str, typed: str = "") -> tuple[int, str, str]:
    command = [sys.executable, "-m", "bot", "staff", *arguments]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, env=_at(database), check=False)
    return ran.returncode, ran.stdout, ran.stderr


def _at(database: Path) -> dict[str, str]:
    return {**os.environ, "HUIQI_DATABASE": str(database), "HUIQI_DATABASE_URL": "", "PYTHONUTF8": "1"}


def test_somebody_is_let_in_changed_and_let_in_no_more(tmp_path: Path) -> None:
    database = tmp_path / "huiqi.db"
    assert huiqi(database, "add", "王敏", "--role", "viewer", typed=f"{PASSWORD}\n") == (0, "", "")
    assert huiqi(database, "role", "王敏", "--role", "answerer") == (0, "", "")
    status, shown, _ = huiqi(database, "list")
    assert (status, shown.split("\t")[:2]) == (0, ["王敏", "answerer"])
    assert huiqi(database, "password", "王敏", typed="short\n")[0] == 1
    assert huiqi(database, "remove", "王敏") == (0, "", "")
    assert huiqi(database, "remove", "王敏") == (
        1,
        "",
        "huiqi: nobody is called 王敏; huiqi staff list shows everyone\n",
    )
    assert huiqi(database, "list") == (0, "", "")


def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path) -> None:
    status, _, told = huiqi(tmp_path / "huiqi.db", "add", "王敏", "--role", "boss", typed=f"{PASSWORD}\n")
    assert status == 2
    assert told.count("\n") == 1
    assert "answerer" in told
    status, _, told = huiqi(tmp_path / "huiqi.db", "add", "王敏", "--role", "viewer")
    assert (status, told) == (1, "huiqi: a password has 10 to 200 characters; choose another\n")


def test_at_a_terminal_the_password_is_asked_for_twice_and_not_shown(tmp_path: Path) -> None:
    database = tmp_path / "huiqi.db"
    for again, status in (("another one", 1), (PASSWORD, 0)):
        shown, ended = _at_a_terminal(database, PASSWORD, again)
        assert (ended, PASSWORD in shown, again in shown) == (status, False, False)
        assert "password: " in shown
        assert "once more: " in shown
    store = Store(str(database))
    (row,) = rows(store, "staff")
    store.close()
    assert (row.name, row.role) == ("li", "editor")


def _at_a_terminal(database: Path, *typed: str) -> tuple[str, int]:
    """Type each line when it is asked for; return what was shown, and the exit status."""
    child, terminal = pty.fork()
    if child == 0:
        command = [sys.executable, "-m", "bot", "staff", "add", "li", "--role", "editor"]
        os.execvpe(sys.executable, command, _at(database))  # noqa: S606
    shown, waiting = b"", list(typed)
    while True:
        try:
            piece = os.read(terminal, 1024)
        except OSError:  # Linux says so when the other end is gone
            piece = b""
        if not piece:
            break
        shown += piece
        if waiting and shown.endswith(b": "):
            os.write(terminal, f"{waiting.pop(0)}\n".encode())
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
