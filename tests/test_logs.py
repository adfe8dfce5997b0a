import json
import logging
import sys

from bot.logs import ConsoleLines, JsonLines


def record(message: str, *, error: BaseException | None = None, **known: object) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("bot.service", logging.WARNING, __file__, 1, message, None, exc_info)
    made.__dict__.update(known)
    return made


def test_a_json_line_has_the_message_and_what_is_known_besides() -> None:
    line = JsonLines().format(record("a reply was not plainly sent", reply=7, outcome="blocked"))
    fields = json.loads(line)
    assert fields.pop("time").endswith("+00:00")
    assert fields == {
        "level": "warning",
        "logger": "bot.service",
        "message": "a reply was not plainly sent",
        "reply": 7,
        "outcome": "blocked",
    }


def test_a_console_line_reads_from_left_to_right() -> None:
    line = ConsoleLines().format(record("trying again", step="poll", error_type="TimedOut"))
    assert line.partition(" ")[2] == "WARNING bot.service trying again step=poll error_type=TimedOut"


def test_a_message_is_cut_at_its_first_line() -> None:
    said = "Task exception was never retrieved\nfuture: <Task exception=ValueError('营收五个亿')>"
    assert json.loads(JsonLines().format(record(said)))["message"] == "Task exception was never retrieved"


def test_of_an_exception_the_type_and_the_lines_are_told_and_not_its_words() -> None:
    try:
        int("营收五个亿")
    except ValueError as error:
        raised = error
    for form in (JsonLines(), ConsoleLines()):
        line = form.format(record("broken", error=raised))
        assert "ValueError" in line
        assert f"test_logs.py:{sys._getframe().f_lineno - 6}" in line
        assert "五个亿" not in line
