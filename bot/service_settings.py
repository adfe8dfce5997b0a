"""The settings of a service that talks to the world, which commands that only read content need not load."""

import re
from datetime import timedelta
from hashlib import sha256
from ipaddress import ip_network
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.dialogue import Hours, read_hours
from bot.settings_error import SettingsError

SHORTEST_SECRET = 32
"""Characters of `HUIQI_SECRET`; fewer could be guessed."""
SHORTEST_KEY = 24
"""Characters of a key of the API."""


class ServiceSettings(BaseSettings):
    """Typed and checked; a secret shows as stars wherever it is printed."""

    model_config = SettingsConfigDict(env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True)

    database_file: str = Field(default="huiqi.db", validation_alias="HUIQI_DATABASE")
    database_url: SecretStr = Field(default=SecretStr(""), validation_alias="HUIQI_DATABASE_URL")
    telegram_token: SecretStr = Field(default=SecretStr(""), validation_alias="TELEGRAM_BOT_TOKEN")
    telegram_api: str | None = Field(default=None, validation_alias="TELEGRAM_API_BASE")
    staff_group: int | None = Field(default=None, lt=0, validation_alias="HUIQI_STAFF_GROUP")
    per_second: float = Field(default=30, ge=1, le=1000, validation_alias="HUIQI_TELEGRAM_PER_SECOND")
    webhook_secret: SecretStr = Field(default=SecretStr(""), validation_alias="HUIQI_WEBHOOK_SECRET")
    secret_text: SecretStr = Field(default=SecretStr(""), max_length=256, validation_alias="HUIQI_SECRET")
    listen: str = Field(default="", validation_alias="HUIQI_LISTEN")
    keep_days: int = Field(default=180, ge=1, le=3650, validation_alias="HUIQI_KEEP_DAYS")
    writable: Literal["yes", "no"] = Field(default="yes", validation_alias="HUIQI_CONTENT_WRITABLE")
    content_watch: float = Field(default=0, ge=0, le=86400, validation_alias="HUIQI_CONTENT_WATCH")
    hold_minutes: int = Field(default=30, ge=1, le=1440, validation_alias="HUIQI_DESK_HOLD_MINUTES")
    hours_text: str = Field(default="", validation_alias="HUIQI_OFFICE_HOURS")
    log: Literal["console", "json"] = Field(default="console", validation_alias="HUIQI_LOG")

    proxies_text: str = Field(default="", validation_alias="HUIQI_TRUSTED_PROXIES")
    api_keys_text: SecretStr = Field(default=SecretStr(""), validation_alias="HUIQI_API_KEYS")
    api_per_minute: float = Field(default=120, ge=1, le=1_000_000, validation_alias="HUIQI_API_PER_MINUTE")

    @property
    def database(self) -> str:
        """The address that `Store` opens: the URL where there is one, else the file."""
        return self.database_url.get_secret_value() or self.database_file

    @property
    def database_setting(self) -> str:
        """The setting that names the database, with its value where that holds no password."""
        return "HUIQI_DATABASE_URL" if self.database_url.get_secret_value() else f"HUIQI_DATABASE={self.database_file}"

    @property
    def token(self) -> str:
        """The bot's token, empty if there is none."""
        return self.telegram_token.get_secret_value().strip()

    @property
    def secret(self) -> bytes:
        """What signs cookies and keys the hashes of persons; empty if none is set. Raises SettingsError."""
        secret = self.secret_text.get_secret_value()
        if secret and len(secret) < SHORTEST_SECRET:
            raise SettingsError("HUIQI_SECRET is too short to be a secret; openssl rand -hex 32 makes one")
        return secret.encode()

    @property
    def good_secret(self) -> bool:
        """Whether there is a webhook secret of the letters that Telegram allows, too long to be guessed."""
        return re.fullmatch("[A-Za-z0-9_-]{16,256}", self.webhook_secret.get_secret_value()) is not None

    @property
    def proxies(self) -> tuple[str, ...]:
        """The addresses and networks of proxies that are believed. Raises SettingsError."""
        proxies = tuple(self.proxies_text.replace(",", " ").split())
        for proxy in proxies:
            try:
                ip_network(proxy)
            except ValueError as error:
                raise SettingsError(f"HUIQI_TRUSTED_PROXIES: {error}; write it like 127.0.0.1,10.0.0.0/8") from None
        return proxies

    @property
    def api_keys(self) -> dict[str, bytes]:
        """The SHA-256 hashes of the API's keys, by the names of who has them. Raises SettingsError."""
        keys = {}
        for entry in self.api_keys_text.get_secret_value().replace(",", " ").split():
            name, _, secret = entry.partition("=")
            hashed = re.fullmatch("sha256:([0-9a-f]{64})", secret)
            if not name or name in keys or not (hashed or len(secret) >= SHORTEST_KEY):
                raise SettingsError(
                    "HUIQI_API_KEYS must be like name=KEY,other=sha256:HASH, each name once, each KEY of "
                    f"{SHORTEST_KEY} characters or more; openssl rand -hex 32 makes one"
                )
            keys[name] = bytes.fromhex(hashed[1]) if hashed else sha256(secret.encode()).digest()
        return keys

    @property
    def content_writable(self) -> bool:
        """Whether the desk may write content, where the folder's permissions let it."""
        return self.writable == "yes"

    @property
    def hours(self) -> Hours | None:
        """When staff are there; None where it is not said. Raises SettingsError."""
        try:
            return read_hours(self.hours_text) if self.hours_text.strip() else None
        except ValueError as error:
            raise SettingsError(f"HUIQI_OFFICE_HOURS: {error}") from None

    @property
    def hold(self) -> timedelta:
        """How long a conversation stays with staff who do not write."""
        return timedelta(minutes=self.hold_minutes)

    @property
    def keep_chats(self) -> timedelta:
        """How long a chat may be silent before it is erased."""
        return timedelta(days=self.keep_days)


def known_variables() -> frozenset[str]:
    """Return the names of the environment that mean something here."""
    fields = ServiceSettings.model_fields.values()
    return frozenset({"HUIQI_CONTENT", *(str(field.validation_alias) for field in fields)})


def read_service_settings() -> ServiceSettings:
    """Read the environment; raises SettingsError, which names the first variable that cannot be used."""
    try:
        return ServiceSettings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        problem = first["msg"][0].lower() + first["msg"][1:]
        raise SettingsError(f"{first['loc'][0]}: {problem}; see docs/operations.md") from None
