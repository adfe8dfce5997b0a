"""Pipes and terminals: what is typed into a command, and what reads it."""

import os
import pty
import subprocess
import sys

import pytest


def test_a_whole_conversation_goes_through_a_pipe() -> None:
    typed = "b\na\n4.8亿\n都没有\n都没有\n"
    command = [sys.executable, "-m", "bot", "chat", "--plain", "--as-of", "2025-06-01"]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, check=True, encoding="utf-8")
    assert "年营收再增长 2000万元，可达 5亿元：10万元" in ran.stdout
    assert ran.stderr == ""


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m bot facts | head -1"
    ran = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)  # noqa: S602
    assert (ran.stdout.startswith("sector"), ran.stderr) == (True, "")


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
@pytest.mark.parametrize("command", ["ask --file -", "read revenue --file -", "match -", "chat --plain"])
def test_standard_input_that_is_no_text_is_told_in_one_line(command: str, errors: str) -> None:
    run = [sys.executable, "-m", "bot", *command.split()]
    environment = {**os.environ, "PYTHONIOENCODING": f"utf-8:{errors}"}
    ran = subprocess.run(run, input=b"\xd6\xca\xc1\xbf\n", capture_output=True, env=environment, check=False)
    told = "huiqi: standard input: cannot be read (it is not UTF-8 text); give text in UTF-8\n"
    assert (ran.returncode, ran.stderr.decode()) == (2, told)


def test_a_byte_typed_into_the_chat_that_is_no_text_does_not_end_it() -> None:
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict", "TERM": "dumb"}
    command = [sys.executable, "-m", "bot", "chat", "--as-of", "2025-06-01"]
    ran = subprocess.Popen(command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    os.write(ours, b"\xff\n\x04")
    out, told = ran.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)
    assert (ran.returncode, told.decode()) == (0, "")
    assert "我只看得懂文字和按钮" in out.decode()
