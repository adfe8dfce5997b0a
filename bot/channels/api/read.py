"""Requests -> the values of a call's fields, or what is wrong with them."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from starlette.requests import Request

from bot.channels.api.problem import Problem
from bot.channels.api.shapes import DAY_ASKED, LONGEST_TEXT, Schema, named
from bot.content import read_day
from bot.http import TooLongError, bounded

MOST_BYTES = 1 << 16
"""A profile with every fact in it takes some thousand."""
DEEPEST = 12
"""A profile is four objects deep."""


@dataclass(frozen=True)
class Field:
    """One thing that a call takes: how it is read, and how it is described."""

    name: str
    read: Callable[[Any], Any]
    shape: Schema
    about: str
    required: bool = False


def read_query(request: Request, fields: Iterable[Field]) -> dict[str, Any]:
    """Return the values that stand in the address; raises Problem 422."""
    pairs = request.query_params.multi_items()
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise Problem(422, f"{name} is given twice; give it once")
    return _values(dict(pairs), tuple(fields))


async def read_body(request: Request, fields: Iterable[Field]) -> dict[str, Any]:
    """Return the values that stand in a body of JSON; raises Problem 400, 413, 415 or 422."""
    fields = tuple(fields)
    if request.query_params:
        raise Problem(422, "this call takes nothing from the address; put all into the body")
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, "send JSON, and say so in the header Content-Type: application/json")
    try:
        body = await bounded(request, MOST_BYTES)
    except TooLongError:
        raise Problem(413, f"the body is longer than {MOST_BYTES} bytes; ask for one profile at a time") from None
    try:
        raw = json.loads(body.decode(), parse_constant=_refuse_constant)
        json.dumps(raw, ensure_ascii=False).encode()  # no text holds half a character
    except (ValueError, RecursionError) as error:
        raise Problem(400, f"this is not JSON in UTF-8 ({error}); docs/api.md shows what is") from None
    if not isinstance(raw, dict):
        raise Problem(422, f"expected an object with {_listed(fields)}")
    return _values(raw, fields)


def read_text(raw: Any) -> str:
    """Read a message; raises ValueError."""
    if not isinstance(raw, str):
        raise ValueError("expected text")
    if not 1 <= len(raw) <= LONGEST_TEXT:
        raise ValueError(f"expected 1 to {LONGEST_TEXT} characters")
    return raw


def read_as_of(raw: Any) -> date:
    """Read a day; raises ValueError."""
    if not (isinstance(raw, str) and re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", raw)):
        raise ValueError("expected a day such as 2024-05-31")
    return read_day(raw)


def read_profile_given(raw: Any) -> Mapping[str, Any]:
    """Read a profile as far as its facts need not be known for it; raises ValueError."""
    if not isinstance(raw, dict):
        raise ValueError('expected an object of facts, such as {"revenue": "4.8亿元"}')
    given = raw.get("id", "")
    if isinstance(given, bool) or not isinstance(given, str | int) or len(str(given)) > LONGEST_ID:
        raise ValueError(f"id: expected text of at most {LONGEST_ID} characters, or a whole number")
    if not _is_shallow(raw, DEEPEST):
        raise ValueError("too deep; docs/json.md shows what a profile holds")
    return raw


LONGEST_ID = 200

TEXT = Field(
    "text", read_text, {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT}, "the question", required=True
)
AFTER = Field("after", read_text, TEXT.shape, "the message before, for a follow-up")
AS_OF = Field("as_of", read_as_of, DAY_ASKED, "the day to answer for; by default today in Shanghai")
PROFILE = Field("profile", read_profile_given, named("Profile"), "the facts that are known", required=True)


def _values(raw: Mapping[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    for name in raw:
        if name not in known:
            takes = f"it takes {_listed(fields)}" if fields else "it takes nothing"
            raise Problem(422, f"this call knows no {name!r}; {takes}")
    for field in fields:
        if field.required and field.name not in raw:
            raise Problem(422, f"{field.name} is missing; give {field.about}")
    return {name: _value(known[name], value) for name, value in raw.items()}


def _value(field: Field, raw: Any) -> Any:
    try:
        return field.read(raw)
    except ValueError as error:
        raise Problem(422, f"{field.name}: {error}") from None


def _is_shallow(raw: Any, levels: int) -> bool:
    inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in inner)


def _listed(fields: Iterable[Field]) -> str:
    return ", ".join(field.name for field in fields)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
