"""Who an event is of: a hash that says nothing without its key."""

from hashlib import blake2b


def person_of(channel: str, chat: str, secret: bytes) -> str:
    """Return what stands for a chat in the events."""
    of_chat = f"{channel}\0{chat}".encode("utf-8", "surrogatepass")
    return blake2b(of_chat, key=secret[:64], digest_size=8).hexdigest()
