"""Every setting, read from the environment in this one place. Secrets are never printed."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator may set; `docs/operations.md` has the table."""

    content: Path = ROOT
    """HUIQI_CONTENT: the folder that holds policy_data/ and intents/."""
    database: str = "huiqi.db"
    """HUIQI_DATABASE: the SQLite file of conversations."""
    telegram_token: str = field(default="", repr=False)
    """TELEGRAM_BOT_TOKEN."""
    telegram_api: str | None = None
    """TELEGRAM_API_BASE: the root of another Bot API server, as http://127.0.0.1:8081."""


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; an empty variable counts as not set."""
    usual = Settings()
    return Settings(
        content=Path(environment.get("HUIQI_CONTENT") or usual.content),
        database=environment.get("HUIQI_DATABASE") or usual.database,
        telegram_token=environment.get("TELEGRAM_BOT_TOKEN", ""),
        telegram_api=environment.get("TELEGRAM_API_BASE") or None,
    )
