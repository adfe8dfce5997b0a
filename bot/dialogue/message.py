"""What comes in: one message of one chat, whatever the channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a person typed or tapped.

    ``id`` is unique within the channel, so that a repeat is known. Exactly one of ``text`` (typed)
    and ``choice`` (the id of the `Choice` tapped) is not empty. ``shown_in`` is the channel's own
    reference to the message the tapped button stood in, and ``source`` the payload of a deep link. Where both are
    empty, ``brought`` may hold answers as JSON text that `Dialogue.carried` gave out earlier, to go on with.
    """

    channel: str
    chat: str
    id: str
    text: str = ""
    choice: str = ""
    shown_in: str = ""
    source: str = ""
    brought: str = ""
