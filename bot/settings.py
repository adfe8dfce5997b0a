"""Every setting, read from the environment in this one place. Secrets are never printed."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.service_settings import ServiceSettings

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What an operator may set; `docs/operations.md` has the table."""

    content: Path = ROOT
    """HUIQI_CONTENT: the folder that holds policy_data/ and intents/."""

    @cached_property
    def of_service(self) -> "ServiceSettings":
        """All the others, read only when asked for: pydantic takes 0.2 s to import. Raises SettingsError."""
        from bot.service_settings import read_service_settings

        return read_service_settings()


def read_settings() -> Settings:
    """Read the settings; an empty variable counts as not set."""
    return Settings(content=Path(os.environ.get("HUIQI_CONTENT") or ROOT))
