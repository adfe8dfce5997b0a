"""What must outlive the process: conversations, claims, replies to send, events, failures, questions for staff.

In go the dialogue's own values, out come the same values; nothing here decides what a person reads.
Every change happens inside `Store.transaction`, and nothing in it commits by itself.
"""

from bot.storage.batch import Batch
from bot.storage.errors import (
    NewerConversationError,
    NewerSchemaError,
    StoredConversationError,
    StoreError,
    StoreUnavailableError,
)
from bot.storage.kept import KeptQuestion, KeptRows
from bot.storage.migrate import NEWEST
from bot.storage.queue import Asked, QueueRows
from bot.storage.rows import Failure, Hold, Line, Outgoing, storable
from bot.storage.staff import Deed, Member, StaffRows
from bot.storage.store import Store, schema_of
from bot.storage.threads import Thread, ThreadRows
from bot.storage.transaction import Transaction

__all__ = [
    "NEWEST",
    "Asked",
    "Batch",
    "Deed",
    "Failure",
    "Hold",
    "KeptQuestion",
    "KeptRows",
    "Line",
    "Member",
    "NewerConversationError",
    "NewerSchemaError",
    "Outgoing",
    "QueueRows",
    "StaffRows",
    "Store",
    "StoreError",
    "StoreUnavailableError",
    "StoredConversationError",
    "Thread",
    "ThreadRows",
    "Transaction",
    "schema_of",
    "storable",
]
