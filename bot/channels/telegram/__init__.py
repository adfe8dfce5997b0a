"""Telegram by long polling or webhook: updates come in, `Message` goes to the service, stored replies go out.

Nothing is confirmed to Telegram before the service has committed it; nothing is kept here between runs.
"""

from bot.channels.telegram.aside import Aside
from bot.channels.telegram.look_up import LookUp
from bot.channels.telegram.read import read_update
from bot.channels.telegram.run import (
    AnotherPollerError,
    BadTokenError,
    TelegramChannelError,
    name_of,
    run,
    stop_on_signals,
)
from bot.channels.telegram.staff_group import StaffGroup
from bot.channels.telegram.webhook import Webhook
from bot.channels.telegram.write import Call, write_reply

__all__ = [
    "AnotherPollerError",
    "Aside",
    "BadTokenError",
    "Call",
    "LookUp",
    "StaffGroup",
    "TelegramChannelError",
    "Webhook",
    "name_of",
    "read_update",
    "run",
    "stop_on_signals",
    "write_reply",
]
