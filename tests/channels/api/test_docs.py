"""Every example of docs/api.md, run against the API."""

import re
import shlex
from argparse import ArgumentParser

import httpx
import pytest

from tests.channels.api.running import api_running
from tests.helpers import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```bash\n(curl .*?)\n```", PAGE, re.DOTALL)


def called(example: str) -> httpx.Request:
    """Read the few options of curl that the page uses."""
    curl = ArgumentParser()
    curl.add_argument("-s", action="store_true")
    curl.add_argument("-G", action="store_true")
    curl.add_argument("-H", dest="header", default="X: y")
    curl.add_argument("-d", dest="data")
    curl.add_argument("--data-urlencode", dest="query", action="append", default=[])
    curl.add_argument("url")
    given = curl.parse_args(shlex.split(example.replace("\\\n", ""))[1:])
    name, _, value = given.header.partition(": ")
    query = dict(pair.split("=", 1) for pair in given.query)
    method = "POST" if given.data else "GET"
    return httpx.Request(method, given.url, headers={name: value}, params=query, content=given.data)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
async def test_an_example_runs(example: str) -> None:
    request = called(example)
    async with api_running() as api:
        path = request.url.raw_path.decode().removeprefix("/api/v1")
        answer = await api.request(request.method, path, headers=request.headers, content=request.content)
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == 1
