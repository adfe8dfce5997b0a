"""The command line. Each command imports what it needs, so that the first prompt comes at once."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from bot.settings import Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from bot.content import Content, Sentence

_STATUS = {"eligible": "符合", "possible": "可能", "not_eligible": "差一点", "lapsed": "过期", "not_yet": "太早"}
_ORDER = tuple(_STATUS)


class UsageError(Exception):
    """Raised for input that cannot be used, in one line that says what to do."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one line what is wrong; exit status 2."""
        self.exit(2, f"huiqi: {message}; see {self.prog} --help\n")


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run one command: exit status 0, 1 for a failed check, 2 for bad input or usage."""
    from bot.content import ContentError

    options = _parser().parse_args(arguments)
    try:
        sys.exit(options.run(options, read_settings()))
    except (UsageError, SettingsError) as error:
        sys.exit(_complain(str(error), 2))
    except ContentError as error:
        sys.exit(_complain(f"the content has faults; mend them first (huiqi check): {error.faults[0]}", 1))
    except BrokenPipeError:
        # Whoever reads our output has read enough.
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
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
    chat.set_defaults(run=_chat)

    telegram = commands.add_parser("telegram", help="serve a Telegram bot (TELEGRAM_BOT_TOKEN), by long polling")
    telegram.add_argument("--webhook", metavar="URL", default="", help="let Telegram bring updates to this address")
    telegram.set_defaults(run=_telegram)

    serve = commands.add_parser("serve", help="serve web chat, desk and JSON API; Telegram where there is a token")
    serve.add_argument("--webhook", metavar="URL", default="", help="let Telegram bring updates to this address")
    serve.set_defaults(run=_serve)


def _add_reading(commands: "argparse._SubParsersAction[_Parser]") -> None:
    match = commands.add_parser("match", help="findings for a profile, or for each line of a JSONL file")
    match.add_argument(
        "file", metavar="FILE", help="a profile as .json or .yaml, many as .jsonl; - reads standard input"
    )
    match.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    match.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    match.add_argument("--all", action="store_true", help="in a JSONL file too, list what does not apply")
    match.set_defaults(run=_match)

    read = commands.add_parser("read", help="how an answer to the question of a fact is understood")
    read.add_argument("fact", metavar="FACT", help="revenue, sector, certifications ... (huiqi facts lists them)")
    read.add_argument("text", metavar="TEXT", nargs="?", help="what the owner typed")
    read.add_argument("--file", metavar="F", help="read one text a line instead; - is standard input")
    read.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    read.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    read.set_defaults(run=_read)

    ask = commands.add_parser("ask", help="the answer to one question, as an owner would type it")
    ask.add_argument("text", metavar="TEXT", nargs="?", help="the question")
    ask.add_argument("--after", metavar="TEXT", default="", help="the message before, for a follow-up")
    ask.add_argument("--file", metavar="F", help='one a line instead: text, or {"text", "after"}; - is standard input')
    ask.add_argument("--as-of", type=_day, metavar="DATE", help="as on this day (default: today in Shanghai)")
    ask.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    ask.set_defaults(run=_ask)

    evaluate = commands.add_parser("evaluate", help="how well labelled texts are understood")
    evaluate.add_argument("folder", metavar="DIR", nargs="?", help="the folder of labelled files (tests/language)")
    evaluate.add_argument("--half", choices=("all", "development", "held-out"), default="all", help="which lines")
    evaluate.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    evaluate.set_defaults(run=_evaluate)

    facts = commands.add_parser("facts", help="every fact, its kind and options: what a profile may hold")
    facts.add_argument("--json", action="store_true", help="as JSON (docs/json.md)")
    facts.set_defaults(run=_facts)

    check = commands.add_parser("check", help="check content; a line for each fault; exit status 1 if any")
    check.add_argument("folder", metavar="DIR", nargs="?", help="the folder that holds policy_data/ and intents/")
    check.set_defaults(run=_check)


def _add_operating(commands: "argparse._SubParsersAction[_Parser]") -> None:
    failures = commands.add_parser("failures", help="messages that could not be handled, with their tracebacks")
    failures.add_argument("id", metavar="ID", nargs="*", type=int, help="only these (default: all, in short)")
    failures.add_argument("--replay", action="store_true", help="handle them again, after the fix")
    failures.set_defaults(run=_failures)

    export = commands.add_parser("export", help="everything stored about one chat, as JSON")
    export.add_argument("--chat", type=_chat_address, required=True, metavar="CHANNEL:ID", help="telegram:700001")
    export.set_defaults(run=_export)

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
    report.set_defaults(run=_report)

    doctor = commands.add_parser("doctor", help="check settings, content, database and token; say what to do")
    doctor.set_defaults(run=_doctor)


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
    staff.set_defaults(run=_staff)


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    from bot.channels.terminal import PlainScreen, RichScreen, chat
    from bot.content import SHANGHAI, load
    from bot.dialogue import Dialogue

    def clock() -> datetime:
        if options.as_of is None:
            return datetime.now(UTC)
        return datetime(options.as_of.year, options.as_of.month, options.as_of.day, 12, tzinfo=SHANGHAI)

    dialogue = Dialogue(load(settings.content), keeps=False)
    if options.plain or not sys.stdin.isatty():
        chat(dialogue, _lines(sys.stdin), PlainScreen(_write), clock)
    else:
        chat(dialogue, _prompted(), RichScreen(), clock)
    return 0


def _telegram(options: argparse.Namespace, settings: Settings) -> int:
    if not settings.of_service.token:
        raise UsageError("set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you")
    return _serving(options, settings, pages=False)


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    if options.webhook and not settings.of_service.token:
        raise UsageError("set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you, or leave --webhook out")
    return _serving(options, settings, pages=True)


def _serving(options: argparse.Namespace, settings: Settings, *, pages: bool) -> int:
    from bot.channels.telegram import TelegramChannelError
    from bot.http import ListenError
    from bot.operating.serve import serve
    from bot.storage import StoreError

    if options.webhook and not settings.of_service.good_secret:
        raise UsageError("set HUIQI_WEBHOOK_SECRET to 16 to 256 of A-Z a-z 0-9 _ -, such as openssl rand -hex 32 makes")
    if options.webhook and not options.webhook.startswith(("https://", "http://")):
        raise UsageError(f"{options.webhook!r} is no address; write it like https://bot.example.org/telegram")
    try:
        serve(settings, options.webhook, pages=pages)
    except (ListenError, TelegramChannelError, StoreError) as error:
        return _complain(str(error), 1)
    return 0


def _failures(options: argparse.Namespace, settings: Settings) -> int:
    from bot.operating.failures import failures

    return failures(options.id, settings, replaying=options.replay)


def _export(options: argparse.Namespace, settings: Settings) -> int:
    from bot.operating.export import export

    return export(options.chat, settings)


def _staff(options: argparse.Namespace, settings: Settings) -> int:
    from bot.operating.staff import staff

    return staff(options.deed, getattr(options, "name", ""), getattr(options, "role", ""), settings)


def _report(options: argparse.Namespace, settings: Settings) -> int:
    from bot.operating.report import report
    from bot.storage.figures import FIGURES, Filters

    if options.figure and options.figure not in FIGURES:
        raise UsageError(f"unknown figure {options.figure!r}; known: {', '.join(FIGURES)}")
    days = {name: day.isoformat() for name in ("since", "until") if (day := getattr(options, name))}
    ids = {name: getattr(options, name) for name in ("channel", "policy", "county", "sector")}
    return report(options.figure, Filters(**days, **ids), options.form, settings)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from bot.operating.doctor import doctor

    del options
    return doctor(settings)


def _match(options: argparse.Namespace, settings: Settings) -> int:
    from bot.content import load
    from bot.matching import Matcher

    content = load(settings.content)
    matcher = Matcher(content.measures)
    day = options.as_of or _today()
    if options.file.endswith(".jsonl"):
        return _match_lines(options, content, matcher, day)
    result = _matched(_read_profile_file(options.file), options.file, content, matcher, day, explain=True)
    _write(_dump(result, indent=2) + "\n" if options.json else _findings_text(result))
    return 0


def _match_lines(options: argparse.Namespace, content: "Content", matcher: Any, day: date) -> int:
    """Match one profile a line; a bad line is reported and the others go on."""
    failed = 0
    for number, line in enumerate(_progress(options.file), 1):
        if not line.strip():
            continue
        where = f"{options.file}:{number}"
        try:
            result = _matched(_json_object(line, where), where, content, matcher, day, explain=options.all)
        except UsageError as error:
            failed = _complain(str(error), 2)
            continue
        _write(_dump(result) + "\n" if options.json else f"{where}\n{_findings_text(result)}")
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
    text = "".join(_lines_of(name))
    if name.endswith((".yaml", ".yml")) or (name == "-" and not text.lstrip().startswith("{")):
        from bot.content import read_yaml_mapping

        try:
            return read_yaml_mapping(text, name)
        except ValueError as error:
            raise UsageError(str(error)) from error
    return _json_object(text, name)


def _json_object(text: str, where: str) -> Mapping[str, Any]:
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{where}: this is not JSON ({error}); write a profile as docs/json.md shows") from error
    if not isinstance(raw, dict):
        raise UsageError(f'{where}: expected a mapping of facts, such as {{"revenue": "4.8亿元"}}')
    return raw


def _findings_text(result: Mapping[str, Any]) -> str:
    """Put a result into lines for people: what applies first, amounts first; services that ended are only counted."""
    shown, ended = [], 0
    for finding in result["findings"]:
        if finding["status"] in {"lapsed", "not_yet"} and finding["award"] == "no_money":
            ended += 1
        elif finding["status"] != "not_eligible" or finding["distance"]:
            shown.append(finding)
    shown.sort(key=lambda finding: (_ORDER.index(finding["status"]), -(finding["amount"] or 0)))
    lines = [_finding_line(finding) for finding in shown]
    lines += [f"（另有 {ended} 项不发钱的支持不在有效期内）"] if ended else []
    return "\n".join([*lines, f"截至 {result['as_of']}，逐项相加 {_sum(result['certain_total'])}", "\n"])


def _finding_line(finding: Mapping[str, Any]) -> str:
    pays = finding["award_words"] if finding["most"] is None else _sum(finding["most"])
    line = f"{_STATUS[finding['status']]}  {finding['name']}：{pays or '—'}"
    if finding["distance"]:
        line += f"；还差 {_sum(finding['distance']['gap'])} 到 {_sum(finding['distance']['step'])}"
    if finding["missing"]:
        line += f"；还要知道 {'、'.join(finding['missing'])}"
    return f"{line}（{finding['article']}，{finding['departments'][0]}）"


def _sum(yuan: int) -> str:
    from bot.content import write_sum

    return write_sum(yuan)


def _read(options: argparse.Namespace, settings: Settings) -> int:
    from bot.content import load
    from bot.dialogue import read_answer, read_any

    facts = load(settings.content).facts
    if options.fact not in {*facts, "any"}:
        raise UsageError(f"unknown fact {options.fact!r}; known: any, {', '.join(facts)}")
    day = options.as_of or _today()
    for text in _texts(options):
        whole = options.fact == "any"
        reading = read_any(facts, text, day) if whole else read_answer(facts[options.fact], text, day)
        _write(_dump(reading) + "\n" if options.json else f"{reading['outcome']}: {reading['say']}\n")
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from bot.content import load
    from bot.dialogue import Asker

    texts = _texts(options)
    asker = Asker(load(settings.content))
    day = options.as_of or _today()
    for text in texts:
        question, after = _question(text) if options.file is not None else (text, options.after)
        found = asker.ask(question, after, day)
        _write(_dump(found) + "\n" if options.json else f"{found['text']}\n")
    return 0


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
    return [options.text] if options.text is not None else _lines(_lines_of(options.file))


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
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
        _write(_dump(as_json(report), indent=2) + "\n")
    else:
        _write("\n".join(as_text(report)) + "\n")
    return 0


def _facts(options: argparse.Namespace, settings: Settings) -> int:
    from bot.content import facts_json, load

    facts = load(settings.content).facts.values()
    if options.json:
        _write(_dump(facts_json(facts), indent=2) + "\n")
        return 0
    for fact in facts:
        _write(f"{fact.id}  {fact.kind}  {fact.ask}\n")
        for option in fact.options:
            _write(f"    {option.id}  {option.label}\n")
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    from bot.content import ContentError, coverage, load
    from bot.matching import check

    root = Path(options.folder) if options.folder else settings.content
    if not (root / "policy_data").is_dir():
        raise UsageError(f"{root} holds no policy_data folder; name the folder that holds policy_data and intents")
    try:
        content = load(root)
        faults = check(content)
    except ContentError as error:
        faults = error.faults
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if faults:
        return _complain(f"{len(faults)} fault(s)", 1)
    sentences = coverage(content)
    for sentence in sentences:
        what = "、".join(m.id for m in sentence.measures) or (
            "(grants nothing)" if sentence.grants_nothing else "NEITHER"
        )
        _write(f"{sentence.article.number}\t{sentence.short}\t{what}\n")
    return _summary(content, sentences)


def _summary(content: "Content", sentences: "Sequence[Sentence]") -> int:
    counts = [(bool(s.measures), s.grants_nothing) for s in sentences]
    neither = sum(not sentence.accounted for sentence in sentences)
    _write(
        f"{len(content.policies)} policy, {len(content.articles)} articles, {len(content.measures)} measures, "
        f"{len(content.facts)} facts: no fault\n"
        f"{len(counts)} sentences: {sum(m for m, _ in counts)} in a measure, "
        f"{sum(n and not m for m, n in counts)} marked as granting nothing, {neither} neither\n"
    )
    return 0


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


def _today() -> date:
    from bot.content import SHANGHAI

    return datetime.now(SHANGHAI).date()


def _lines_of(name: str) -> Iterator[str]:
    if name == "-":
        yield from sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise UsageError(f"{name}: cannot be read ({reason}); name a file of UTF-8 text") from error


def _progress(name: str) -> Iterator[str]:
    """Yield the lines of a file, with a progress bar on standard error where that alone is a terminal."""
    lines = _lines_of(name)
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import Progress

    total = sum(1 for _ in _lines_of(name))
    # Standard output is the result; the bar must not take it over.
    with Progress(console=Console(stderr=True), redirect_stdout=False) as progress:
        yield from progress.track(lines, total=total, description="matching")


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


def _dump(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _complain(problem: str, status: int) -> int:
    sys.stderr.write(f"huiqi: {problem}\n")
    return status
