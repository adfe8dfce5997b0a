"""What may go wrong with a database. Each message is one line that says what to do.

StoreError
    NewerSchemaError
    StoreUnavailableError
    StoredConversationError
"""


class StoreError(Exception):
    """The family."""


class NewerSchemaError(StoreError):
    """The database was written by a later release."""


class StoreUnavailableError(StoreError):
    """The database is locked, full, or cannot be reached: nothing was changed, the same may work later."""


class StoredConversationError(StoreError):
    """A stored conversation cannot be read by this release."""
