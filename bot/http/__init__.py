"""What the chat page, the desk and the API share: a server, safe headers, signed cookies, bounded bodies.

Nothing here knows of policies, conversations or staff.
"""

from bot.http.addresses import place_of
from bot.http.bodies import TooLongError, bounded, read_form, without_nul
from bot.http.forms import FIELD, Forms
from bot.http.headers import SafeHeaders
from bot.http.listening import ListenError, listening, read_address
from bot.http.proxies import behind
from bot.http.signing import Signing, new_secret

__all__ = [
    "FIELD",
    "Forms",
    "ListenError",
    "SafeHeaders",
    "Signing",
    "TooLongError",
    "behind",
    "bounded",
    "listening",
    "new_secret",
    "place_of",
    "read_address",
    "read_form",
    "without_nul",
]
