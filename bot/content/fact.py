"""A fact (情况): one thing that can be known of an enterprise, how it is asked, read and said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from bot.content.money import UNBOUNDED, Amount, read_sum, write_amount
from bot.content.when import LONG_AGO, When, read_when, write_when

KINDS = ("choice", "choices", "money", "yes_no", "date")
YES, NO = "yes", "no"

Held = Mapping[str, When | None]
"""What was ticked in a `choices` fact: option id to when it was achieved, None where that is not known."""

Value = str | Amount | When | Held
"""A known value: an option id (`choice`, `yes_no`), an `Amount` (`money`), a `When` (`date`), a `Held` (`choices`)."""

_SPOKEN = {"true": YES, "false": NO, "是": YES, "否": NO}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: ``also`` are other names; ``implies`` are facts that follow.

    ``says`` states it, ``has`` that it is held, ``newly`` that it was achieved; the label stands where they have ``…``.
    """

    id: str
    label: str
    says: str
    also: tuple[str, ...] = ()
    implies: Mapping[str, str] = field(default_factory=dict)
    line: int = 0
    has: str = "有…"
    newly: str = "取得…"
    names: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The label and every other name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", (self.label, *self.also))


def stated(options: Iterable[Option], key: str) -> str:
    """State that one of the options holds, by their key ``says``, ``has`` or ``newly``; shared words stand once."""
    alike: dict[str, list[str]] = {}
    for option in options:
        alike.setdefault(getattr(option, key), []).append(option.label)
    return "，或".join(words.replace("…", one_of(labels)) for words, labels in alike.items())


def one_of(labels: Sequence[str]) -> str:
    """Join labels: ``小型或微型``, ``大型、中型或小型``."""
    *most, last = labels
    return f"{'、'.join(most)}或{last}" if most else last


def denied(statement: str) -> str:
    """Turn a statement round: 是小巨人 -> 不是小巨人, 有贷款 -> 没有贷款, 取得认证 -> 没取得认证."""
    return ("不" if statement.startswith("是") else "没") + statement


TRADE, PLANS, TURNOVER = "trade", "plans", "turnover"
ROLES = {"choice": TRADE, "choices": PLANS, "money": TURNOVER}
"""What a fact of a kind can be in a conversation: what the enterprise does, so that one may say it by what it makes;
options of which one planned counts like one done; the figure that sums in loose talk are of."""


@dataclass(frozen=True, slots=True)
class Group:
    """Options shown on one screen, under one label (empty where a fact has no groups)."""

    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact as `policy_data/facts.yaml` defines it; `docs/content.md` lists every key."""

    id: str
    kind: str
    name: str
    ask: str
    hint: str
    groups: tuple[Group, ...] = ()
    ask_when: str = ""
    none: str = "都没有"
    yearly: bool = False
    dated: bool = False
    presumed: str = ""
    best_before: str = ""
    also: tuple[str, ...] = ()
    """Other names of a figure: 固投."""
    role: str = ""
    """What it is in a conversation, one of `ROLES`; "" for most."""
    places: tuple[str, ...] = ()
    """Names of the trade alone: what places are called, which say nothing of what is done there."""
    near: Fraction = Fraction(1)
    line: int = 0
    options: tuple[Option, ...] = field(init=False, repr=False, compare=False)
    """Every option, in order."""
    may_imply: frozenset[str] = field(init=False, repr=False, compare=False)
    """The facts that follow from one of its options."""
    spoken: frozenset[str] = field(init=False, repr=False, compare=False)
    """What its options are called."""
    _by_id: Mapping[str, Option] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        options = tuple(option for group in self.groups for option in group.options)
        object.__setattr__(self, "options", options)
        object.__setattr__(self, "may_imply", frozenset(target for option in options for target in option.implies))
        object.__setattr__(self, "spoken", frozenset(name for option in options for name in option.names))
        object.__setattr__(self, "_by_id", {option.id: option for option in reversed(options)})

    def option(self, option_id: str) -> Option:
        """Return one option; raises ValueError that lists what is allowed."""
        if option_id in self._by_id:
            return self._by_id[option_id]
        raise ValueError(f"{option_id!r} is no option of {self.id}; allowed: {', '.join(o.id for o in self.options)}")

    def read(self, raw: object, today: date) -> Value:
        """Read a value as a profile file holds it (see docs/json.md).

        A yearly figure without a year belongs to the last complete year before ``today``; any other keeps the year
        that is told with it. Raises ValueError, in words fit for the author of the file, for anything that is no
        value of this fact.
        """
        if self.kind == "money":
            return self._read_amount(raw, today)
        if self.kind == "date":
            return read_when(_text(raw))
        if self.kind == "choices":
            return self._read_held(raw, today)
        text = _text(raw)
        return self.option(_SPOKEN.get(text.lower(), text) if self.kind == "yes_no" else text).id

    def write(self, value: Value) -> object:
        """Return a value in the form a profile file holds; `read` gives the same value back."""
        if isinstance(value, Amount):
            return {key: part for key, part in value._asdict().items() if part is not None}
        if isinstance(value, When):
            return write_when(value)
        if isinstance(value, str):
            return value
        return {option: write_when(when) if when else None for option, when in value.items()}

    def say(self, value: Value) -> str:
        """Put a value into words for the owner, as ``4.8亿元（2025 年）``."""
        if isinstance(value, Amount):
            return write_amount(value) + (f"（{value.year} 年）" if value.year else "")
        if isinstance(value, When):
            return say_when(value)
        if isinstance(value, str):
            return self.option(value).label
        held = [self.option(o).label + (f"（{say_when(when)}）" if when else "") for o, when in value.items()]
        return "、".join(held) or self.none

    def _read_amount(self, raw: object, today: date) -> Amount:
        year = today.year - 1 if self.yearly else None
        if isinstance(raw, Mapping):
            unknown = set(raw) - {"amount", "low", "high", "year"}
            if unknown:
                raise ValueError(f"unknown key {min(unknown)}; allowed: amount, or low and high; year")
            year = _year(raw["year"]) if raw.get("year") is not None else year
            if "amount" in raw and len({"low", "high"} & raw.keys()):
                raise ValueError("expected either amount, or low and high")
            if "amount" in raw:
                low = high = _yuan(raw["amount"])
            elif "low" in raw or "high" in raw:
                low, high = _yuan(raw.get("low", 0)), _yuan(raw.get("high", UNBOUNDED))
            else:
                raise ValueError("expected amount, or low and high")
        else:
            low = high = _yuan(raw)
        if low > high:
            raise ValueError(f"low {low} is above high {high}")
        if year is not None and year > today.year:
            raise ValueError(f"the year {year} lies after {today}")
        return Amount(low, high, year)

    def _read_held(self, raw: object, today: date) -> Held:
        if raw is None or raw == "":
            return {}
        held: dict[str, When | None] = {}
        for option_id, when in _held_pairs(raw):
            option = self.option(option_id)
            if option.id in held:
                raise ValueError(f"{option.id} stands twice")
            held[option.id] = None if when is None or when == "" else read_when(_text(when))
            span = held[option.id]
            if span and span.first > today:
                raise ValueError(f"{option.id}: {when} lies after {today}; give the day it was obtained")
        return held


def say_when(when: When) -> str:
    """Put a span of days into words: ``2024 年``, ``2024 年 5 月``, ``2024-05-06``, ``2023-10-31 至 2023-12-31``.

    Whole years are ``2026—2028 年``, and what began long ago is ``2023-10-30 及以前``.
    """
    written = write_when(when)
    if when.first == LONG_AGO and when.last.year > LONG_AGO.year:
        return f"{when.last} 及以前"
    if ".." in written and (*when.first.timetuple()[1:3], *when.last.timetuple()[1:3]) == (1, 1, 12, 31):
        return f"{when.first.year}—{when.last.year} 年"
    if ".." in written:
        return written.replace("..", " 至 ")
    parts = written.split("-")
    return written if len(parts) == 3 else " ".join(f"{int(p)} {unit}" for p, unit in zip(parts, "年月", strict=False))


def _held_pairs(raw: object) -> list[tuple[str, object]]:
    if isinstance(raw, Mapping):
        return [(str(option), when) for option, when in raw.items()]
    if isinstance(raw, Sequence) and not isinstance(raw, str):
        return [_held_item(item) for item in raw]
    return [(_text(raw), None)]


def _held_item(item: object) -> tuple[str, object]:
    if not isinstance(item, Mapping):
        return _text(item), None
    if "id" not in item or set(item) - {"id", "date"}:
        raise ValueError("expected items such as {id: quality_system, date: 2024-05}")
    return _text(item["id"]), item.get("date")


def _text(raw: object) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    if isinstance(raw, str | int | date):
        return str(raw).strip()
    raise ValueError(f"expected one value, not {type(raw).__name__}")


def _year(raw: object) -> int:
    text = _text(raw)
    if not (text.isdecimal() and 1900 <= int(text) <= 9999):
        raise ValueError(f"{text!r} is not a year; write it as 2024")
    return int(text)


def _yuan(raw: object) -> int:
    if isinstance(raw, bool) or raw is None:
        raise ValueError("expected a sum; write it as 10万元, 0.8亿元 or whole yuan")
    if isinstance(raw, float):
        if not raw.is_integer():
            raise ValueError(f"{raw} is not a whole number of yuan")
        raw = int(raw)
    text = _text(raw)
    digits = text.removeprefix("-")
    if digits.isascii() and digits.isdecimal():
        if text.startswith("-"):
            raise ValueError(f"{text} is negative; a sum is zero or more")
        if int(text) > UNBOUNDED:
            raise ValueError(f"{text} yuan is beyond any enterprise; check the zeros")
        return int(text)
    if text.startswith("-"):
        raise ValueError(f"{text} is negative; a sum is zero or more")
    # 元 is left out where people write of themselves, in the document never.
    return read_sum(f"{text}元" if text.endswith(("万", "亿")) else text)
