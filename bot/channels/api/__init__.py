"""The JSON API: profiles and questions come in over HTTP, findings and answers go out, in the shapes of docs/json.md.

It keeps nothing of what is asked, and knows no conversation: no chat, no profile of an owner can be reached here.
"""

from bot.channels.api.application import Api, api_routes
from bot.channels.api.clients import Clients

__all__ = ["Api", "Clients", "api_routes"]
