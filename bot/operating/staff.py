"""`huiqi staff`: who may enter the desk, and as what."""

import sys
from contextlib import closing
from datetime import UTC, datetime
from getpass import getpass

from bot.accounts import AccountError, Accounts
from bot.settings import Settings
from bot.storage import Store, StoreError


def staff(deed: str, name: str, role: str, settings: Settings) -> int:
    """Add, list, change or remove accounts; return the exit status."""
    try:
        with closing(Store(settings.of_service.database, create=deed == "add")) as store:
            _do(deed, name, role, Accounts(store, lambda: datetime.now(UTC), settings.of_service.secret))
    except (AccountError, StoreError) as error:
        sys.stderr.write(f"huiqi: {error}\n")
        return 1
    return 0


def _do(deed: str, name: str, role: str, accounts: Accounts) -> None:
    match deed:
        case "add":
            accounts.add(name, role, _password())
        case "password":
            accounts.change_password(name, _password())
        case "role":
            accounts.change_role(name, role)
        case "remove":
            accounts.remove(name)
        case _:
            for member in accounts.everyone():
                sys.stdout.write(f"{member.name}\t{member.role}\t{member.added:%Y-%m-%d}\n")


def _password() -> str:
    """Ask for a password, twice since it is not shown; where nobody sits at a terminal, read a line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    password = getpass("password: ")
    if getpass("once more: ") != password:
        raise AccountError("the two were not the same; nothing was changed")
    return password
