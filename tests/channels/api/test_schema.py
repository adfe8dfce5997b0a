"""The API against its own description, as schemathesis reads it: every check, over real HTTP."""

import asyncio
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.channels.api import Clients
from bot.channels.api.shapes import components
from bot.content import Fact
from tests.channels.api.running import KEY, api_aside, api_running, keys, standing
from tests.helpers import content

CONFIG = """
[[operations]]
include-name = "POST /match"
# A schema cannot say that facts contradict each other, that a year is still to come or a day does not exist.
[operations.checks]
positive_data_acceptance.expected-statuses = ["200", "422"]
"""


async def test_the_api_is_as_it_is_described(tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIG, "utf-8")
    async with api_running(Clients(standing, keys(tests=KEY), burst=1_000_000)) as api:
        run = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{api.base_url}openapi.json"),
            *("--checks", "all", "--phases", "examples,coverage,fuzzing", "--max-examples", "10", "--seed", "1"),
            *("--no-color", "--header", f"Authorization: Bearer {KEY}"),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        told = (await run.communicate())[0].decode()
    assert run.returncode == 0, told
    tested = re.search(r"Tested: (\d+)", told)
    cases = re.search(r"(\d+) generated", told)
    assert tested
    assert cases
    assert (int(tested[1]), int(cases[1]) > 100) == (5, True), told


YUAN = st.integers(0, 10**15)
SUMS = YUAN | st.builds("{}.{}亿元".format, st.integers(0, 99), st.integers(0, 9)) | st.just("500万元")
BOUNDS = st.tuples(YUAN, YUAN).map(sorted).map(lambda ends: {"low": ends[0], "high": ends[1]})
AMOUNTS = (
    SUMS | BOUNDS | st.builds(lambda amount, year: {"amount": amount, "year": year}, SUMS, st.integers(1990, 2024))
)
DATES = st.sampled_from(["2024", "2024-05", "2024-02-29", "2024-01-01..2024-06-30", "2023..2024-05"])


def choices_of(fact: Fact) -> st.SearchStrategy[object]:
    ids = st.sampled_from([option.id for option in fact.options])
    dated = st.dictionaries(ids, DATES | st.none())
    listed = st.lists(ids | st.builds(lambda one, day: {"id": one, "date": day}, ids, DATES), unique_by=str, max_size=1)
    return dated | listed


def values_of(fact: Fact) -> st.SearchStrategy[object]:
    """Every way of docs/json.md to write a value of a fact."""
    known: dict[str, st.SearchStrategy[object]] = {
        "choice": st.sampled_from([option.id for option in fact.options] or [""]),
        "yes_no": st.sampled_from(["yes", "no", True, False]),
        "money": AMOUNTS,
        "choices": choices_of(fact) if fact.kind == "choices" else st.nothing(),
        "date": DATES,
    }
    return known[fact.kind] | st.sampled_from([None, "unknown", "wont_say"])


CASES = st.sampled_from(list(content().facts.values())).flatmap(
    lambda fact: values_of(fact).map(lambda value: {fact.id: value})
)


@pytest.fixture(scope="module")
def api() -> Iterator[httpx.Client]:
    with api_aside() as client:
        yield client


@settings(max_examples=150, derandomize=True)
@given(case=CASES)
def test_every_spelling_of_the_docs_is_in_the_schema_and_is_taken(api: httpx.Client, case: dict[str, object]) -> None:
    shape = {"$ref": "#/components/schemas/Profile", "components": {"schemas": components(content())}}
    assert jsonschema_rs.is_valid(shape, case)
    answer = api.post("/match", json={"profile": case, "as_of": "2025-06-01"})
    assert answer.status_code == 200, answer.text
    taken = answer.json()["profile"]
    assert jsonschema_rs.is_valid(shape, taken)
    again = api.post("/match", json={"profile": taken, "as_of": "2025-06-01"})
    assert again.json()["findings"] == answer.json()["findings"]


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(profile=st.dictionaries(st.sampled_from([*content().facts, "id"]), ANY_JSON, max_size=4))
def test_any_values_at_all_are_taken_or_refused_in_one_line(api: httpx.Client, profile: dict[str, object]) -> None:
    answer = api.post("/match", json={"profile": profile})
    assert answer.status_code in {200, 400, 422}
    assert answer.status_code == 200 or list(answer.json()) == ["error"]
    assert answer.text.count("\n") == 1


@settings(max_examples=150, derandomize=True)
@given(body=st.binary(max_size=300), path=st.sampled_from(["/match", "/ask", "/facts", "/%00", "/nowhere"]))
def test_any_bytes_at_all_are_refused(api: httpx.Client, body: bytes, path: str) -> None:
    answer = api.post(path, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 404, 405, 422}
    assert list(answer.json()) == ["error"]


@settings(max_examples=100, derandomize=True)
@given(text=st.text(min_size=1, max_size=100), after=st.text(min_size=1, max_size=20))
def test_any_text_at_all_is_answered(api: httpx.Client, text: str, after: str) -> None:
    answer = api.post("/ask", json={"text": text, "after": after})
    assert answer.status_code == 200
    assert answer.json()["text_asked"] == text
