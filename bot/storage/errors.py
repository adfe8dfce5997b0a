"""What may go wrong with a database. Each message is one line that says what to do.

StoreError
    NewerSchemaError
    StoreUnavailableError
    StoredConversationError
        NewerConversationError (unavailable, too)
"""


class StoreError(Exception):
    """The family."""


class NewerSchemaError(StoreError):
    """The database was written by a later release."""


class StoreUnavailableError(StoreError):
    """The database is locked, full, or cannot be reached: nothing was changed, the same may work later."""


class StoredConversationError(StoreError):
    """A stored conversation cannot be read by this release; ``state`` is its text."""

    def __init__(self, state: str, why: object) -> None:
        super().__init__(f"a stored conversation cannot be read: {why}")
        self.state = state


class NewerConversationError(StoredConversationError, StoreUnavailableError):
    """A later release wrote it, which goes on with it: a worker beside this one, or this one when it is upgraded."""
