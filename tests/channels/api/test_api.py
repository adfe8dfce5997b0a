"""What a program meets that calls the API."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema_rs
import pytest

from bot.channels.api import Clients
from bot.content import Content, load
from bot.matching import Finding, Matcher
from tests.channels.api.running import KEY, api_running, keys, standing
from tests.commands import Runs
from tests.helpers import ROOT, content
from tests.open_windows import open_window

DAY = "2025-06-01"
FOUNDRY = {"sector": "casting", "revenue": "5.3亿元", "best_revenue_before": "4.8亿元", "leading_industry": True}


@pytest.fixture
async def api() -> AsyncIterator[httpx.AsyncClient]:
    async with api_running() as client:
        yield client


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    ran = Runs(capsys)(*arguments)
    assert ran.status == 0
    return ran.out


def refused(answer: httpx.Response, status: int, words: str) -> None:
    """Check that a call was refused in the one shape of errors, in one line with these words."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    said = answer.json()
    assert list(said) == ["error"]
    assert words in said["error"]
    assert "\n" not in said["error"]
    assert "Traceback" not in said["error"]


# The same as the command line.


@pytest.mark.parametrize(
    "profile",
    [
        FOUNDRY,
        {},
        {"id": "甲", "sector": "pigs", "county": "gaoping"},
        {"certifications": {"quality_system": "2024-05"}},
    ],
    ids=["foundry", "nothing known", "with an id", "certified"],
)
async def test_match_gives_the_bytes_of_the_command_line(
    api: httpx.AsyncClient, profile: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "profiles.jsonl"
    file.write_text(json.dumps(profile), "utf-8")
    answer = await api.post("/match", json={"profile": profile, "as_of": DAY})
    assert answer.status_code == 200
    assert answer.text == printed(capsys, "match", str(file), "--json", "--all", "--as-of", DAY)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("质量认证补多少", ""),
        ("那找谁", "质量认证补多少"),
        ("今天天气怎么样", ""),
        ("奖励", ""),
        ("营收5.3亿给多少，老字号呢", ""),
    ],
)
async def test_ask_gives_the_bytes_of_the_command_line(
    api: httpx.AsyncClient, text: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"text": text, "as_of": DAY} | ({"after": after} if after else {})
    shown = printed(capsys, "ask", text, "--after", after, "--json", "--as-of", DAY)
    assert (await api.get("/ask", params=given)).text == shown
    assert (await api.post("/ask", json=given)).text == shown


async def test_facts_are_those_of_the_command_line_in_one_line(
    api: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = json.loads(printed(capsys, "facts", "--json"))
    assert (await api.get("/facts")).text == json.dumps(shown, ensure_ascii=False) + "\n"


async def test_the_day_is_that_of_shanghai_where_none_is_given(api: httpx.AsyncClient) -> None:
    assert (await api.post("/match", json={"profile": {}})).json()["as_of"] == DAY


# Policies.


async def test_policies_hold_every_measure_with_quotes_of_the_source(api: httpx.AsyncClient) -> None:
    policies = (await api.get("/policies")).json()["policies"]
    source = (ROOT / "policy_data" / "jincheng-2023-39" / "source.md").read_text("utf-8")
    measures = [measure for policy in policies for article in policy["articles"] for measure in article["measures"]]
    assert len(measures) == len(content().measures) == 64
    assert all(measure["quotes"] for measure in measures)
    assert all(quote in source for measure in measures for quote in measure["quotes"])
    assert all(office in source for policy in policies for each in policy["articles"] for office in each["departments"])


async def test_a_ladder_stands_in_whole_yuan(api: httpx.AsyncClient) -> None:
    (policy,) = (await api.get("/policies")).json()["policies"]
    second = next(article for article in policy["articles"] if article["number"] == "二")
    milestone = next(measure for measure in second["measures"] if measure["id"] == "revenue-milestone")
    assert milestone["steps"][0] == {"reaches": 500_000_000, "pays": 100_000}
    assert (milestone["amount"], milestone["most"]) == (None, 500_000)
    assert (policy["valid_from"], policy["valid_until"]) == ("2023-10-31", "2025-12-31")


async def test_a_day_in_force_that_the_document_does_not_name_is_null_as_described() -> None:
    async with api_running(content=lambda: open_window("neither")) as api:
        (policy,) = (await api.get("/policies")).json()["policies"]
        matched = (await api.post("/match", json={"profile": FOUNDRY, "as_of": DAY})).json()
        schemas = (await api.get("/openapi.json")).json()["components"]["schemas"]
    for shape, written in (("Policy", policy), *(("Finding", finding) for finding in matched["findings"])):
        assert (written["valid_from"], written["valid_until"]) == (None, None)
        jsonschema_rs.validate({"$ref": f"#/components/schemas/{shape}", "components": {"schemas": schemas}}, written)


# What is refused.


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"", 400, "not JSON"),
        (b"{", 400, "not JSON"),
        (b'{"profile": {"revenue": NaN}}', 400, "NaN is no number"),
        (b'{"text": "\xff"}', 400, "not JSON"),
        (rb'{"profile": {"sector": "\ud800"}}', 400, "not JSON"),
        (b"[" * 30_000, 400, "not JSON"),
        (b"9" * 5_000, 400, "not JSON"),
        (b"[]", 422, "expected an object with profile, as_of"),
        (b"{}", 422, "profile is missing"),
        (b'{"profile": []}', 422, "expected an object of facts"),
        (b'{"profile": {}, "asof": "2025-06-01"}', 422, "knows no 'asof'; it takes profile, as_of"),
        (b'{"profile": {}, "as_of": "2025-02-30"}', 422, "does not exist"),
        (b'{"profile": {}, "as_of": "0000-01-01"}', 422, "as_of"),
        (b'{"profile": {"revenue": 1}, "as_of": "0001-01-01"}', 422, "as_of: '0001-01-01' is out of range"),
        (b'{"profile": {}, "as_of": 20250601}', 422, "such as 2024-05-31"),
        (b'{"profile": {"sectr": "casting"}}', 422, "unknown fact 'sectr'; known: sector"),
        (b'{"profile": {"revenue": -1}}', 422, "negative"),
        (b'{"profile": {"revenue": 1e400}}', 422, "not a whole number"),
        (b'{"profile": {"sector": "pigs", "agricultural": "no"}}', 422, "correct one of the two"),
        (b'{"profile": {"id": {"a": 1}}}', 422, "id: expected text"),
        (b'{"profile": {"sector": ' + b"[" * 20 + b"]" * 20 + b"}}", 422, "too deep"),
        (b'{"profile": {"sector": "' + b"x" * 70_000 + b'"}}', 413, "longer than 65536 bytes"),
    ],
)
async def test_what_is_no_profile_is_refused_in_one_line(
    api: httpx.AsyncClient, body: bytes, status: int, words: str
) -> None:
    refused(await api.post("/match", content=body, headers={"Content-Type": "application/json"}), status, words)


async def test_a_body_that_never_ends_is_not_read_to_its_end(api: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b" " * 10_000

    refused(await api.post("/match", content=pieces(), headers={"Content-Type": "application/json"}), 413, "longer")


async def test_a_form_of_another_site_is_no_json(api: httpx.AsyncClient) -> None:
    refused(await api.post("/match", content=b"{}", headers={"Content-Type": "text/plain"}), 415, "Content-Type")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "text is missing"),
        ("text=", "1 to 1000 characters"),
        ("text=" + "x" * 1001, "1 to 1000 characters"),
        ("text=a&text=b", "text is given twice"),
        ("text=a&page=2", "knows no 'page'"),
        ("text=a&as_of=tomorrow", "such as 2024-05-31"),
        ("text=a&as_of=9999-12-31", "as_of: '9999-12-31' is out of range"),
    ],
)
async def test_what_is_no_question_is_refused_in_one_line(api: httpx.AsyncClient, query: str, words: str) -> None:
    refused(await api.get(f"/ask?{query}"), 422, words)


@pytest.mark.parametrize("day", ["1900-01-01", "9998-12-31"])
@pytest.mark.parametrize("year", ["大前年", "九年前", "去年", "上个月", "前天", "明年", "下个月", "后年"])
async def test_the_first_and_the_last_day_are_answered_for_whatever_year_is_spoken_of(
    api: httpx.AsyncClient, day: str, year: str
) -> None:
    params = {"text": f"{year}专业镇企业营收5亿能奖多少", "as_of": day}
    assert (await api.get("/ask", params=params)).status_code == 200
    assert (await api.post("/match", json={"profile": FOUNDRY, "as_of": day})).json()["as_of"] == day


async def test_what_is_not_there_is_said(api: httpx.AsyncClient) -> None:
    refused(await api.get("/measures"), 404, "/api/v1/openapi.json lists what there is")
    refused(await api.get("/"), 404, "openapi.json")
    refused(await api.get("/facts/"), 404, "/facts/")
    wrong = await api.delete("/ask")
    refused(wrong, 405, "use GET or POST")
    assert wrong.headers["allow"] == "GET, POST, HEAD"


async def test_other_sites_are_not_let_in(api: httpx.AsyncClient) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    assert (await api.options("/facts", headers=asked)).status_code == 405
    answer = await api.get("/facts", headers=asked)
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_fault_of_ours_shows_nothing_of_itself() -> None:
    def away() -> Content:
        raise LookupError("the secret path")

    async with api_running(content=away) as api:
        answer = await api.get("/facts")
    refused(answer, 500, "a fault of the server")
    assert "secret" not in answer.text


# Who may call, and how often.


async def test_with_keys_a_call_without_one_is_refused() -> None:
    async with api_running(Clients(standing, keys(office=KEY, town="another-key-of-no-use"))) as api:
        for sent in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}, {"Authorization": KEY}):
            answer = await api.get("/facts", headers=sent)
            refused(answer, 401, "Authorization: Bearer KEY")
            assert answer.headers["www-authenticate"] == "Bearer"
        refused(await api.get("/nowhere"), 401, "a key is needed")
        assert (await api.get("/facts", headers={"Authorization": f"Bearer {KEY}"})).status_code == 200
        described = await api.get("/openapi.json")
    assert described.json()["security"] == [{"key": []}]


async def test_a_client_that_calls_too_often_waits_and_others_do_not() -> None:
    clients = Clients(standing, keys(office=KEY, town="another-key-of-no-use"), a_minute=60, burst=3)
    async with api_running(clients) as api:
        office, town = ({"Authorization": f"Bearer {key}"} for key in (KEY, "another-key-of-no-use"))
        said = [(await api.get("/nowhere", headers=office)).status_code for _ in range(3)]
        too_many = await api.get("/facts", headers=office)
        other = await api.get("/facts", headers=town)
    assert said == [404] * 3
    refused(too_many, 429, "try again in 1 s")
    assert too_many.headers["retry-after"] == "1"
    assert other.status_code == 200


async def test_who_guesses_keys_is_slowed_down() -> None:
    async with api_running(Clients(standing, keys(office=KEY), a_minute=60, burst=3)) as api:
        said = [(await api.get("/facts", headers={"Authorization": f"Bearer {n}"})).status_code for n in range(5)]
    assert said == [401, 401, 401, 429, 429]


async def test_what_is_used_up_comes_back_with_time() -> None:
    now = [0.0]
    async with api_running(Clients(lambda: now[0], a_minute=60, burst=1)) as api:
        assert (await api.get("/facts")).status_code == 200
        assert (await api.get("/facts")).status_code == 429
        now[0] += 1
        assert (await api.get("/facts")).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        ((), ["203.0.113.1", "203.0.113.2"], [200, 429]),
        (("127.0.0.1",), ["203.0.113.1", "203.0.113.2"], [200, 200]),
        (("127.0.0.0/8",), ["203.0.113.1", "203.0.113.1"], [200, 429]),
        (("127.0.0.1",), ["10.0.0.1, 203.0.113.1", "10.0.0.2, 203.0.113.1"], [200, 429]),
        (("192.0.2.1",), ["203.0.113.1", "203.0.113.2"], [200, 429]),
        (("127.0.0.1",), ["2001:db8::1", "2001:db8::2"], [200, 429]),
        (("127.0.0.1",), ["2001:db8::1", "2001:db8:0:1::1"], [200, 200]),
    ],
    ids=[
        "no proxy is trusted",
        "two behind it",
        "one behind it",
        "one that lies",
        "another is trusted",
        "one home",
        "two",
    ],
)
async def test_an_address_is_believed_only_of_a_trusted_proxy(
    proxies: tuple[str, ...], forwarded: list[str], expected: list[int]
) -> None:
    async with api_running(Clients(standing, burst=1), proxies=proxies) as api:
        said = [await api.get("/facts", headers={"X-Forwarded-For": address}) for address in forwarded]
    assert [answer.status_code for answer in said] == expected


# Many at once, and content read anew.


async def test_many_at_once_get_each_their_own_answer(api: httpx.AsyncClient) -> None:
    yuan = [300_000_000 + 100_000_000 * number for number in range(30)]
    answers = await asyncio.gather(
        *(api.post("/match", json={"profile": {"id": each, "revenue": each}, "as_of": DAY}) for each in yuan),
        *(api.get("/ask", params={"text": f"营收{each}元给多少", "as_of": DAY}) for each in yuan),
    )
    matched, asked = answers[: len(yuan)], answers[len(yuan) :]
    assert [(answer.json()["id"], answer.json()["profile"]["revenue"]["low"]) for answer in matched] == [
        (each, each) for each in yuan
    ]
    assert [answer.json()["text_asked"] for answer in asked] == [f"营收{each}元给多少" for each in yuan]


async def test_others_are_answered_while_a_match_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    explain = Matcher.explain

    def slowly(*arguments: Any) -> tuple[Finding, ...]:
        time.sleep(1)
        return tuple(explain(*arguments))

    async with api_running() as api:
        await api.post("/match", json={"profile": {}})
        monkeypatch.setattr(Matcher, "explain", slowly)
        slow = asyncio.create_task(api.post("/match", json={"profile": {}}))
        await asyncio.sleep(0.2)
        began = time.monotonic()
        root = str(api.base_url).partition("/api")[0]
        assert (await api.get(f"{root}/healthz")).status_code == 200
        assert time.monotonic() - began < 0.5
        assert not slow.done()
        assert (await slow).status_code == 200


async def test_new_content_is_in_force_for_the_next_call(tmp_path: Path) -> None:
    for folder in ("policy_data", "intents"):
        for file in (ROOT / folder).rglob("*.*"):
            copy = tmp_path / file.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(file.read_text("utf-8").replace("id: casting,", "id: foundry,"), "utf-8")
    current = [content()]
    async with api_running(content=lambda: current[0]) as api:
        old, new = ({"profile": {"sector": name}} for name in ("casting", "foundry"))
        assert (await api.post("/match", json=old)).status_code == 200
        refused(await api.post("/match", json=new), 422, "'foundry' is no option")
        current[0] = load(tmp_path)
        assert (await api.post("/match", json=new)).status_code == 200
        refused(await api.post("/match", json=old), 422, "'casting' is no option")
        assert "foundry" in (await api.get("/openapi.json")).text
        assert "foundry" in (await api.get("/facts")).text
