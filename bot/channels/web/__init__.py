"""The chat page: the same conversation as everywhere, drawn for a thumb. It works without JavaScript, too.

In come forms, out go pages and pieces of them. What is said is decided in the dialogue and kept by the service; nothing
here remembers anything.
"""

from bot.channels.web.app import web

__all__ = ["web"]
