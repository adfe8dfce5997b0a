"""The command line as a user meets it: exit status, one line on standard error, documented JSON."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.cli import main
from tests.wangjiang import changed, save

PROFILE = """
sector: casting
revenue: 5.3亿元
best_revenue_before: 4.8亿元
leading_industry: yes
certifications: {quality_system: 2024-05}
"""


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def huiqi(capsys: pytest.CaptureFixture[str]) -> "Runs":
    return Runs(capsys)


class Runs:
    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str | Path) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(map(str, arguments)))
        status = ended.value.code
        assert isinstance(status, int)
        return Ran(status, *self.capsys.readouterr())


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_match_gives_amounts_quotes_and_departments(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE), "--as-of", "2026-11-22", "--json")
    result = json.loads(ran.out)
    found = {finding["measure"]: finding for finding in result["findings"]}
    assert (ran.status, result["certain_total"], len(found)) == (0, 120_000, 64)
    milestone = found["revenue-milestone"]
    assert (milestone["status"], milestone["amount"], milestone["ended"]) == ("eligible", 100_000, True)
    assert milestone["departments"][:2] == ["市工信局", "市统计局"]
    assert found["china-brand"]["status"] == "not_eligible"


def test_match_tells_the_years_in_which_a_step_passed_before_may_have_been_new(huiqi: Runs, tmp_path: Path) -> None:
    known = "leading_industry: yes\nagricultural: no\nrevenue: 5.5亿元\nbest_revenue_before: 5.1亿元\n"
    ran = huiqi("match", write(tmp_path, "p.yaml", known), "--as-of", "2026-11-23")
    assert "换一年  年营收首次达标奖励：—；若 5亿元是 2023、2024 年首次达到的，请改填那一年的数" in ran.out


def test_every_quote_in_the_json_is_in_the_official_text(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE), "--json")
    source = (Path(__file__).parents[1] / "policy_data/jincheng-2023-39/source.md").read_text("utf-8")
    quotes = [quote for finding in json.loads(ran.out)["findings"] for quote in finding["quotes"]]
    assert len(quotes) > 60
    assert all(quote in source for quote in quotes)


def test_as_of_answers_for_any_day(huiqi: Runs, tmp_path: Path) -> None:
    path = write(tmp_path, "p.json", '{"certifications": {"jincheng_brand": "2023-10-31"}, "county": "qinshui"}')
    for day, status in (("2023-10-31", "eligible"), ("2026-01-01", "eligible")):
        finding = finding_of(huiqi("match", path, "--as-of", day, "--json"), "jincheng-brand")
        assert (finding["status"], finding["ended"]) == (status, day > "2025-12-31")
    assert finding["departments"][-1] == "沁水县人民政府"


def test_a_day_at_the_edge_of_the_calendar_is_refused_in_one_line(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("match", write(tmp_path, "p.json", '{"revenue": 1}'), "--as-of", "0001-01-01")
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "'0001-01-01' is out of range; write a day of the years 1900 to 9998" in ran.err


def finding_of(ran: Ran, measure: str) -> dict[str, Any]:
    return next(finding for finding in json.loads(ran.out)["findings"] if finding["measure"] == measure)


def test_a_jsonl_file_gives_a_line_for_each_profile_and_goes_on_after_a_bad_one(huiqi: Runs, tmp_path: Path) -> None:
    lines = '{"id": "a", "revenue": "5亿元"}\n{"revenue": -1}\n\n{"id": "c"}\n'
    ran = huiqi("match", write(tmp_path, "many.jsonl", lines), "--json")
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["a", "c"]
    assert ran.status == 2
    assert ran.err.splitlines() == [f"huiqi: {tmp_path}/many.jsonl:2: revenue: -1 is negative; a sum is zero or more"]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("bad.json", "{bad", "this is not JSON"),
        ("list.json", "[1]", "expected a mapping of facts"),
        ("bad.yaml", "a: [1\nb", "bad.yaml:3 this is not YAML"),
        ("empty.yaml", "", "the file is empty"),
        ("twice.yaml", "revenue: 1元\nrevenue: 2元", "twice.yaml:2 revenue: this key stands twice"),
        ("deep.json", "[" * 100_000, "this is not JSON"),
        ("unknown.json", '{"revenu": 1}', "unknown fact 'revenu'; known: sector, revenue"),
        ("negative.json", '{"revenue": -5}', "revenue: -5 is negative"),
        ("date.json", '{"certifications": {"listed": "2024-02-30"}}', "is a date that does not exist"),
        ("clash.json", '{"sector": "pigs", "agricultural": "no"}', "sector implies agricultural: yes"),
    ],
)
def test_bad_input_gets_one_line_that_says_where(huiqi: Runs, tmp_path: Path, name: str, text: str, words: str) -> None:
    ran = huiqi("match", write(tmp_path, name, text))
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err
    assert name in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("frobnicate",), "invalid choice: 'frobnicate'"),
        (("match", "p.json", "--as-of", "2024-02-30"), "'2024-02-30' is a date that does not exist"),
        (("match", "no-such-file.json"), "cannot be read"),
        (("read", "nofact", "x"), "unknown fact 'nofact'; known: any, sector"),
        (("read", "revenue"), "give either TEXT or --file"),
        (("check", "no-such-folder"), "holds no policy_data folder"),
        (("ask",), "give either TEXT or --file"),
        (("ask", "小巨人多少钱", "--file", "asked.txt"), "give either TEXT or --file"),
        (("ask", "小巨人多少钱", "--as-of", "明天"), "'明天'"),
        (("evaluate", "no-such-folder"), "is no folder; name the one that holds the labelled files"),
        (("evaluate", "--half", "both"), "invalid choice: 'both'"),
    ],
)
def test_bad_usage_gets_one_line_and_status_2(huiqi: Runs, arguments: tuple[str, ...], words: str) -> None:
    ran = huiqi(*arguments)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err


def test_telegram_without_a_token_says_what_to_set(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    assert huiqi("telegram") == (2, "", "huiqi: set TELEGRAM_BOT_TOKEN to the token that @BotFather gave you\n")


def test_check_ends_with_every_sentence_accounted_for(huiqi: Runs) -> None:
    ran = huiqi("check")
    assert ran.status == 0
    last = ran.out.splitlines()[-2:]
    assert last[0] == "1 policy, 16 articles, 64 measures, 11 facts: no fault"
    assert last[1].endswith("20 marked as granting nothing or quoted otherwise, 0 neither")
    assert "NEITHER" not in ran.out


def test_check_tells_what_may_be_wrong_and_goes_on(huiqi: Runs, tmp_path: Path) -> None:
    root = changed(tmp_path, "policy_data/facts.yaml", "维修150万元，", "维修250万元，")
    ran = huiqi("check", str(root))
    assert ran.status == 0
    assert ran.err.startswith("look again: policy_data/facts.yaml:3 first_step: 250万元 stands in no source.md")


def test_match_tells_article_and_office_of_each_and_what_is_said_of_all_the_money(
    huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_CONTENT", str(save(tmp_path)))
    facts = "sector: housekeeping\nrevenue: 300万元\nfirst_step: yes\nfair_demands: yes\n"
    ran = huiqi("match", write(tmp_path, "p.yaml", facts), "--as-of", "2026-06-01")
    assert ran.out.splitlines() == [
        "符合  家政服务业“首登阶”奖励：8万元（条款三，找望江区商贸服务业发展中心）",
        "符合  推荐参加区外展销会：推荐参展（条款六，归哪个部门，原文没写）",
        "截至 2026-06-01，逐项相加 8万元",
        "原文：本办法所列限额均为上限，受年度预算控制，预算不足时按比例核减。",
        "",
    ]


def test_read_tells_value_words_and_how_it_reads_back(huiqi: Runs) -> None:
    reading = json.loads(huiqi("read", "revenue", "去年两亿三", "--as-of", "2025-06-01", "--json").out)
    assert reading["value"] == {"low": 230_000_000, "high": 230_000_000, "year": 2024}
    assert (reading["outcome"], reading["say"]) == ("understood", "2.3亿元（2024 年）")


def test_read_takes_a_file_one_text_a_line(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("read", "county", "--file", write(tmp_path, "t.txt", "高平\n火星\n"), "--json")
    assert [json.loads(line)["outcome"] for line in ran.out.splitlines()] == ["understood", "not_understood"]


def test_answers_to_a_file_stand_below_what_was_typed(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("read", "county", "--file", write(tmp_path, "t.txt", "高平\n泽州\n"))
    assert ran.out == "› 高平\nunderstood: 高平市\n\n› 泽州\nunderstood: 泽州县\n\n"
    ran = huiqi("ask", "--file", write(tmp_path, "asked.txt", ASKED))
    first, second, *_ = ran.out.split("\n\n› ")
    assert first.startswith("› 山西精品给多少钱\n山西精品")
    assert second.startswith("那找谁？\n")


@pytest.mark.parametrize("said", ["5.3亿", "5.3亿元", "53000万", "530000000"])
def test_match_takes_a_sum_with_or_without_its_last_character(huiqi: Runs, tmp_path: Path, said: str) -> None:
    ran = huiqi("match", write(tmp_path, "p.yaml", PROFILE.replace("5.3亿元", said)), "--as-of", "2024-11-22", "--json")
    assert json.loads(ran.out)["certain_total"] == 120_000


def test_ask_answers_as_the_json_page_says(huiqi: Runs) -> None:
    ran = huiqi("ask", "山西精品给多少钱", "--as-of", "2025-06-01", "--json")
    asked = json.loads(ran.out)
    documented = (
        (Path(__file__).parents[1] / "docs/json.md").read_text("utf-8").partition("## `huiqi ask TEXT --json`")[2]
    )
    documented = documented.partition("\n## ")[0]
    assert (ran.status, ran.err, len(ran.out.splitlines())) == (0, "", 1)
    assert set(asked) - {"version"} == {"text_asked", "outcome", "text", "answers", "choices", "alternatives"}
    (answer,) = asked["answers"]
    assert all(f"`{key}`" in documented for key in {*asked, *answer} - {"version"})
    assert (asked["text_asked"], asked["outcome"], asked["choices"]) == ("山西精品给多少钱", "answer", [])
    assert (answer["topic"], answer["aspect"]) == ("jincheng-2023-39/shanxi-quality", "amount")
    assert (answer["amount"], answer["stated"], answer["article"]) == (100_000, True, "九")
    assert answer["departments"][0] == "市商务局"
    source = (Path(__file__).parents[1] / "policy_data/jincheng-2023-39/source.md").read_text("utf-8")
    assert answer["quotes"]
    assert all(quote in source for quote in answer["quotes"])
    assert asked["alternatives"][0] == {"topic": "jincheng-2023-39/shanxi-quality", "score": 1.0}


def test_ask_says_the_same_as_text(huiqi: Runs) -> None:
    ran = huiqi("ask", "老字号给多少钱")
    assert ran.out.splitlines()[0] == "您是想问哪一项？"
    assert {line.removeprefix("· ") for line in ran.out.splitlines()[1:]} == {
        "中华老字号奖励",
        "三晋老字号奖励",
        "晋城老字号奖励",
    }


def test_ask_takes_the_message_before(huiqi: Runs) -> None:
    (answer,) = json.loads(huiqi("ask", "那找谁？", "--after", "山西精品给多少钱", "--json").out)["answers"]
    assert (answer["measure"], answer["aspect"]) == ("shanxi-quality", "who")


ASKED = """山西精品给多少钱
{"text": "那找谁？", "after": "小巨人给多少钱"}
{"text": "单项冠军找谁", "after": null}
{这个不是JSON
{"after": "没有问题"}

"""


def measures(ran: Ran) -> list[list[str]]:
    return [[answer["measure"] for answer in json.loads(line)["answers"]] for line in ran.out.splitlines()]


def test_ask_takes_a_file_of_texts_and_of_json(huiqi: Runs, tmp_path: Path) -> None:
    ran = huiqi("ask", "--file", write(tmp_path, "asked.txt", ASKED), "--json")
    unclear = json.loads(ran.out.splitlines()[2])
    assert (unclear["outcome"], unclear["answers"]) == ("clarify", [])
    assert {choice["topic"].partition("/")[2]: choice["label"] for choice in unclear["choices"]} == {
        "champion-national": "国家级制造业单项冠军奖励",
        "champion-provincial": "省级制造业单项冠军奖励",
    }
    # One line out for each line in, an empty one too, and a brace that somebody typed is text.
    assert [json.loads(line)["text_asked"] for line in ran.out.splitlines()] == [
        "山西精品给多少钱",
        "那找谁？",
        "单项冠军找谁",
        "{这个不是JSON",
        '{"after": "没有问题"}',
        "",
    ]
    assert measures(ran)[:2] == [["shanxi-quality"], ["little-giant"]]


def test_ask_reads_standard_input(huiqi: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(ASKED))
    assert measures(huiqi("ask", "--file", "-", "--json"))[:2] == [["shanxi-quality"], ["little-giant"]]


def test_read_any_tells_every_fact_of_a_message(huiqi: Runs) -> None:
    said = "高平做铸件的，去年营收6.2亿元"
    reading = json.loads(huiqi("read", "any", said, "--as-of", "2025-06-01", "--json").out)
    assert (reading["fact"], reading["outcome"], reading["text"]) == ("any", "understood", said)
    assert reading["values"] == {
        "sector": "casting",
        "revenue": {"low": 620_000_000, "high": 620_000_000, "year": 2024},
        "county": "gaoping",
    }
    assert reading["words"].keys() == reading["values"].keys()
    assert "年营收：6.2亿元（2024 年）" in reading["say"]


def test_read_any_of_nothing_told_says_so(huiqi: Runs) -> None:
    ran = huiqi("read", "any", "今天天气怎么样")
    assert (ran.status, ran.out) == (0, "not_understood: 没看出说的是哪些情况，请换个说法\n")


LABELLED: dict[str, list[dict[str, Any]]] = {
    "questions.jsonl": [
        {"text": "山西精品给多少钱", "expect": [["shanxi-quality", "amount"]]},
        {"text": "那找谁？", "after": "小巨人给多少钱", "expect": [["little-giant", "who"]]},
        {"text": "山西精品要什么条件", "expect": [["little-giant", "conditions"]]},
        {"text": "老字号给多少钱", "outcome": "clarify"},
    ],
    "beyond.jsonl": [{"text": "太原的小巨人给多少钱", "outcome": "out_of_scope"}],
    "money.jsonl": [
        {"text": "去年两亿三", "low": 230_000_000, "high": 230_000_000},
        {"text": "今天天气怎么样"},
    ],
    "sector.jsonl": [{"text": "我们养猪", "sector": "pigs|other_farming"}],
    "certification.jsonl": [{"text": "评上中华老字号了", "held": {"china_brand": None}}],
    "several.jsonl": [{"text": "高平做铸件的", "facts": {"sector": "casting", "county": "gaoping"}}],
}


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    for name, lines in LABELLED.items():
        write(tmp_path, name, "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    return tmp_path


def test_evaluate_counts_what_is_read_as_labelled(huiqi: Runs, labelled: Path) -> None:
    report = json.loads(huiqi("evaluate", labelled, "--json").out)
    right = {kind: (each["right"], each["total"], each["wrong"]) for kind, each in report["kinds"].items()}
    assert right == {
        "topics": (2, 3, 1),
        "questions": (1, 2, 1),
        "follow-ups": (1, 1, 0),
        "clarify": (1, 1, 0),
        "out_of_scope": (1, 1, 0),
        "money": (2, 2, 0),
        "sector": (1, 1, 0),
        "certification": (1, 1, 0),
        "several facts": (1, 1, 0),
    }
    assert report["topics_confused"] == [{"labelled": "little-giant", "read": "shanxi-quality", "count": 1}]
    assert {miss["text"] for miss in report["misses"]} == {"山西精品要什么条件"}


def test_evaluate_prints_a_table_of_one_half_and_its_misses(huiqi: Runs, labelled: Path) -> None:
    # The first line, the third and so on are the development half: counted from nought, they are even.
    lines = huiqi("evaluate", labelled, "--half", "development").out.splitlines()
    assert [line.split() for line in lines[: lines.index("")]] == [
        ["kind", "right", "of", "share", "wrong"],
        ["topics", "1", "2", "50.0%", "1"],
        ["questions", "1", "2", "50.0%", "1"],
        ["out_of_scope", "1", "1", "100.0%", "0"],
        ["money", "1", "1", "100.0%", "0"],
        ["sector", "1", "1", "100.0%", "0"],
        ["certification", "1", "1", "100.0%", "0"],
        ["several", "facts", "1", "1", "100.0%", "0"],
    ]
    assert "    1  little-giant -> shanxi-quality" in lines
    assert any(line.startswith("questions\t山西精品要什么条件\t") for line in lines)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"text": 5, "expect": []}', "questions.jsonl:1: expected an object with a text"),
        ('{"text": "小巨人"}', "outcome"),
    ],
)
def test_a_broken_labelled_file_is_told_in_one_line(huiqi: Runs, tmp_path: Path, line: str, words: str) -> None:
    write(tmp_path, "questions.jsonl", line)
    ran = huiqi("evaluate", tmp_path)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (2, "", 1)
    assert words in ran.err


def test_facts_tell_what_a_profile_may_hold(huiqi: Runs) -> None:
    facts = json.loads(huiqi("facts", "--json").out)["facts"]
    assert [fact["id"] for fact in facts][:3] == ["sector", "revenue", "certifications"]
    assert {fact["kind"] for fact in facts} == {"choice", "choices", "money", "yes_no"}
    assert "quality_system" in {option["id"] for option in facts[2]["options"]}


def test_faulty_content_is_told_in_one_line(huiqi: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy_data").mkdir()
    monkeypatch.setenv("HUIQI_CONTENT", str(tmp_path))
    ran = huiqi("facts")
    assert (ran.status, len(ran.err.splitlines())) == (1, 1)
    assert "policy_data/facts.yaml the file is missing" in ran.err


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HUIQI_CONTENT", "/nope", "/nope holds no policy_data folder; set HUIQI_CONTENT to the folder that"),
        ("HUIQI_DATABASE", "/nope/x.db", "HUIQI_DATABASE=/nope/x.db: /nope/x.db cannot be opened (No such file"),
        ("HUIQI_DATABASE", str(Path(__file__).parent), f"HUIQI_DATABASE={Path(__file__).parent}: "),
        ("HUIQI_DATABASE_URL", "postgresql://me:hush@127.0.0.1:1/x", "huiqi: HUIQI_DATABASE_URL: the database cannot"),
    ],
)
def test_a_start_that_fails_names_the_setting_and_its_value_but_no_password(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    environment = {**os.environ, "HUIQI_DATABASE": str(tmp_path / "huiqi.db"), "TELEGRAM_BOT_TOKEN": "", name: value}
    command = [sys.executable, "-m", "bot", "serve"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, len(ran.stderr.splitlines()), "hush" in ran.stderr) == (1, 1, False)
    assert words in ran.stderr


def test_a_whole_conversation_goes_through_a_pipe() -> None:
    typed = "b\na\n4.8亿\n都没有\n都没有\n"
    command = [sys.executable, "-m", "bot", "chat", "--plain", "--as-of", "2025-06-01"]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, check=True, encoding="utf-8")
    assert "年营收再增长 2000万元，可达 5亿元：10万元" in ran.stdout
    assert ran.stderr == ""


def test_many_profiles_show_a_progress_bar_that_leaves_the_result_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "many.jsonl", '{"id": 1}\n' * 30)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", "match", str(path), "--json"]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"})
    out, _ = ran.communicate(timeout=30)
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert len(out.splitlines()) == 30
    assert "matching" in shown
    assert "100%" in shown
    assert "version" not in shown


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
