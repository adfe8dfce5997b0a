import pytest

from tests.commands import Runs


@pytest.fixture
def huiqi(capsys: pytest.CaptureFixture[str]) -> Runs:
    return Runs(capsys)
