"""The command line: every command, its options, and what runs it."""

import argparse
import sys
from datetime import date
from typing import NoReturn

from bot.cli import asking, content, matching, serving
from bot.cli.streams import UsageError, complain
from bot.settings import read_settings
from bot.settings_error import SettingsError


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong; exit status 2."""
        self.exit(2, f"huiqi: {message}; see {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command: exit status 0, 1 for a failed check, 2 for bad input or usage."""
    from bot.content import ContentError

    options = parser().parse_args(arguments)
    try:
        sys.exit(options.run(options, read_settings()))
    except (UsageError, SettingsError) as error:
        sys.exit(complain(str(error), 2))
    except ContentError as error:
        sys.exit(complain(f"the content has faults; mend them first (huiqi check): {error.faults[0]}", 1))
    except BrokenPipeError:
        # Whoever reads our output has read enough.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def parser() -> argparse.ArgumentParser:
    """Return the parser of every command; each sets ``run``."""
    parser = _Parser(
        prog="huiqi", description="惠企: which awards apply to an enterprise, quoted from the official text."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND", parser_class=_Parser)

    _add_talking(commands)
    _add_reading(commands)
    _add_operating(commands)
    return parser


def _add_talking(commands: "argparse._SubParsersAction[_Parser]") -> None:
    chat = commands.add_parser("chat", help="a conversation in the terminal")
    chat.add_argument("--plain", action="store_true", help="one input line in, replies out as text, for pipes")
    chat.add_argument("--as-of", type=_day, metavar="DATE", help="talk as on this day (default: today)")
    chat.set_defaults(run=asking.chat)

    telegram = commands.add_parser("telegram", help="serve a Telegram bot (TELEGRAM_BOT_TOKEN), by long polling")
    telegram.add_argument("--webhook", metavar="URL", default="", help="let Telegram bring updates to this address")
    telegram.set_defaults(run=serving.telegram)

    serve = commands.add_parser("serve", help="serve web chat, desk and JSON API; Telegram where there is a token")
    serve.add_argument("--webhook", metavar="URL", default="", help="let Telegram bring updates to this address")
    serve.set_defaults(run=serving.serve)


def _add_reading(commands: "argparse._SubParsersAction[_Parser]") -> None:
    match = commands.add_parser("match", help="findings for a profile, or for each line of a JSONL file")
    match.add_argument(
        "file", metavar="FILE", help="a profile as .json or .yaml, many as .jsonl; - reads standard input"
    )
    match.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    match.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    match.add_argument("--all", action="store_true", help="in a JSONL file too, list what does not apply")
    match.set_defaults(run=matching.match)

    read = commands.add_parser("read", help="how an answer to the question of a fact is understood")
    read.add_argument("fact", metavar="FACT", help="revenue, sector, certifications ... (huiqi facts lists them)")
    read.add_argument("text", metavar="TEXT", nargs="?", help="what the owner typed")
    read.add_argument("--file", metavar="F", help="read one text a line instead; - is standard input")
    read.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    read.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    read.set_defaults(run=asking.read)

    ask = commands.add_parser("ask", help="the answer to one question, as an owner would type it")
    ask.add_argument("text", metavar="TEXT", nargs="?", help="the question")
    ask.add_argument("--after", metavar="TEXT", default="", help="the message before, for a follow-up")
    ask.add_argument("--file", metavar="F", help='one a line instead: text, or {"text", "after"}; - is standard input')
    ask.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    ask.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    ask.set_defaults(run=asking.ask)

    evaluate = commands.add_parser("evaluate", help="how well labelled texts are understood")
    evaluate.add_argument("folder", metavar="DIR", nargs="?", help="the folder of labelled files (tests/language)")
    evaluate.add_argument("--half", choices=("all", "development", "held-out"), default="all", help="which lines")
    evaluate.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    evaluate.set_defaults(run=asking.evaluate)

    facts = commands.add_parser("facts", help="every fact, its kind and options: what a profile may hold")
    facts.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    facts.set_defaults(run=content.facts)

    check = commands.add_parser("check", help="check content; a line for each fault; exit status 1 if any")
    check.add_argument("folder", metavar="DIR", nargs="?", help="the folder that holds policy_data/ and intents/")
    check.set_defaults(run=content.check)


def _add_operating(commands: "argparse._SubParsersAction[_Parser]") -> None:
    failures = commands.add_parser("failures", help="messages that could not be handled, with their tracebacks")
    failures.add_argument("id", metavar="ID", nargs="*", type=int, help="only these (default: all, in short)")
    failures.add_argument("--replay", action="store_true", help="handle them again, after the fix")
    failures.set_defaults(run=serving.failures)

    export = commands.add_parser("export", help="everything stored about one chat, as JSON")
    export.add_argument("--chat", type=_chat_address, required=True, metavar="CHANNEL:ID", help="telegram:700001")
    export.set_defaults(run=serving.export)

    _add_staff(commands.add_parser("staff", help="who may enter the desk, and as what"))

    report = commands.add_parser("report", help="what people ask and find: figures as tables, CSV or JSON")
    report.add_argument("figure", metavar="FIGURE", nargs="?", default="", help="docs/analytics.md lists them")
    report.add_argument("--since", type=_day, metavar="DATE", help="from this day on, in Shanghai")
    report.add_argument("--until", type=_day, metavar="DATE", help="up to this day")
    for name in ("channel", "policy", "county", "sector"):
        report.add_argument(f"--{name}", metavar="ID", default="", help=f"of this {name} alone")
    form = report.add_mutually_exclusive_group()
    form.add_argument("--csv", dest="form", action="store_const", const="csv", default="", help="as CSV")
    form.add_argument("--json", dest="form", action="store_const", const="json", help="as JSON (docs/analytics.md)")
    report.set_defaults(run=serving.report)

    doctor = commands.add_parser("doctor", help="check settings, content, database and token; say what to do")
    doctor.set_defaults(run=serving.doctor)


def _add_staff(staff: argparse.ArgumentParser) -> None:
    deeds = staff.add_subparsers(dest="deed", required=True, metavar="DEED", parser_class=_Parser)
    helps = {
        "add": "let somebody in; the password is asked for, or read as a line of standard input",
        "list": "everyone, with role",
        "password": "set another password",
        "role": "give another role",
        "remove": "let somebody in no more",
    }
    for deed, text in helps.items():
        parser = deeds.add_parser(deed, help=text)
        if deed != "list":
            parser.add_argument("name", metavar="NAME")
        if deed in {"add", "role"}:
            parser.add_argument("--role", choices=("viewer", "answerer", "editor"), required=True)
    staff.set_defaults(run=serving.staff)


def _day(text: str) -> date:
    from bot.content import read_day

    try:
        return read_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _chat_address(text: str) -> tuple[str, str]:
    channel, colon, chat = text.partition(":")
    if not (channel and colon and chat):
        raise argparse.ArgumentTypeError(f"{text!r} is no chat; write CHANNEL:ID, such as telegram:700001")
    return channel, chat
