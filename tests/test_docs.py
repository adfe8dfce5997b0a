"""The docs name everything there is, and everything they name is there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import parser
from bot.content import coverage, load, unstated_sums
from bot.content.conditions import LADDERS, WORDS
from bot.content.fact import KINDS
from bot.content.policy import PAYING
from bot.dialogue import check
from bot.service_settings import ServiceSettings
from tests.copies import intents_copied
from tests.helpers import ROOT

PAGES = (*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").glob("*.md")))


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands() -> dict[str, object]:
    (action,) = (action for action in parser()._actions if action.choices)
    assert isinstance(action.choices, dict)
    return dict(action.choices)


def test_there_are_pages() -> None:
    assert {page.name for page in PAGES} >= {"README.md", "README.zh-CN.md", "content.md", "json.md", "operations.md"}


@pytest.mark.parametrize("command", sorted(commands()))
def test_every_command_is_told_of(command: str) -> None:
    assert f"huiqi {command}" in "\n".join(page.read_text("utf-8") for page in PAGES)


@pytest.mark.parametrize("word", [*WORDS, *LADDERS, *PAYING, "no_money", "all", "any", "not", *KINDS])
def test_every_word_of_the_content_is_explained(word: str) -> None:
    assert re.search(rf"`{{?[^`]*\b{word}\b[^`]*`", text_of("docs/content.md"))


def test_every_setting_is_in_the_table() -> None:
    told = text_of("docs/operations.md")
    names = {str(field.validation_alias) for field in ServiceSettings.model_fields.values()}
    assert len(names) > 5
    assert set(re.findall(r"^\| `([A-Z_]+)`", told, re.MULTILINE)) == {*names, "HUIQI_CONTENT"}


def test_the_examples_of_a_proxy_pass_the_host_with_its_port_and_no_metrics() -> None:
    examples = re.findall(r"```nginx\n(.*?)```", text_of("docs/operations.md"), re.DOTALL)
    assert len(examples) > 2
    assert all("Host $http_host;" in example for example in examples if " Host " in example)
    assert all("location = /metrics { return 404; }" in example for example in examples if "location / " in example)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    folders = "bot|docs|tests|policy_data|intents|benchmarks"
    named = re.findall(rf"\]\((?!http)([^)#]+)\)|`((?:{folders})/[\w./-]+)`", page.read_text("utf-8"))
    for link, path in named:
        assert (page.parent / link if link else ROOT / path).exists(), link or path


def test_the_policy_to_copy_passes_the_check_with_nothing_left_over(tmp_path: Path) -> None:
    copied = text_of("docs/content.md").partition("## A policy to copy")[2]
    files = re.findall(r"`(policy_data/[\w./<>-]+)`:\n\n```\w+\n(.*?)```", copied, re.DOTALL)
    assert len(files) == 4
    for shown, text in files:
        name = shown.replace("<policy>", "mou-2025-1")
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    intents_copied(tmp_path)
    content = load(tmp_path)
    assert [*check(content), *unstated_sums(content)] == []
    assert [sentence.short for sentence in coverage(content) if not sentence.accounted] == []


def test_the_conversation_of_the_readme_is_what_happens() -> None:
    shown = re.search(r"```text\n(.*?)```", text_of("README.md"), re.DOTALL)
    assert shown
    lines = shown[1].splitlines()
    typed = "\n".join(line.removeprefix("› ") for line in lines if line.startswith("› "))
    command = [sys.executable, "-m", "bot", "chat", "--plain", "--as-of", "2025-06-01"]
    ran = subprocess.run(command, input=typed, capture_output=True, text=True, check=True, encoding="utf-8")
    replies = [line for line in lines if line and not line.startswith("› ")]
    assert len(replies) > 15
    assert all(line in ran.stdout for line in replies)
