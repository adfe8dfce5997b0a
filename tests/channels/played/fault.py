"""What goes wrong with a call: Telegram's own refusals, in its words, and faults on request."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call.

    ``code`` and ``description`` are Telegram's answer; ``seconds`` pass before any answer; ``done`` lets the
    call have its effect all the same; ``cut`` breaks the connection in the middle of the answer.
    """

    code: int = 200
    description: str = "OK"
    retry_after: int = 0
    seconds: float = 0.0
    done: bool = False
    cut: bool = False


BLOCKED = Fault(403, "Forbidden: bot was blocked by the user")
NO_ENTITIES = Fault(400, 'Bad Request: can\'t parse entities: unsupported start tag "x" at byte offset 0')
NOT_FOUND = Fault(400, "Bad Request: message to edit not found")
NOT_MODIFIED = Fault(
    400,
    "Bad Request: message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message",
)
OTHER_POLLER = Fault(
    409,
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
)
TOO_OLD = Fault(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


def too_many(seconds: int) -> Fault:
    return Fault(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


class RefusedError(Exception):
    """A call that Telegram answers with an error."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.description)
        self.fault = fault
