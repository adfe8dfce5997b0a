"""What comes in: one message of one chat, whatever the channel."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """One thing a person typed or tapped.

    ``id`` is unique within the channel, so that a repeat is known. At most one of ``text`` (typed), ``choice`` (the id
    of the `Choice` tapped) and ``brought`` (answers as JSON text that `Dialogue.carried` gave out earlier, to go on
    with) is not empty; where all are empty it is none of these, such as a picture. ``shown_in`` is the channel's own
    reference to the message the tapped button stood in, and ``source`` the payload of a deep link.
    """

    channel: str
    chat: str
    id: str
    text: str = ""
    choice: str = ""
    shown_in: str = ""
    source: str = ""
    brought: str = ""
