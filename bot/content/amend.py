"""Changes to content files as text: something is added or one value filled in, and every other byte stays as it was.

Each function reads its own result back and refuses what did not come out as meant, so that no text, however odd, can
spoil a file that people keep by hand.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from bot.content.fault import Fault
from bot.content.yaml_lines import plain, read_yaml

FAQ_HEADER = "# Questions that staff answered, each resting on a passage of one article; see docs/content.md.\n"
NAMES_HEADER = "# Other names of the measures of this policy, beside those in policy.yaml; see docs/content.md.\n"


class AmendError(Exception):
    """The file cannot be changed so; one line that says why."""


def clean(text: str) -> str:
    """Return a text on one line, without characters that cannot be seen."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def clean_lines(text: str) -> tuple[str, ...]:
    """Return the lines that hold something, each clean and once."""
    return tuple(dict.fromkeys(line for line in map(clean, text.splitlines()) if line))


def append_faq(text: str, entry: Mapping[str, str | Sequence[str]]) -> str:
    """Add an entry at the end of `intents/faq.yaml`; a list of phrasings stands as a block, one a line."""
    held = [] if not text.strip() else _read(text, empty=[])
    if not isinstance(held, list):
        raise AmendError("the file is no list of entries; put it right by hand first")
    root = _composed(text)
    if root is not None and root.flow_style:
        raise AmendError("the list stands in brackets; write each entry under a dash first")
    dumped = yaml.dump([_blocks(entry)], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)
    indent = " " * (root.start_mark.column if root is not None else 0)
    block = "".join(f"{indent}{line}\n" for line in dumped.splitlines())
    amended = _ended(text or FAQ_HEADER) + _line_ends(text, block)
    _expect(amended, [*held, {key: _as_read(value) for key, value in entry.items()}])
    return amended


def add_line(text: str, keys: Sequence[str], line: str) -> str:
    """Add a line to the block of lines under ``keys``; where the last key is not there yet, add it with this line."""
    held = {} if not text.strip() else _read(text, empty={})
    if clean(line) != line or not line:
        raise AmendError("a line must hold something that can be seen")
    at = _at(_composed(text), keys[:-1]) if text.strip() else None
    if len(keys) == 1 and (at is None or keys[0] not in _held(at)):
        if at is not None and (at.flow_style or at.start_mark.column):
            raise AmendError("the keys do not stand at the beginning of lines; put it right by hand first")
        amended = _ended(text or NAMES_HEADER) + _line_ends(text, f"{keys[0]}: |\n  {line}\n")
        _expect(amended, {**held, keys[0]: line})
        return amended
    block = _at(at, keys[-1:])
    if not isinstance(block, yaml.ScalarNode) or block.style != "|":
        raise AmendError(f"{keys[-1]} is no block of lines (|); put it right by hand first")
    start, end = block.start_mark.index, block.end_mark.index
    lines = text[start:end].rstrip().splitlines()
    indent = min((len(each) - len(each.lstrip(" ")) for each in lines[1:] if each.strip()), default=0)
    if not indent:
        raise AmendError(f"{keys[-1]} has no line yet; write the first one by hand")
    place = start + len(text[start:end].rstrip())
    amended = text[:place] + _line_ends(text, f"\n{' ' * indent}{line}") + text[place:]
    wanted = _replaced(held, keys, f"{str(block.value).rstrip()}\n{line}")
    _expect(amended, wanted)
    return amended


def listed(text: str) -> Any:
    """Return what a file holds as plain mappings, lists and text; raises AmendError where it has a fault."""
    return _read(text, empty=[])


def fill_in(text: str, path: Sequence[str | int], values: Mapping[str, str], remark: str) -> str:
    """Put values into the mapping at ``path`` (keys and places), which has these keys; a remark ends its line."""
    held = _read(text, empty=[])
    node = _at(_composed(text), path)
    if not isinstance(node, yaml.MappingNode):
        raise AmendError("this office has no entry of its own")
    spots = {key.value: value for key, value in node.value}
    spotted = [_spot(spots, key).end_mark.index for key in values]
    amended = _remarked(text, node.end_mark.index if node.flow_style else max(spotted), clean(remark))
    # From the end on, so that the places before stay true.
    for key in sorted(values, key=lambda key: -_spot(spots, key).start_mark.index):
        spot = spots[key]
        written = json.dumps(clean(values[key]), ensure_ascii=False)
        amended = amended[: spot.start_mark.index] + written + amended[spot.end_mark.index :]
    for key, value in values.items():
        held = _replaced(held, (*path, key), clean(value))
    _expect(amended, held)
    return amended


def _spot(spots: Mapping[str, Any], key: str) -> Any:
    spot = spots.get(key)
    if not isinstance(spot, yaml.ScalarNode) or spot.style in {"|", ">"}:
        raise AmendError(f"the entry has no {key} on a line; write it by hand")
    return spot


def _remarked(text: str, end: int, remark: str) -> str:
    """Put a remark at the end of the line, behind one that is there."""
    line_end = next((at for at in range(end, len(text)) if text[at] in "\r\n"), len(text))
    rest = text[end:line_end].strip()
    if not remark:
        return text
    if rest and not rest.startswith("#"):
        raise AmendError("more stands on the line of this office; put each on a line of its own first")
    stands = text[:line_end].rstrip(" ")
    return f"{stands}{'；' if rest else '  # '}{remark}{text[line_end:]}"


class _Dumper(yaml.SafeDumper):
    """Writes a block of lines as a block, and lists in a mapping one step in."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)


class _Block(str):
    __slots__ = ()


_Dumper.add_representer(
    _Block, lambda dumper, data: dumper.represent_scalar("tag:yaml.org,2002:str", str(data), style="|")
)


def _blocks(entry: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
    return {key: value if isinstance(value, str) else _Block(_as_read(value)) for key, value in entry.items()}


def _as_read(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "".join(f"{line}\n" for line in value)


def _read(text: str, empty: Any) -> Any:
    faults: list[Fault] = []
    root = read_yaml(text, "file", faults)
    if root is None and _composed(text) is None:
        return empty
    if faults or root is None:
        raise AmendError(f"the file has a fault of its own, mend it first: {faults[0].problem if faults else 'empty'}")
    return plain(root)


def _composed(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise AmendError(f"the file has a fault of its own, mend it first: {str(error).splitlines()[0]}") from None


def _at(node: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        if isinstance(step, int):
            node = node.value[step] if isinstance(node, yaml.SequenceNode) and step < len(node.value) else None
        else:
            node = _held(node).get(step)
        if node is None:
            raise AmendError(f"the file has no {step}")
    return node


def _held(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _replaced(held: Any, path: Sequence[str | int], value: str) -> Any:
    step, *rest = path
    inner = _replaced(held[step], rest, value) if rest else value
    if isinstance(held, list):
        return [inner if place == step else each for place, each in enumerate(held)]
    return {**held, step: inner}


def _expect(text: str, wanted: Any) -> None:
    """Refuse a text that does not read as meant; the line end of a block's last line does not matter."""
    try:
        same = _bare(_read(text, empty=None)) == _bare(wanted)
    except AmendError:
        same = False
    if not same:
        raise AmendError("the change would not read back as it was written; write it by hand")


def _bare(held: Any) -> Any:
    if isinstance(held, dict):
        return {key: _bare(value) for key, value in held.items()}
    return [_bare(each) for each in held] if isinstance(held, list) else str(held).rstrip("\n")


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}{_line_ends(text, chr(10))}"


def _line_ends(text: str, added: str) -> str:
    return added.replace("\n", "\r\n") if "\r\n" in text else added
