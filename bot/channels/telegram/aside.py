"""What else a bot is asked for than to talk with one person: each is asked first whether an update is its own."""

from typing import Protocol

import telegram

from bot.channels.telegram.read import Json


class Aside(Protocol):
    """Takes updates out of the way of the conversations."""

    def take(self, update: Json, bot: telegram.Bot) -> bool:
        """Return whether an update was its own; on return all that must not be lost is committed.

        May raise StoreUnavailableError: the update must then come again.
        """

    async def begin(self, bot: telegram.Bot) -> None:
        """Make ready, before the first update. Raises TelegramError: it is then tried again."""

    async def close(self) -> None:
        """End what is under way."""
