"""The service and the desk on one database, with the real dialogue and a clock that is set by hand."""

import pytest

from bot.reception import Reception
from bot.service import Service
from bot.storage import Store
from tests.desk.served import SECRET, Clock
from tests.helpers import dialogue
from tests.reception.owner import Owner


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def service(store: Store, clock: Clock) -> Service:
    return Service(store, dialogue(), clock, secret=SECRET)


@pytest.fixture
def owner(service: Service, clock: Clock) -> Owner:
    return Owner(service, clock)


@pytest.fixture
def desk(store: Store, clock: Clock) -> Reception:
    return Reception(store, clock, SECRET)
