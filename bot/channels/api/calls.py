"""The calls, in one table: where each is, what it takes, what it gives, and what answers it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.channels.api.problem import Problem
from bot.channels.api.read import AFTER, AS_OF, PROFILE, TEXT, Field
from bot.channels.beside import Answering
from bot.content import facts_json, policies_json
from bot.matching import ProfileError, matched_json

Answer = Callable[[Answering, Mapping[str, Any], date], dict[str, Any]]


@dataclass(frozen=True)
class Call:
    """One method of one address; ``shape`` names the schema of its answer."""

    method: str
    path: str
    name: str
    about: str
    fields: tuple[Field, ...]
    shape: str
    answer: Answer


def match(answering: Answering, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what `huiqi match` gives with ``--all``."""
    content = answering.content
    try:
        return matched_json(given["profile"], content.facts, answering.matcher.explain, given.get("as_of", today))
    except ProfileError as error:
        raise Problem(422, f"profile: {error}") from None


def ask(answering: Answering, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what `huiqi ask` gives."""
    return answering.asker.ask(given["text"], given.get("after", ""), given.get("as_of", today))


def facts(answering: Answering, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what `huiqi facts` gives."""
    del given, today
    return facts_json(answering.content.facts.values())


def policies(answering: Answering, given: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Return what the documents state."""
    del given, today
    return policies_json(answering.content.articles, answering.content.measures)


ASK = (TEXT, AFTER, AS_OF)
CALLS = (
    Call("POST", "/match", "match", "Which awards apply to an enterprise", (PROFILE, AS_OF), "Matched", match),
    Call("GET", "/ask", "ask", "The answer to a question", ASK, "Asked", ask),
    Call(
        "POST", "/ask", "askPost", "The answer to a question that had better not stand in an address", ASK, "Asked", ask
    ),
    Call("GET", "/facts", "facts", "Every fact that a profile may hold", (), "Facts", facts),
    Call("GET", "/policies", "policies", "What the documents state, measure by measure", (), "Policies", policies),
)
