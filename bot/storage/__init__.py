"""What must outlive the process: conversations, claims, replies to send, events, failures.

In go the dialogue's own values, out come the same values; nothing here decides what a person reads.
Every change happens inside `Store.transaction`, and nothing in it commits by itself.
"""

from bot.storage.sqlite import SqliteStore
from bot.storage.store import (
    NewerSchemaError,
    Outgoing,
    Store,
    StoredConversationError,
    StoreError,
    StoreUnavailableError,
    Transaction,
)

__all__ = [
    "NewerSchemaError",
    "Outgoing",
    "SqliteStore",
    "Store",
    "StoreError",
    "StoreUnavailableError",
    "StoredConversationError",
    "Transaction",
]
