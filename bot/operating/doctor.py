"""`huiqi doctor`: is everything there that a service needs, and if not, what is to be done."""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from bot.channels.telegram import TelegramChannelError, name_of
from bot.content import ContentError, load
from bot.dialogue import check
from bot.http import ListenError, read_address
from bot.service_settings import known_variables
from bot.settings import Settings
from bot.settings_error import SettingsError
from bot.storage import NEWEST, StoreError, schema_of


class _Ill(Exception):  # noqa: N818 - a finding, not a fault of ours
    """What is wrong, in one line that says what to do."""


class _Warning(Exception):  # noqa: N818 - nor is this
    """What works, but not as one would want it in earnest."""


def doctor(settings: Settings) -> int:
    """Write a line for each check; return 0 when all is well, 1 otherwise. Nothing is changed."""
    ill = 0
    for name, look in _checks():
        try:
            sys.stdout.write(f"ok    {name}: {look(settings)}\n")
        except (_Ill, ListenError, StoreError, TelegramChannelError) as error:
            sys.stdout.write(f"ILL   {name}: {error}\n")
            ill = 1
        except _Warning as warning:
            sys.stdout.write(f"WARN  {name}: {warning}\n")
        except SettingsError as error:  # the checks that follow need the settings
            sys.stdout.write(f"ILL   {name}: {error}\n")
            return 1
    return ill


def _checks() -> Iterator[tuple[str, Callable[[Settings], str]]]:
    yield "content", _content
    yield "settings", _settings
    yield "variables", _variables
    yield "secret", _secret
    yield "database", _database
    yield "telegram", _telegram


def _settings(settings: Settings) -> str:
    ours = settings.of_service
    if ours.webhook_secret.get_secret_value() and not ours.good_secret:
        raise _Ill("HUIQI_WEBHOOK_SECRET must be 16 to 256 of A-Z a-z 0-9 _ -; openssl rand -hex 32 makes one")
    _ = ours.secret, ours.api_keys, ours.proxies, ours.hours  # each raises SettingsError where it cannot be used
    if ours.listen:
        read_address(ours.listen)
    return f"chats are kept for {ours.keep_days} days, logs go to {ours.log}"


def _variables(settings: Settings) -> str:
    """Name what looks like a setting and is none: nobody else would notice."""
    del settings
    known = known_variables()
    strange = sorted(name for name in os.environ if name.startswith("HUIQI_") and name not in known)
    if strange:
        told = (f"{name}{_likely(name, known)}" for name in strange)
        raise _Ill(f"no setting of Huiqi: {', '.join(told)}; docs/operations.md lists them")
    return "every HUIQI_ variable is a setting"


def _likely(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, sorted(known), 1, 0.85)  # the first letters are all alike
    return f" (is {close[0]} meant?)" if close else ""


def _secret(settings: Settings) -> str:
    if not settings.of_service.secret:
        raise _Warning("HUIQI_SECRET is not set: each start makes strangers of all; openssl rand -hex 32 makes one")
    return "HUIQI_SECRET is set; give every process the same"


def _content(settings: Settings) -> str:
    try:
        content = load(settings.content)
        faults = check(content)
    except ContentError as error:
        faults = error.faults
    if faults:
        raise _Ill(f"{len(faults)} fault(s), the first: {faults[0]}; huiqi check lists them")
    return f"{len(content.measures)} measures, no fault"


def _database(settings: Settings) -> str:
    address = settings.of_service.database
    if "://" not in address and not (file := Path(address)).exists():
        if not file.absolute().parent.is_dir():
            raise _Ill(f"the folder of {file} is not there; make it, or set HUIQI_DATABASE")
        return f"{file} will be made at the first start"
    schema = schema_of(address)
    if schema is None:
        return "empty; its tables will be made at the first start"
    if schema > NEWEST:
        raise _Ill(f"it has schema {schema}, this release knows {NEWEST}; install the later release")
    return f"schema {schema}" if schema == NEWEST else f"schema {schema}, brought to {NEWEST} at the next start"


def _telegram(settings: Settings) -> str:
    ours = settings.of_service
    if not ours.token:
        return "TELEGRAM_BOT_TOKEN is not set, so huiqi serve has the pages alone"
    return f"the token is that of {asyncio.run(name_of(ours.token, ours.telegram_api))}"
