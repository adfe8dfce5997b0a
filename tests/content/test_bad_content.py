"""Runs `bad/<fault>.yaml`: the real content with one thing spoilt, and the one fault that must be found.

The first line is a comment with words of the fault. Below it stands what is spoilt: ``replace`` (found just once in
``file``) and ``with``, or a list of such ``changes``; ``remove`` takes a file or folder away, ``save: file, as:
encoding`` saves it in another encoding, and ``add`` writes files. ``points_to`` is text of the
line that the fault names.
"""

import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from bot.content import ContentError, Fault, load
from bot.dialogue import check
from tests.copies import content_copied
from tests.helpers import ROOT

FOLDER = Path(__file__).parent / "bad"
FILES = sorted(FOLDER.glob("*.yaml"))


class Spoilt(NamedTuple):
    name: str
    words: str
    points_to: str
    root: Path
    faults: tuple[Fault, ...]


def spoil(root: Path, spec: dict[str, Any]) -> None:
    for change in spec.get("changes", [spec] if "file" in spec else []):
        path = root / change["file"]
        text = path.read_text("utf-8")
        assert text.count(change["replace"]) == 1, "what is replaced must stand just once in the file"
        path.write_text(text.replace(change["replace"], change["with"]), "utf-8")
    for name, text in spec.get("add", {}).items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, "utf-8")
    if "save" in spec:
        (root / spec["save"]).write_bytes((root / spec["save"]).read_text("utf-8").encode(spec["as"]))
    if "remove" in spec:
        shutil.rmtree(root / spec["remove"]) if (root / spec["remove"]).is_dir() else (root / spec["remove"]).unlink()


def faults_of(root: Path) -> tuple[Fault, ...]:
    try:
        return check(load(root))
    except ContentError as error:
        return error.faults


def line_of(root: Path, fault: Fault) -> str:
    return (root / fault.file).read_text("utf-8").splitlines()[fault.line - 1] if fault.line else ""


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def spoilt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    path: Path = request.param
    text = path.read_text("utf-8")
    spec = yaml.safe_load(text)
    root = content_copied(tmp_path_factory.mktemp(path.stem))
    spoil(root, spec)
    words = text.partition("\n")[0].removeprefix("# ")
    return Spoilt(path.stem, words, spec.get("points_to", ""), root, faults_of(root))


def test_just_this_fault_is_found(spoilt: Spoilt) -> None:
    assert len(spoilt.faults) == 1, "\n".join(map(str, spoilt.faults))
    assert spoilt.words in str(spoilt.faults[0])


def test_the_fault_names_its_line(spoilt: Spoilt) -> None:
    fault = next(fault for fault in spoilt.faults if spoilt.words in str(fault))
    assert (fault.line > 0) == bool(spoilt.points_to), "only the fault of a whole file has no line"
    assert spoilt.points_to in line_of(spoilt.root, fault)


def test_faults_in_several_files_are_told_at_once(tmp_path: Path) -> None:
    names = [
        "quote_not_in_source",
        "amount_not_in_its_quote",
        "departments_out_of_order",
        "yaml_key_twice",
        "ladder_step_paying_less",
        "id_that_is_none",
        "share_that_is_none",
        "county_without_an_office",
        "command_word_twice",
    ]
    root, words = content_copied(tmp_path), set()
    for name in names:
        text = (FOLDER / f"{name}.yaml").read_text("utf-8")
        spoil(root, yaml.safe_load(text))
        words.add(text.partition("\n")[0].removeprefix("# "))
    found = [str(fault) for fault in faults_of(root)]
    assert len(found) == len(names)
    assert {word for word in words if any(word in fault for fault in found)} == words


def test_faults_that_only_findings_show_are_told_at_once(tmp_path: Path) -> None:
    root = content_copied(tmp_path)
    for name in ("example_with_an_unknown_fact", "example_that_pays_another_sum", "two_sums_for_one_case"):
        spoil(root, yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8")))
    assert [fault.where for fault in faults_of(root)] == [
        "town-list, examples",
        "geo-mark, examples",
        "china-brand, award",
    ]


def test_a_broken_file_does_not_hide_the_faults_of_another(tmp_path: Path) -> None:
    root = content_copied(tmp_path)
    for path in ("policy_data/facts.yaml", "intents/commands.yaml"):
        (root / path).write_text((root / path).read_text("utf-8").replace("]", "", 1), "utf-8")
    assert [fault.file for fault in faults_of(root)] == ["policy_data/facts.yaml", "intents/commands.yaml"]


def test_the_real_content_has_no_fault() -> None:
    assert faults_of(ROOT) == ()


def test_thresholds_of_an_earlier_release_still_load(tmp_path: Path) -> None:
    path = content_copied(tmp_path) / "intents" / "thresholds.yaml"
    path.write_text("\n".join(line for line in path.read_text("utf-8").splitlines() if "unnamed" not in line), "utf-8")
    thresholds = load(tmp_path).wording.thresholds
    assert thresholds.unnamed == thresholds.general


def test_the_sweep_found_the_bad_files() -> None:
    assert len(FILES) > 70
