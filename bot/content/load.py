"""Content folders -> checked, frozen objects. The only place in this room that reads files."""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from bot.content.check import CHECKS, CHECKS_OF_THE_WHOLE
from bot.content.check_faq import check_faq
from bot.content.fact import Fact
from bot.content.fault import ContentError, Fault
from bot.content.places import knowing_places, with_place
from bot.content.policy import Article, Content, Faq, Measure, Policy, Region
from bot.content.read_commands import read_commands
from bot.content.read_facts import read_facts
from bot.content.read_faq import read_faq
from bot.content.read_offices import read_offices
from bot.content.read_policy import read_policy
from bot.content.read_wording import FILES, read_names, read_wording
from bot.content.reader import Reader, Unreadable
from bot.content.wording import Wording
from bot.content.yaml_lines import Keys, Node, load_yaml

NO_CONTENT = "holds no policy_data folder; set HUIQI_CONTENT to the folder that holds policy_data and intents"


def load(root: Path) -> Content:
    """Read ``root/policy_data`` and ``root/intents``.

    Raises ContentError that holds every fault found, each with file, line and the fix.
    """
    if not (root / "policy_data").is_dir():
        raise ContentError((Fault(str(root), 0, "", NO_CONTENT),))
    faults: list[Fault] = []
    strays: list[Fault] = []
    content = _read(root, faults, strays)
    # What could not be read is not there: only with all of it can something be said to be used by nothing.
    checks = (*CHECKS, check_faq) if faults else (*CHECKS, check_faq, *CHECKS_OF_THE_WHOLE)
    if content:
        faults += (fault for check in checks for fault in check(content))
    # Nor is a name without its measure worth telling where the measure has a fault of its own.
    faults = faults or strays
    if faults or not content:
        raise ContentError(tuple(dict.fromkeys(faults)))
    return content


def _read(root: Path, faults: list[Fault], strays: list[Fault]) -> Content | None:
    reader = Reader(faults)
    facts: dict[str, Fact] | None = None
    regions: dict[str, Region] = {}
    commands: dict[str, tuple[str, ...]] = {}
    with reader.going_on():
        facts = read_facts(_need(root, "policy_data/facts.yaml", faults), reader)
    with reader.going_on():
        commands = read_commands(_need(root, "intents/commands.yaml", faults), reader)
    if facts is None:
        return None
    with reader.going_on():
        regions = read_offices(_need(root, "policy_data/departments.yaml", faults), facts, reader)
    policies: list[Policy] = []
    articles: list[Article] = []
    measures: list[Measure] = []
    folders = _read_folders(root, faults)
    facts = knowing_places(with_place(facts, _named_in(folders, regions)), regions.values())
    for folder in folders:
        with reader.going_on():
            policy, its_articles, its_measures = read_policy(folder.root, folder.source, facts, regions, reader)
            policies.append(policy)
            articles += its_articles
            measures += its_measures
    if not policies and not faults:
        faults.append(Fault("policy_data", 0, "", "no policy here; each needs a folder with policy.yaml and source.md"))
    wording = _read_wording(root, policies, measures, reader, strays)
    if wording is None:
        return None
    # An entry whose article is not there because that has a fault of its own is not worth telling of.
    faq = _read_faq(root, articles, Reader(strays if faults else faults))
    version = _version(root / "policy_data")
    return Content(facts, tuple(policies), tuple(articles), tuple(measures), commands, wording, faq, version)


def _read_faq(root: Path, articles: list[Article], reader: Reader) -> dict[str, Faq]:
    """Read what staff answered; the file may be left out."""
    if not (root / "intents/faq.yaml").exists():
        return {}
    with reader.going_on():
        return read_faq(_need(root, "intents/faq.yaml", reader.faults), articles, reader)
    return {}


def _version(folder: Path) -> str:
    """Return a digest of what findings come of, with its paths."""
    digest = blake2b(digest_size=6)
    for path in sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".md"}):
        digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _read_wording(
    root: Path, policies: list[Policy], measures: list[Measure], reader: Reader, strays: list[Fault]
) -> Wording | None:
    files: dict[str, Node] = {}
    for name in FILES:
        with reader.going_on():
            files[name] = _need(root, f"intents/{name}.yaml", reader.faults)
    names: dict[str, tuple[str, ...]] = {}
    for policy in policies:
        name = f"intents/{policy.id}.yaml"
        if (root / name).exists():
            with reader.going_on():
                its_measures = [measure for measure in measures if measure.policy is policy]
                names |= read_names(_need(root, name, reader.faults), policy.id, its_measures, Reader(strays))
    wording: Wording | None = None
    with reader.going_on():
        if len(files) == len(FILES):
            wording = read_wording(files, names, reader)
    return wording


def _need(root: Path, name: str, faults: list[Fault]) -> Node:
    node = load_yaml(root / name, name, faults)
    if node is None:
        raise Unreadable(name)
    return node


class _Folder(NamedTuple):
    """What stands in the folder of one policy."""

    root: Node
    source: str


def _read_folders(root: Path, faults: list[Fault]) -> list[_Folder]:
    folders = []
    for folder in sorted(path for path in (root / "policy_data").iterdir() if path.is_dir()):
        with suppress(Unreadable):
            folders.append(_read_folder(root, folder.name, faults))
    return folders


def _read_folder(root: Path, folder: str, faults: list[Fault]) -> _Folder:
    name = f"policy_data/{folder}/source.md"
    try:
        source = (root / name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(name, 0, "", "the official text cannot be read; save it here as UTF-8"))
        raise Unreadable(name) from error
    return _Folder(_need(root, f"policy_data/{folder}/policy.yaml", faults), source)


def _named_in(folders: list[_Folder], regions: dict[str, Region]) -> tuple[Region, ...]:
    """Return the regions that policies name, each once, in the order of `departments.yaml`."""
    named = {str(folder.root.get("region", "")) for folder in folders if isinstance(folder.root, Keys)}
    return tuple(region for region in regions.values() if region.name in named)
